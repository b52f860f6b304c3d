"""What a load did to the database, as tests ask it."""

from sqlalchemy import func, select

from kb.content import commands
from kb.content.exporting import texts
from kb.content.stored import contents
from kb.core import db
from kb.lessons.models.lesson import Lesson, Revision
from kb.search.models import IndexChange
from tests.content.small_folder import SmallFolder


class Loads:
    """Loads a folder and remembers what was said and which lessons were announced."""

    def __init__(self, folder: SmallFolder) -> None:
        self.folder = folder
        self.said: list[str] = []

    def load(self) -> int:
        """Load it; the exit code."""
        self.said = []
        code = commands.load(self.folder.path, self.said.append)
        db.session.rollback()
        return code

    def announced(self) -> list[str]:
        """Load it, which must succeed; the lessons that were announced by it."""
        before = db.session.scalar(select(func.max(IndexChange.sequence))) or 0
        db.session.rollback()
        assert self.load() == 0, self.said
        rows = select(Lesson.slug).join(IndexChange, IndexChange.lesson_id == Lesson.id)
        found = sorted(slug or "" for slug in db.session.scalars(rows.where(IndexChange.sequence > before)))
        db.session.rollback()
        return found

    def refused(self) -> list[str]:
        """Load it, which must be refused and change nothing; the reasons."""
        before = everything()
        assert self.load() == 1
        assert everything() == before
        assert self.said[-1] == "Nothing was loaded."
        return [line.removeprefix("Refused: ") for line in self.said if line.startswith("Refused: ")]

    def notes(self) -> list[str]:
        """What was said about records that were left as they are."""
        return [line.removeprefix("Note: ") for line in self.said if line.startswith("Note: ")]


def everything() -> dict[str, str]:
    """All content of the database, as the files that an export writes."""
    found = dict(texts(contents()))
    db.session.rollback()
    return found


def lesson(slug: str) -> Lesson:
    """A lesson. Raises where there is none."""
    return db.session.scalars(select(Lesson).where(Lesson.slug == slug)).one()


def revisions(slug: str) -> list[tuple[int, str]]:
    """Number and state of each of a lesson's revisions."""
    rows = select(Revision.number, Revision.state).join(Lesson, Revision.lesson_id == Lesson.id)
    return [(n, state) for n, state in db.session.execute(rows.where(Lesson.slug == slug).order_by(Revision.number))]
