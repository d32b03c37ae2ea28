"""A customer and all that they said: merged with another and parted again, and what they may read of it."""
