"""The pages on which conversations and customers are put together, taken apart, and that undone."""
