"""What the API takes and gives, as shapes of JSON."""
