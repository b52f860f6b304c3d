"""The lessons that a reader set aside, kept in the reader's own browser."""
