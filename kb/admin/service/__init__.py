"""Use cases of admins."""
