"""A new version of a public lesson is written beside it; readers see the old one until the new one takes its place."""

import pytest

from kb.accounts.models.organisation import Organisation
from kb.core import db
from kb.core.errors import Conflict, NotFound
from kb.editorial.draft_values import put
from kb.editorial.service import changing, submitting
from kb.lessons.models.lesson import Lesson, Revision
from kb.lessons.models.step import RevisionStep
from kb.search.models import IndexChange
from tests import factories
from tests.editorial.drafting import acting
from tests.lessons.test_history import attach
from tests.pages import Person

TITLE = "Zebras taught the board to count"


@pytest.fixture
def lesson(board: Organisation) -> Lesson:
    """A public lesson of the board."""
    made = factories.lesson(
        "Zebras taught the board to count",
        slug="zebras",
        organisation=board,
        tags=["huddle"],
        done="They meet monthly.",
    )
    assert made.live_revision
    attach(made.live_revision, "plan")
    db.session.commit()
    return made


def begin(person: Person, lesson: Lesson) -> Revision:
    made = changing.begin_change(acting(person.user), lesson)
    db.session.commit()
    return made


def test_it_begins_as_a_copy_in_the_hands_of_who_began_it_and_readers_see_nothing_of_it(
    contributor: Person, reader: Person, lesson: Lesson
) -> None:
    page = contributor.open("/lessons/zebras").submit("Write a new version")

    made = lesson.open_revision
    assert made is not None
    assert (made.number, made.state, made.title, made.tags) == (
        2,
        "draft",
        "Zebras taught the board to count",
        ["huddle"],
    )
    assert lesson.holder_id == contributor.user.id
    assert page.heading == TITLE
    assert [each.title for each in made.sources] == ["Annual report of the board"]
    put(made, "done", "They meet weekly.")
    db.session.commit()
    assert "monthly" in reader.open("/lessons/zebras").text
    assert reader.open("/lessons/zebras/history").rows(".kb-versions__name") == ["Version 1 (the one to read now)"]


def test_whoever_wrote_what_is_public_is_an_author_of_the_new_version_too(
    contributor: Person, lead: Person, lesson: Lesson
) -> None:
    assert lesson.live_revision
    lesson.live_revision.submitted_by_id = lead.user.id
    assert begin(contributor, lesson).author_ids == {contributor.user.id, lead.user.id}


def test_a_second_one_is_refused_with_who_has_the_first(contributor: Person, lead: Person, lesson: Lesson) -> None:
    made = begin(contributor, lesson)
    with pytest.raises(changing.OpenAlready) as refused:
        begin(lead, lesson)
    assert refused.value.revision.id == made.id

    page = lead.open("/lessons/zebras")
    assert "Write a new version" not in page.text
    assert page.link("Go to the new version, which A contributor has") == f"/workspace/lessons/{made.id}"


def test_who_presses_the_button_too_late_is_led_to_the_one_that_is_there(
    contributor: Person, lead: Person, lesson: Lesson
) -> None:
    page = lead.open("/lessons/zebras")
    made = begin(contributor, lesson)

    page = page.submit("Write a new version")

    assert "A new version is begun already. A contributor has it in hand." in page.text
    assert page.response.request.path == f"/workspace/lessons/{made.id}"


@pytest.mark.parametrize("state", ["hidden", "archived"])
def test_what_is_not_public_gets_no_new_version(contributor: Person, lesson: Lesson, state: str) -> None:
    page = contributor.open("/lessons/zebras")
    assert lesson.live_revision
    lesson.live_revision.state = state
    db.session.commit()

    page = page.submit("Write a new version")

    assert f"No new version was begun. It is {state}." in page.text
    assert lesson.open_revision is None


def test_one_that_was_discarded_makes_room_and_comes_back_only_where_there_is_room(
    contributor: Person, lesson: Lesson
) -> None:
    first = begin(contributor, lesson)
    submitting.discard(acting(contributor.user), first)
    second = begin(contributor, lesson)
    assert (second.number, lesson.open_revision_id) == (3, second.id)
    with pytest.raises(changing.OpenAlready):
        submitting.recover(acting(contributor.user), first)
    page = contributor.get("editorial.lesson", number=first.id).submit("Get it back")
    assert "It stays discarded" in page.text

    submitting.discard(acting(contributor.user), second)
    submitting.recover(acting(contributor.user), first)

    assert (first.state, lesson.open_revision_id) == ("draft", first.id)


def test_others_begin_none(other_contributor: Person, editor: Person, lesson: Lesson) -> None:
    for person in (other_contributor, editor):
        assert "Write a new version" not in person.open("/lessons/zebras").text
        with pytest.raises(NotFound):
            begin(person, lesson)


def test_a_draft_that_was_never_public_is_no_ground_for_one(contributor: Person, board: Organisation) -> None:
    with pytest.raises(changing.OpenAlready):
        begin(contributor, factories.lesson(state="draft", organisation=board))
    with pytest.raises(Conflict):
        begin(contributor, factories.lesson(state="discarded", organisation=board))


def test_writers_see_what_they_changed_word_by_word(contributor: Person, lesson: Lesson) -> None:
    made = begin(contributor, lesson)
    page = contributor.get("editorial.changes", number=made.id)
    assert "Nothing is different yet." in page.text
    put(made, "done", "They meet weekly.")
    db.session.commit()

    page = contributor.get("editorial.lesson", number=made.id).follow("See what is different from the public version")

    assert page.rows(".kb-change__field") == ["What was done"]
    assert page.rows(".kb-change ins") == ["[added: weekly ]"]


def test_the_workspace_lists_both(contributor: Person, board: Organisation, lesson: Lesson) -> None:
    begin(contributor, lesson)
    page = contributor.get("editorial.organisation", slug=board.slug)
    assert "A new version of a public lesson" in page.text
    assert "Public page" in page.text


def test_that_it_was_begun_is_a_step(contributor: Person, lesson: Lesson) -> None:
    made = begin(contributor, lesson)
    step = db.session.query(RevisionStep).filter_by(revision_id=made.id).one()
    assert (step.step, step.after, step.taken_by_id) == ("begin", "draft", contributor.user.id)


def test_an_organisation_that_is_not_to_be_named_any_more_is_so_at_once_and_search_hears_of_it(
    contributor: Person, reader: Person, lesson: Lesson
) -> None:
    made = begin(contributor, lesson)
    before = db.session.query(IndexChange).count()

    put(made, "unnamed", "yes")
    db.session.commit()

    assert db.session.query(IndexChange).count() == before + 1
    assert "Northbridge" not in reader.open("/lessons/zebras").text
