"""The page of a text at the desk shows what is needed to decide about it, and offers what its reader may do."""

import io
from collections.abc import Callable

import pytest
from PIL import Image

from kb.access.actors import Permission
from kb.access.policy import allows
from kb.core import db
from kb.core.work import run_due
from kb.desk.models import Sight
from kb.desk.service import archiving, commenting, hiding
from kb.lessons.models.lesson import Revision
from tests.desk.reviewing import Team, now
from tests.editorial.attaching import again, checked
from tests.editorial.drafting import acting
from tests.editorial.kinds import ON_SQLITE
from tests.pages import Page, Person

pytestmark = ON_SQLITE

P = Permission
BUTTONS = {
    "Claim it": P.REVISION_CLAIM,
    "Publish it": P.REVISION_PUBLISH,
    "Sign what it says": P.REVISION_SIGN_CONTENT,
    "Sign that nobody can be recognised": P.REVISION_SIGN_IDENTITY,
    "Return it to its writers": P.REVISION_RETURN,
    "Do not publish it then": P.REVISION_CANCEL,
    "Give it back to the queue": P.REVISION_RELEASE,
}


def picture() -> tuple[str, bytes]:
    """A picture, which rules cannot read."""
    file = io.BytesIO()
    Image.new("RGB", (60, 40), "white").save(file, "PNG")
    return "plan.png", file.getvalue()


def offered(page: Page) -> set[str]:
    """What the page offers to do with the text."""
    return {each for each in page.rows(".kb-actions a, .kb-actions button") if each in BUTTONS}


@pytest.mark.parametrize("kind", ["editor", "colleague", "reviewer"])
@pytest.mark.parametrize("state", ["submitted", "claimed", "signed", "published"])
def test_what_is_offered_is_what_one_may_do(team: Team, kind: str, state: str) -> None:
    revision: Revision = getattr(team, state)()
    person: Person = getattr(team, kind)
    who, fresh = acting(person.user), now(revision)
    signed = {
        "Sign what it says": fresh.content_signed_by_id,
        "Sign that nobody can be recognised": fresh.identity_signed_by_id,
    }
    wanted = {words for words, needed in BUTTONS.items() if allows(who, needed, fresh) and not signed.get(words)}

    assert offered(team.page(person, revision)) == wanted


def test_every_field_that_says_something_is_there_and_those_that_say_nothing_are_named(team: Team) -> None:
    revision = team.claimed(found="Referrals were **lost**.", effect="")

    page = team.page(team.editor, revision)

    assert page.heading == revision.title
    assert "Referrals were lost ." in page.text or "Referrals were lost." in page.text
    assert "Not said:" in page.text
    assert "Annual report of the board" in page.text
    assert "Northbridge Safeguarding Children Board" in page.text


def test_what_was_typed_stays_text(team: Team) -> None:
    script = "<script>alert(1)</script>"
    revision = team.claimed(title=f"A team reads {script}", found=f"Referrals {script} were lost.")

    page = team.page(team.editor, revision)

    assert not page.soup.main.select("script")  # type: ignore[union-attr]
    assert script in page.heading


def test_reading_it_notes_that_it_was_seen_and_changes_nothing_else(team: Team) -> None:
    revision = team.submitted()
    version = now(revision).version

    for _ in range(2):
        team.page(team.reviewer, revision)

    assert [each.user_id for each in db.session.query(Sight)] == [team.reviewer.user.id]
    assert now(revision).version == version


def test_a_file_that_rules_cannot_read_is_opened_by_the_reviewer_once(team: Team) -> None:
    revision = team.draft()
    file = checked(team.writer, revision, picture())
    team.claim(team.submit(now(revision)))
    run_due()
    page = team.page(team.reviewer, revision)
    assert "has to be opened by an identity reviewer" in team.page(team.reviewer, revision, "desk.sign_identity").text

    assert "An identity reviewer does this." in team.page(team.editor, revision).text
    button = "I have opened it, and nobody can be recognised"
    assert "Noted: you have opened the file" in page.submit(button).text
    assert "Somebody noted that already." in page.submit(button).text
    assert again(file).opened_by_id == team.reviewer.user.id
    assert "Sign it" in team.page(team.reviewer, revision, "desk.sign_identity").rows("main button")


def test_comments_that_were_dealt_with_say_by_whom(team: Team) -> None:
    revision = team.claimed()
    editor = acting(team.editor.user)
    made = commenting.comment(editor, revision, field="found", text="Who found it?").id
    commenting.resolve(editor, now(revision), comment=made)

    assert "Dealt with on" in team.page(team.colleague, revision).text
    assert "by A editor" in team.page(team.colleague, revision).text


def test_that_it_replaces_a_public_text_is_said_with_a_way_there(team: Team) -> None:
    lesson = team.published().lesson
    second = team.submit(team.next_text(lesson, "Two teams read every referral within a day"))

    page = team.page(team.editor, second)

    assert page.follow("LB-0001, A team reads every referral within a day").status == 200


@pytest.mark.parametrize(("state", "verb"), [("hidden", hiding.hide), ("archived", archiving.archive)])
def test_while_the_public_text_is_taken_down_links_lead_to_it_at_the_desk(
    team: Team, state: str, verb: Callable[..., None]
) -> None:
    lesson = team.published().lesson
    live = lesson.live_revision_id
    second = team.sign(team.claim(team.submit(team.next_text(lesson, "Two teams read every referral within a day"))))
    verb(acting(team.editor.user), now(second).lesson, reason="The guidance was replaced.")

    page = team.page(team.editor, second)
    assert page.link("LB-0001, A team reads every referral within a day") == f"/desk/lessons/{live}"
    assert f"A team reads every referral within a day , which is {state}" in page.text
    assert f"the text that is {state}" in page.text
    publish = team.page(team.editor, second, "desk.publish")
    assert publish.link("LB-0001") == f"/desk/lessons/{live}"
    assert "that is public" not in page.text + publish.text


@pytest.mark.parametrize("kind", ["writer", "stranger"])
def test_who_is_not_of_the_team_hears_that_there_is_no_such_page(
    team: Team, kind: str, other_contributor: Person
) -> None:
    revision = team.claimed()
    person = team.writer if kind == "writer" else other_contributor

    for endpoint in ("desk.item", "desk.changes", "desk.publish", "desk.sign_content", "desk.send_back"):
        assert team.page(person, revision, endpoint).status == 404
    assert person.get("desk.queue").status == 404


@pytest.mark.parametrize("how", ["withdraw", "send_back"])
def test_what_its_writers_have_again_is_not_read_at_the_desk(team: Team, how: str) -> None:
    revision = team.claimed()
    getattr(team, how)(revision)

    assert team.page(team.colleague, revision).status == 404
