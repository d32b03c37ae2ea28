"""Conversations put together or taken apart, and that undone."""
