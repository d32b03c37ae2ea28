"""The company's policy, boundaries with a customer, and the ladder up to the end of a contact."""
