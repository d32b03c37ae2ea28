"""The pages about customers and their orders."""
