"""Tests of training packs."""
