"""How much may be said of a session that was held, and from how many answers on something is said of them."""

MOST_PEOPLE = 2_000
"""People of an agency, and answers of one kind."""
NOTE = 300
"""Characters."""
FEWEST = 5
"""Answers: of fewer nothing is shown, and neither is what would tell of fewer beside something else that is shown."""
