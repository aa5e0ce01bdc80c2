"""Live: open pages learn the names of what has changed, and who else is there. Never the content: they ask for that."""
