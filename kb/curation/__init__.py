"""Themes, reviews and evaluations, as editors look after them on the site."""
