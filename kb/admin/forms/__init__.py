"""Forms of the pages for admins."""
