"""The words that the team means to avoid in its answers, and what it writes instead (S2.15)."""
