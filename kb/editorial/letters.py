"""The messages that writers of lessons get. None holds a word of a draft, not even its title: mail is read anywhere."""

from collections.abc import Sequence

from sqlalchemy import select

from kb.accounts.links import page_at
from kb.accounts.models.organisation import Organisation
from kb.accounts.models.user import User
from kb.accounts.queries.users import holders_of
from kb.core.db import session
from kb.editorial.promise import answer_by
from kb.editorial.queries.looking_again import ToLookAt
from kb.editorial.queries.workspace import Writer, writers_of
from kb.lessons.models.lesson import Lesson, Revision
from kb.mail.posting import Recipient, post

MOST_NAMED = 20
"""Lessons that one message names."""


def submitted(revision: Revision) -> None:
    """Tell who submitted a lesson, and who has it in hand, that it was received and what happens next."""
    assert revision.submitted_at is not None  # noqa: S101 - it was a moment ago
    for writer in writers_among(revision, revision.submitted_by_id, revision.lesson.holder_id):
        post(
            recipient(writer),
            "editorial/submitted",
            by_you=writer.user_id == revision.submitted_by_id,
            by=answer_by(revision.submitted_at),
            organisation=organisation_of(revision),
            link=lesson_at(revision),
        )


def withdrawn(revision: Revision) -> None:
    """Tell the editor who has a lesson on the desk that its writers take it back."""
    for to in team_among(revision.claimed_by_id):
        post(to, "editorial/withdrawn", organisation=organisation_of(revision), link=page_at("/desk"))


def handed_over(revision: Revision, *, by: User, before: int | None, note: str) -> None:
    """Tell somebody that they have a lesson in hand now, and who had it (`before`, a user) that they have it no more.

    Whoever did it (`by`) knows already.
    """
    heir, organisation, link = revision.lesson.holder_id, organisation_of(revision), lesson_at(revision)
    for writer in writers_among(revision, heir, before, but=by.id):
        to, colleague = recipient(writer), by.name
        if writer.user_id == heir:
            post(to, "editorial/handed-over", organisation=organisation, colleague=colleague, note=note, link=link)
        else:
            post(to, "editorial/taken", organisation=organisation, colleague=colleague, link=link)


def lead_asked(revision: Revision, *, by: User, note: str) -> None:
    """Ask the leads of the organisation to agree that a lesson is submitted."""
    organisation, link = organisation_of(revision), lesson_at(revision)
    for writer in writers_of(revision.organisation_id):
        if writer.role == "lead" and writer.user_id != by.id:
            post(
                recipient(writer),
                "editorial/lead-asked",
                organisation=organisation,
                colleague=by.name,
                note=note,
                link=link,
            )


def sent_back(revision: Revision, *, asked_by: int | None, by: User, note: str) -> None:
    """Tell who asked the lead, and who has the lesson in hand, that the lead wants something changed first."""
    organisation, link = organisation_of(revision), lesson_at(revision)
    for writer in writers_among(revision, asked_by, revision.lesson.holder_id, but=by.id):
        post(recipient(writer), "editorial/sent-back", organisation=organisation, lead=by.name, note=note, link=link)


def to_look_at(organisation: Organisation | None, lessons: Sequence[ToLookAt]) -> int:
    """Ask who looks after public lessons whether they are still current: the leads of the organisation and who has one
    in hand, or where there are none whoever writes for it; the editors about lessons that nobody else looks after.

    Returns how many are asked.
    """
    people = _in_charge(organisation.id, [each.lesson_id for each in lessons]) if organisation else []
    of_editors = not people
    asked = people or [Recipient(each.email, each.id) for each in holders_of("editor") if each.email]
    for to in asked:
        post(
            to,
            "editorial/look-again",
            organisation=organisation.name if organisation and not of_editors else "",
            number=len(lessons),
            lessons=[(each.title, each.by, page_at(f"/lessons/{each.slug}")) for each in lessons[:MOST_NAMED]],
            link=page_at(f"/workspace/{organisation.slug}" if organisation and not of_editors else "/"),
        )
    return len(asked)


def _in_charge(organisation_id: int, lessons: Sequence[int]) -> Sequence[Recipient]:
    writers = writers_of(organisation_id)
    holders = set(session.scalars(select(Lesson.holder_id).where(Lesson.id.in_(lessons))))
    first = [each for each in writers if each.role == "lead" or each.user_id in holders]
    return [recipient(each) for each in first or writers]


def lesson_at(revision: Revision) -> str:
    """Address of the page of a lesson in the workspace."""
    return page_at(f"/workspace/lessons/{revision.id}")


def writers_among(revision: Revision, *numbers: int | None, but: int | None = None) -> Sequence[Writer]:
    """Those of these users who write for the organisation and can sign in: nobody else hears of its drafts."""
    return [each for each in writers_of(revision.organisation_id) if each.user_id in numbers and each.user_id != but]


def team_among(*numbers: int | None) -> Sequence[Recipient]:
    """Those of these users of the editorial team who can be written to."""
    known = sorted({each for each in numbers if each is not None})
    reached = User.id.in_(known), User.closed_at.is_(None), User.email.is_not(None)
    found = session.execute(select(User.email, User.id).where(*reached).order_by(User.id)) if known else ()
    return [Recipient(email or "", number) for email, number in found]


def recipient(writer: Writer) -> Recipient:
    """A writer, as somebody who is written to."""
    return Recipient(writer.email, writer.user_id)


def organisation_of(revision: Revision) -> str:
    """Name of the organisation that a text is of; empty where it is of none."""
    organisation = revision.lesson.organisation
    return organisation.name if organisation else ""
