"""An identity reviewer who does not sign says why, to editors alone."""

from kb.core.errors import Conflict
from kb.desk.service import signing
from tests.desk.reviewing import Team, now, refusal
from tests.editorial.drafting import acting


def test_a_reviewer_who_does_not_sign_says_why_to_editors_and_to_nobody_else(team: Team) -> None:
    revision = team.claimed()

    page = (
        team.page(team.reviewer, revision)
        .follow("Sign that nobody can be recognised")
        .follow("Say why you cannot sign it")
    )
    assert page.submit("Tell the editor", text=" ").errors == ["Say what would have to be changed"]
    told = page.submit("Tell the editor", text="Two of the dates point at one family.")

    assert "The editor who has claimed it was told." in told.text
    assert "Two of the dates point at one family." in team.page(team.editor, revision).text
    assert "1 open comment" in team.editor.get("desk.queue").text
    team.send_back(revision)
    assert "Two of the dates" not in team.writer.get("editorial.lesson", number=revision.id).text
    assert now(revision).identity_signed_by_id is None


def test_what_is_signed_is_not_refused_any_more(team: Team) -> None:
    revision = team.signed()

    refused = refusal(lambda: signing.cannot_sign(acting(team.reviewer.user), revision, text="Not like this."))
    assert type(refused) is Conflict
