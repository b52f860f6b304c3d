"""Lessons from sheets and folders: matched, looked through before anything is written, written, taken back."""
