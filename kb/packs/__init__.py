"""Training packs: a session that a trainer builds from lessons, and what is taken into the room."""
