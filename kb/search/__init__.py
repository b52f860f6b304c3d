"""Finding lessons: query, index, results."""
