"""The list of an organisation's lessons as tests read it, and lessons in somebody's hand."""

from kb.core import db
from kb.lessons.models.lesson import Revision
from tests.pages import Page, Person


def row_of(page: Page, title: str) -> str:
    """Words of the row of a lesson in the table."""
    found = [words for words in page.rows("tbody tr") if words.startswith(title)]
    assert len(found) == 1, page.rows("tbody tr")
    return found[0]


def titles(page: Page) -> list[str]:
    """Titles of the lessons in the table, in its order."""
    return page.rows("tbody tr td:first-child")


def in_hand(revision: Revision, person: Person) -> Revision:
    """Give somebody a lesson in hand."""
    revision.lesson.holder_id = person.user.id
    db.session.commit()
    return revision
