"""Pages about the people of an organisation."""
