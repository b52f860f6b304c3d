"""How much of everything a pack may hold: for forms, and for what they say."""

LINE = 120
"""Characters of a title or another single line."""
ITEM = 300
"""Characters of a line in a list, such as an outcome or a thing to prepare."""
ITEMS = 30
"""Lines of a list."""
SUMMARY = 600
TEXT = 6_000
"""Characters of a text of a part."""
HANDOUT = 20_000
"""Characters of a handout."""
LOCAL = 1_000
"""Characters of what is local."""
OPTION = 300
"""Characters of an answer to choose."""
OPTIONS = (2, 6)
"""Answers of a question, at least and at most."""
MINUTES = (1, 480)
"""Of a part of the session."""
SESSION = (5, 480)
"""Minutes of a whole session."""
SLIDE_WORDS = 40
"""Words on a slide: more are not read."""
