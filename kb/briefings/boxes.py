"""What goes into each of the seven boxes, and how much of it at most: the one table that briefings are made from."""

from dataclasses import dataclass

MOST = 520
"""Words of all seven boxes together."""
LEAST = 350
LONGEST_TITLE = 70
"""Characters."""


@dataclass(frozen=True, slots=True)
class Take:
    """A field that a box takes sentences or points from, in their order and whole."""

    field: str
    name: str
    """What the small print of the box calls it."""
    label: str = ""
    """What stands over its words in the box."""
    most: int = 0
    """Words at most, its label included; 0: whatever room the box has."""
    points: int = 0
    """Sentences or points at most; 0: as many as there is room for."""
    first: bool = False
    """Whether it is given its room before the others of its box."""
    whole: bool = False
    """Whether all of it is taken or nothing."""
    loose: bool = False
    """Whether it tells no findings, so that its paragraphs may end at any sentence that no "but" follows."""
    empty: str = ""
    """What is said where the field is empty."""
    fill: str = ""
    """What is to be filled in by hand where there is nothing."""


@dataclass(frozen=True, slots=True)
class Plan:
    """One box: its heading, the words that are usual for it, and where they come from."""

    key: str
    title: str
    least: int
    most: int
    """Words at most, always kept to."""
    lesson: tuple[Take, ...]
    theme: tuple[Take, ...]


TEAM, MANAGERS = "For all of us", "For managers"
WE_WILL = "what each of us will do, and by when"
THEY_WILL = "who sees to it, and how we will know that it helps"
POINTS = "what we take from this, in three to five points"

PLANS = (
    Plan(
        "background", "Background", 60, 90,
        lesson=(
            Take("summary", "summary", first=True, fill="what happened, in neutral words"),
            Take("effect", "what happened next", label="What happened next", whole=True,
                 empty="No effect was reported."),
        ),
        theme=(Take("introduction", "introduction of the theme", loose=True,
                    fill="what this is about, in neutral words"),),
    ),
    Plan(
        "why_it_matters", "Why it matters", 40, 60,
        lesson=(Take("introduction", "introduction of its first theme", loose=True, fill="why this matters here"),),
        theme=(
            Take("counts", "its lessons, counted", first=True),
            Take("scope_note", "scope of the theme", label="What belongs here", loose=True),
        ),
    ),
    Plan(
        "what_was_found", "What was found", 60, 90,
        lesson=(
            Take("found", "what was found", fill="what was found"),
            Take("why", "why it happened", label="Why it happened", most=42, first=True, whole=True,
                 empty="Why it happened was not reported."),
        ),
        theme=(Take("found", "what was found", points=4, fill="what was found"),),
    ),
    Plan(
        "good_practice", "Good practice", 30, 50,
        lesson=(Take("done", "what was done", fill="what was done"),),
        theme=(Take("done", "titles of lessons on what was done", label="What was done", points=2,
                    empty="No lesson here says that something was done."),),
    ),
    Plan(
        "learning", "Learning", 60, 90,
        lesson=(Take("how", "how to do it here", points=4, fill=POINTS),),
        theme=(Take("how", "steps of how to do it here", points=5, fill=POINTS),),
    ),
    Plan(
        "what_to_do_now", "What to do now", 60, 90,
        lesson=(
            Take("how", "how to do it here", label=TEAM, fill=WE_WILL),
            Take("evidence", "how far it was tested", label=MANAGERS, most=36, first=True),
            Take("needs", "what another area needs to know", most=30, first=True, fill=THEY_WILL),
        ),
        theme=(
            Take("begin", "introduction: where to begin", label=TEAM, loose=True, fill=WE_WILL),
            Take("needs", "what another area needs to know", label=MANAGERS, most=45, first=True, fill=THEY_WILL),
        ),
    ),
    Plan(
        "questions_and_links", "Questions and links", 40, 60,
        lesson=(
            Take("questions", "questions to ask yourselves", label="To talk about", points=3),
            Take("links", "links", label="To read", points=5, first=True),
        ),
        theme=(
            Take("questions", "questions to ask yourselves", label="To talk about", points=3),
            Take("links", "links", label="To read", points=5, first=True),
        ),
    ),
)  # fmt: skip
"""The seven boxes in their order."""
LAST_FILLED = "what_to_do_now"
"""The box that gets what the others leave of `MOST`."""
STANDING_QUESTIONS = (
    "What struck you most?",
    "How will we use it, and how will we know?",
    "What of it belongs in our plan?",
)
"""Asked where the theme has no questions of its own."""


def plan(key: str) -> Plan:
    """The box with this key."""
    return next(each for each in PLANS if each.key == key)
