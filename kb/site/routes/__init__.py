"""Pages around the lessons."""
