"""Reasons that the editorial team gives for what it does with a lesson that is public."""

from kb.core.errors import Invalid
from kb.identity.standing import says_nothing_of_anybody
from kb.lessons.models.lesson import Revision

LONGEST = 500
"""Characters of a reason."""


def reason_for(revision: Revision, typed: str) -> str:
    """A reason as it is kept, on one line. Raises Invalid(reason=...) where there is none, or one that cannot stay."""
    text = " ".join(typed.split())
    if not text:
        raise Invalid(reason="Give a reason")
    if len(text) > LONGEST:
        raise Invalid(reason=f"The reason must have {LONGEST} characters or fewer")
    says_nothing_of_anybody(revision, text)
    return text
