"""Forms of writing lessons."""
