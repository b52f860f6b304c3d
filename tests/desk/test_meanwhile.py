"""What somebody typed at the desk is not lost where somebody else was faster, and they hear what happened."""

from collections.abc import Callable

import pytest

from kb.desk.service import claiming, commenting, hiding, publishing, signing
from kb.desk.words import LEFT, SIGNED, WHY_NOT
from kb.lessons.models.lesson import Revision
from tests.desk.reviewing import Team, digest_of, now
from tests.editorial.drafting import acting
from tests.pages import Page, Person
from tests.people import a_user

TYPED = "Half an hour of reasons."


def release(team: Team, revision: Revision) -> None:
    claiming.release(acting(team.colleague.user), revision)


def published(team: Team, revision: Revision) -> None:
    team.publish(team.sign(revision))


Step = tuple[str, str, dict[str, str], str]
RETURN: Step = ("desk.send_back", "Return it", {"whole": TYPED}, WHY_NOT["return"])
COMMENT: Step = ("desk.comment", "Save the comment", {"text": TYPED, "to": "writers"}, WHY_NOT["comment"])
POINTS: Step = ("desk.points", "Save the points", {"note_finding": TYPED}, WHY_NOT["comment"])


def kept(page: Page, why: str) -> None:
    """The page shows why nothing was done, and all that was typed."""
    assert page.status == 409
    assert why in page.text
    assert page.soup.select_one("#typed") is not None
    assert TYPED in page.text


@pytest.mark.parametrize(("step", "meanwhile"), [(RETURN, release), (COMMENT, published), (POINTS, published)])
def test_what_was_typed_stays_where_a_colleague_was_faster(
    team: Team, step: Step, meanwhile: Callable[[Team, Revision], None]
) -> None:
    endpoint, button, typed, why = step
    revision = team.claimed()
    page = team.page(team.editor, revision, endpoint)
    meanwhile(team, revision)

    kept(page.submit(button, **typed), why)


def test_an_answer_stays_where_a_colleague_was_faster(team: Team) -> None:
    revision = team.claimed()
    number = commenting.comment(acting(team.editor.user), revision, field="found", text="Who found it?").id
    page = team.editor.get("desk.answer_comment", number=revision.id, comment=number)
    published(team, revision)

    kept(page.submit("Save the answer", text=TYPED), WHY_NOT["comment"])


def test_why_one_does_not_sign_stays_where_it_is_signed_by_now(team: Team) -> None:
    revision = team.claimed()
    other = a_user("identity_reviewer", team.board, team.board, name="A second reviewer", email="second@example.org")
    page = team.page(team.reviewer, revision, "desk.cannot_sign")
    signing.sign_identity(acting(other), revision, digest=digest_of(revision))

    kept(page.submit("Tell the editor", text=TYPED), SIGNED)


def test_what_readers_would_be_told_stays_where_a_colleague_was_faster(team: Team) -> None:
    lesson = team.published().lesson
    second = team.sign(team.claim(team.submit(team.next_text(lesson, "Two teams read every referral within a day"))))
    page = team.page(team.editor, second, "desk.publish")
    publishing.publish_now(acting(team.colleague.user), now(second), change_note="Two teams.")

    kept(page.submit("Publish", change_note=TYPED), WHY_NOT["publish"])


def test_a_reason_for_hiding_stays_where_a_colleague_was_faster(team: Team) -> None:
    revision = team.published()
    page = team.page(team.editor, revision, "desk.hide")
    hiding.hide(acting(team.colleague.user), now(revision).lesson, reason="Somebody recognised the family.")

    kept(page.submit("Hide it", reason=TYPED), "Somebody was faster: A colleague hid it from readers")


@pytest.mark.parametrize(("how", "step"), [("withdraw", "withdraw"), ("send_back", "return")])
def test_what_was_typed_stays_where_the_text_has_left_the_desk(team: Team, how: str, step: str) -> None:
    revision = team.claimed()
    page = team.page(team.editor, revision, "desk.comment")
    getattr(team, how)(revision)

    kept(page.submit("Save the comment", text=TYPED, to="writers"), LEFT[step])


@pytest.mark.parametrize(("how", "step"), [("withdraw", "withdraw"), ("send_back", "return")])
def test_who_had_it_before_them_is_led_to_the_queue_and_told(team: Team, how: str, step: str) -> None:
    revision = team.claimed()
    page = team.page(team.editor, revision)
    getattr(team, how)(revision)

    for told in (page.submit("Give it back to the queue"), team.page(team.editor, revision)):
        assert told.heading == "Desk"
        assert LEFT[step] in told.text


def test_it_stays_so_once_its_writers_have_discarded_it(team: Team) -> None:
    revision = team.withdraw(team.claimed())
    revision.state = "discarded"

    assert LEFT["withdraw"] in team.page(team.editor, revision).text


@pytest.mark.parametrize("who", ["colleague", "reviewer", "writer", "other_contributor"])
def test_nobody_else_is_told(team: Team, who: str, other_contributor: Person) -> None:
    revision = team.withdraw(team.claimed())
    person = other_contributor if who == "other_contributor" else getattr(team, who)

    page = team.page(person, revision)

    assert page.status == 404
    assert page.soup.main == person.get("desk.item", number=revision.id + 1000).soup.main


def test_who_is_not_of_the_team_any_more_is_not_told(team: Team) -> None:
    revision = team.withdraw(team.claimed())
    for role in team.editor.user.site_roles:
        team.editor.user.site_roles.remove(role)

    assert team.page(team.editor, revision).status == 404


def test_a_text_that_never_left_the_desk_so_is_not_spoken_of(team: Team) -> None:
    revision = team.claimed()
    team.page(team.editor, revision)
    revision.state = "expunged"

    assert team.page(team.editor, revision).status == 404
