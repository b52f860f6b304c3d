"""Reads of importing."""
