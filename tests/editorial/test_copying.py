"""A lesson that begins with a copy of another one of the same organisation."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import inspect, select

from kb.accounts.models.organisation import Organisation
from kb.core import db
from kb.core.db import utc_now
from kb.core.errors import Invalid
from kb.editorial.copying import COPIED
from kb.editorial.service import beginning
from kb.lessons.models.attachment import Attachment, StoredFile
from kb.lessons.models.lesson import Revision
from kb.lessons.models.parts import LadderStep, RevisionAuthor
from tests import factories
from tests.editorial.drafting import acting, draft
from tests.pages import Page, Person, statements

NOT_COPIED = {
    "id", "lesson_id", "number", "state", "version", "created_at", "state_since", "created_by_id", "lead_asked_by_id",
    "lead_asked_at", "lead_note", "submitted_by_id", "submitted_at", "declared", "claimed_by_id",
    "content_signed_by_id", "identity_signed_by_id", "content_signed_at", "identity_signed_at",
    "content_signed_digest", "identity_signed_digest", "scheduled_for", "published_at", "change_note",
}  # fmt: skip
"""Of a revision: where it stands, and who did what with it."""


def begin_page(who: Person) -> Page:
    return who.get("editorial.begin", slug="northbridge")


def newest() -> Revision:
    db.session.expire_all()
    return db.session.scalars(select(Revision).order_by(Revision.id.desc()).limit(1)).one()


def test_a_copy_has_all_that_a_lesson_says_and_nothing_of_where_it_stands(
    contributor: Person, lead: Person, board: Organisation
) -> None:
    before = draft(
        board, state="in_review", tags=("front door",), effect="Fewer came back.", year=2012,
        submitted_by_id=lead.user.id, submitted_at=utc_now(), declared=["accurate"], content_signed_by_id=lead.user.id,
        review_id=factories.review().id,
    )  # fmt: skip
    before.ladder = [LadderStep(step_key="ladder/identified", reached_on=date(2012, 3, 1))]
    before.lesson.organisation_named = False
    db.session.commit()

    begin_page(contributor).submit("Begin", start="copy", copy_of=str(before.id))

    made = newest()
    assert made.id != before.id
    assert {name: getattr(made, name) for name in COPIED} == {name: getattr(before, name) for name in COPIED}
    assert [theme.slug for theme in made.themes] == ["thresholds-and-referrals"]
    assert [value.key for value in made.values("kinds-of-change")] == ["kinds-of-change/new-team-or-post"]
    assert (made.tags, [source.title for source in made.sources]) == (["front door"], ["Annual report of the board"])
    assert [(step.step_key, step.reached_on) for step in made.ladder] == [("ladder/identified", date(2012, 3, 1))]
    assert made.lesson.organisation_named is False
    assert (made.state, made.version, made.declared, made.submitted_at) == ("draft", 1, [], None)
    assert (made.submitted_by_id, made.content_signed_by_id) == (None, None)
    assert made.created_by_id == contributor.user.id


def test_whoever_wrote_or_submitted_the_text_is_an_author_of_its_copy(
    contributor: Person, lead: Person, editor: Person, people: Callable[[str], Person], board: Organisation
) -> None:
    user = people("user")
    before = draft(board, created_by_id=user.user.id, submitted_by_id=lead.user.id)
    before.authors = [RevisionAuthor(user_id=editor.user.id)]
    db.session.commit()

    begin_page(contributor).submit("Begin", start="copy", copy_of=str(before.id))

    assert newest().author_ids == {each.user.id for each in (contributor, lead, editor, user)}


def test_every_column_of_a_text_is_copied_or_says_where_it_stands() -> None:
    columns = {column.key for column in inspect(Revision).columns}

    assert columns == {*COPIED, *NOT_COPIED}


def test_a_working_title_takes_the_place_of_the_copied_one(contributor: Person, board: Organisation) -> None:
    before = draft(board)

    begin_page(contributor).submit("Begin", start="copy", copy_of=str(before.id), title="The second year")

    assert newest().title == "The second year"


def test_a_copy_shares_the_files_and_one_that_waits_is_checked(contributor: Person, board: Organisation) -> None:
    before = draft(board)
    file = StoredFile(digest="0", size=4, kind="pdf")
    db.session.add(file)
    db.session.flush()
    db.session.add(
        Attachment(
            revision_id=before.id, position=1, file_id=file.id, title="Checklist", purpose="For panels",
            licence_key="licences/ogl", file_name="checklist.pdf",
        )
    )  # fmt: skip
    db.session.commit()

    made = beginning.begin_from_copy(acting(contributor.user), board, copy_of=before.id, opened=utc_now())

    (copied,) = db.session.scalars(select(Attachment).where(Attachment.revision_id == made.id))
    assert (copied.file_id, copied.title) == (file.id, "Checklist")
    waiting = select(db.Base.metadata.tables["job"].c.key).where(
        db.Base.metadata.tables["job"].c.kind == "attachments.check"
    )
    assert str(copied.id) in set(db.session.scalars(waiting))


def test_copies_are_offered_of_what_the_board_has_published_or_is_writing(
    contributor: Person, board: Organisation, other_board: Organisation
) -> None:
    for state in ("draft", "submitted", "discarded", "published", "hidden", "archived"):
        factories.lesson(f"A {state} lesson", state=state, organisation=board)
    factories.lesson("Of others", organisation=other_board)

    page = begin_page(contributor)

    assert page.rows("select[name=copy_of] option")[1:] == [
        "A draft lesson (draft)", "A published lesson (published)", "A submitted lesson (submitted)",
    ]  # fmt: skip


def test_without_a_lesson_no_copy_is_offered(contributor: Person, board: Organisation) -> None:
    page = begin_page(contributor)

    assert page.rows(".govuk-radios__label") == ["With a blank lesson", "From a review"]


@pytest.mark.parametrize("chosen", ["", "x", "²", "999999999999999999999"])
def test_a_lesson_to_copy_has_to_be_chosen(contributor: Person, board: Organisation, chosen: str) -> None:
    draft(board)

    page = begin_page(contributor).submit("Begin", start="copy", copy_of=chosen)

    gone = "The lesson that you chose is not there any more. Choose another"
    assert page.errors == [gone if chosen else "Choose the lesson"]


def test_a_text_of_another_board_cannot_be_copied(
    contributor: Person, board: Organisation, other_board: Organisation
) -> None:
    foreign = draft(other_board)

    with pytest.raises(Invalid, match="not there any more"):
        beginning.begin_from_copy(acting(contributor.user), board, copy_of=foreign.id, opened=utc_now())


def test_a_long_list_of_lessons_takes_no_more_statements(contributor: Person, board: Organisation) -> None:
    draft(board)
    begin_page(contributor)
    with statements() as few:
        begin_page(contributor)
    for _ in range(5):
        draft(board)
    begin_page(contributor)
    with statements() as many:
        begin_page(contributor)

    assert len(many) == len(few)
