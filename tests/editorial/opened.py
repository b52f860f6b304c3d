"""Pages of the form that people have open, without the pages."""

from kb.core import db
from kb.editorial.draft_values import digest
from kb.editorial.service import saving
from kb.editorial.service.saving import Page, Saved
from kb.lessons.field_values import Value, value_of
from kb.lessons.models.lesson import Revision
from tests.editorial.drafting import acting
from tests.pages import Person


class Opened:
    """A page of the form that somebody has opened."""

    def __init__(self, who: Person, revision: Revision, *fields: str, token: str = "") -> None:
        self.who, self.revision, self.token = who, revision, token
        db.session.expire_all()
        self.values: dict[str, Value] = {field: value_of(revision, field) for field in fields}
        self.opened_with = {field: digest(value) for field, value in self.values.items()}
        self.turn = 0

    def save(self, **typed: Value) -> Saved:
        self.values.update(typed)
        db.session.expire_all()
        self.turn += 1
        page = Page(self.values, self.opened_with, self.token, self.turn if self.token else None)
        return saving.save(acting(self.who.user), self.revision, page=page)
