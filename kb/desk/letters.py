"""The messages that the desk sends. None holds a word of a text that is not public, not even its title."""

from collections.abc import Sequence

from kb.accounts.links import page_at
from kb.accounts.models.user import User
from kb.core.db import session
from kb.editorial.letters import lesson_at
from kb.editorial.queries.workspace import Writer, writers_of
from kb.lessons.models.lesson import Revision
from kb.mail.posting import Recipient, post


def returned(revision: Revision, *, comments: int) -> None:
    """Tell the writers that a lesson comes back to them, and with how many things to change."""
    for writer in _writers(revision):
        post(
            _recipient(writer),
            "desk/returned",
            organisation=_organisation(revision),
            comments=comments,
            link=lesson_at(revision),
        )


def scheduled(revision: Revision) -> None:
    """Tell the writers that a lesson was accepted, and when it will be public."""
    for writer in _writers(revision):
        post(
            _recipient(writer),
            "desk/scheduled",
            organisation=_organisation(revision),
            at=revision.scheduled_for,
            link=lesson_at(revision),
        )


def published(revision: Revision, *, first: bool) -> None:
    """Tell the writers that a lesson is public now, for the first time (`first`) or with a new text."""
    for writer in _writers(revision):
        post(
            _recipient(writer),
            "desk/published",
            organisation=_organisation(revision),
            first=first,
            link=page_at(f"/lessons/{revision.lesson.slug}"),
        )


def put_back(revision: Revision) -> None:
    """Tell the editor who claimed it, and who signed it, that a lesson could not be published at its time."""
    people = {revision.claimed_by_id, revision.content_signed_by_id, revision.identity_signed_by_id}
    for number in sorted(each for each in people if each is not None):
        user = session.get(User, number)
        if user is not None and user.email and user.closed_at is None:
            link = page_at(f"/desk/lessons/{revision.id}")
            post(Recipient(user.email, user.id), "desk/put-back", organisation=_organisation(revision), link=link)


def not_signed(revision: Revision) -> None:
    """Tell the editor who has claimed a lesson that an identity reviewer does not sign it as it is."""
    user = session.get(User, revision.claimed_by_id) if revision.claimed_by_id else None
    if user is not None and user.email and user.closed_at is None:
        link = page_at(f"/desk/lessons/{revision.id}")
        post(Recipient(user.email, user.id), "desk/not-signed", organisation=_organisation(revision), link=link)


def taken_down(revision: Revision) -> None:
    """Tell the writers that the editorial team has hidden or archived a lesson."""
    for writer in _writers(revision):
        post(
            _recipient(writer),
            "desk/taken-down",
            organisation=_organisation(revision),
            archived=revision.state == "archived",
            link=lesson_at(revision),
        )


def _writers(revision: Revision) -> Sequence[Writer]:
    """Who submitted it and who has it in hand, as long as they write for the organisation."""
    told = {revision.submitted_by_id, revision.lesson.holder_id}
    return [each for each in writers_of(revision.organisation_id) if each.user_id in told]


def _recipient(writer: Writer) -> Recipient:
    return Recipient(writer.email, writer.user_id)


def _organisation(revision: Revision) -> str:
    organisation = revision.lesson.organisation
    return organisation.name if organisation else ""
