"""Documents as plain trees, and what is made of them: PDF."""
