"""The desk of the editorial team: what waits, what changed, comments, two signatures, publication."""
