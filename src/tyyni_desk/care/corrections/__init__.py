"""Where an agent disagreed with a reading."""
