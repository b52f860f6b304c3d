"""The queue shows what waits, for how long, who has it and for what; as many statements however long it is."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import insert, select, update

from kb.core import db
from kb.core.clock import start_of, today
from kb.core.db import utc_now
from kb.core.working_days import earliest
from kb.desk.queries import queue as queries
from kb.desk.queries.queue import QueueFilter, queue_rows
from kb.lessons.models.lesson import Lesson, Revision
from kb.lessons.models.step import Submission
from tests.desk.reviewing import Team, now
from tests.editorial.drafting import acting
from tests.editorial.kinds import ON_SQLITE
from tests.pages import Page, Person, statements

MANY, FEW = 5_000, 5
PROMISED = 20
"""Working days in which an answer is promised, unless an admin says otherwise."""


def listed(page: Page) -> list[str]:
    """Titles of the texts that a page of the queue lists, in its order."""
    return page.rows(".kb-queue tbody td:first-child > a:first-child")


def called(team: Team, *words: str, state: str = "submitted", **fields: Any) -> list[Revision]:
    """Texts whose titles begin with these words, each submitted a day after the one before."""
    made = []
    for place, word in enumerate(words):
        revision = team.submitted(title=f"{word} reads every referral", **fields)
        at = utc_now() - timedelta(days=len(words) - place)
        db.session.execute(update(Revision).where(Revision.id == revision.id).values(submitted_at=at, state=state))
        db.session.commit()
        made.append(now(revision))
    return made


def titles(team: Team, **chosen: Any) -> list[str]:
    """First words of the titles that a filter leaves, on the page."""
    return [each.partition(" ")[0] for each in listed(team.editor.get("desk.queue", **chosen))]


def test_what_waits_longest_comes_first_unless_somebody_wants_it_otherwise(team: Team) -> None:
    called(team, "Beta", "Alpha", "Gamma")

    assert titles(team) == ["Beta", "Alpha", "Gamma"]
    assert titles(team, sort="newest") == ["Gamma", "Alpha", "Beta"]
    assert titles(team, sort="title") == ["Alpha", "Beta", "Gamma"]
    assert titles(team, sort="nonsense") == ["Beta", "Alpha", "Gamma"]


def test_only_what_is_at_the_desk_is_in_it(team: Team) -> None:
    team.draft(title="Alpha reads every referral")
    team.published(title="Beta reads every referral")
    team.send_back(team.claimed(title="Gamma reads every referral"))
    team.withdraw(team.submitted(title="Delta reads every referral"))
    team.submitted(title="Epsilon reads every referral")

    assert titles(team) == ["Epsilon"]


def test_filters_leave_what_was_asked_for(team: Team) -> None:
    team.submitted(title="Alpha reads every referral")
    team.claimed(title="Beta reads every referral")
    content = team.claimed(title="Gamma reads every referral")
    db.session.execute(
        update(Revision).where(Revision.id == content.id).values(
            content_signed_by_id=team.colleague.user.id, content_signed_digest="one"
        )
    )  # fmt: skip
    db.session.commit()
    team.signed(title="Delta reads every referral")

    assert set(titles(team)) == {"Alpha", "Beta", "Gamma", "Delta"}
    assert titles(team, state="submitted") == ["Alpha"]
    assert titles(team, needs="claim") == ["Alpha"]
    assert titles(team, claimed="nobody") == ["Alpha"]
    assert set(titles(team, claimed="mine")) == {"Beta", "Gamma", "Delta"}
    assert titles(team, claimed=str(team.colleague.user.id)) == []
    assert titles(team, needs="content") == ["Beta"]
    assert set(titles(team, needs="identity")) == {"Beta", "Gamma"}
    assert titles(team, needs="publication") == ["Delta"]
    assert titles(team, q="delta referral") == ["Delta"]
    assert len(titles(team, q="northbridge")) == 4
    assert titles(team, q="100%_") == []
    assert len(titles(team, state="published", needs="x", claimed="x", late="x")) == 4


@ON_SQLITE
def test_where_no_lesson_fits_a_way_back_is_offered(team: Team) -> None:
    called(team, "Alpha")

    page = team.editor.get("desk.queue", q="zzzz")

    assert "No lesson fits." in page.text
    assert listed(page.follow("show all"))


def test_an_answer_is_late_once_the_last_promised_working_day_is_over(team: Team) -> None:
    in_time, late = called(team, "Alpha", "Beta")
    first = start_of(earliest(today(), PROMISED))
    for revision, at in ((in_time, first), (late, first - timedelta(minutes=1))):
        db.session.execute(update(Revision).where(Revision.id == revision.id).values(submitted_at=at))
    db.session.commit()

    page = team.editor.get("desk.queue")
    counted = queries.counts(acting(team.editor.user))

    assert counted.late == 1
    assert "1 answer is late" in page.text
    assert page.rows(".kb-late") == ["1 working day late"]
    assert titles(team, late="yes") == ["Beta"]


def test_what_only_waits_for_its_time_is_not_late(team: Team) -> None:
    (revision,) = called(team, "Alpha")
    at = utc_now() - timedelta(days=300)
    values = {"submitted_at": at, "state": "scheduled", "scheduled_for": utc_now() + timedelta(days=1)}
    db.session.execute(update(Revision).where(Revision.id == revision.id).values(**values))
    db.session.commit()

    assert queries.counts(acting(team.editor.user)).late == 0
    assert team.editor.get("desk.queue").rows(".kb-late") == []
    assert titles(team, late="yes") == []


def test_numbers_are_those_of_the_whole_desk(team: Team) -> None:
    called(team, "Alpha", "Beta")
    team.claimed(title="Gamma reads every referral")

    page = team.editor.get("desk.queue", q="alpha")

    assert "3 lessons are with the editorial team; 1 with you." in page.text
    assert "Waits to be claimed (2)" in page.text
    counted = queries.counts(acting(team.colleague.user))
    assert (counted.total, counted.mine, counted.by_state) == (3, 0, {"submitted": 2, "in_review": 1})


def test_a_row_says_who_has_it_who_signed_and_what_there_is_to_look_at(team: Team) -> None:
    revision = team.signed(title="Alpha reads every referral")

    (row,) = team.colleague.get("desk.queue").soup.select(".kb-queue tbody tr")
    said = " ".join(row.get_text(" ").split())

    assert "A editor has it" in said
    assert "Content: A editor" in said
    assert "Identity: A identity_reviewer" in said
    assert "Northbridge Safeguarding Children Board" in said
    assert f"/desk/lessons/{revision.id}" in {str(each["href"]) for each in row.select("a")}


@ON_SQLITE
def test_that_an_organisation_is_not_to_be_named_is_said_to_the_team(team: Team) -> None:
    called(team, "Alpha", named=False)

    assert "Northbridge Safeguarding Children Board, not to be named" in team.editor.get("desk.queue").text


@ON_SQLITE
def test_an_identity_reviewer_sees_it_and_is_offered_no_claim(team: Team) -> None:
    called(team, "Alpha")

    page = team.reviewer.get("desk.queue")

    assert listed(page) == ["Alpha reads every referral"]
    assert "Claim" not in page.rows("main button")


def fill(team: Team, number: int) -> None:
    """So many texts at the desk, each submitted once."""
    board, writer, now_ = team.board.id, team.writer.user.id, utc_now()
    db.session.execute(insert(Lesson), [{"organisation_id": board, "organisation_named": True} for _ in range(number)])
    ids = list(
        db.session.scalars(select(Lesson.id).where(Lesson.slug.is_(None)).order_by(Lesson.id.desc()).limit(number))
    )
    texts = dict.fromkeys(("summary", "found", "done"), "Words.")
    rows = [
        {"lesson_id": lesson, "number": 1, "state": ("submitted", "in_review")[lesson % 2], "title": f"Lesson {lesson}",
         "submitted_by_id": writer, "submitted_at": _at(now_, lesson), **texts}
        for lesson in ids
    ]  # fmt: skip
    db.session.execute(insert(Revision), rows)
    of_them = list(db.session.scalars(select(Revision.id).where(Revision.lesson_id.in_(ids))))
    db.session.execute(
        insert(Submission),
        [{"revision_id": each, "number": 1, "submitted_at": now_, "said": {}, "digest": "one"} for each in of_them],
    )
    db.session.commit()


def _at(moment: datetime, number: int) -> datetime:
    return moment - timedelta(hours=number % 2_000)


def asked(person: Person, **chosen: Any) -> int:
    """How many statements a page of the queue takes."""
    with statements() as made:
        assert person.get("desk.queue", **chosen).status == 200
    return len(made)


@pytest.mark.parametrize("chosen", [{}, {"sort": "title", "late": "yes"}, {"q": "lesson", "needs": "identity"}])
def test_five_thousand_take_as_many_statements_as_five(team: Team, chosen: dict[str, str]) -> None:
    fill(team, FEW)
    team.editor.get("desk.queue")
    few = asked(team.editor, **chosen)

    fill(team, MANY - FEW)
    team.editor.get("desk.queue")  # what a process keeps between requests is read anew

    assert asked(team.editor, **chosen) == few
    assert queries.counts(acting(team.editor.user)).total == MANY


def test_a_long_queue_comes_in_pages_and_every_text_is_on_one(team: Team) -> None:
    fill(team, 120)
    who = acting(team.editor.user)

    first = queue_rows(who, QueueFilter(), 1)
    seen = [row.id for number in range(1, first.pages + 1) for row in queue_rows(who, QueueFilter(), number).items]

    assert len(seen) == len(set(seen)) == 120
    assert first.pages > 1
