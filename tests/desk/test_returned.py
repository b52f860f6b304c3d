"""What was returned is found again at the desk, by what was submitted."""

from kb.desk.service import commenting
from tests.desk.reviewing import Team
from tests.editorial.drafting import acting
from tests.pages import statements


def test_what_was_asked_is_listed_beside_the_title_that_was_submitted(team: Team) -> None:
    revision = team.claimed(title="Board checks what became of its referrals")
    commenting.comment(acting(team.editor.user), revision, field="why", text="A note for the team only.", for_team=True)
    team.change(team.send_back(revision, found="Who found it?"), title="A title that nobody has submitted yet")

    page = team.editor.get("desk.queue").follow("Back with their writers")

    (row,) = page.rows("tbody tr")
    assert "Board checks what became of its referrals" in row
    assert f"by {team.editor.user.name}" in row
    assert "Who found it?" in row
    assert "A title that nobody has submitted yet" not in page.html
    assert "A note for the team only." not in page.html


def test_only_what_was_asked_last_is_listed(team: Team) -> None:
    again = team.mend(team.claimed(), why="Nobody had read the letters.")
    team.send_back(again, done="Say who does it.")

    page = team.editor.get("desk.returned")

    assert "Say who does it." in page.text
    assert "Say who read them." not in page.text


def test_what_was_submitted_again_is_not_listed(team: Team) -> None:
    team.mend(team.claimed(), why="Nobody had read the letters.")

    assert "There is none." in team.editor.get("desk.returned").text


def test_the_list_takes_as_many_statements_however_long_it_is(team: Team) -> None:
    def read() -> int:
        with statements() as made:
            team.editor.get("desk.returned")
        return len(made)

    team.send_back(team.claimed())
    read()
    few = read()
    for _ in range(4):
        team.send_back(team.claimed())

    assert read() == few
