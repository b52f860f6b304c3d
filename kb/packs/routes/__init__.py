"""Pages of training packs."""
