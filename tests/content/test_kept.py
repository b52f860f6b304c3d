"""What the site made is not undone by a load: it is kept and named, or the load is refused."""

import pytest
from apiflask import APIFlask

from kb.access.actors import Actor
from kb.core import db
from kb.core.db import Base, transaction, utc_now
from kb.core.jobs import Task
from kb.expunging import service
from kb.expunging.carrying_out import CARRY_OUT, carry_out
from kb.lessons.models.lesson import Lesson
from kb.training.models import QuizItem, Vignette
from tests import factories
from tests.content.database import Loads, everything, lesson, revisions
from tests.content.small_folder import AUDIT, REVIEW, TEAM, SmallFolder

REVIEWER = Actor(None, frozenset({"identity_reviewer"}), {}, "person")
TEAM_SLUG, AUDIT_SLUG = "northbridge-referral-team", "southbridge-audit"


@pytest.fixture
def loaded(empty_app: APIFlask, folder: SmallFolder) -> Loads:
    """The small folder, loaded once."""
    loads = Loads(folder)
    loads.announced()
    return loads


def hide(slug: str) -> None:
    row = lesson(slug)
    assert row.live_revision is not None
    row.live_revision.state = "hidden"
    db.session.commit()


def test_a_lesson_whose_file_is_gone_is_kept_and_named(loaded: Loads) -> None:
    (loaded.folder.path / AUDIT).unlink()
    assert loaded.announced() == []
    assert loaded.notes() == [f"lesson '{AUDIT_SLUG}' (LB-0002) has no file in lessons/ and was kept"]
    assert revisions(AUDIT_SLUG) == [(1, "published")]


def test_a_review_and_an_organisation_that_are_gone_are_kept_and_named(loaded: Loads) -> None:
    (loaded.folder.path / REVIEW).unlink()
    loaded.folder.change(TEAM, "review: child-z-2012\n", "")
    rows = loaded.folder.text("organisations.csv").splitlines(keepends=True)
    loaded.folder.write("organisations.csv", "".join(rows[:-1]))
    assert loaded.announced() == [TEAM_SLUG]
    assert loaded.notes() == [
        "organisation 'southbridge-board' is not in organisations.csv and was kept",
        "review 'child-z-2012' has no file in reviews/ and was kept",
    ]


def test_a_lesson_written_on_the_site_is_untouched(loaded: Loads) -> None:
    made = factories.lesson(themes=["domestic-abuse"])
    db.session.commit()
    before = (made.slug, made.reference, made.live_revision_id)
    assert loaded.announced() == []
    assert (made.slug, made.reference, made.live_revision_id) == before


def test_a_lesson_that_was_removed_for_good_is_not_brought_back_by_its_file(loaded: Loads) -> None:
    row = lesson(TEAM_SLUG)
    assert row.live_revision is not None
    remove_all_of(row)

    assert loaded.announced() == []

    said = f"lesson '{TEAM_SLUG}' (LB-0001) was removed for good; its file was not loaded"
    assert loaded.notes() == [said]
    assert (lesson("lb-0001").state, revisions("lb-0001")) == ("expunged", [(1, "expunged")])
    assert db.session.query(QuizItem).filter_by(lesson_id=row.id).count() == 0


def test_it_is_not_brought_back_where_the_database_is_older_than_it_either(loaded: Loads) -> None:
    remove_all_of(lesson(TEAM_SLUG))
    with transaction():
        row = lesson("lb-0001")
        row.slug, row.reference = "lb-9999", "LB-9999"  # as if it had never had it
    loaded.announced()

    assert f"lesson '{TEAM_SLUG}' (LB-0001) was removed for good; its file was not loaded" in loaded.notes()
    assert db.session.query(Lesson).filter_by(reference="LB-0001").count() == 0


def remove_all_of(row: Lesson) -> None:
    """Have all of a lesson removed for good."""
    assert row.live_revision is not None
    made = service.ask_for_lesson(REVIEWER, row, revision=row.live_revision)
    made.agreed_at = utc_now()
    db.session.commit()
    carry_out(Task(1, CARRY_OUT, str(made.id)))


@pytest.mark.parametrize("state", ["hidden", "archived"])
def test_a_lesson_taken_down_stays_down_whatever_its_file_says(loaded: Loads, state: str) -> None:
    row = lesson(TEAM_SLUG)
    assert row.live_revision is not None
    row.live_revision.state = state
    db.session.commit()
    loaded.folder.change(TEAM, "Nobody owned them.", "Nobody had the task.")
    assert loaded.announced() == []
    assert revisions(TEAM_SLUG) == [(1, state)]
    assert loaded.notes() == [f"lesson '{TEAM_SLUG}' is {state} on the site; its file was not loaded"]


def test_a_lesson_taken_down_is_not_announced_when_its_theme_changes(loaded: Loads) -> None:
    hide(AUDIT_SLUG)
    loaded.folder.change("themes.yaml", "prefLabel: Working together", "prefLabel: Joint work")
    assert loaded.announced() == [TEAM_SLUG]


def test_a_lesson_changed_on_the_site_is_not_overwritten_by_its_file(loaded: Loads) -> None:
    row = lesson(TEAM_SLUG)
    assert row.live_revision is not None
    row.live_revision.state = "superseded"
    themes = ["thresholds-and-referrals"]
    row.live_revision = factories.revision(row, "Board keeps the team", state="published", themes=themes, number=2)
    row.live_revision.created_by = factories.user()
    db.session.commit()
    before = everything()
    assert loaded.announced() == []
    assert everything() == before
    assert loaded.notes() == [
        f"lesson '{TEAM_SLUG}' was changed on the site; its file was not loaded (export, then compare)"
    ]


def test_what_was_removed_for_good_is_not_brought_back_by_a_file(loaded: Loads) -> None:
    row = lesson(TEAM_SLUG)
    assert row.live_revision is not None
    words = " ".join(row.live_revision.done.split()[:6])
    made = service.ask(REVIEWER, None, words=words)
    made.agreed_at = utc_now()
    db.session.commit()
    carry_out(Task(1, CARRY_OUT, str(made.id)))
    loaded.announced()

    assert loaded.notes() == [
        f"lesson '{TEAM_SLUG}' says what was removed for good; its file was not loaded (change it)"
    ]
    assert words not in lesson(TEAM_SLUG).live_revision.done  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("words", "note"),
    [
        ("About a baby who was seriously hurt", "review 'child-z-2012'"),
        ("The kinds of harm that a review was about", "theme 'forms-of-harm'"),
        ("Who reads a referral in the example", "quiz question 'who-reads'"),
        ("Lets a group practise what to do when a referral", "vignette '{vignette}'"),
    ],
)
def test_words_that_were_removed_for_good_are_kept_out_of_every_sort_of_record(
    loaded: Loads, words: str, note: str
) -> None:
    made = service.ask(REVIEWER, None, words=words)
    made.agreed_at = utc_now()
    db.session.commit()
    carry_out(Task(1, CARRY_OUT, str(made.id)))
    assert rows_with(words) == set()

    loaded.announced()

    vignette = db.session.query(Vignette.slug).scalar()
    assert loaded.notes() == [f"{note.format(vignette=vignette)} says what was removed for good (change it)"]
    assert rows_with(words) == set()


def rows_with(words: str) -> set[str]:
    """The tables in which words stand."""
    db.session.expire_all()
    tables = Base.metadata.sorted_tables
    return {each.name for each in tables for row in db.session.execute(each.select()) if words in str(row)}


def test_a_review_whose_address_has_them_is_left_out(loaded: Loads) -> None:
    made = service.ask(REVIEWER, None, words="Child Z 2012")
    made.agreed_at = utc_now()
    db.session.commit()
    carry_out(Task(1, CARRY_OUT, str(made.id)))

    loaded.announced()

    assert "review 'child-z-2012' says what was removed for good (change it)" in loaded.notes()
    assert rows_with("child-z-2012") == set()


def test_a_revision_in_work_is_kept_and_the_published_one_replaced(loaded: Loads) -> None:
    row = lesson(TEAM_SLUG)
    row.open_revision = factories.revision(row, "Board thinks about the team", state="draft", number=2)
    db.session.commit()
    loaded.folder.change(TEAM, "Nobody owned them.", "Nobody had the task.")
    assert loaded.announced() == [TEAM_SLUG]
    assert revisions(TEAM_SLUG) == [(1, "superseded"), (2, "draft"), (3, "published")]
    row = lesson(TEAM_SLUG)
    assert row.open_revision is not None
    assert row.open_revision.number == 2
    assert loaded.notes() == [
        f"lesson '{TEAM_SLUG}' has a revision in work; it was kept, the published one was replaced"
    ]


def test_an_organisation_that_is_not_to_be_named_stays_unnamed(loaded: Loads) -> None:
    lesson(TEAM_SLUG).organisation_named = False
    db.session.commit()
    loaded.folder.change(TEAM, "Nobody owned them.", "Nobody had the task.")
    assert loaded.announced() == [TEAM_SLUG]
    assert lesson(TEAM_SLUG).organisation_named is False
    assert loaded.announced() == []


def test_a_file_exported_without_what_tells_the_organisation_takes_nothing_away(loaded: Loads) -> None:
    lesson(TEAM_SLUG).organisation_named = False
    db.session.commit()
    exported = everything()[TEAM]
    assert [key for key in ("organisation", "review", "region") if f"\n{key}: " in exported] == []
    loaded.folder.write(TEAM, exported)
    assert loaded.announced() == []
    loaded.folder.change(TEAM, "published: 2026-11-24", "published: 2026-11-20")
    loaded.folder.change(TEAM, "Nobody owned them.", "Nobody had the task.")
    assert loaded.announced() == [TEAM_SLUG]
    row = lesson(TEAM_SLUG)
    assert row.live_revision is not None
    assert row.live_revision.review is not None
    assert (row.organisation_id, row.live_revision.region_key) != (None, None)
    assert row.live_revision.region_key == "regions/north-west"


def test_a_name_that_changes_does_not_announce_a_lesson_that_hides_it(loaded: Loads) -> None:
    loaded.folder.change(TEAM, "review: child-z-2012\n", "")
    loaded.announced()
    lesson(TEAM_SLUG).organisation_named = False
    db.session.commit()
    loaded.folder.change("organisations.csv", "Northbridge Safeguarding Children Board", "Northbridge Board")
    assert loaded.announced() == []


def test_an_address_that_another_lesson_has_is_refused(loaded: Loads) -> None:
    factories.lesson(slug="team-of-three", themes=["domestic-abuse"])
    db.session.commit()
    reference = lesson("team-of-three").reference
    (loaded.folder.path / AUDIT).rename(loaded.folder.path / "lessons/team-of-three.md")
    right = "give the file another name or that reference"
    assert loaded.refused() == [f"lessons/team-of-three.md: the database has this address for {reference}; {right}"]


def test_an_address_that_another_lesson_once_had_is_refused(loaded: Loads) -> None:
    (loaded.folder.path / AUDIT).rename(loaded.folder.path / "lessons/southbridge-yearly-audit.md")
    loaded.announced()
    loaded.folder.write(AUDIT, loaded.folder.text(TEAM).replace("LB-0001", "LB-0003"))
    right = "this address was once that of another lesson, and leads to it; give the file another name"
    assert loaded.refused() == [f"{AUDIT}: {right}"]


def test_a_reference_given_on_the_site_is_refused_under_another_address(loaded: Loads) -> None:
    made: Lesson = factories.lesson(slug="team-of-three", themes=["domestic-abuse"], created_by=factories.user())
    made.reference = "LB-0003"
    db.session.commit()
    loaded.folder.write("lessons/new.md", loaded.folder.text(TEAM).replace("LB-0001", "LB-0003"))
    right = "which was written on the site; give a reference not yet used"
    assert loaded.refused() == [f"lessons/new.md: LB-0003 is that of 'team-of-three', {right}"]
