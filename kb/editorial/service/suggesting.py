"""Sources that somebody thinks a lesson should be drawn from: suggesting one, and dealing with it."""

from collections.abc import Mapping, Sequence

from sqlalchemy import func, select

from kb.access.actors import Actor, Permission
from kb.access.use_case import use_case
from kb.accounts.models.user import User
from kb.core.db import session, utc_now
from kb.core.errors import Conflict, Invalid
from kb.editorial.models import SourceSuggestion
from kb.identity.check import check_text
from kb.identity.findings import Finding, Level
from kb.identity.site_lists import lists_for
from kb.identity.texts import OF_CITATIONS

MOST_OPEN = 20
"""Suggestions of one person that wait at the same time."""
KNOWN = "You have suggested this address already"
FULL = f"{MOST_OPEN} of your suggestions wait to be looked at. Suggest more when some of them have been dealt with"
_TYPED = ("title", "url", "reason")


def found_in(who: Actor, suggestion: SourceSuggestion) -> Mapping[str, Sequence[Finding]]:
    """What the identity check finds in what somebody typed, by field.

    Title and address are a citation, in which few rules count.
    """
    lists = lists_for(who.memberships)
    found = {name: check_text(getattr(suggestion, name), lists) for name in _TYPED}
    return {
        name: [each for each in findings if name == "reason" or each.rule in OF_CITATIONS]
        for name, findings in found.items()
    }


@use_case(Permission.SOURCE_SUGGEST)
def suggest(who: Actor, suggestion: SourceSuggestion) -> SourceSuggestion:
    """Keep a suggestion for the editorial team.

    Raises Invalid under the field's name where it says what must be said nowhere, where the same person has suggested
    the address before, or where too many of theirs wait.
    """
    problems = {name: _says(found) for name, found in found_in(who, suggestion).items()}
    if any(problems.values()):
        raise Invalid(**{name: problem for name, problem in problems.items() if problem})
    session.execute(select(User.id).where(User.id == who.user_id).with_for_update(key_share=True))
    theirs = SourceSuggestion.suggested_by_id == who.user_id
    if session.scalar(select(SourceSuggestion.id).where(theirs, SourceSuggestion.url == suggestion.url).limit(1)):
        raise Invalid(url=KNOWN)
    waiting = select(func.count(SourceSuggestion.id)).where(theirs, SourceSuggestion.handled_at.is_(None))
    if (session.scalar(waiting) or 0) >= MOST_OPEN:
        raise Invalid(title=FULL)
    suggestion.suggested_by_id = who.user_id
    session.add(suggestion)
    session.flush()
    return suggestion


@use_case(Permission.MODERATE)
def handle(who: Actor, suggestion: SourceSuggestion) -> None:
    """Mark a suggestion as dealt with. Raises Conflict where somebody has."""
    _hold(suggestion)
    if suggestion.handled_at is not None:
        raise Conflict
    suggestion.handled_at, suggestion.handled_by_id = utc_now(), who.user_id


@use_case(Permission.MODERATE)
def reopen(_who: Actor, suggestion: SourceSuggestion) -> None:
    """Let a suggestion wait again. Raises Conflict where it does."""
    _hold(suggestion)
    if suggestion.handled_at is None:
        raise Conflict
    suggestion.handled_at = suggestion.handled_by_id = None


def _hold(suggestion: SourceSuggestion) -> None:
    session.refresh(suggestion, with_for_update={"key_share": True})


def _says(found: Sequence[Finding]) -> str:
    """What to do about what must be said nowhere; empty where there is nothing of the kind."""
    stops = [each for each in found if each.level is Level.STOP]
    if not stops:
        return ""
    named = ", ".join(dict.fromkeys(f"“{each.text}”" for each in stops))
    return f"Write it without {named}: it could lead to somebody. {stops[0].instead.rstrip('.')}"
