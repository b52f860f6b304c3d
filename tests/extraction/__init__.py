"""Tests of kb.extraction."""
