"""Pages of the identity check."""
