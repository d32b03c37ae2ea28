"""The hostility that agents meet: what reached them, never how they feel."""
