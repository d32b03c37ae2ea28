"""Help in a conversation: asked for, escalated to a senior, handed over; each with a brief that writes itself."""
