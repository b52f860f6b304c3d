"""Reads for the pages of admins."""
