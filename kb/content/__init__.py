"""Reads and writes the files of `content/`: check, load, export."""
