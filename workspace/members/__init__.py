"""Members: the town, its units, the people who may, and the door."""
