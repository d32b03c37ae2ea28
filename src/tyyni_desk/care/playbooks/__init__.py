"""The protocol as the company wants it: for everything, for a channel, for a team."""
