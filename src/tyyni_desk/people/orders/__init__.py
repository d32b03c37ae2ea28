"""Orders: taken in from a file, kept up by number, and shown by a signed link from the company's own pages."""
