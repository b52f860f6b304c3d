"""Seven-minute briefings: one side of A4 on a lesson, a theme, or the lessons of a training pack."""
