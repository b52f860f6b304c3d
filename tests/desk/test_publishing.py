"""A text becomes public with its address, its dates and a message, and takes the place of the one before."""

from datetime import date

import pytest
from apiflask import APIFlask
from sqlalchemy import func, select

from kb.core import db
from kb.core.clock import today
from kb.core.errors import Conflict, Invalid
from kb.desk.service import publishing
from kb.desk.service.publishing import NotReady
from kb.editorial.service import submitting
from kb.lessons.models.lesson import FormerSlug, Lesson, Revision
from tests.desk.reviewing import Team, at_once, found, now, refusal, steps
from tests.editorial.drafting import acting
from tests.editorial.kinds import ON_SQLITE
from tests.mailbox import link_in, messages
from tests.search.lessons import catch_up
from tests.search.lessons import found as found_by_search

WRITER = "contributor@example.org"


def lesson_of(revision: Revision) -> Lesson:
    return now(revision).lesson


def test_what_has_both_signatures_is_published_with_address_reference_and_dates(team: Team) -> None:
    revision = team.signed()

    told = team.page(team.editor, revision).follow("Publish it").submit("Publish")

    assert "It is public now." in told.text
    lesson = lesson_of(revision)
    assert (lesson.slug, lesson.reference) == ("a-team-reads-every-referral-within-a-day", "LB-0001")
    assert (lesson.live_revision_id, lesson.open_revision_id) == (revision.id, None)
    assert lesson.first_published_on == today()
    assert lesson.review_by == date(today().year + 2, today().month, today().day)
    fresh = now(revision)
    assert (fresh.state, fresh.claimed_by_id, fresh.change_note) == ("published", None, "")
    assert fresh.published_at is not None


def test_its_page_is_there_for_everybody(team: Team) -> None:
    revision = team.published()

    page = team.page(team.writer, revision, "editorial.lesson").person.get(
        "lessons.show", slug=lesson_of(revision).slug
    )

    assert page.heading == revision.title


def test_it_is_found_by_search_once_the_worker_was_there(team: Team) -> None:
    team.published(title="A kaleidoscope helps to read referrals")

    catch_up()

    assert found_by_search("kaleidoscope").total == 1


def test_its_writers_are_told_where_it_is(team: Team) -> None:
    revision = team.published()

    told = messages(WRITER)[-1]

    assert told.template == "desk/published"
    assert link_in(told) == f"/lessons/{lesson_of(revision).slug}"


def test_the_next_text_takes_the_place_of_the_one_before_which_becomes_history(team: Team) -> None:
    first = team.published()
    second = team.next_text(lesson_of(first), "Two teams read every referral within a day")
    team.sign(team.claim(team.submit(second)))

    page = team.page(team.editor, second).follow("Publish it")
    told = page.submit("Publish", change_note="  There are two\nteams now. ")

    assert "It is public now." in told.text
    lesson = lesson_of(second)
    assert (lesson.live_revision_id, lesson.open_revision_id) == (second.id, None)
    assert (now(first).state, now(second).state) == ("superseded", "published")
    assert steps(first)[-1] == "supersede"
    assert now(second).change_note == "There are two teams now."
    assert lesson.slug == "a-team-reads-every-referral-within-a-day"
    assert lesson.reference == "LB-0001"


@pytest.mark.parametrize(
    ("note", "says"),
    [
        ("", "Say what is different and why: readers of the version before are told"),
        ("word " * 101, "What you write must have 500 characters or fewer"),
        ("Ring 01632 960123.", "Say it without “01632 960123”: the reason itself leads to somebody"),
    ],
)
@ON_SQLITE
def test_what_readers_of_the_version_before_are_told_is_asked_for_and_looked_at(
    team: Team, note: str, says: str
) -> None:
    first = team.published()
    second = team.next_text(lesson_of(first), "Two teams read every referral within a day")
    team.sign(team.claim(team.submit(second)))

    page = team.page(team.editor, second).follow("Publish it").submit("Publish", change_note=note)

    assert page.errors == [says]
    assert page.soup.select_one("[name=change_note]").text.strip() == note.strip()  # type: ignore[union-attr]
    assert now(second).state == "in_review"
    assert now(first).state == "published"


@ON_SQLITE
def test_readers_of_a_first_text_are_told_nothing_about_a_version_before(team: Team) -> None:
    page = team.page(team.editor, team.signed()).follow("Publish it")

    assert page.soup.select_one("[name=change_note]") is None


def test_it_is_the_reviewer_who_cannot_publish_and_any_editor_who_can(team: Team) -> None:
    revision = team.signed()

    assert "You cannot publish it" in team.page(team.reviewer, revision, "desk.publish").text
    assert "It is public now." in team.page(team.colleague, revision, "desk.publish").submit("Publish").text


@pytest.mark.parametrize("missing", ["content", "identity"])
def test_without_both_signatures_nobody_publishes_or_schedules(team: Team, missing: str) -> None:
    revision = team.signed()
    for part in ("by_id", "at", "digest"):
        setattr(revision, f"{missing}_signed_{part}", None)
    db.session.commit()

    editor = acting(team.editor.user)
    assert refusal(lambda: publishing.publish_now(editor, now(revision))) is not None
    assert refusal(lambda: publishing.schedule(editor, now(revision), at=db.utc_now())) is not None
    assert "You cannot publish it" in team.page(team.editor, revision, "desk.publish").text
    assert (now(revision).state, lesson_of(revision).slug) == ("in_review", None)


def test_a_double_press_publishes_once(team: Team) -> None:
    revision = team.signed()
    page = team.page(team.editor, revision, "desk.publish")
    page.submit("Publish")

    told = page.submit("Publish")

    assert "You cannot publish it" in told.text
    assert steps(revision).count("publish") == 1
    assert [each.template for each in messages(WRITER)].count("desk/published") == 1


def test_of_two_who_publish_the_same_at_once_one_is_told(app: APIFlask, team: Team) -> None:
    revision = team.signed()
    number, editors = revision.id, [acting(each.user) for each in (team.editor, team.colleague)]

    done = at_once(app, *(lambda who=each: publishing.publish_now(who, found(number)) for each in editors))

    assert done == ["Conflict", "done"]
    assert steps(revision).count("publish") == 1


def test_two_lessons_of_the_same_title_that_are_published_at_once_get_names_of_their_own(
    app: APIFlask, team: Team
) -> None:
    numbers = [team.signed().id for _ in range(2)]
    who = acting(team.editor.user)

    done = at_once(app, *(lambda number=each: publishing.publish_now(who, found(number)) for each in numbers))

    assert done == ["done", "done"]
    named = db.session.execute(select(Lesson.slug, Lesson.reference).where(Lesson.slug.is_not(None))).all()
    slug = "a-team-reads-every-referral-within-a-day"
    assert sorted(each[0] for each in named) == [slug, f"{slug}-2"]
    assert sorted(each[1] for each in named) == ["LB-0001", "LB-0002"]
    assert {found(number).state for number in numbers} == {"published"}


def test_what_is_taken_back_at_the_same_moment_is_published_or_taken_back_and_not_half_of_each(
    app: APIFlask, team: Team
) -> None:
    revision = team.signed()
    number, editor, writer = revision.id, acting(team.editor.user), acting(team.writer.user)

    done = at_once(
        app,
        lambda: publishing.publish_now(editor, found(number)),
        lambda: submitting.withdraw(writer, found(number)),
    )

    fresh = now(revision)
    lesson = fresh.lesson
    assert done.count("done") == 1
    assert (fresh.state, lesson.live_revision_id, bool(lesson.slug)) in (
        ("published", number, True),
        ("draft", None, False),
    )


@ON_SQLITE
def test_a_title_that_makes_no_address_gets_one_all_the_same(team: Team) -> None:
    assert lesson_of(team.published(title="李小龍讀過每一個轉介的個案")).slug == "lesson"


@ON_SQLITE
def test_an_address_that_a_lesson_once_had_is_not_given_to_another(team: Team) -> None:
    first = team.published(title="Another lesson of the board")
    lesson_of(first).former_slugs = [FormerSlug(slug="a-team-reads-every-referral-within-a-day")]
    db.session.commit()

    assert lesson_of(team.published()).slug == "a-team-reads-every-referral-within-a-day-2"


def test_a_word_that_an_admin_adds_after_the_signatures_stands_in_the_way(team: Team) -> None:
    revision = team.signed(found="Referrals came back from the velvet wood without an answer.")
    page = team.page(team.editor, revision, "desk.publish")
    team.add_word("velvet wood")

    told = page.submit("Publish")

    assert "Nothing was published. This stands in the way:" in told.text
    assert "The identity check finds 1 passage now for which no reason was given. Return it." in told.text
    fresh = now(revision)
    assert (fresh.state, fresh.lesson.slug, fresh.published_at) == ("in_review", None, None)
    assert type(refusal(lambda: publishing.publish_now(acting(team.editor.user), fresh))) is NotReady


def test_nothing_is_left_of_a_publication_that_was_refused(team: Team) -> None:
    revision = team.signed(found="Referrals came back from the velvet wood without an answer.")
    team.add_word("velvet wood")
    before = [db.session.scalar(select(func.count()).select_from(table)) for table in db.Base.metadata.sorted_tables]

    assert isinstance(refusal(lambda: publishing.publish_now(acting(team.editor.user), now(revision))), Invalid)

    db.session.rollback()
    assert before == [
        db.session.scalar(select(func.count()).select_from(table)) for table in db.Base.metadata.sorted_tables
    ]


def test_what_is_public_is_not_published_again(team: Team) -> None:
    revision = team.published()

    assert type(refusal(lambda: publishing.publish_now(acting(team.editor.user), revision))) is Conflict
