"""The ladder: boundary, hand-over, warning, end; and what holds after the end."""
