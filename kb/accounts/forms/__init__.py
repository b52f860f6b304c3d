"""Forms around signing in and around one's own account."""
