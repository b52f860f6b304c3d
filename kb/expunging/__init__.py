"""Expunging: what should never have been here is removed wherever it was kept, and stays removed."""
