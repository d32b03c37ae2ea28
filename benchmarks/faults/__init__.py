"""Kill -9 at random moments, and the count of what was lost."""
