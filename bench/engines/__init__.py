"""Engines that answer the same page: ours, and the yardsticks beside it."""
