"""Who may do what, stated once, and how a page says what it needs."""
