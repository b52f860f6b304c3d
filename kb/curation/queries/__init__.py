"""What the pages of curation read."""
