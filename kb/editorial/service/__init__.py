"""Use cases of writing lessons."""
