"""Reads of writing lessons."""
