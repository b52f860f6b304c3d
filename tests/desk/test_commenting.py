"""Comments come in threads; writers read theirs once the text is returned, and notes of the team never."""

import json
from typing import Any

import pytest
from apiflask import APIFlask
from sqlalchemy.exc import IntegrityError

from kb.accounts import own_data
from kb.core import db
from kb.core.errors import Conflict, Invalid, NotFound
from kb.desk.service import commenting
from kb.editorial.queries.comments import threads_of
from kb.editorial.service.commenting import settle
from kb.lessons.models.comment import RevisionComment
from kb.lessons.models.lesson import Revision
from tests.desk.reviewing import Team, at_once, found, now, refusal
from tests.editorial.drafting import acting
from tests.editorial.kinds import ON_SQLITE
from tests.mailbox import messages

ALONE = "I doubt that anybody did this."
GIVES_AWAY = "Ring 01632 960123 and ask."


def say(team: Team, revision: Revision, text: str = "Who found it?", field: str = "found", **more: Any) -> int:
    """The editor says something; returns the number of the comment."""
    return commenting.comment(acting(team.editor.user), now(revision), field=field, text=text, **more).id


def comment(number: int) -> RevisionComment:
    db.session.rollback()
    return db.session.get_one(RevisionComment, number, populate_existing=True)


def test_a_comment_is_written_beside_what_it_is_about(team: Team) -> None:
    revision = team.claimed()

    page = team.editor.get("desk.comment", number=revision.id, field="found")
    assert "Referrals came back without an answer" in page.text
    told = page.submit("Save the comment", text="Who found it?", to="writers")

    assert "Your comment was saved." in told.text
    beside = told.soup.select_one("#said-found")
    assert beside is not None
    assert "Who found it?" in beside.get_text()
    assert "Its writers read it once it is returned" in beside.get_text()


@pytest.mark.parametrize("field", ["", "sources", "files", "found"])
@ON_SQLITE
def test_comments_can_be_about_the_whole_a_field_sources_and_files(team: Team, field: str) -> None:
    revision = team.claimed()
    number = say(team, revision, field=field)

    page = team.page(team.colleague, revision)
    beside = page.soup.find(id=f"said-{field or 'whole'}")

    assert "Who found it?" in page.text
    assert beside is not None
    answered = page.person.get("desk.answer_comment", number=revision.id, comment=number)
    assert "Who found it?" in answered.text


@ON_SQLITE
def test_a_field_that_there_is_not_has_no_page(team: Team) -> None:
    revision = team.claimed()

    assert team.editor.get("desk.comment", number=revision.id, field="slug").status == 404


def test_answers_stand_below_what_they_answer_even_those_to_an_answer(team: Team) -> None:
    revision = team.claimed()
    first = say(team, revision)
    second = commenting.answer(acting(team.colleague.user), now(revision), comment=first, text="The board did.").id

    commenting.answer(acting(team.editor.user), now(revision), comment=second, text="Then say so.")

    (thread,) = threads_of(now(revision))["found"]
    assert [each.text for each in (thread.first, *thread.answers)] == [
        "Who found it?",
        "The board did.",
        "Then say so.",
    ]
    assert {each.parent_id for each in thread.answers} == {first}


def test_an_answer_is_for_whom_the_comment_is(team: Team) -> None:
    revision = team.claimed()
    first = say(team, revision, ALONE, for_team=True)

    page = team.colleague.get("desk.answer_comment", number=revision.id, comment=first)
    page.submit("Save the answer", text="So do I.")
    team.send_back(now(revision))

    assert all(each.for_team and each.told_at is None for each in _all(revision) if each.text in (ALONE, "So do I."))
    assert ALONE not in team.writer.get("editorial.lesson", number=revision.id).text


def _all(revision: Revision) -> list[RevisionComment]:
    db.session.rollback()
    return db.session.query(RevisionComment).filter(RevisionComment.revision_id == revision.id).all()


def test_a_comment_is_dealt_with_and_opened_again_each_once(team: Team) -> None:
    revision = team.claimed()
    number = say(team, revision)
    page = team.page(team.colleague, revision)

    assert "Noted as dealt with." in page.submit("Mark as dealt with").text
    assert "It was noted as dealt with already." in page.submit("Mark as dealt with").text
    assert comment(number).resolved_by_id == team.colleague.user.id
    again = team.page(team.editor, revision)
    assert "It is open again." in again.submit("Open it again").text
    assert "It was open already." in again.submit("Open it again").text
    assert (comment(number).resolved_at, comment(number).resolved_by_id) == (None, None)


def test_open_threads_come_before_those_that_are_dealt_with(team: Team) -> None:
    revision = team.claimed()
    first = say(team, revision, "First.")
    say(team, revision, "Second.")
    commenting.resolve(acting(team.editor.user), now(revision), comment=first)

    assert [each.first.text for each in threads_of(now(revision))["found"]] == ["Second.", "First."]


def test_ones_own_comment_is_removed_while_nobody_could_rely_on_it(team: Team) -> None:
    revision = team.claimed()
    say(team, revision)

    assert "Your comment was removed." in team.page(team.editor, revision).submit("Remove").text
    assert _all(revision) == []


@pytest.mark.parametrize("why", ["answered", "another's", "told"])
def test_what_somebody_relies_on_stays(team: Team, why: str) -> None:
    revision = team.claimed()
    number, who = say(team, revision), team.editor
    if why == "answered":
        commenting.answer(acting(team.colleague.user), now(revision), comment=number, text="The board did.")
    elif why == "another's":
        who = team.colleague
    else:
        team.claim(team.submit(team.send_back(now(revision))))

    refused = refusal(lambda: commenting.take_back(acting(who.user), now(revision), comment=number))

    assert type(refused) is Conflict
    assert comment(number).text == "Who found it?"


@pytest.mark.parametrize("act", ["answer", "resolve", "reopen", "take_back"])
def test_a_comment_on_another_text_cannot_be_reached_by_way_of_this_one(team: Team, act: str) -> None:
    revision, other = team.claimed(), team.claimed(title="Another team reads every referral")
    number = say(team, other)
    more = {"text": "No."} if act == "answer" else {}

    verb = getattr(commenting, act)
    assert type(refusal(lambda: verb(acting(team.editor.user), now(revision), comment=number, **more))) is NotFound
    assert team.editor.get("desk.answer_comment", number=revision.id, comment=number).status == 404


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "Write what you want to say"),
        ("word " * 801, "What you write must have 4,000 characters or fewer"),
        (GIVES_AWAY, "Say it without “01632 960123”: the reason itself leads to somebody"),
    ],
)
@ON_SQLITE
def test_what_cannot_be_said_is_refused_at_its_field_and_stays_typed(team: Team, text: str, says: str) -> None:
    revision = team.claimed()

    page = team.editor.get("desk.comment", number=revision.id, field="found")
    told = page.submit("Save the comment", text=text, to="team")

    assert told.errors == [says]
    assert told.soup.select_one("main textarea").text.strip() == text.strip()  # type: ignore[union-attr]
    assert told.soup.select_one("input[value=team]").has_attr("checked")  # type: ignore[union-attr]
    assert _all(revision) == []


@ON_SQLITE
def test_an_answer_that_gives_somebody_away_is_refused_too(team: Team) -> None:
    revision = team.claimed()
    number = say(team, revision)

    page = team.editor.get("desk.answer_comment", number=revision.id, comment=number)

    assert page.submit("Save the answer", text=GIVES_AWAY).errors[0].startswith("Say it without")
    refused = refusal(
        lambda: commenting.answer(acting(team.editor.user), now(revision), comment=number, text=GIVES_AWAY)
    )
    assert isinstance(refused, Invalid)


@ON_SQLITE
def test_what_was_typed_stays_text(team: Team) -> None:
    revision = team.claimed()
    script = "<script>alert(1)</script><b>Who?</b>"
    say(team, revision, script)

    page = team.page(team.editor, revision)
    beside = page.soup.select_one("#said-found")

    assert beside is not None
    assert script in beside.get_text()
    assert not beside.select("script, b")
    team.send_back(now(revision))
    assert script in team.writer.get("editorial.lesson", number=revision.id).text


def test_notes_of_the_team_reach_no_writer_in_any_way(team: Team) -> None:
    revision = team.claimed()
    say(team, revision, ALONE, for_team=True)
    say(team, revision, "Who found it?")
    pages = ["editorial.lesson", "editorial.step", "editorial.check", "editorial.preview"]

    before = team.writer.get("editorial.lesson", number=revision.id).text
    team.send_back(now(revision))
    shown = [
        team.writer.get(each, number=revision.id, **({"step": "found"} if each == "editorial.step" else {})).html
        for each in pages
    ]

    assert ALONE not in before
    assert "Who found it?" not in before
    assert "Who found it?" in shown[0]
    assert [each for each in shown if ALONE in each] == []
    assert ALONE not in team.writer.get("editorial.organisation", slug="northbridge").html
    assert [each for each in messages() if ALONE in f"{each.subject}{each.text}{each.html}"] == []
    assert ALONE not in json.dumps(own_data.of_user(team.writer.user))
    assert ALONE in json.dumps(own_data.of_user(team.editor.user))


def test_a_writer_cannot_deal_with_what_a_writer_cannot_read(team: Team) -> None:
    revision = team.claimed()
    number = say(team, revision, ALONE, for_team=True)
    team.send_back(now(revision))

    assert type(refusal(lambda: settle(acting(team.writer.user), now(revision), comment=number))) is NotFound


def test_only_the_beginning_of_a_thread_is_dealt_with_or_opened_again(team: Team) -> None:
    revision = team.claimed()
    first = say(team, revision)
    answered = commenting.answer(acting(team.colleague.user), now(revision), comment=first, text="The board did.").id

    editor = acting(team.editor.user)
    assert type(refusal(lambda: commenting.resolve(editor, now(revision), comment=answered))) is NotFound
    assert type(refusal(lambda: commenting.reopen(editor, now(revision), comment=answered))) is NotFound
    team.send_back(now(revision))
    assert type(refusal(lambda: settle(acting(team.writer.user), now(revision), comment=answered))) is NotFound
    assert comment(answered).resolved_at is None


def test_of_two_writers_who_deal_with_a_comment_at_once_one_is_told(app: APIFlask, team: Team) -> None:
    revision = team.claimed()
    number = say(team, revision)
    writer = acting(team.writer.user)
    returned = team.send_back(now(revision)).id

    def deal() -> None:
        settle(writer, found(returned), comment=number)

    assert at_once(app, deal, deal) == ["Conflict", "done"]


@pytest.mark.parametrize("kind", ["reviewer", "writer"])
def test_only_editors_comment(team: Team, kind: str) -> None:
    revision = team.claimed()
    who = acting(getattr(team, kind).user)

    assert refusal(lambda: commenting.comment(who, revision, field="found", text="No.")) is not None
    assert _all(revision) == []


@ON_SQLITE
def test_what_is_public_is_not_commented_on(team: Team) -> None:
    revision = team.published()

    assert "You cannot comment on it" in team.editor.get("desk.comment", number=revision.id).text


def test_the_database_keeps_notes_of_the_team_from_being_told(team: Team) -> None:
    revision = team.claimed()
    number = say(team, revision, ALONE, for_team=True)

    comment(number).told_at = db.utc_now()
    with pytest.raises(IntegrityError, match="team_alone"):
        db.session.commit()
