"""Tables of the domain record."""
