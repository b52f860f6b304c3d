"""The past of a lesson: what was public, what changed and why; nothing of what never was, or may be seen no more."""

from datetime import UTC, datetime
from typing import Any

import pytest
from apiflask import APIFlask

from kb.core import db
from kb.core.db import utc_now
from kb.lessons.files import Received, store
from kb.lessons.models.attachment import Attachment
from kb.lessons.models.lesson import Lesson, Revision
from kb.lessons.models.step import RevisionStep, Submission
from tests import factories
from tests.pages import Page, Person, statements

DAYS = [datetime(2026, month, 3, 12, tzinfo=UTC) for month in range(1, 13)]


def lesson(*texts: dict[str, Any], **fields: Any) -> Lesson:
    """A lesson of which each of these texts was public, the last one still, with drafts between that never were."""
    first, *later = [{"title": "A team reads every referral", **text} for text in texts]
    made = factories.lesson(slug="the-lesson", published_at=DAYS[0], themes=(), **{**first, **fields})
    for place, text in enumerate(later, 1):
        factories.revision(made, "Never seen zqmork", state="discarded", number=3 * place)
        live = made.live_revision
        assert live is not None
        live.state = "superseded"
        step(live, "supersede", "published", "superseded")
        made.live_revision = factories.revision(
            made, text.pop("title"), state="published", number=3 * place + 1, published_at=DAYS[place], **text
        )
    made.open_revision = factories.revision(made, "In work zqmork", state="draft", number=90)
    db.session.commit()
    return made


def step(revision: Revision, name: str, before: str, after: str, reason: str = "", at: datetime | None = None) -> None:
    db.session.add(
        RevisionStep(
            revision_id=revision.id, step=name, before=before, after=after, reason=reason, taken_by_kind="person",
            taken_at=at or utc_now(),
        )
    )  # fmt: skip
    db.session.flush()


def submission(revision: Revision, *, unnamed: bool) -> None:
    said = {"unnamed": "yes" if unnamed else ""}
    db.session.add(Submission(revision_id=revision.id, number=1, submitted_at=utc_now(), said=said, digest="x"))
    db.session.flush()


def changes(page: Page) -> list[str]:
    return page.rows(".kb-change__field")


def test_versions_are_numbered_as_they_were_published_with_what_changed_and_why(app: APIFlask, reader: Person) -> None:
    lesson({}, {"change_note": "The team has grown."}, {"change_note": "It was measured."})

    page = reader.open("/lessons/the-lesson/history")

    assert page.rows(".kb-versions__name") == ["Version 3 (the one to read now)", "Version 2", "Version 1"]
    assert page.rows(".kb-versions__date") == ["3 March 2026", "3 February 2026", "3 January 2026"]
    assert page.rows(".kb-versions__note") == ["It was measured.", "The team has grown."]
    assert "zqmork" not in page.html


def test_the_page_of_a_lesson_leads_to_them(app: APIFlask, reader: Person) -> None:
    lesson({}, {})
    assert reader.open("/lessons/the-lesson").follow("2 versions").status == 200


def test_it_shows_word_by_word_what_the_last_version_changed(app: APIFlask, reader: Person) -> None:
    lesson({"done": "They met monthly."}, {"done": "They met weekly.", "tags": ["huddle"]})

    page = reader.open("/lessons/the-lesson/history")

    assert page.rows("#changes") == ["What changed from version 1 to version 2"]
    assert changes(page) == ["What was done", "Tags"]
    assert page.rows(".kb-change del") == ["[removed: monthly ]"]
    assert page.rows(".kb-change__text ins") == ["[added: weekly ]"]


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("from=1&to=3", "1 to version 3"), ("from=3&to=1", "1 to version 3"), ("to=2", "1 to version 2"),
        ("from=1", "1 to version 2"), ("from=x&to=y", "2 to version 3"),
    ],
)  # fmt: skip
def test_any_two_versions_can_be_compared(app: APIFlask, reader: Person, asked: str, shown: str) -> None:
    lesson({"why": "One."}, {"why": "Two."}, {"why": "Three."})

    page = reader.open(f"/lessons/the-lesson/history?{asked}")

    assert page.rows("#changes") == [f"What changed from version {shown}"]


@pytest.mark.parametrize("asked", ["to=1", "from=3", "from=7&to=9", "from=2&to=2", "to=0"])
def test_versions_that_there_are_not_are_not_compared(app: APIFlask, reader: Person, asked: str) -> None:
    lesson({}, {"why": "Two."}, {"why": "Three."})
    page = reader.open(f"/lessons/the-lesson/history?{asked}")
    assert (page.status, page.rows("#changes")) == (200, [])


def test_when_and_why_it_was_off_the_site_is_told_and_not_who_did_it_or_why_it_was_hidden(
    app: APIFlask, reader: Person
) -> None:
    one = lesson({}).live_revision
    assert one is not None
    step(one, "hide", "published", "hidden", "Not to be told zqmork", DAYS[1])
    step(one, "archive", "published", "archived", "The guidance was replaced.", DAYS[2])
    step(one, "restore", "archived", "published", "It holds after all.", DAYS[3])

    page = reader.open("/lessons/the-lesson/history")

    assert page.rows(".kb-versions__name") == ["Restored", "Archived", "Version 1 (the one to read now)"]
    assert page.rows(".kb-versions__note") == ["It holds after all.", "The guidance was replaced."]
    assert "zqmork" not in page.html


def test_what_was_hidden_when_a_newer_version_came_is_never_shown_again(app: APIFlask, reader: Person) -> None:
    made = lesson({"done": "Words zqmork", "change_note": "Note zqmork"}, {"done": "Other words."}, {"why": "Why."})
    first = next(each for each in made.revisions if each.number == 1)
    db.session.query(RevisionStep).filter_by(revision_id=first.id).update({"before": "hidden"})
    db.session.commit()

    for address in ("", "?from=1&to=2", "?to=2", "?from=1&to=3"):
        page = reader.open(f"/lessons/the-lesson/history{address}")
        assert "zqmork" not in page.html, address
    assert reader.open("/lessons/the-lesson/history").rows(".kb-versions__name")[1:] == ["Version 1"]
    assert "2 versions" in reader.open("/lessons/the-lesson").text


def test_of_an_organisation_not_to_be_named_nothing_telling_is_compared(app: APIFlask, reader: Person) -> None:
    board = factories.organisation("Zwmork Board")
    telling = {"review": factories.review("Zwmork review")}
    made = lesson({"why": "One."}, {"why": "Two.", **telling}, organisation=board, named=False)
    for each, mark in ((r, "zwmork") for r in made.revisions):
        each.sources = [factories.source(title=f"{mark} report {each.id}")]
        submission(each, unnamed=True)
        attach(each, f"{mark} plan {each.id}")
    db.session.commit()

    page = reader.open("/lessons/the-lesson/history")

    assert changes(page) == ["Why it happened"]
    assert "zwmork" not in page.html.lower()


def attach(revision: Revision, title: str) -> None:
    kept = store(revision, Received(title.encode(), "csv", "plan.csv"))
    db.session.add(
        Attachment(
            revision_id=revision.id, position=1, file_id=kept.id, title=title, purpose=title, file_name=f"{title}.csv",
            licence_key="licences/ogl", state="checked", virus="clean", checked_at=utc_now(),
        )
    )  # fmt: skip


def test_versions_from_before_an_organisation_asked_not_to_be_named_are_not_shown(
    app: APIFlask, reader: Person
) -> None:
    texts = [{"why": "Zwmork Board did it.", "change_note": "Zwmork note"}, {"why": "A board did it."}, {"why": "Why."}]
    made = lesson(*texts, named=False)
    first, second, third = (each for each in made.revisions if each.state in ("superseded", "published"))
    submission(first, unnamed=False)
    step(first, "archive", "published", "archived", "Zwmork reason")
    submission(second, unnamed=True)
    db.session.commit()

    for asked in ("", "?to=2", "?from=1&to=3", "?from=1"):
        assert "zwmork" not in reader.open(f"/lessons/the-lesson/history{asked}").html.lower(), asked
    assert changes(reader.open("/lessons/the-lesson/history?from=2&to=3")) == ["Why it happened"]
    assert third.state == "published"


@pytest.mark.parametrize("state", ["hidden", "draft", "superseded"])
def test_a_lesson_that_nobody_may_read_has_no_past(app: APIFlask, reader: Person, state: str) -> None:
    factories.lesson(slug="the-lesson", state=state)
    assert reader.open("/lessons/the-lesson/history").status == 404


def test_a_long_past_is_shown_page_by_page_in_as_many_statements(app: APIFlask, reader: Person) -> None:
    number_of_it = lesson({"why": "One."}, {"why": "Two."}).id
    reader.client.set_cookie("shortlist", "1")
    reader.open("/lessons/the-lesson/history")
    db.session.remove()
    with statements() as few:
        reader.open("/lessons/the-lesson/history")
    made = db.session.get_one(Lesson, number_of_it)
    for number in range(100, 130):
        factories.revision(made, "A team reads", state="superseded", number=number, tags=["a"], published_at=DAYS[0])
    db.session.commit()
    reader.open("/lessons/the-lesson/history")  # what is kept between requests is filled
    db.session.remove()
    with statements() as many:
        page = reader.open("/lessons/the-lesson/history")

    assert len(many) == len(few)
    assert len(page.rows(".kb-versions__item")) == 20
    assert len(reader.open("/lessons/the-lesson/history?page=2").rows(".kb-versions__item")) == 12
