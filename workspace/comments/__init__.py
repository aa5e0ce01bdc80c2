"""Comments: what a town adds in its own words, here its notes and examples on the toolbox's principles."""
