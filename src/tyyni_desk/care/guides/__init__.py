"""The team's guides and support lines, and which of them fit a conversation."""
