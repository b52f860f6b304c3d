"""An archived lesson is gone with a reason, and its readers are led to what is there instead."""

from typing import Any

import pytest
from apiflask import APIFlask

from kb.access.actors import OPERATOR
from kb.core import db
from kb.core.errors import Conflict, Invalid
from kb.desk.service import archiving, hiding
from kb.lessons.models.lesson import FormerSlug, Lesson
from kb.search import commands as index_commands
from tests import factories
from tests.conftest import quiet
from tests.pages import Person

WHY = "The guidance that it rests on was replaced."


def lesson(slug: str, reference: str = "", **fields: Any) -> Lesson:
    made = factories.lesson(f"Zebras taught the {slug} to count", slug=slug, **fields)
    made.reference = reference or made.reference
    db.session.commit()
    return made


def archive(one: Lesson, replacement: str = "") -> None:
    archiving.archive(OPERATOR, one, reason=WHY, replacement=replacement)


def refusal(one: Lesson, replacement: str) -> str:
    with pytest.raises(Invalid) as refused:
        archive(one, replacement)
    assert one.state == "published"
    return refused.value.problems["replacement"]


@pytest.mark.parametrize(
    "address", ["/lessons/old", "/lessons/older", "/lessons/lb-0007", "/lessons/LB-0007", "/lessons/old/cite"]
)
def test_every_address_of_it_says_that_it_was_archived_and_why(app: APIFlask, reader: Person, address: str) -> None:
    one = lesson("old", "LB-0007", found="Nobody may read this any more.")
    one.former_slugs.append(FormerSlug(slug="older"))
    lesson("new")
    archive(one, "/lessons/new")

    page = reader.open(address)
    page = reader.open(page.response.headers["Location"]) if page.status == 301 else page

    assert page.status == 410
    assert page.heading == "This lesson was archived"
    assert WHY in page.text
    assert "LB-0007" in page.text
    assert page.link("Zebras taught the new to count") == "/lessons/new"
    assert "Nobody may read this" not in page.html


def test_nobody_finds_it_in_search_lists_or_the_site_map(app: APIFlask, reader: Person) -> None:
    one = lesson("old", themes=["neglect"])
    index_commands.index_rebuild(quiet)
    archive(one)

    for address in ("/", "/search?q=zebras", "/themes/neglect", "/sitemap.xml", "/shortlist"):
        assert "/lessons/old" not in reader.open(address).html, address


def test_its_files_are_gone(app: APIFlask, reader: Person) -> None:
    archive(lesson("old"))
    assert reader.open("/lessons/old/files/1").status == 404


def test_a_restored_lesson_is_there_again_and_leads_nowhere(app: APIFlask, reader: Person) -> None:
    one = lesson("old")
    lesson("new")
    archive(one, "new")
    archiving.restore(OPERATOR, one, reason="It is right after all.")
    index_commands.index_rebuild(quiet)

    assert one.replaced_by_id is None
    assert reader.open("/lessons/old").status == 200
    assert "/lessons/old" in reader.open("/search?q=zebras").html


def test_readers_are_led_on_where_the_replacement_is_archived_later(app: APIFlask, reader: Person) -> None:
    first, second, _third = lesson("first"), lesson("second"), lesson("third")
    archive(first, "second")
    archive(second, "third")

    assert reader.open("/lessons/first").link("Zebras taught the third to count") == "/lessons/third"

    archiving.restore(OPERATOR, second, reason="It is right after all.")
    assert reader.open("/lessons/first").link("Zebras taught the second to count") == "/lessons/second"


def test_a_hidden_replacement_is_not_betrayed(app: APIFlask, reader: Person) -> None:
    first, second, third = lesson("first"), lesson("second"), lesson("third")
    archive(first, "second")
    archive(second, "third")
    hiding.hide(OPERATOR, third, reason=WHY)

    page = reader.open("/lessons/first")

    assert "No other lesson takes its place" in page.text
    assert "third" not in page.html


@pytest.mark.parametrize(
    "named",
    [
        "LB-0009",
        "lb 9",
        "new",
        "/lessons/new",
        "https://lessons.example.org/lessons/new/cite",
        "/lessons/LB-9",
        "https://lessons.example.org/go-on?to=/lessons/New",
        "older",
    ],
)
def test_the_replacement_is_named_by_its_reference_or_any_address(app: APIFlask, named: str) -> None:
    one, other = lesson("old"), lesson("new", "LB-0009")
    other.former_slugs.append(FormerSlug(slug="older"))
    archive(one, named)
    assert one.replaced_by_id == other.id


def test_a_replacement_that_cannot_be_read_is_refused_with_what_to_do(app: APIFlask) -> None:
    one, second = lesson("old", "LB-0001"), lesson("second", "LB-0007")
    third, hidden = lesson("third", "LB-0009"), lesson("hidden", "LB-0011", state="hidden")
    archived = lesson("archived", "LB-0012")
    archive(second, "third")
    archive(archived)
    lesson("never", "LB-0013", state="draft")

    assert "There is no such lesson" in refusal(one, "LB-9999")
    assert "There is no such lesson" in refusal(one, "LB-0013")
    assert "cannot stand in its own place" in refusal(one, "LB-0001")
    assert refusal(one, "LB-0011") == f"{hidden.reference} is hidden from readers. Choose one that is public"
    assert refusal(one, "LB-0012") == "LB-0012 is archived itself. Choose one that is public"
    led_on = "LB-0007 is archived itself; its readers are led to LB-0009: choose that"
    assert refusal(one, "LB-0007") == led_on
    assert "led to this very lesson" in refusal(third, "LB-0007")


def test_only_what_is_public_is_archived_and_only_what_is_archived_restored(app: APIFlask) -> None:
    one = lesson("old")
    with pytest.raises(Conflict):
        archiving.restore(OPERATOR, one, reason=WHY)
    archive(one)
    with pytest.raises(Conflict):
        archive(one)


def test_a_reason_is_needed(app: APIFlask) -> None:
    with pytest.raises(Invalid):
        archiving.archive(OPERATOR, lesson("old"), reason=" ")


def test_editors_get_back_from_the_page_that_is_left_of_it(editor: Person, reader: Person) -> None:
    one = lesson("old")
    archive(one)
    number = one.live_revision_id

    page = editor.open("/lessons/old")
    assert page.link("Restore it") == f"/desk/lessons/{number}/restore"
    assert page.link("What it said") == f"/desk/lessons/{number}"
    assert "/desk/" not in reader.open("/lessons/old").html
