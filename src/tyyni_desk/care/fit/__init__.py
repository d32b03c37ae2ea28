"""Who could take a conversation: routing, a hand-over and a swap ask here."""
