"""Tests of sessions that were held."""
