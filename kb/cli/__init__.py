"""Every `kb` command: each a few lines over the part that does the work."""
