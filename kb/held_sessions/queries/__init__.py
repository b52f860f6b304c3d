"""Reads of sessions that were held."""
