"""What those who write do about findings: put other words in place, or say why a passage stays."""

from dataclasses import dataclass

from kb.access.actors import Actor, Permission
from kb.access.use_case import use_case
from kb.core.db import session, utc_now
from kb.core.errors import Conflict, Invalid
from kb.identity.findings import Level
from kb.identity.holding import hold
from kb.identity.models import IdentityDecision
from kb.identity.passages import Passage
from kb.identity.queries.decisions import decision_at
from kb.identity.standing import says_nothing_of_anybody, standing_of
from kb.identity.texts import can_be_changed, put, texts_of
from kb.lessons.models.lesson import Revision, RevisionAuthor

LONGEST = 10_000
"""Characters of a sentence, or of a reason."""


@dataclass(frozen=True, slots=True)
class Change:
    """What was changed, so that it can be put back."""

    field: str
    context: str
    """The end of what stands before it."""
    before: str
    """The sentence as it was, and below as it is now."""
    now: str


@use_case(Permission.REVISION_EDIT)
def replace(who: Actor, revision: Revision, *, passage: str) -> Change:
    """Put the suggested words in place of a finding.

    Raises Conflict where the text has no such passage now, or where nothing is suggested for it.
    """
    found = _held(who, revision, passage)
    if not found.can_be_replaced:
        raise Conflict
    text = found.replaced()
    _save(who, revision, found.where, text)
    shorter = len(found.text) - len(text)
    return Change(found.where, found.context, found.sentence, text[found.start : found.end - shorter])


@use_case(Permission.REVISION_EDIT)
def rewrite(who: Actor, revision: Revision, *, passage: str, sentence: str) -> Change:
    """Put another sentence in place of the one that a finding stands in; nothing takes it out.

    Raises Conflict where the text has no such passage now, Invalid(sentence=...) where a title or a section that a
    submitted lesson needs would be left empty.
    """
    found = _held(who, revision, passage)
    text = found.with_sentence(sentence.strip())
    if not text.strip() and found.where in {"title", "summary", "found", "done"}:
        raise Invalid(sentence="Write something else in its place: a lesson cannot do without this part")
    _save(who, revision, found.where, text)
    return Change(found.where, found.context, found.sentence, sentence.strip())


@use_case(Permission.REVISION_EDIT)
def put_back(who: Actor, revision: Revision, *, change: Change) -> None:
    """Have a sentence be again as it was before a change. Raises Conflict where the text has gone on since then."""
    hold(who, Permission.REVISION_EDIT, revision)
    text = texts_of(revision).get(change.field, "")
    now = change.context + change.now
    if not can_be_changed(change.field) or now not in text:
        raise Conflict
    start = text.index(now) + len(change.context)
    _save(who, revision, change.field, text[:start] + change.before + text[start + len(change.now) :])


@use_case(Permission.REVISION_EDIT)
def give_reason(who: Actor, revision: Revision, *, passage: str, reason: str) -> IdentityDecision:
    """Say why a passage stays as it is, for the identity reviewer.

    Raises Conflict where the text has no such passage now, Invalid(reason=...) where it has to be changed, or where
    the reason itself says what must be said nowhere.
    """
    found = _held(who, revision, passage, changes=False)
    if found.finding.level is not Level.ASK:
        raise Invalid(reason="This has to be changed: no reason is enough for it")
    says_nothing_of_anybody(revision, reason)
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
    """Take a reason back; the passage has to be changed or answered for again, wherever it stands.

    Raises NotFound for one of another organisation, Conflict where it was taken back already or is the reviewer's.
    """
    hold(who, Permission.REVISION_EDIT, revision)
    found = decision_at(revision, decision)
    if found.taken_back_at is not None or found.kind != "reason":
        raise Conflict
    found.taken_back_at, found.taken_back_by_id = utc_now(), who.user_id


def _held(who: Actor, revision: Revision, passage: str, *, changes: bool = True) -> Passage:
    """The passage in the text as it is once nobody else can change it meanwhile."""
    hold(who, Permission.REVISION_EDIT, revision)
    found = standing_of(revision).passage(passage)
    if found is None or (changes and not can_be_changed(found.where)):
        raise Conflict
    return found


def _save(who: Actor, revision: Revision, where: str, text: str) -> None:
    put(revision, where, text)
    revision.version += 1
    if who.user_id is not None and who.user_id not in {author.user_id for author in revision.authors}:
        revision.authors.append(RevisionAuthor(user_id=who.user_id))
    session.flush()
