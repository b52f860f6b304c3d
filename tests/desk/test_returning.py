"""A text goes back to its writers with what is to be changed, field by field, and nothing typed is lost."""

import pytest
from apiflask import APIFlask
from sqlalchemy import select

from kb.core import db
from kb.core.errors import Conflict, Denied, Invalid, NotFound
from kb.desk.service import commenting, returning
from kb.desk.service.returning import NO_REASON
from kb.editorial.service import submitting
from kb.lessons.models.comment import RevisionComment
from kb.lessons.models.lesson import Revision
from kb.lessons.models.step import RevisionStep
from tests.desk.reviewing import Team, at_once, found, now, refusal, steps
from tests.editorial.drafting import acting
from tests.editorial.kinds import ON_SQLITE


def said(revision: Revision) -> list[tuple[str, str, bool]]:
    """Field, text, and whether its writers can read it, of every comment."""
    db.session.rollback()
    of_it = select(RevisionComment).where(RevisionComment.revision_id == revision.id).order_by(RevisionComment.id)
    return [(each.field, each.text, each.told_at is not None) for each in db.session.scalars(of_it)]


def test_reasons_stand_beside_their_fields_for_the_writers(team: Team) -> None:
    revision = team.claimed()

    page = team.page(team.editor, revision).follow("Return it to its writers")
    told = page.submit("Return it", whole="Please shorten it.", found="Who found it?", done="Say who reads them.")

    assert "It was returned. Its writers were told in a message." in told.text
    assert said(revision) == [
        ("", "Please shorten it.", True), ("found", "Who found it?", True), ("done", "Say who reads them.", True)
    ]  # fmt: skip
    shown = team.writer.get("editorial.lesson", number=revision.id)
    assert [
        each for each in ("Please shorten it.", "Who found it?", "Say who reads them.") if each not in shown.text
    ] == []
    fresh = now(revision)
    assert (fresh.state, fresh.claimed_by_id) == ("returned", None)
    last = db.session.scalars(select(RevisionStep).order_by(RevisionStep.id.desc())).first()
    assert last is not None
    assert (last.step, last.taken_by_id, last.reason) == ("return", team.editor.user.id, "Please shorten it.")


@ON_SQLITE
def test_somebody_who_gives_no_reason_is_asked_for_one(team: Team) -> None:
    revision = team.claimed()

    page = team.page(team.editor, revision, "desk.send_back").submit("Return it", whole="  ")

    assert page.errors == [NO_REASON]
    assert now(revision).state == "in_review"


@pytest.mark.parametrize("field", ["whole", "found", "sources", "time"])
@ON_SQLITE
def test_what_gives_somebody_away_is_refused_at_its_field_and_all_that_was_typed_stays(team: Team, field: str) -> None:
    revision = team.claimed()
    typed = {"whole": "Please shorten it.", "done": "Say who reads them.", field: "Ring 01632 960123 and ask."}

    page = team.page(team.editor, revision, "desk.send_back").submit("Return it", **typed)

    assert page.errors == ["Say it without “01632 960123”: the reason itself leads to somebody"]
    shown = {str(each["name"]): each.text.strip() for each in page.soup.select("main textarea")}
    assert {name: shown[name] for name in typed} == typed
    opened = page.soup.select_one(f"main [name={field}]").find_parent("details")  # type: ignore[union-attr]
    assert opened is None or opened.has_attr("open")
    assert said(revision) == []
    assert now(revision).state == "in_review"


@ON_SQLITE
def test_a_reason_that_is_far_too_long_is_refused_at_its_field(team: Team) -> None:
    page = team.page(team.editor, team.claimed(), "desk.send_back").submit("Return it", found="word " * 801)

    assert page.errors == ["What you write must have 4,000 characters or fewer"]


def test_comments_that_were_written_before_go_with_it_and_notes_of_the_team_do_not(team: Team) -> None:
    revision = team.claimed()
    editor = acting(team.editor.user)
    commenting.comment(editor, revision, field="found", text="Who found it?")
    commenting.comment(editor, now(revision), field="done", text="I doubt it.", for_team=True)

    page = team.page(team.editor, revision, "desk.send_back")
    assert "Who found it?" in page.text
    assert "I doubt it." not in page.text
    page.submit("Return it")

    assert said(revision) == [("found", "Who found it?", True), ("done", "I doubt it.", False)]


def test_notes_of_the_team_alone_are_no_reason(team: Team) -> None:
    revision = team.claimed()
    commenting.comment(acting(team.editor.user), revision, field="done", text="I doubt it.", for_team=True)

    refused = refusal(lambda: returning.send_back(acting(team.editor.user), now(revision), reasons={}))

    assert isinstance(refused, Invalid)
    assert refused.problems == {"whole": NO_REASON}


def test_a_comment_that_was_dealt_with_is_no_reason_either_and_stays_untold(team: Team) -> None:
    revision, editor = team.claimed(), acting(team.editor.user)
    made = commenting.comment(editor, revision, field="found", text="Who found it?").id
    commenting.resolve(editor, now(revision), comment=made)

    assert isinstance(refusal(lambda: returning.send_back(editor, now(revision), reasons={})), Invalid)
    assert said(revision) == [("found", "Who found it?", False)]


def test_only_who_has_claimed_it_returns_it(team: Team) -> None:
    revision = team.claimed()

    for person, kind in ((team.colleague, Denied), (team.reviewer, Denied), (team.writer, Denied)):
        act = returning.send_back
        refused = refusal(lambda: act(acting(person.user), now(revision), reasons={"": "No."}))  # noqa: B023
        assert type(refused) is kind
    told = team.page(team.colleague, revision, "desk.send_back")
    assert "You cannot return it: that is for the editor who has claimed it" in told.text
    assert (now(revision).state, said(revision)) == ("in_review", [])


def test_a_field_that_there_is_not_is_refused(team: Team) -> None:
    revision = team.claimed()

    refused = refusal(lambda: returning.send_back(acting(team.editor.user), revision, reasons={"slug": "No."}))

    assert type(refused) is NotFound
    assert said(revision) == []


def test_it_takes_its_signatures_off(team: Team) -> None:
    fresh = team.send_back(team.signed())

    assert (fresh.content_signed_by_id, fresh.identity_signed_by_id) == (None, None)


def test_a_double_press_returns_it_once(team: Team) -> None:
    revision = team.claimed()
    page = team.page(team.editor, revision, "desk.send_back")
    page.submit("Return it", whole="Please shorten it.")

    told = page.submit("Return it", whole="Please shorten it.")

    assert told.status == 409
    assert "Please shorten it." in told.text
    assert said(revision) == [("", "Please shorten it.", True)]


def test_of_returning_and_taking_back_at_the_same_moment_one_counts(app: APIFlask, team: Team) -> None:
    revision = team.claimed()
    number, editor, writer = revision.id, acting(team.editor.user), acting(team.writer.user)

    done = at_once(
        app,
        lambda: returning.send_back(editor, found(number), reasons={"": "Please shorten it."}),
        lambda: submitting.withdraw(writer, found(number)),
    )

    fresh = now(revision)
    assert done.count("done") == 1
    assert (fresh.state, len(said(fresh))) in (("returned", 1), ("draft", 0))
    assert len(set(steps(fresh)) & {"return", "withdraw"}) == 1


def test_what_is_not_being_reviewed_is_not_returned(team: Team) -> None:
    revision = team.submitted()

    refused = refusal(lambda: returning.send_back(acting(team.editor.user), revision, reasons={"": "No."}))

    assert type(refused) in (Conflict, Denied)
    assert now(revision).state == "submitted"


def test_writers_are_told_before_they_submit_again_what_is_not_dealt_with(team: Team) -> None:
    revision = team.send_back(team.claimed(), found="Who found it?", done="Say who reads them.")

    page = team.writer.get("editorial.check", number=revision.id)
    assert "2 requests of the editors are not marked as dealt with" in page.text
    team.writer.get("editorial.lesson", number=revision.id).submit("Mark as dealt with")
    page = team.writer.get("editorial.submit_lesson", number=revision.id)

    assert "1 request of the editors is not marked as dealt with" in page.text
    assert page.link("Answer them, or mark them as dealt with") == f"/workspace/lessons/{revision.id}#said"
