"""Reads of the people of an organisation."""
