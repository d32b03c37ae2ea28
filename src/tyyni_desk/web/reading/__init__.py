"""What was understood from a message, as its reader sees it."""
