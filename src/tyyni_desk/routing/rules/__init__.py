"""The rules by which a lead sends conversations to a team or a person, in order, with every version kept."""
