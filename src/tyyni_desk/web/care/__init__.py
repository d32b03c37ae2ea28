"""Pages of the care for customers and for those who answer them: policy, boundaries, ladder, safety."""
