"""What happened to a lesson is told as far as its texts may be read: drafts stay with those who write them."""

from kb.core import db
from kb.desk.queries.history import WRITERS, steps_of
from kb.editorial.service import changing
from kb.lessons.models.lesson import Revision
from tests.desk.reviewing import Team
from tests.editorial.drafting import acting
from tests.pages import Page, Person


def begun(team: Team) -> tuple[Revision, Revision]:
    """A public text, and a new version of it that was begun and never submitted."""
    live = team.published()
    return live, changing.begin_change(acting(team.writer.user), live.lesson)


def what_happened(page: Page) -> list[str]:
    """The steps on a page, the newest first."""
    return [each.get_text(" ", strip=True) for each in page.soup.select(".kb-steps-taken__what")]


def test_a_draft_that_was_never_submitted_has_no_steps_for_the_editorial_team(team: Team) -> None:
    live, draft = begun(team)

    for who in (team.editor, team.reviewer):
        for endpoint in ("desk.item", "editorial.lesson"):
            told = what_happened(team.page(who, live, endpoint))
            assert any("published it" in each for each in told), endpoint
            assert not any("began a new version" in each for each in told), endpoint
    assert {each.revision_id for each in steps_of(live, acting(team.editor.user))} == {live.id}

    assert any(
        "began a new version" in each for each in what_happened(team.page(team.writer, draft, "editorial.lesson"))
    )


def test_once_it_is_submitted_they_are_told(team: Team) -> None:
    live, draft = begun(team)
    draft.state = "submitted"
    db.session.commit()

    assert any("began a new version" in each for each in what_happened(team.page(team.editor, live)))


def test_writers_are_named_to_each_other_and_to_nobody_else_on_whatever_page(team: Team) -> None:
    live = team.published()
    name = team.writer.user.name
    assert name

    def who_submitted(who: Person, endpoint: str) -> list[str]:
        told = what_happened(team.page(who, live, endpoint))
        return [each.partition(" submitted it")[0] for each in told if "submitted it" in each]

    assert who_submitted(team.writer, "editorial.lesson") == [name]
    assert who_submitted(team.editor, "editorial.lesson") == who_submitted(team.editor, "desk.item") == [WRITERS]
