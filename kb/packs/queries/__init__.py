"""Reads of training packs."""
