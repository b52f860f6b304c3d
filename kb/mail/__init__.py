"""E-mail: what has still to go out, and the only part that sends it."""
