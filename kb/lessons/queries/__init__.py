"""Reads of the domain record: only what is public, in a number of statements that does not grow."""
