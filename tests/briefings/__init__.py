"""Tests of seven-minute briefings."""
