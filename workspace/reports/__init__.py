"""Reports: the plan as a document in other forms."""
