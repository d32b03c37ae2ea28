"""Remedies: beside a conversation, their catalogue, and what leads set and decide."""
