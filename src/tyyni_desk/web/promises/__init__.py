"""Promises: confirmed, kept, told anew, and seen together."""
