"""Where leads decide how conversations are given out, and the reason that a conversation shows."""
