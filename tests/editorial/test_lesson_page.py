"""The page of one lesson in the workspace: where it stands, what the editors said, what can be done with it."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine

from kb.accounts.models.organisation import Organisation
from kb.core import db
from kb.core.clock import start_of
from kb.core.db import utc_now
from kb.core.options import choose
from kb.lessons.models.comment import RevisionComment
from kb.lessons.models.lesson import Revision
from tests import factories
from tests.editorial.drafting import draft
from tests.editorial.kinds import ON_SQLITE
from tests.pages import Page, Person, statements
from tests.people import sign_in

pytestmark = ON_SQLITE

MONDAY = start_of(date(2026, 11, 9)) + timedelta(hours=12)


def page_of(person: Person, revision: Revision) -> Page:
    return person.get("editorial.lesson", number=revision.id)


def buttons(page: Page) -> list[str]:
    """What the page offers first."""
    return page.rows(".kb-actions .govuk-button")


def said(revision: Revision, field: str, text: str, **fields: Any) -> None:
    db.session.add(RevisionComment(revision_id=revision.id, field=field, text=text, **{"told_at": utc_now(), **fields}))
    db.session.commit()


# --- where it stands


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("draft", "A draft, begun on 2 November 2026. Nobody outside your organisation can read it."),
        ("returned", "It came back from the editors on 3 November 2026. Now it is your turn."),
        (
            "submitted",
            "Submitted on 2 November 2026. It waits for an editor. An answer is promised by 30 November 2026: "
            "5 of 20 working days have passed.",
        ),
        (
            "in_review",
            "An editor has had it on the desk since 3 November 2026. An answer is promised by 30 November 2026: "
            "5 of 20 working days have passed.",
        ),
        ("scheduled", "Accepted on 3 November 2026. It will be published at the time that the editors have set."),
        ("published", "Published on 1 November 2026."),
        ("hidden", "The editorial team has hidden it since 3 November 2026. Nobody else can read it now."),
        ("archived", "Archived on 3 November 2026. Its page says so, and where to look instead."),
        (
            "discarded",
            "Discarded on 3 November 2026. Until 3 December 2026 it can be got back; then it is removed for good.",
        ),
    ],
)
def test_one_sentence_says_where_a_lesson_stands(
    state: str, words: str, contributor: Person, board: Organisation
) -> None:
    begun, since = start_of(date(2026, 11, 2)), start_of(date(2026, 11, 3))
    made = factories.lesson(
        state=state, organisation=board, created_at=begun, submitted_at=begun, state_since=since, tell=False
    )
    with time_machine.travel(MONDAY):
        sign_in(contributor, contributor.user)
        page = page_of(contributor, made.live_revision or made.open_revision or Revision())

    assert page.rows(".kb-lead") == [words]


def test_a_late_answer_is_said_to_be_late_and_whom_to_ask(contributor: Person, board: Organisation) -> None:
    made = draft(board, state="submitted", submitted_at=start_of(date(2026, 10, 8)))
    with time_machine.travel(MONDAY):
        sign_in(contributor, contributor.user)
        page = page_of(contributor, made)

    assert "An answer was promised by 5 November 2026: it is 2 working days late." in page.text
    assert page.link("Ask the editorial team") == "/contact"


def test_the_promise_is_an_option_of_the_site(contributor: Person, board: Organisation) -> None:
    made = draft(board, state="submitted", submitted_at=start_of(date(2026, 11, 2)))
    choose("answer_days", 10)
    with time_machine.travel(MONDAY):
        sign_in(contributor, contributor.user)

        assert "promised by 16 November 2026: 5 of 10 working days" in page_of(contributor, made).text


def test_who_has_it_and_who_submitted_it_is_said(contributor: Person, lead: Person, board: Organisation) -> None:
    made = draft(board, state="submitted", submitted_by_id=lead.user.id, submitted_at=utc_now())
    made.lesson.holder = contributor.user

    facts = page_of(lead, made).rows(".kb-side .kb-facts div")

    assert "Who looks after it A contributor" in facts
    assert any(each.startswith("Submitted") and each.endswith(", A lead") for each in facts)


# --- what can be done


@pytest.mark.parametrize(
    ("state", "kind", "first"),
    [
        ("draft", "contributor", ["Check and submit"]),
        ("returned", "lead", ["Check and submit"]),
        ("submitted", "contributor", []),
        ("in_review", "contributor", []),
        ("discarded", "contributor", ["Get it back"]),
        ("submitted", "editor", []),
        ("in_review", "identity_reviewer", []),
    ],
)
def test_there_is_one_button_for_what_is_to_be_done_next(
    state: str, kind: str, first: list[str], people: Callable[[str], Person], board: Organisation
) -> None:
    assert buttons(page_of(people(kind), draft(board, state=state))) == first


def test_what_is_left_to_do_comes_first(contributor: Person, board: Organisation) -> None:
    made = draft(board, found="")

    page = page_of(contributor, made)

    assert buttons(page) == ["Continue writing"]
    assert page.link("Continue writing") == f"/workspace/lessons/{made.id}/found"
    assert any("1 thing left" in each for each in page.rows(".kb-steps__step"))


def test_a_draft_with_a_name_in_it_says_how_much_is_to_be_changed(contributor: Person, board: Organisation) -> None:
    made = draft(board, found="The girl rang 01632 960123 each day.")

    page = page_of(contributor, made)

    assert "1 passage to change or to answer for" in page.text
    assert page.link("1 passage to change or to answer for") == f"/identity-check/lessons/{made.id}"


def test_a_published_lesson_leads_to_its_page_on_the_site(contributor: Person, board: Organisation) -> None:
    made = factories.lesson("Board reads every referral", organisation=board)
    assert made.live_revision

    page = page_of(contributor, made.live_revision)

    assert buttons(page) == ["See it on the site", "Write a new version"]
    assert page.follow("See it on the site").heading == "Board reads every referral"


@pytest.mark.parametrize(
    ("state", "offered"),
    [
        ("draft", {"hand_over", "discard", "earlier"}),
        ("returned", {"hand_over", "discard", "earlier"}),
        ("submitted", {"hand_over", "withdraw", "earlier"}),
        ("in_review", {"hand_over", "withdraw", "earlier"}),
        ("discarded", {"earlier"}),
    ],
)
def test_what_else_can_be_done_depends_on_the_state(
    state: str, offered: set[str], contributor: Person, board: Organisation
) -> None:
    made = draft(board, state=state)

    links = {str(a["href"]) for a in page_of(contributor, made).soup.select(".kb-plain-list a")}

    steps = {"hand_over": "hand-over", "discard": "discard", "withdraw": "withdraw", "earlier": "earlier"}
    found = {name for name, path in steps.items() if f"/workspace/lessons/{made.id}/{path}" in links}
    assert found == offered
    assert {f"/workspace/lessons/{made.id}/preview", f"/workspace/lessons/{made.id}/draft.pdf"} <= links


# --- what the editors said


def test_comments_stand_field_by_field_with_the_way_into_the_field(contributor: Person, board: Organisation) -> None:
    made = draft(board, state="returned")
    said(made, "done", "Who reads them?")
    said(made, "sources", "Is there a newer one?")
    said(made, "", "Nearly there.")
    said(made, "title", "Shorter, please.", resolved_at=utc_now())
    said(made, "found", "How many were sent back?")

    page = page_of(contributor, made)

    assert page.rows(".kb-comment__text") == [
        "Nearly there.", "How many were sent back?", "Who reads them?", "Is there a newer one?", "Shorter, please.",
    ]  # fmt: skip
    assert page.link("Change it : What was found").endswith(f"/workspace/lessons/{made.id}/found#found")
    assert page.link("Change it : Sources") == f"/workspace/lessons/{made.id}/sources"
    assert any("Dealt with on" in each for each in page.rows(".kb-comment--done"))


def test_a_comment_shows_what_was_typed_as_text(contributor: Person, editor: Person, board: Organisation) -> None:
    made = draft(board, state="returned")
    said(made, "found", "<b>Say</b> how\nmany", written_by_id=editor.user.id)

    page = page_of(contributor, made)

    assert page.rows(".kb-comment__text") == ["<b>Say</b> how many"]
    assert page.rows(".kb-comment__about")[0].startswith("A editor, ")


def test_while_it_is_with_the_editors_nothing_can_be_changed(contributor: Person, board: Organisation) -> None:
    made = draft(board, state="submitted")
    said(made, "found", "How many were sent back?")

    page = page_of(contributor, made)

    assert "How many were sent back?" in page.text
    assert "Change it" not in page.text


# --- who may see it


@pytest.mark.parametrize("kind", ["user", "member", "other_contributor", "admin", "editor", "identity_reviewer"])
def test_for_everybody_else_a_draft_does_not_exist(
    kind: str, people: Callable[[str], Person], board: Organisation
) -> None:
    person, made = people(kind), draft(board)
    there, nowhere = f"/workspace/lessons/{made.id}", f"/workspace/lessons/{made.id + 1000}"
    person.open("/help")  # the first request of a session notes that it is used

    with statements() as of_one:
        answers = [person.open(there)]
    with statements() as of_none:
        answers.append(person.open(nowhere))

    assert [each.status for each in answers] == [404, 404]
    assert answers[0].text == answers[1].text
    assert len(of_one) == len(of_none)


@pytest.mark.parametrize("kind", ["editor", "identity_reviewer"])
def test_the_editorial_team_sees_what_was_submitted_without_the_writers_part(
    kind: str, people: Callable[[str], Person], board: Organisation, contributor: Person
) -> None:
    made = draft(board, state="submitted", submitted_by_id=contributor.user.id)
    made.lesson.holder = contributor.user

    page = page_of(people(kind), made)

    assert page.heading == "A team reads every referral within a day"
    assert board.name in page.text
    for hidden in ("A contributor", "Earlier texts", "Hand it over", "Take it", "How far it has come"):
        assert hidden not in page.text


def test_the_page_of_a_lesson_costs_as_many_statements_with_much_to_say_as_with_little(
    contributor: Person, board: Organisation
) -> None:
    few, many = draft(board, state="returned"), draft(board, state="returned")
    for number in range(20):
        said(many, "found", f"Comment number {number}")
    for made in (few, many):
        page_of(contributor, made)

    counts = []
    for address in [f"/workspace/lessons/{made.id}" for made in (few, many)]:
        with statements() as made_there:
            contributor.open(address)
        counts.append(len(made_there))

    assert counts[0] == counts[1]
