"""Training of the layer that reads violence and self-harm in a message."""
