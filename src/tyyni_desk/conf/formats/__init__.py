"""Dates and times as each language writes them, with 24 hours."""
