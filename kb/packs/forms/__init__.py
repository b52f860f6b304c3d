"""Forms of training packs."""
