"""Statutory clocks: by when the law wants an answer to what a customer wrote. Information, not legal advice."""
