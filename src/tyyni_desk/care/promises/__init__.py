"""What the company has promised its customers, from the answer that says so until it is kept."""
