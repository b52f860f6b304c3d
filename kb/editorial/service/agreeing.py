"""Asks the lead of an organisation to agree that a lesson is submitted, where the lead agrees first."""

from kb.access.actors import Actor, Permission
from kb.access.use_case import use_case
from kb.accounts.models.user import User
from kb.core.db import session, utc_now
from kb.core.errors import Conflict, Invalid
from kb.editorial import letters, progress
from kb.editorial.queries.workspace import writers_of
from kb.identity.holding import hold
from kb.lessons.models.lesson import Revision

NO_LEAD = "Nobody leads your organisation now, so nobody can agree. Write to the editorial team"


@use_case(Permission.REVISION_ASK_LEAD)
def ask_lead(who: Actor, revision: Revision, *, note: str = "") -> None:
    """Ask the leads to read a lesson and to submit it; they are told, with the note.

    Raises Invalid(note=...) where nobody leads the organisation, or something is left to do before it can be
    submitted; Conflict where the lead was asked already.
    """
    hold(who, Permission.REVISION_ASK_LEAD, revision)
    if revision.lead_asked_at is not None:
        raise Conflict
    if not any(each.role == "lead" for each in writers_of(revision.organisation_id)):
        raise Invalid(note=NO_LEAD)
    if not progress.of(revision).can_be_submitted:
        raise Invalid(note="Something is left to do before it can be submitted. Check the lesson first")
    revision.lead_asked_by_id, revision.lead_asked_at, revision.lead_note = who.user_id, utc_now(), note
    session.flush()
    letters.lead_asked(revision, by=session.get_one(User, who.user_id), note=note)


@use_case(Permission.REVISION_SEND_BACK)
def send_back(who: Actor, revision: Revision, *, note: str) -> None:
    """Give a lesson back to who asked the lead; who asked, and who has it in hand, are told why.

    Raises Conflict where nobody has asked, or it was sent back already.
    """
    hold(who, Permission.REVISION_SEND_BACK, revision)
    if revision.lead_asked_at is None:
        raise Conflict
    asked_by = revision.lead_asked_by_id
    revision.lead_asked_by_id, revision.lead_asked_at, revision.lead_note = None, None, note
    session.flush()
    letters.sent_back(revision, asked_by=asked_by, by=session.get_one(User, who.user_id), note=note)
