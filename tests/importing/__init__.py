"""Tests of importing lessons."""
