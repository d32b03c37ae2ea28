"""Mail that the desk writes by itself."""
