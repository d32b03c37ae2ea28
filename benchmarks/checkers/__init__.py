"""English text checkers beside the review."""
