"""Editing: things that change in versioned field groups, and what happens when two people edit at once."""
