"""Assessments: groups say where the town stands, theme by theme; closing shows strengths, gaps and disagreements."""
