"""Readers suggest sources; the editorial team deals with them, and nobody else sees what was typed."""

from typing import Any

import pytest
from sqlalchemy import select

from kb.core import db
from kb.core.db import utc_now
from kb.core.errors import Conflict, Invalid, NotFound
from kb.editorial.models import SourceSuggestion
from kb.editorial.own_data import own_data
from kb.editorial.service import suggesting
from kb.editorial.service.suggesting import MOST_OPEN
from tests.editorial.drafting import acting
from tests.pages import Page, Person, statements

TYPED = {
    "title": "Annual report of the partnership",
    "url": "https://www.example.org/annual-report",
    "reason": "It tells how referrals were read together.",
}


def form(who: Person) -> Page:
    return who.get("editorial.suggest_source")


def suggested(**fields: Any) -> SourceSuggestion:
    made = SourceSuggestion(**{**TYPED, **fields})
    db.session.add(made)
    db.session.commit()
    return made


def kept() -> list[SourceSuggestion]:
    db.session.rollback()
    db.session.expire_all()
    return list(db.session.scalars(select(SourceSuggestion).order_by(SourceSuggestion.id)))


def test_a_suggestion_is_kept_and_its_sender_sees_where_it_stands(user: Person) -> None:
    page = form(user).submit("Send the suggestion", **TYPED)

    assert page.heading == "Thank you: your suggestion has arrived"
    (made,) = kept()
    assert (made.title, made.url, made.reason) == tuple(TYPED.values())
    assert made.suggested_by_id == user.user.id
    page = page.follow("your suggestions")
    assert "Annual report of the partnership" in page.text
    assert "It waits for the editorial team." in page.text


def test_nobody_sees_what_somebody_else_has_suggested(user: Person, lead: Person, anonymous: Person) -> None:
    form(user).submit("Send the suggestion", **TYPED)

    assert "Annual report" not in form(lead).text
    assert lead.get("editorial.suggested_sources").status == 404
    assert anonymous.open("/suggest-a-source").heading == "Sign in"


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"title": ""}, "Enter the title of the source"),
        ({"url": ""}, "Enter the web address of the source"),
        ({"url": "a report"}, "Enter the whole address, such as https://www.example.org/report.pdf"),
        ({"reason": "Good."}, "Say in 10 to 1,000 characters what others could learn from it"),
        ({"reason": "a" * 1001}, "Say in 10 to 1,000 characters what others could learn from it"),
    ],
)
def test_what_cannot_be_is_said_at_the_field(user: Person, typed: dict[str, str], message: str) -> None:
    assert form(user).submit("Send the suggestion", **{**TYPED, **typed}).errors == [message]
    assert kept() == []


@pytest.mark.parametrize("field", ["title", "reason"])
def test_what_must_be_said_nowhere_is_refused_at_its_field(user: Person, field: str) -> None:
    page = form(user).submit("Send the suggestion", **{**TYPED, field: "For the full report ring 01632 960123."})

    (error,) = page.errors
    assert error.startswith("Write it without “01632 960123”: it could lead to somebody.")
    assert page.soup.select_one(f"#{field}-error")
    assert kept() == []


def test_the_use_case_refuses_it_too(user: Person) -> None:
    made = SourceSuggestion(**{**TYPED, "reason": "For the full report ring 01632 960123."})

    with pytest.raises(Invalid, match="Write it without"):
        suggesting.suggest(acting(user.user), made)
    assert kept() == []


def test_a_passage_to_think_about_is_a_hint_and_sent_again_it_is_taken(user: Person) -> None:
    page = form(user).submit("Send the suggestion", **{**TYPED, "reason": "What was learned at Millbrook Surgery."})

    assert "Look at this again, then send it" in page.text
    assert "“Millbrook Surgery”" in page.text
    assert kept() == []
    page = page.submit("Send the suggestion", reason="What was learned at Larkhill Surgery.")
    assert "“Larkhill Surgery”" in page.text
    assert page.submit("Send the suggestion").heading == "Thank you: your suggestion has arrived"


def test_the_title_of_a_report_may_name_what_a_citation_may(user: Person) -> None:
    page = form(user).submit("Send the suggestion", **{**TYPED, "title": "Review of Millbrook Surgery, May 2014"})

    assert page.heading == "Thank you: your suggestion has arrived"


def test_the_same_address_twice_is_said_and_kept_once(user: Person, lead: Person) -> None:
    opened = form(user)
    opened.submit("Send the suggestion", **TYPED)

    assert opened.submit("Send the suggestion", **TYPED).errors == ["You have suggested this address already"]
    assert len(kept()) == 1
    assert form(lead).submit("Send the suggestion", **TYPED).heading.startswith("Thank you")


def test_one_person_has_so_many_waiting_and_no_more(user: Person) -> None:
    for number in range(MOST_OPEN):
        suggested(url=f"https://www.example.org/{number}", suggested_by_id=user.user.id)

    assert form(user).submit("Send the suggestion", **TYPED).errors[0].startswith("20 of your suggestions wait")

    kept()[0].handled_at = utc_now()
    db.session.commit()
    assert form(user).submit("Send the suggestion", **TYPED).heading.startswith("Thank you")


# --- the editorial team


def test_an_editor_marks_one_as_dealt_with_and_can_take_that_back(user: Person, editor: Person) -> None:
    suggested(suggested_by_id=user.user.id)
    page = editor.get("editorial.suggested_sources")
    assert "1 suggestion waits" in page.text
    assert TYPED["reason"] in page.text

    page = page.submit("Mark as dealt with")
    assert "0 suggestions wait" in page.text
    assert (kept()[0].handled_by_id, kept()[0].handled_at is None) == (editor.user.id, False)
    assert "The editorial team dealt with it on" in form(user).text

    page.submit("Let it wait again")
    assert (kept()[0].handled_by_id, kept()[0].handled_at) == (None, None)


def test_what_somebody_else_marked_meanwhile_is_not_marked_twice(editor: Person) -> None:
    made = suggested()
    opened = editor.get("editorial.suggested_sources")
    opened.submit("Mark as dealt with")

    assert "Somebody else has done that already." in opened.submit("Mark as dealt with").text
    with pytest.raises(Conflict):
        suggesting.handle(acting(editor.user), made)


def test_only_the_editorial_team_marks_them(user: Person) -> None:
    made = suggested()

    with pytest.raises(NotFound):
        suggesting.handle(acting(user.user), made)


def test_those_that_wait_come_first_and_a_long_list_has_pages(user: Person, editor: Person) -> None:
    for number in range(22):
        suggested(title=f"T{number:02}", url=f"https://www.example.org/{number}", suggested_by_id=user.user.id)
    kept()[0].handled_at = utc_now()
    db.session.commit()

    first = editor.get("editorial.suggested_sources")
    assert first.rows(".kb-rows__name")[:2] == ["T01", "T02"]
    second = editor.get("editorial.suggested_sources", page=2)
    assert second.rows(".kb-rows__name") == ["T21", "T00"]
    with statements() as many:
        editor.get("editorial.suggested_sources")
    with statements() as few:
        editor.get("editorial.suggested_sources", page=2)
    assert len(many) == len(few)


def test_the_copy_of_ones_own_data_has_what_one_suggested(user: Person, editor: Person) -> None:
    suggested(suggested_by_id=user.user.id, handled_by_id=editor.user.id, handled_at=utc_now())

    (mine,) = own_data(user.user)["suggested_sources"]
    assert (mine["title"], mine["url"], mine["reason"]) == tuple(TYPED.values())
    assert len(own_data(editor.user)["suggested_sources_dealt_with"]) == 1
    assert own_data(editor.user)["suggested_sources"] == []
