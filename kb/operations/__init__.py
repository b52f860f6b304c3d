"""Running the site: server, tables, health."""
