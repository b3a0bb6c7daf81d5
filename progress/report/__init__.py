"""The report: one model of what was learned, and the faces that show it."""
