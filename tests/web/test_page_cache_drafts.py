"""What somebody drafts leaves the pages of the public as they are, even their tags; what becomes public does not."""

from collections.abc import Callable

import pytest
from sqlalchemy import select, update

from kb.access.actors import Actor
from kb.core.db import session, transaction
from kb.editorial.draft_values import put
from kb.editorial.service import changing
from kb.lessons.models.lesson import Lesson, Revision
from kb.lessons.models.source import Source
from kb.lessons.models.vocabulary import Tag
from kb.lessons.queries.published import lesson_by_slug
from tests import factories
from tests.web.browsers import Browser

SAVED = {
    "found": "Another text.",
    "themes": ("neglect", "recording"),
    "tags": "one word, another word",
    "causes": ("workload",),
    "identified": "2026-01-31",
    "nation": "england",
    "review": "",
}


@pytest.fixture
def draft(visitor: Browser) -> Revision:
    with transaction():
        lesson: Lesson = factories.lesson(state="draft", themes=["neglect"], tags=["a word"])
    assert lesson.open_revision
    return lesson.open_revision


def live() -> Revision:
    number = lesson_by_slug("the-first").reference
    return session.scalars(
        select(Revision).join(Lesson, Lesson.live_revision_id == Revision.id).where(Lesson.reference == number)
    ).one()


def etag(visitor: Browser) -> str:
    return visitor.get("/glossary").headers["ETag"]


def source(revision: Revision) -> Source:
    return Source(
        revision_id=revision.id, position=9, title="A report", publisher="A board", kind_key="source-kinds/briefing"
    )


@pytest.mark.parametrize("field", SAVED)
def test_a_saved_draft_changes_the_tag_of_no_page(visitor: Browser, draft: Revision, field: str) -> None:
    before = etag(visitor)

    with transaction():
        put(draft, field, SAVED[field])
        draft.version += 1

    assert etag(visitor) == before


def test_parts_that_a_draft_loses_change_the_tag_of_no_page(visitor: Browser, draft: Revision) -> None:
    with transaction():
        session.add(source(draft))
    before = etag(visitor)

    with transaction():
        session.refresh(draft)
        draft.theme_links = []
        draft.sources = []
        put(draft, "tags", "")

    assert not session.scalars(select(Tag).where(Tag.label == "a word")).all()
    assert etag(visitor) == before


def test_a_new_draft_and_a_new_version_of_a_lesson_change_the_tag_of_no_page(visitor: Browser, draft: Revision) -> None:
    with transaction():
        board, writer = factories.organisation(), factories.user()
        live().lesson.organisation = board
    before = etag(visitor)

    with transaction():
        factories.lesson("A second lesson", organisation=board, state="draft")
        changing.begin_change(Actor(writer.id, memberships={board.id: "contributor"}, kind="person"), live().lesson)

    assert etag(visitor) == before


def published(draft: Revision) -> None:
    draft.state = "published"


def withdrawn(_: Revision) -> None:
    live().state = "draft"


def moved(_: Revision) -> None:
    live().lesson.slug = "somewhere-else"


def unnamed(_: Revision) -> None:
    live().lesson.organisation_named = False


def taken_away(_: Revision) -> None:
    live().lesson.live_revision = None


def retold(_: Revision) -> None:
    live().found = "Told otherwise."


def another_theme(_: Revision) -> None:
    put(live(), "themes", ("neglect", "recording"))


def one_theme_less(_: Revision) -> None:
    live().theme_links = []


def another_tag(_: Revision) -> None:
    put(live(), "tags", "a word that is new")


def another_source(_: Revision) -> None:
    session.add(source(live()))


def another_name_of_a_tag(_: Revision) -> None:
    session.scalars(select(Tag)).first().label = "another name"  # type: ignore[union-attr]


def by_a_statement(draft: Revision) -> None:
    session.execute(update(Revision).where(Revision.id == draft.id).values(found="Nobody knows whose."))


def not_loaded(draft: Revision) -> None:
    session.expire(draft)
    draft.state = "submitted"


def a_draft_and_a_live_text(draft: Revision) -> None:
    draft.found = live().found = "Both."


@pytest.mark.parametrize(
    "change",
    [
        published, withdrawn, moved, unnamed, taken_away, retold, another_theme, one_theme_less, another_tag,
        another_source, another_name_of_a_tag, by_a_statement, not_loaded, a_draft_and_a_live_text,
    ],
)  # fmt: skip
def test_what_is_public_becomes_so_or_may_be_changes_it(
    visitor: Browser, draft: Revision, change: Callable[[Revision], None]
) -> None:
    before = etag(visitor)

    with transaction():
        change(draft)

    assert etag(visitor) != before
