"""Drafts that would do harm rest before they go; what the law forbids waits for a lead."""
