"""Comments: what a town adds in its own words: notes and examples on the toolbox's principles, and talk on actions."""
