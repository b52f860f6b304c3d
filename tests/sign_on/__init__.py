"""Tests of single sign-on, against a real provider on this machine."""
