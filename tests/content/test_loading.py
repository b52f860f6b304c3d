"""A load brings the database to what the files say: once, repeatably, all or nothing."""

import threading
from datetime import date

import pytest
from apiflask import APIFlask
from sqlalchemy import select

from kb import wiring
from kb.core import db, events
from kb.core.events import LessonPublished
from kb.lessons.models.lesson import FormerSlug
from tests import pages
from tests.content.database import Loads, everything, lesson, revisions
from tests.content.small_folder import AUDIT, TEAM, SmallFolder

TEAM_SLUG, AUDIT_SLUG = "northbridge-referral-team", "southbridge-audit"


@pytest.fixture
def loads(empty_app: APIFlask, folder: SmallFolder) -> Loads:
    """The small folder beside an empty database."""
    return Loads(folder)


@pytest.fixture
def loaded(loads: Loads) -> Loads:
    """The small folder, loaded once."""
    loads.announced()
    return loads


def test_a_first_load_announces_every_lesson_once(loads: Loads) -> None:
    assert loads.announced() == [TEAM_SLUG, AUDIT_SLUG]


def test_a_load_says_how_far_it_is_and_what_it_did(loads: Loads) -> None:
    loads.load()
    assert loads.said == [
        "Word files: 3 (3 new)",
        "Closed values in 20 lists: 43 (43 new)",
        "Themes: 5 (5 new)",
        "Glossary terms: 2 (2 new)",
        "Organisations: 4 (4 new)",
        "Reviews: 1 (1 new)",
        "Lessons: 2 (2 new)",
        "Evaluation periods: 2 (2 new)",
        "Counts of reviews: 1 (1 new)",
        "Vignettes: 1 (1 new)",
        "Quiz questions: 1 (1 new)",
        "Session templates: 2 (2 new)",
        "Evaluation forms: 1 (1 new)",
        "Safety texts: 1 (1 new)",
        "Loaded.",
    ]


def test_a_second_load_changes_and_announces_nothing_and_says_so(loaded: Loads) -> None:
    before = everything()
    assert loaded.announced() == []
    assert everything() == before
    assert revisions(TEAM_SLUG) == [(1, "published")]
    assert loaded.said[-1] == "Nothing to do: the database already says what the files say."


def test_a_published_lesson_has_its_dates(loaded: Loads) -> None:
    row = lesson(TEAM_SLUG)
    assert (row.first_published_on, row.review_by) == (date(2026, 11, 24), date(2028, 11, 24))


def test_a_lesson_published_on_a_leap_day_is_reviewed_on_a_day_that_exists(loads: Loads) -> None:
    loads.folder.change(AUDIT, "published: 2026-11-24", "published: 2024-02-29")
    loads.announced()
    assert lesson(AUDIT_SLUG).review_by == date(2026, 2, 28)


def test_a_changed_lesson_gets_a_revision_and_is_alone_announced(loaded: Loads) -> None:
    loaded.folder.change(TEAM, "Nobody owned them.", "Nobody had the task.")
    assert loaded.announced() == [TEAM_SLUG]
    assert revisions(TEAM_SLUG) == [(1, "superseded"), (2, "published")]
    row = lesson(TEAM_SLUG)
    assert row.live_revision is not None
    assert (row.live_revision.number, row.live_revision.why) == (2, "Nobody had the task.")


def test_the_revision_before_keeps_its_text_and_its_lists(loaded: Loads) -> None:
    loaded.folder.change(TEAM, "Nobody owned them.", "Nobody had the task.")
    loaded.folder.change(TEAM, "- triage\n", "")
    loaded.announced()
    before = lesson(TEAM_SLUG).revisions[0]
    assert (before.why, before.tags, len(before.sources)) == ("Nobody owned them.", ["referral", "triage"], 1)


def test_a_change_of_date_alone_is_announced_without_a_new_revision(loaded: Loads) -> None:
    loaded.folder.change(TEAM, "published: 2026-11-24", "published: 2026-11-20")
    assert loaded.announced() == [TEAM_SLUG]
    assert revisions(TEAM_SLUG) == [(1, "published")]
    assert lesson(TEAM_SLUG).review_by == date(2028, 11, 20)


def test_a_renamed_file_moves_the_lesson_and_its_old_address_leads_there(loaded: Loads) -> None:
    (loaded.folder.path / AUDIT).rename(loaded.folder.path / "lessons/southbridge-yearly-audit.md")
    assert loaded.announced() == ["southbridge-yearly-audit"]
    moved = lesson("southbridge-yearly-audit")
    assert [former.slug for former in moved.former_slugs] == [AUDIT_SLUG]
    assert revisions("southbridge-yearly-audit") == [(1, "published")]


def test_a_file_that_gets_its_name_back_moves_the_lesson_back(loaded: Loads) -> None:
    other = loaded.folder.path / "lessons/southbridge-yearly-audit.md"
    (loaded.folder.path / AUDIT).rename(other)
    loaded.announced()
    other.rename(loaded.folder.path / AUDIT)
    assert loaded.announced() == [AUDIT_SLUG]
    assert list(db.session.scalars(select(FormerSlug.slug))) == ["southbridge-yearly-audit"]


def test_two_lessons_may_change_places(loaded: Loads) -> None:
    team, audit = loaded.folder.text(TEAM), loaded.folder.text(AUDIT)
    loaded.folder.write(TEAM, audit)
    loaded.folder.write(AUDIT, team)
    assert loaded.announced() == [TEAM_SLUG, AUDIT_SLUG]
    assert (lesson(TEAM_SLUG).reference, lesson(AUDIT_SLUG).reference) == ("LB-0002", "LB-0001")
    assert loaded.announced() == []


def test_nothing_is_loaded_if_one_file_has_a_fault(loaded: Loads) -> None:
    loaded.folder.change(TEAM, "Nobody owned them.", "Nobody had the task.")
    loaded.folder.change(AUDIT, "kind: improvement", "kind: improved")
    assert loaded.refused() == []
    assert loaded.said[-2].startswith("1 fault in 1 file of ")
    assert revisions(TEAM_SLUG) == [(1, "published")]


def test_nothing_is_loaded_if_something_fails_on_the_way(loads: Loads) -> None:
    def fail(_event: LessonPublished) -> None:
        raise RuntimeError("the disk is full")

    before = everything()
    events.subscribe({LessonPublished: [fail]})
    try:
        with pytest.raises(RuntimeError):
            loads.load()
    finally:
        events.subscribe(wiring.SUBSCRIBERS)
    assert everything() == before
    assert loads.announced() == [TEAM_SLUG, AUDIT_SLUG]


def test_two_loads_at_once_make_one_of_each(empty_app: APIFlask, loads: Loads) -> None:
    codes: list[int] = []

    def load() -> None:
        with empty_app.app_context():
            codes.append(Loads(loads.folder).load())
            db.session.remove()

    threads = [threading.Thread(target=load) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert codes == [0, 0]
    assert revisions(TEAM_SLUG) == [(1, "published")]


def test_the_number_of_statements_does_not_grow_with_the_lessons(loaded: Loads) -> None:
    def add(first: int, last: int) -> int:
        text = loaded.folder.text(TEAM)
        for number in range(first, last):
            loaded.folder.write(f"lessons/copy-{number}.md", text.replace("LB-0001", f"LB-{1000 + number}"))
        with pages.statements() as made:
            assert loaded.load() == 0
        return len([s for s in made if "index_change" not in s and "advisory" not in s])  # one for each announcement

    assert add(2, 4) == add(10, 60)
