"""What readers report reaches the desk, with a clock for what could tell who a child is."""

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine

from kb.core import db
from kb.core.clock import day_of, today
from kb.core.db import utc_now
from kb.core.work import run_due
from kb.core.working_days import working_days
from kb.lessons.models.lesson import FormerSlug
from kb.mail.models import Delivery
from kb.site import letters
from kb.site.models import ProblemReport
from tests import factories
from tests.mailbox import messages
from tests.pages import Page, Person

SENT = {"subject": "identity", "page": "/lessons/the-lesson", "text": "The street is named."}


def report(**fields: Any) -> ProblemReport:
    made = ProblemReport(**{**SENT, **fields})
    db.session.add(made)
    db.session.commit()
    return made


def listed(page: Page) -> list[str]:
    return page.rows("tbody tr")


@pytest.mark.walks("a reader reports that somebody could be recognised", "editor@example.org")
def test_editors_hear_at_once_that_somebody_could_be_recognised(reader: Person, editor: Person) -> None:
    reader.get("site.report").submit("Send the report", **SENT)

    (message,) = db.session.query(Delivery).all()
    assert message.urgent
    assert "street" not in (message.text or "")


@pytest.mark.walks("a reader reports that somebody could be recognised", "editor@example.org")
def test_a_flood_of_reports_is_no_flood_of_messages(reader: Person, editor: Person) -> None:
    for _ in range(5):
        reader.get("site.report").submit("Send the report", **SENT)

    assert len(messages(editor.user.email)) == 1


def test_of_reports_that_come_soon_after_another_editors_hear_together(reader: Person, editor: Person) -> None:
    with time_machine.travel("2026-12-01 10:00", tick=False) as clock:
        for _ in range(4):
            reader.get("site.report").submit("Send the report", **SENT)
            clock.shift(timedelta(minutes=1))
        clock.shift(letters.PAUSE)
        run_due()

        first, second = messages(editor.user.email)
        assert "/desk/reports/1" in (first.text or "")
        assert "3 reports" in (second.text or "")


def test_the_next_message_names_all_that_came_since_the_last(reader: Person, editor: Person) -> None:
    with time_machine.travel("2026-12-01 10:00", tick=False) as clock:
        for _ in range(2):
            reader.get("site.report").submit("Send the report", **SENT)
            clock.shift(timedelta(minutes=1))
        clock.shift(letters.PAUSE)  # and the job has not been done yet
        reader.get("site.report").submit("Send the report", **SENT)

        assert "2 reports" in (messages(editor.user.email)[-1].text or "")


def test_nobody_is_written_to_about_anything_else(reader: Person, editor: Person) -> None:
    reader.get("site.report").submit("Send the report", **{**SENT, "subject": "page"})

    assert db.session.query(Delivery).count() == 0


def test_what_is_about_identity_comes_first_with_its_days(editor: Person) -> None:
    long_ago = utc_now() - timedelta(days=14)
    report(subject="fact", sent_at=utc_now() - timedelta(days=30))
    report(sent_at=long_ago)
    report(page="/themes")

    first, second, third = listed(editor.get("site.reports"))

    days = working_days(day_of(long_ago), today())
    assert f"{days} of 2 working days" in first
    assert f"{days - 2} working days late" in first
    assert "0 of 2 working days" in second
    assert "late" not in second
    assert "A fact, a name or a link is wrong" in third


def test_the_desk_says_how_many_wait_and_how_many_are_late(editor: Person) -> None:
    report(subject="fact")
    report(sent_at=utc_now() - timedelta(days=30))

    page = editor.get("desk.queue")

    assert re.search(r"readers report \(2, 1 of them about who could be recognised, 1 late ?\)", page.text)


@pytest.mark.parametrize(
    "page",
    ["https://lessons.example.org/lessons/the-lesson#found", "the-lesson", "See /lessons/The-Lesson, please", "lb 7",
     "/lessons/lb-7", "/lessons/an-older-one"],
)  # fmt: skip
def test_a_report_about_a_lesson_leads_to_hiding_it(editor: Person, page: str) -> None:
    lesson = factories.lesson("The lesson", slug="the-lesson")
    lesson.reference = "LB-0007"
    lesson.former_slugs.append(FormerSlug(slug="an-older-one"))
    made = report(page=page)

    shown = editor.get("site.show_report", number=made.id)

    assert shown.link("Hide it while it is checked") == f"/desk/lessons/{lesson.live_revision_id}/hide"


@pytest.mark.parametrize("page", ["LB-1", "somewhere", "/lessons/no-such-lesson", ""])
def test_a_report_that_names_no_lesson_offers_none(editor: Person, page: str) -> None:
    made = report(page=page)

    assert "Hide it" not in editor.get("site.show_report", number=made.id).text


def test_what_was_done_is_noted_and_the_report_goes_to_the_others(editor: Person) -> None:
    made = report()
    editor.get("site.show_report", number=made.id).submit("Note it as dealt with", outcome="The street was taken out.")

    db.session.expire_all()
    assert (made.closed_by_id, made.outcome) == (editor.user.id, "The street was taken out.")
    assert listed(editor.get("site.reports")) == []
    assert len(listed(editor.get("site.reports", closed="yes"))) == 1


def test_what_was_done_must_be_said_and_stays_typed_where_it_cannot_be(editor: Person) -> None:
    made = report()
    page = editor.get("site.show_report", number=made.id)

    assert "Say what was done about it" in page.submit("Note it as dealt with", outcome="").errors
    wrong = page.submit("Note it as dealt with", outcome="They can be rung at 01632 960123.")
    assert any("Say it without" in each for each in wrong.errors)
    assert "01632 960123" in wrong.text


def test_two_who_deal_with_one_report_are_told(editor: Person) -> None:
    made = report()
    one, two = (editor.get("site.show_report", number=made.id) for _ in range(2))
    one.submit("Note it as dealt with", outcome="Hidden.")

    assert "Somebody else has dealt with it a moment ago." in two.submit("Note it as dealt with", outcome="Mine.").text
    db.session.expire_all()
    assert made.outcome == "Hidden."


def test_a_report_is_removed_for_good_after_a_question(editor: Person) -> None:
    made = report()
    editor.get("site.delete_report", number=made.id).submit("Remove it")

    assert db.session.query(ProblemReport).count() == 0
