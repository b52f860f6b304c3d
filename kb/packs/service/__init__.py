"""Use cases of training packs."""
