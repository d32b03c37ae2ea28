"""Help in a conversation: the sheet, the brief in words, the list of what is asked; and the team's guides."""
