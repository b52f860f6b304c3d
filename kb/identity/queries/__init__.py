"""Reads of the identity check."""
