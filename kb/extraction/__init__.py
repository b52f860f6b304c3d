"""Reads the text out of files that people send, in a child process that may do little else."""
