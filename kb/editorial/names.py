"""What states, and lessons without a title, are called on pages."""

from kb.core.clock import long_moment
from kb.lessons.models.lesson import STATES, Revision

STATE_NAMES = {
    **{state: state.replace("_", " ").capitalize() for state in STATES},
    "draft": "Draft",
    "returned": "Returned to you",
    "in_review": "Being reviewed",
    "superseded": "Replaced by a newer version",
    "expunged": "Removed for good",
}


def name_of(revision: Revision) -> str:
    """The title, or when it was begun."""
    return revision.title.strip() or f"Untitled, begun {long_moment(revision.created_at)}"
