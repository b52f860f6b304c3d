"""How a pack becomes a document."""
