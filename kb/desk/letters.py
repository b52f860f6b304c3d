"""The messages that the desk sends. None holds a word of a text that is not public, not even its title."""

from collections.abc import Sequence

from kb.accounts.links import page_at
from kb.editorial.letters import lesson_at, organisation_of, recipient, team_among, writers_among
from kb.editorial.queries.workspace import Writer
from kb.lessons.models.lesson import Revision
from kb.mail.posting import post


def returned(revision: Revision, *, comments: int) -> None:
    """Tell the writers that a lesson comes back to them, and with how many things to change."""
    for writer in _writers(revision):
        post(
            recipient(writer),
            "desk/returned",
            organisation=organisation_of(revision),
            comments=comments,
            link=lesson_at(revision),
        )


def scheduled(revision: Revision) -> None:
    """Tell the writers that a lesson was accepted, and when it will be public."""
    for writer in _writers(revision):
        post(
            recipient(writer),
            "desk/scheduled",
            organisation=organisation_of(revision),
            at=revision.scheduled_for,
            link=lesson_at(revision),
        )


def published(revision: Revision, *, first: bool) -> None:
    """Tell the writers that a lesson is public now, for the first time (`first`) or with a new text."""
    for writer in _writers(revision):
        post(
            recipient(writer),
            "desk/published",
            organisation=organisation_of(revision),
            first=first,
            link=page_at(f"/lessons/{revision.lesson.slug}"),
        )


def put_back(revision: Revision) -> None:
    """Tell the editor who claimed it, and who signed it, that a lesson could not be published at its time."""
    people = revision.claimed_by_id, revision.content_signed_by_id, revision.identity_signed_by_id
    for to in team_among(*people):
        post(to, "desk/put-back", organisation=organisation_of(revision), link=_at_desk(revision))


def not_signed(revision: Revision) -> None:
    """Tell the editor who has claimed a lesson that an identity reviewer does not sign it as it is."""
    for to in team_among(revision.claimed_by_id):
        post(to, "desk/not-signed", organisation=organisation_of(revision), link=_at_desk(revision))


def taken_down(revision: Revision) -> None:
    """Tell the writers that the editorial team has hidden or archived a lesson."""
    for writer in _writers(revision):
        post(
            recipient(writer),
            "desk/taken-down",
            organisation=organisation_of(revision),
            archived=revision.state == "archived",
            link=lesson_at(revision),
        )


def _writers(revision: Revision) -> Sequence[Writer]:
    """Who submitted it and who has it in hand, as long as they write for the organisation."""
    return writers_among(revision, revision.submitted_by_id, revision.lesson.holder_id)


def _at_desk(revision: Revision) -> str:
    return page_at(f"/desk/lessons/{revision.id}")
