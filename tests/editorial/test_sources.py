"""Sources of a draft: added, changed and removed, with what the identity check says of them."""

from datetime import date
from typing import Any

import pytest

from kb.accounts.models.organisation import Organisation
from kb.core import db
from kb.core.clock import today
from kb.core.errors import Conflict, Invalid, NotFound
from kb.editorial.service import citing
from kb.editorial.service.citing import MOST_SOURCES, Citation, citation_of
from kb.lessons.models.lesson import Revision
from kb.lessons.models.source import Source
from tests import factories
from tests.editorial.drafting import acting, draft
from tests.pages import Page, Person, statements

TYPED = {
    "title": "Learning lessons",
    "publisher": "Ofsted",
    "kind": "thematic-report",
    "year": "2009",
    "url": "https://www.example.org/learning?utm_source=mail",
    "pages": "page 12",
    "accessed": "1 3 2024",
    "note": " As reported\n by a journal",
}


def listed(who: Person, revision: Revision) -> Page:
    return who.get("editorial.sources", number=revision.id)


def one(who: Person, revision: Revision) -> Page:
    return who.get("editorial.source", number=revision.id, source=revision.sources[0].id)


def now(revision: Revision) -> list[Source]:
    db.session.rollback()
    db.session.expire_all()
    return db.session.get_one(Revision, revision.id).sources


def citation(**fields: Any) -> Citation:
    return Citation(
        **{
            "title": "A report", "publisher": "A board", "year": None, "url": None,
            "kind_key": "source-kinds/briefing", "pages": None, "accessed": None, "note": None, **fields,
        }
    )  # fmt: skip


def test_a_source_is_added_and_whoever_added_it_is_an_author(contributor: Person, board: Organisation) -> None:
    revision = draft(board, sources=[])

    page = listed(contributor, revision).submit("Add the source", **TYPED)

    assert "“Learning lessons” was added." in page.text
    (source,) = now(revision)
    assert citation_of(source) == Citation(
        "Learning lessons", "Ofsted", 2009, "https://www.example.org/learning?utm_source=mail",
        "source-kinds/thematic-report", "page 12", date(2024, 3, 1), "As reported by a journal",
    )  # fmt: skip
    assert (revision.version, contributor.user.id in revision.author_ids) == (2, True)


def test_a_source_needs_no_more_than_title_publisher_and_kind(contributor: Person, board: Organisation) -> None:
    revision = draft(board, sources=[])

    listed(contributor, revision).submit("Add the source", title="A report", publisher="A board", kind="briefing")

    assert [citation_of(each) for each in now(revision)] == [citation()]


def test_a_source_with_an_address_was_read_today_unless_something_else_is_said(
    contributor: Person, board: Organisation
) -> None:
    revision = draft(board, sources=[])

    listed(contributor, revision).submit("Add the source", **{**TYPED, "accessed": ""})

    assert now(revision)[0].accessed == today()


def test_what_is_missing_or_cannot_be_is_said_at_the_field_and_the_rest_stays(
    contributor: Person, board: Organisation
) -> None:
    revision = draft(board, sources=[])

    page = listed(contributor, revision).submit(
        "Add the source", title="", publisher="", kind="gone", year="20x9", url="ftp://x.example", accessed="1 1 2036",
        pages="p" * 61, note="Kept as it is",
    )  # fmt: skip

    assert page.errors == [
        "Enter the title of the source",
        "Enter who published it",
        "Choose the kind of source",
        f"Enter a year between 1900 and {today().year}",
        "Enter the whole address, such as https://www.example.org/report.pdf",
        "The pages must have 60 characters or fewer",
        "The day on which you read it must not lie in the future",
    ]
    assert "Kept as it is" in page.html
    assert now(revision) == []


def test_the_button_pressed_twice_adds_one_source(contributor: Person, board: Organisation) -> None:
    revision = draft(board, sources=[])
    opened = listed(contributor, revision)

    opened.submit("Add the source", **TYPED)
    page = opened.submit("Add the source", **TYPED)

    assert "is in the list already" in page.text
    assert len(now(revision)) == 1


def test_there_is_an_end_to_the_list(contributor: Person, board: Organisation) -> None:
    many = [factories.source(position=place, pages=str(place)) for place in range(MOST_SOURCES)]
    revision = draft(board, sources=many)

    assert "as many as a lesson may have" in listed(contributor, revision).text
    with pytest.raises(Invalid, match="remove one first"):
        citing.add(acting(contributor.user), revision, citation=citation())


def test_a_new_source_comes_last_even_after_one_was_removed(contributor: Person, board: Organisation) -> None:
    who = acting(contributor.user)
    revision = draft(board, sources=[factories.source(position=place, title=f"T{place}") for place in range(3)])
    citing.remove(who, revision, source=revision.sources[0].id)

    citing.add(who, revision, citation=citation(title="New"))

    assert [each.title for each in now(revision)] == ["T1", "T2", "New"]


def test_a_source_is_changed_and_one_that_stays_is_no_change(contributor: Person, board: Organisation) -> None:
    revision = draft(board)
    page = one(contributor, revision)

    assert "Nothing was different" in page.submit("Save the source").text
    page = page.submit("Save the source", title="Report of the year", year="2015")

    assert "“Report of the year” was changed." in page.text
    assert (now(revision)[0].title, now(revision)[0].year) == ("Report of the year", 2015)
    assert now(revision)[0].accessed is None


def test_another_address_is_not_the_one_that_was_withdrawn(contributor: Person, board: Organisation) -> None:
    revision = draft(board, sources=[factories.source(withdrawn_on=date(2020, 1, 1))])

    one(contributor, revision).submit("Save the source", pages="12")
    assert now(revision)[0].withdrawn_on == date(2020, 1, 1)

    one(contributor, revision).submit("Save the source", url="https://www.example.org/again")
    assert now(revision)[0].withdrawn_on is None


def test_what_somebody_else_made_of_it_meanwhile_is_shown_first(
    contributor: Person, lead: Person, board: Organisation
) -> None:
    revision = draft(board)
    opened = one(contributor, revision)
    one(lead, revision).submit("Save the source", title="By the lead")

    page = opened.submit("Save the source", title="By the contributor")

    assert page.status == 409
    assert "By the lead" in page.text
    assert now(revision)[0].title == "By the lead"
    page.submit("Save the source")
    assert now(revision)[0].title == "By the contributor"


def test_what_was_typed_for_a_source_that_is_gone_can_be_added(
    contributor: Person, lead: Person, board: Organisation
) -> None:
    revision = draft(board)
    opened = one(contributor, revision)
    lead.get("editorial.source_remove", number=revision.id, source=revision.sources[0].id).submit("Remove the source")

    page = opened.submit("Save the source", title="By the contributor")

    assert page.status == 409
    assert "Somebody has removed this source meanwhile." in page.text
    page.submit("Add the source")
    assert [each.title for each in now(revision)] == ["By the contributor"]


def test_a_source_is_removed_after_a_question(contributor: Person, board: Organisation) -> None:
    revision = draft(board)
    page = listed(contributor, revision).follow("Remove Annual report of the board")
    assert len(now(revision)) == 1

    page = page.submit("Remove the source")

    assert "“Annual report of the board” was removed." in page.text
    assert now(revision) == []
    assert revision.version == 2


def test_the_button_that_removes_pressed_twice_leads_to_the_list(contributor: Person, board: Organisation) -> None:
    revision = draft(board)
    opened = listed(contributor, revision).follow("Remove Annual report of the board")
    opened.submit("Remove the source")

    page = opened.submit("Remove the source")

    assert page.response.request.path == f"/workspace/lessons/{revision.id}/sources"
    assert "That source has been removed already." in page.text
    assert now(revision) == []


def test_a_source_of_another_lesson_is_not_there(contributor: Person, board: Organisation) -> None:
    revision, other = draft(board), draft(board)
    foreign = other.sources[0].id

    assert contributor.get("editorial.source", number=revision.id, source=foreign).status == 404
    assert contributor.get("editorial.source_remove", number=revision.id, source=foreign).status == 404
    with pytest.raises(NotFound):
        citing.remove(acting(contributor.user), revision, source=foreign)


def test_a_lesson_that_was_submitted_keeps_its_sources_and_what_was_typed_is_shown(
    contributor: Person, board: Organisation
) -> None:
    revision = draft(board)
    opened = listed(contributor, revision)
    revision.state = "submitted"
    db.session.commit()

    page = opened.submit("Add the source", **TYPED)

    assert page.status == 409
    assert "Learning lessons" in page.text
    assert len(now(revision)) == 1
    with pytest.raises(Conflict):
        citing.add(acting(contributor.user), revision, citation=citation())


def test_the_page_of_a_lesson_that_was_submitted_leads_to_the_lesson(contributor: Person, board: Organisation) -> None:
    revision = draft(board, state="submitted")

    page = listed(contributor, revision)

    assert page.response.request.path == f"/workspace/lessons/{revision.id}"
    assert "Its sources cannot be changed now." in page.text


def test_what_the_identity_check_finds_stands_at_its_source(contributor: Person, board: Organisation) -> None:
    revision = draft(
        board, sources=[factories.source(), factories.source(position=1, note="Ring 01632 960123 for the report")]
    )

    page = listed(contributor, revision)

    assert page.rows("#source-1 mark") == []
    assert page.rows("#source-2 mark") == ["01632 960123"]
    assert "Leave it out, or give a public helpline." in page.text


def test_others_do_not_see_them(other_contributor: Person, member: Person, editor: Person, board: Organisation) -> None:
    revision = draft(board)

    assert [listed(who, revision).status for who in (other_contributor, member, editor)] == [404] * 3


def test_more_sources_take_no_more_statements(contributor: Person, board: Organisation) -> None:
    few, many = draft(board), draft(board, sources=[factories.source(position=place) for place in range(8)])
    made = []
    for revision in (few, many):
        listed(contributor, revision)
        with statements() as each:
            listed(contributor, revision)
        made.append(len(each))

    assert made[0] == made[1]
