"""Pages of writing lessons."""
