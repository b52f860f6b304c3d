"""What the desk writes, and to whom; no message holds a word of a text, not even its title."""

from datetime import timedelta

import pytest

from kb.accounts.models.organisation import Organisation
from kb.core import db
from kb.core.db import utc_now
from kb.desk.service import commenting, publishing, returning
from kb.editorial.service import submitting
from kb.lessons.frozen import frozen
from kb.lessons.models.lesson import Revision
from tests.desk.reviewing import Team, found, now
from tests.editorial.drafting import acting, draft
from tests.editorial.kinds import ON_SQLITE
from tests.mailbox import link_in, messages
from tests.members.inviting import belongs

pytestmark = ON_SQLITE

WRITER, HOLDER, EDITOR = "contributor@example.org", "holder@example.org", "editor@example.org"
REVIEWER = "identity_reviewer@example.org"
SECRET = ("A team reads every referral", "Referrals came back", "thresholds", "Say who read them", "A board changed")
TEAM_ALONE = "Nobody of the board is to read this."


def at_desk(team: Team, state: str = "in_review", *, signed: bool = False) -> Revision:
    """A text of which somebody else than who submitted it has it in hand; no message was written about it."""
    holder = belongs(team.board, "contributor", email=HOLDER).user
    made = draft(
        team.board, state=state, submitted_by_id=team.writer.user.id, submitted_at=utc_now(),
        claimed_by_id=team.editor.user.id,
    )  # fmt: skip
    made.lesson.holder_id = holder.id
    db.session.commit()
    if signed:
        digest = frozen(made).digest
        made.content_signed_by_id, made.identity_signed_by_id = team.editor.user.id, team.reviewer.user.id
        made.content_signed_digest = made.identity_signed_digest = digest
        db.session.commit()
    return made


def written(template: str) -> list[str]:
    """To whom a message of this kind was written; none of them holds a word of a text."""
    found_ones = [each for each in messages() if each.template == template]
    for each in messages():
        whole = f"{each.subject}{each.text}{each.html}"
        assert [words for words in (*SECRET, TEAM_ALONE) if words in whole] == []
    return sorted(each.to for each in found_ones)


@pytest.mark.walks("a writer takes back a lesson that an editor has on the desk", EDITOR)
def test_who_has_a_lesson_on_the_desk_hears_that_its_writers_take_it_back(team: Team) -> None:
    revision = at_desk(team)

    team.writer.get("editorial.withdraw", number=revision.id).submit("Take it back")

    assert written("editorial/withdrawn") == [EDITOR]
    assert link_in(messages()[-1]) == "/desk"


def test_nobody_is_written_to_where_nobody_had_it(team: Team) -> None:
    revision = at_desk(team, "submitted")
    revision.claimed_by_id = None
    db.session.commit()

    submitting.withdraw(acting(team.writer.user), now(revision))

    assert messages() == []


@pytest.mark.walks("an editor returns a lesson", [WRITER, HOLDER])
def test_its_writers_hear_that_a_lesson_comes_back_and_how_much_is_asked_for(team: Team) -> None:
    revision = at_desk(team)

    page = team.page(team.editor, revision).follow("Return it to its writers")
    page.submit("Return it", whole="Say who read them.", done="Say who read them.")

    assert written("desk/returned") == sorted([WRITER, HOLDER])
    assert "2 fields or parts in all" in (messages()[-1].text or "")
    assert link_in(messages()[-1]) == f"/workspace/lessons/{revision.id}"


@pytest.mark.walks("an editor sets the time at which a lesson is published", [WRITER, HOLDER])
def test_its_writers_hear_when_a_lesson_will_be_public(team: Team) -> None:
    revision = at_desk(team, signed=True)

    publishing.schedule(acting(team.editor.user), revision, at=utc_now() + timedelta(days=1))

    assert written("desk/scheduled") == sorted([WRITER, HOLDER])
    assert link_in(messages()[-1]) == f"/workspace/lessons/{revision.id}"


@pytest.mark.walks("a lesson is published", [WRITER, HOLDER])
def test_its_writers_hear_that_a_lesson_is_public(team: Team) -> None:
    revision = at_desk(team, signed=True)

    team.page(team.editor, revision).follow("Publish it").submit("Publish")

    assert written("desk/published") == sorted([WRITER, HOLDER])
    assert messages()[-1].subject == "A lesson was published"
    assert link_in(messages()[-1]) == f"/lessons/{now(revision).lesson.slug}"


@pytest.mark.walks("an identity reviewer does not sign a lesson", [EDITOR])
def test_who_claimed_it_hears_that_an_identity_reviewer_does_not_sign_it(team: Team) -> None:
    revision = at_desk(team)

    page = team.page(team.reviewer, revision).follow("Say why you cannot sign it")
    page.submit("Tell the editor", text="Two of the dates point at one family.")

    assert written("desk/not-signed") == [EDITOR]
    assert link_in(messages()[-1]) == f"/desk/lessons/{revision.id}"
    assert "Two of the dates" not in (messages()[-1].text or "")


@pytest.mark.walks("a lesson cannot be published at its time", [EDITOR, REVIEWER])
def test_who_reviewed_it_hears_that_a_lesson_could_not_be_published_at_its_time(team: Team) -> None:
    revision = at_desk(team, "scheduled", signed=True)
    revision.how = "Otherwise than it was signed."
    db.session.commit()

    publishing.come_due(publishing.SITE, now(revision))

    assert written("desk/put-back") == sorted([EDITOR, REVIEWER])
    assert link_in(messages()[-1]) == f"/desk/lessons/{revision.id}"


def test_a_new_version_is_called_one(team: Team) -> None:
    first = team.published()
    second = team.next_text(now(first).lesson, "Two teams read every referral within a day")
    team.publish(team.sign(team.claim(team.submit(second))), "There are two teams now.")

    assert messages(WRITER)[-1].subject == "A new version of a lesson was published"
    assert "There are two teams now" not in (messages(WRITER)[-1].text or "")


def test_notes_of_the_team_are_not_counted_in_what_writers_are_told(team: Team) -> None:
    revision = at_desk(team)
    editor = acting(team.editor.user)
    commenting.comment(editor, revision, field="found", text=TEAM_ALONE, for_team=True)
    commenting.comment(editor, now(revision), field="why", text="Say who read them.")

    returning.send_back(editor, now(revision), reasons={})

    assert written("desk/returned") == sorted([WRITER, HOLDER])
    assert "1 field or part in all" in (messages()[-1].text or "")


def test_nobody_is_written_to_who_has_left_the_organisation_or_closed_the_account(
    team: Team, other_board: Organisation
) -> None:
    revision = at_desk(team, signed=True)
    team.writer.user.closed_at = utc_now()
    moved = belongs(other_board, "contributor", email="moved@example.org").user
    revision.lesson.holder_id = moved.id
    db.session.commit()

    publishing.publish_now(acting(team.editor.user), now(revision))

    assert messages() == []


def test_a_reviewer_whose_account_is_closed_is_not_written_to(team: Team) -> None:
    revision = at_desk(team, "scheduled", signed=True)
    team.reviewer.user.closed_at = utc_now()
    revision.how = "Otherwise than it was signed."
    db.session.commit()

    publishing.come_due(publishing.SITE, found(revision.id))

    assert written("desk/put-back") == [EDITOR]
