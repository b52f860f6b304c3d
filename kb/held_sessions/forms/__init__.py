"""Forms of sessions that were held."""
