"""From the queue it is one click to what changed since one saw a text, since it was returned, or in public."""

import pytest

from kb.core import db
from kb.desk.changes import offered
from kb.lessons.models.lesson import Revision
from tests.desk.reviewing import Team, now
from tests.editorial.drafting import acting
from tests.pages import Page, Person

SEEN, RETURNED, PUBLIC = (
    "What changed since you saw it",
    "What changed since it was submitted before",
    "What changes on the public page",
)


def click(person: Person, words: str, revision: Revision) -> Page:
    """Follow the link of the row of a text in the queue."""
    return person.get("desk.queue").follow(f"{words} : {revision.title}")


def changed(page: Page) -> dict[str, tuple[list[str], list[str]]]:
    """For each field that a page shows as changed, what was removed and what was added."""
    found = {}
    for section in page.soup.select(".kb-change"):
        for hidden in section.select(".govuk-visually-hidden"):
            hidden.decompose()
        name = section.select_one(".kb-change__field")
        words = [[each.get_text() for each in section.select(tag)] for tag in ("del", "ins")]
        found[name.get_text().strip() if name else ""] = words[0], words[1]
    return found


def test_who_saw_it_is_led_to_what_changed_since_and_nobody_else_has_to_search(team: Team) -> None:
    revision = team.claimed()
    team.submit(team.change(team.send_back(revision), found="Referrals were lost, because nobody owned them."))

    page = click(team.editor, SEEN, revision)

    assert page.heading == "What changed"
    assert "Compared with what you saw last, submitted on" in page.text
    assert "1 field or part is different" in page.text
    assert list(changed(page)) == ["What was found"]
    assert changed(page)["What was found"] == (["came back without an answer"], ["were lost"])


def test_another_editor_is_shown_what_changed_since_it_was_returned(team: Team) -> None:
    revision = team.claimed()
    team.submit(team.change(team.send_back(revision), how="Begin with an audit."))

    page = click(team.colleague, RETURNED, revision)

    assert "Compared with what was submitted before, on" in page.text
    assert [added for _, added in changed(page).values()] == [["Begin with an audit."]]


def test_loading_the_page_again_compares_with_the_same(team: Team) -> None:
    revision = team.claimed()
    team.submit(team.change(team.send_back(revision), how="Begin with an audit."))

    first = click(team.editor, SEEN, revision)
    team.page(team.editor, revision)
    again = team.editor.get("desk.changes", number=revision.id)

    assert changed(first) == changed(again)
    assert "what you saw last" in again.text
    assert click(team.editor, SEEN, revision).heading == "What changed"


def test_who_missed_a_round_is_shown_both(team: Team) -> None:
    revision = team.claimed()
    again = team.submit(team.change(team.send_back(revision), how="Begin with an audit."))
    last = team.submit(team.change(team.withdraw(again), why="Nobody had told them."))

    page = click(team.editor, SEEN, last)

    assert len(changed(page)) == 2
    before = page.soup.select("nav[aria-label='Compare with'] a")
    assert [str(each["href"]).rpartition("=")[2] for each in before] == ["seen", "before"]
    assert len(changed(page.person.get("desk.changes", number=last.id, since="before"))) == 1


def test_the_next_text_of_a_public_lesson_is_compared_with_what_is_public(team: Team) -> None:
    lesson = team.published().lesson
    second = team.submit(team.next_text(lesson, "Two teams read every referral within a day"))

    page = click(team.colleague, PUBLIC, second)

    assert "Compared with the text that is public" in page.text
    assert list(changed(page)) == ["Title"]


def test_where_there_is_nothing_to_compare_with_that_is_said(team: Team) -> None:
    revision = team.submitted()

    page = team.page(team.editor, revision, "desk.changes")

    assert "There is no earlier text to compare it with." in page.text
    assert not [each for each in team.editor.get("desk.queue").rows("a") if each.startswith("What change")]


def test_where_nothing_changed_that_is_said(team: Team) -> None:
    revision = team.claimed()
    team.submit(team.send_back(revision))

    assert "nothing is different" in click(team.editor, SEEN, revision).text


@pytest.mark.parametrize("since", ["live", "nonsense", ""])
def test_a_comparison_that_there_is_not_shows_the_first_that_there_is(team: Team, since: str) -> None:
    revision = team.claimed()
    team.submit(team.change(team.send_back(revision), how="Begin with an audit."))

    page = team.editor.get("desk.changes", number=revision.id, since=since)

    assert "what you saw last" in page.text


def test_what_was_typed_stays_text(team: Team) -> None:
    revision = team.claimed()
    script = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    team.submit(team.change(team.send_back(revision), found=f"They met {script} every week.", tags="<b>one</b>"))

    page = click(team.editor, SEEN, revision)

    assert script in page.text
    main = page.soup.main
    assert main is not None
    assert not main.select("script, img, b, [onerror]")


def test_what_the_same_person_wrote_before_is_not_said_to_have_been_seen(team: Team) -> None:
    revision = team.submitted()

    assert offered(acting(team.editor.user), now(revision)) == []
    db.session.commit()


def test_words_of_lists_are_those_of_the_site(team: Team) -> None:
    revision = team.claimed()
    team.submit(team.change(team.send_back(revision), causes=("workload",)))

    (values,) = changed(click(team.editor, SEEN, revision)).values()

    assert values[1] != ["workload"]
    assert len(values[1]) == 1
