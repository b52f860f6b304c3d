"""Pages of sessions that were held."""
