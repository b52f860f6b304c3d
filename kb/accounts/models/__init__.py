"""Tables of organisations, of the people in them, and of what proves who somebody is."""
