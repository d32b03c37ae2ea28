"""A draft to start from: by the owner's language model where one is connected, else from the phrases."""
