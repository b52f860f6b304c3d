"""Use cases of importing."""
