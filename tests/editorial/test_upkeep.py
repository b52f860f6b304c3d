"""What is removed at night: earlier texts whose time is over, and drafts that were put away."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from kb.accounts.models.organisation import Organisation
from kb.core import db, jobs
from kb.core.audit import AuditEvent
from kb.core.db import utc_now
from kb.core.jobs import EVERY, Task
from kb.editorial import upkeep
from kb.editorial.models import SavedText
from kb.editorial.service import beginning
from kb.editorial.upkeep import PRUNE, prune
from kb.lessons.models.attachment import Attachment, StoredFile, StoredPiece
from kb.lessons.models.lesson import Lesson, Revision
from kb.lessons.models.source import Source
from kb.lessons.models.vocabulary import Tag
from tests import factories
from tests.editorial.drafting import acting, draft
from tests.pages import Person, statements


def ago(days: int) -> datetime:
    return utc_now() - timedelta(days=days)


def saved(revision: Revision, text: str, days: int, field: str = "found", **fields: Any) -> None:
    db.session.add(
        SavedText(revision_id=revision.id, field=field, text=text, page="", saved_at=ago(days), **fields)
    )  # fmt: skip
    db.session.commit()


def night() -> None:
    db.session.commit()
    prune(Task(1, PRUNE, EVERY))
    db.session.expire_all()


def texts() -> list[str]:
    return list(db.session.scalars(select(SavedText.text).order_by(SavedText.id)))


def number(model: Any) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def attached(revision: Revision, file: StoredFile) -> None:
    db.session.add(
        Attachment(
            revision_id=revision.id, position=1, file_id=file.id, title="Checklist", purpose="For panels",
            licence_key="licences/ogl", file_name="checklist.pdf",
        )
    )  # fmt: skip
    db.session.commit()


def a_file() -> StoredFile:
    file = StoredFile(digest="0", size=4, kind="pdf")
    db.session.add(file)
    db.session.flush()
    db.session.add(StoredPiece(file_id=file.id, position=0, content=b"text"))
    return file


# --- earlier texts


def test_a_text_goes_a_month_after_another_took_its_place(board: Organisation) -> None:
    revision = draft(board, found="Third.")
    saved(revision, "First.", 90)
    saved(revision, "Second.", 40)
    saved(revision, "Third.", 20)

    night()

    assert texts() == ["Second.", "Third."]


def test_what_stands_in_the_field_stays_however_old_it_is(board: Organisation) -> None:
    revision = draft(board, found="First.")
    saved(revision, "First.", 90)
    saved(revision, "Typed by somebody else, and not taken.", 80)
    saved(revision, "Typed later, and not taken.", 5)

    night()

    assert texts() == ["First.", "Typed by somebody else, and not taken.", "Typed later, and not taken."]


def test_the_last_text_of_a_field_stays_for_whoever_emptied_the_field(board: Organisation) -> None:
    revision = draft(board, why="")
    saved(revision, "Nobody owned them.", 90, "why")
    saved(revision, "In another field.", 60, "found")

    night()

    assert texts() == ["Nobody owned them.", "In another field."]


@pytest.mark.parametrize("state", ["published", "hidden", "archived", "superseded"])
def test_nothing_is_kept_of_what_was_published(board: Organisation, state: str) -> None:
    lesson = factories.lesson(organisation=board)
    revision = lesson.revisions[0]
    revision.state = state
    saved(revision, revision.found, 1)

    night()

    assert texts() == []


@pytest.mark.parametrize("state", ["draft", "returned", "submitted", "in_review", "scheduled"])
def test_texts_of_what_is_on_its_way_are_kept(board: Organisation, state: str) -> None:
    saved(draft(board, state=state), "Before.", 1)

    night()

    assert texts() == ["Before."]


def test_a_text_of_another_lesson_takes_nobodys_place(board: Organisation) -> None:
    saved(draft(board), "One.", 90)
    saved(draft(board), "Other.", 60)

    night()

    assert texts() == ["One.", "Other."]


def test_earlier_texts_are_read_one_draft_at_a_time(board: Organisation) -> None:
    revisions = [draft(board) for _ in range(3)]
    for revision in revisions:
        saved(revision, "First.", 90)
        saved(revision, "Second.", 40)

    with statements() as made:
        night()

    reading = [each for each in made if each.startswith("SELECT") and "saved_text.text" in each]
    assert len(reading) == len(revisions)
    assert texts() == ["Second."] * 3


# --- discarded drafts


def test_a_draft_goes_a_month_after_it_was_discarded_with_all_that_belongs_to_it(
    board: Organisation, contributor: Person
) -> None:
    revision = draft(board, state="discarded", state_since=ago(31), tags=("front door",))
    saved(revision, "Before.", 1)
    attached(revision, a_file())

    night()

    for model in (Lesson, Revision, SavedText, Attachment, StoredFile, StoredPiece, Source):
        assert number(model) == 0, model


def test_its_tags_go_with_it_unless_others_have_them(board: Organisation) -> None:
    draft(board, state="discarded", state_since=ago(31), tags=("front door", "a name"))
    draft(board, tags=("front door",))

    night()

    assert db.session.scalars(select(Tag.label)).all() == ["front door"]


def test_a_draft_that_was_discarded_lately_or_got_back_stays(board: Organisation) -> None:
    draft(board, state="discarded", state_since=ago(29))
    draft(board, state="draft", state_since=ago(90))

    night()

    assert number(Lesson) == 2


def test_a_file_that_a_copy_shares_stays_with_it(board: Organisation, contributor: Person) -> None:
    revision = draft(board)
    attached(revision, a_file())
    copy = beginning.begin_from_copy(acting(contributor.user), board, copy_of=revision.id, opened=utc_now())
    revision.state, revision.state_since = "discarded", ago(31)

    night()

    assert db.session.scalars(select(Revision.id)).all() == [copy.id]
    assert (number(Attachment), number(StoredPiece)) == (1, 1)


def test_a_published_lesson_whose_next_text_was_discarded_loses_that_alone(board: Organisation) -> None:
    lesson = factories.lesson(organisation=board)
    second = factories.revision(lesson, "Second", state="discarded", number=2, state_since=ago(31))
    lesson.open_revision = second

    night()

    kept = db.session.get_one(Lesson, lesson.id)
    assert (kept.open_revision_id, [each.number for each in kept.revisions]) == (None, [1])
    assert kept.is_published


def test_one_that_somebody_gets_back_at_the_last_moment_stays(board: Organisation) -> None:
    revision = draft(board, state="draft", state_since=ago(31))

    assert upkeep.remove_discarded(upkeep.SITE, None, number=revision.id, before=ago(30)) is None
    assert number(Lesson) == 1


def test_a_job_that_was_killed_halfway_is_done_again_without_harm(
    board: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        draft(board, state="discarded", state_since=ago(31))
    begun = 0
    whole = upkeep.remove_discarded

    def killed(*args: Any, **details: Any) -> Lesson | None:
        nonlocal begun
        begun += 1
        if begun == 2:
            raise KeyboardInterrupt
        return whole(*args, **details)

    with monkeypatch.context() as patch:
        patch.setattr(upkeep, "remove_discarded", killed)
        with pytest.raises(KeyboardInterrupt):
            night()
    assert number(Lesson) == 2

    night()
    night()

    assert number(Lesson) == 0


def test_the_trail_says_which_lesson_was_removed_and_a_night_without_work_leaves_no_entry(board: Organisation) -> None:
    lesson = draft(board, state="discarded", state_since=ago(31)).lesson_id
    night()
    night()

    entries = select(AuditEvent.verb, AuditEvent.result_kind, AuditEvent.result_id, AuditEvent.organisation_id)
    assert db.session.execute(entries.where(AuditEvent.verb.like("upkeep.%"))).all() == [
        ("upkeep.remove_discarded", "lesson", lesson, board.id)
    ]


def test_it_is_done_each_night(board: Organisation) -> None:
    assert jobs.handlers()[PRUNE].run is prune
