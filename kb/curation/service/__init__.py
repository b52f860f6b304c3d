"""What editors change."""
