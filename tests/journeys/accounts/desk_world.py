"""Texts at the desk for the pages of it: one of each kind that they show otherwise."""

from datetime import timedelta
from typing import Any

from kb.accounts.models.organisation import Organisation
from kb.core import db
from kb.core.db import utc_now
from kb.desk.models import Sight
from kb.lessons.frozen import frozen
from kb.lessons.models.comment import RevisionComment
from kb.lessons.models.lesson import Revision
from kb.lessons.models.step import Submission
from tests import factories
from tests.editorial.drafting import COMPLETE, draft

LONG = "A second look at bruises on babies who do not yet move about, agreed by all services of the area"
BEFORE = "Referrals came back without any answer, because nobody owned them.\n\nNobody counted them."


def put_on_desk(board: Organisation, *, writer: int, editor: int, reviewer: int) -> dict[str, Any]:
    """Texts at the desk; returns their numbers by what tests call them."""
    by = {"submitted_by_id": writer, "submitted_at": utc_now() - timedelta(days=90)}
    mine = draft(board, state="in_review", title=LONG, claimed_by_id=editor, **by)
    signed = _signed(draft(board, state="in_review", claimed_by_id=editor, **by), editor, reviewer)
    twice = draft(board, state="submitted", **by)
    _submitted(twice, {**frozen(twice).said, "found": BEFORE, "causes": ["workload"], "title": LONG}, 1, seen_by=editor)
    _submitted(twice, frozen(twice).said, 2)
    live = factories.lesson(organisation=board)
    about = {"themes": ("thresholds-and-referrals",), "values": ("kinds-of-change/new-team-or-post",)}
    replaces = factories.revision(live, **{**COMPLETE, **about, **by, "state": "in_review", "number": 2})
    live.open_revision = _signed(replaces, editor, reviewer)
    scheduled = draft(board, state="scheduled", claimed_by_id=editor, **by)
    return {
        "desk_mine": mine.id,
        "desk_quiet": draft(board, state="in_review", claimed_by_id=editor, **by).id,
        "desk_signed": signed.id,
        "desk_twice": twice.id,
        "desk_replaces": replaces.id,
        "desk_scheduled": scheduled.id,
        "desk_comment": _talked_about(mine, editor, reviewer),
    }


def _signed(revision: Revision, editor: int, reviewer: int) -> Revision:
    digest = frozen(revision).digest
    revision.content_signed_by_id, revision.identity_signed_by_id = editor, reviewer
    revision.content_signed_digest = revision.identity_signed_digest = digest
    revision.content_signed_at = revision.identity_signed_at = utc_now()
    db.session.flush()
    return revision


def _submitted(revision: Revision, said: Any, number: int, seen_by: int | None = None) -> None:
    made = Submission(
        revision_id=revision.id, number=number, submitted_at=utc_now(), said=said, digest=f"of {number}", answered=2,
        to_open=1, points_at_one_child=True,
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    if seen_by is not None:
        db.session.add(Sight(user_id=seen_by, submission_id=made.id))


def _talked_about(revision: Revision, editor: int, reviewer: int) -> int:
    """Say something about the whole, fields, sources and files; returns the number of the first comment."""
    said = [
        RevisionComment(revision_id=revision.id, field=field, text="Say who read them.\n\n" * 3, written_by_id=editor)
        for field in ("found", "", "sources", "files")
    ]
    said[1].for_team, said[2].resolved_at, said[2].resolved_by_id = True, utc_now(), reviewer
    db.session.add_all(said)
    db.session.flush()
    first = said[0].id
    db.session.add(
        RevisionComment(
            revision_id=revision.id, field="found", text="The board says so elsewhere.", written_by_id=reviewer,
            parent_id=first,
        )
    )  # fmt: skip
    db.session.flush()
    return first
