"""What those who write do about findings: put other words in place, or say why a passage stays."""

from dataclasses import dataclass

from sqlalchemy import select

from kb.access.actors import Actor, Permission
from kb.access.policy import DRAFTS
from kb.access.use_case import use_case
from kb.core.db import session, utc_now
from kb.core.errors import Conflict, Invalid
from kb.identity.findings import Level
from kb.identity.holding import hold
from kb.identity.models import IdentityDecision
from kb.identity.passages import Passage
from kb.identity.queries.decisions import decision_at
from kb.identity.standing import says_nothing_of_anybody, standing_of
from kb.identity.texts import ON_ONE_LINE, can_be_changed, put, texts_of
from kb.lessons.authorship import take_part
from kb.lessons.models.lesson import NEEDED, Revision

LONGEST = 10_000
"""Characters of a sentence, or of a reason; the forms keep to it."""


@dataclass(frozen=True, slots=True)
class Change:
    """What was changed, so that it can be put back as long as nobody has saved anything since."""

    field: str
    start: int
    """Where the sentence begins in the field."""
    before: str
    """The sentence as it was, and below as it is now."""
    now: str
    version: int
    """Of the revision, after the change."""


@use_case(Permission.REVISION_EDIT)
def replace(who: Actor, revision: Revision, *, passage: str) -> Change:
    """Put the suggested words in place of a finding.

    Raises Conflict where the text has no such passage now, where nothing is suggested for it, or where nothing would be
    left of a part that a lesson needs.
    """
    found = _held(who, revision, passage)
    if not found.can_be_replaced:
        raise Conflict
    text = found.replaced()
    if _lacks(found.where, text):
        raise Conflict
    _save(who, revision, found.where, text)
    shorter = len(found.text) - len(text)
    return Change(found.where, found.start, found.sentence, text[found.start : found.end - shorter], revision.version)


@use_case(Permission.REVISION_EDIT)
def rewrite(who: Actor, revision: Revision, *, passage: str, sentence: str) -> Change:
    """Put another sentence in place of the one that a finding stands in; nothing takes it out.

    Raises Conflict where the text has no such passage now, Invalid(sentence=...) where nothing would be left of a part
    that a lesson needs.
    """
    found = _held(who, revision, passage)
    words = " ".join(sentence.split()) if found.where in ON_ONE_LINE else "\n".join(sentence.strip().splitlines())
    text = found.with_sentence(words)
    if _lacks(found.where, text):
        raise Invalid(sentence="Write something else in its place: a lesson cannot do without this part")
    _save(who, revision, found.where, text)
    return Change(found.where, found.start, found.sentence, words, revision.version)


@use_case(Permission.REVISION_EDIT)
def put_back(who: Actor, revision: Revision, *, change: Change) -> None:
    """Have a sentence be again as it was before a change. Raises Conflict where something was saved since then."""
    hold(who, Permission.REVISION_EDIT, revision)
    text = texts_of(revision).get(change.field, "")
    end = change.start + len(change.now)
    if not can_be_changed(change.field) or revision.version != change.version or text[change.start : end] != change.now:
        raise Conflict
    _save(who, revision, change.field, text[: change.start] + change.before + text[end:])


@use_case(Permission.REVISION_EDIT)
def give_reason(who: Actor, revision: Revision, *, passage: str, reason: str) -> IdentityDecision:
    """Say why a passage stays as it is, for the identity reviewer. Whoever answers has part in the text.

    Raises Conflict where the text has no such passage now, Invalid(reason=...) where it has to be changed, or where
    the reason itself says what must be said nowhere.
    """
    found = _held(who, revision, passage, changes=False)
    if found.finding.level is not Level.ASK:
        raise Invalid(reason="This has to be changed: no reason is enough for it")
    says_nothing_of_anybody(revision, reason)
    take_part(who, revision)
    made = IdentityDecision(
        kind="reason",
        digest=found.digest,
        rule=found.finding.rule,
        field=found.where,
        reason=reason.strip(),
        revision_id=revision.id,
        organisation_id=revision.organisation_id,
        decided_by_id=who.user_id,
    )
    session.add(made)
    session.flush()
    return made


@use_case(Permission.REVISION_EDIT)
def take_back(who: Actor, revision: Revision, *, decision: int) -> None:
    """Take a reason back; the passage has to be changed or answered for again, wherever it stands in drafts.

    Raises NotFound for one of another organisation, Conflict where it was taken back already, is the reviewer's, or was
    given for a text that is submitted by now: what a reviewer has read stays.
    """
    hold(who, Permission.REVISION_EDIT, revision)
    found = decision_at(revision, decision)
    if found.taken_back_at is not None or found.kind != "reason" or found.revision.state not in DRAFTS:
        raise Conflict
    take_part(who, revision)
    same = select(IdentityDecision).where(
        IdentityDecision.digest == found.digest,
        IdentityDecision.kind == "reason",
        IdentityDecision.organisation_id.is_not_distinct_from(found.organisation_id),
        IdentityDecision.taken_back_at.is_(None),
        IdentityDecision.revision.has(Revision.state.in_(DRAFTS)),
    )
    for each in session.scalars(same):
        each.taken_back_at, each.taken_back_by_id = utc_now(), who.user_id


def _held(who: Actor, revision: Revision, passage: str, *, changes: bool = True) -> Passage:
    """The passage in the text as it is once nobody else can change it meanwhile."""
    hold(who, Permission.REVISION_EDIT, revision)
    found = standing_of(revision).passage(passage)
    if found is None or (changes and not can_be_changed(found.where)):
        raise Conflict
    return found


def _lacks(where: str, text: str) -> bool:
    return where in NEEDED and not text.strip()


def _save(who: Actor, revision: Revision, where: str, text: str) -> None:
    put(revision, where, text)
    revision.version += 1
    take_part(who, revision)
    session.flush()
