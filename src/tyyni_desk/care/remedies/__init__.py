"""What the company can do for a customer, what was given to whom, and when to settle rather than argue."""
