"""Texts at the desk, brought there by the use cases themselves, and the people who have to do with them."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Barrier
from typing import Any

from apiflask import APIFlask
from sqlalchemy import select

from kb.access.actors import Actor
from kb.accounts.models.organisation import Organisation
from kb.core import db
from kb.core.errors import Refusal
from kb.desk.service import claiming, publishing, returning, signing
from kb.editorial.draft_values import digest
from kb.editorial.service import saving, submitting
from kb.identity.models import IdentityTerm
from kb.identity.phrases import key_of
from kb.lessons.field_values import Value, value_of
from kb.lessons.frozen import frozen
from kb.lessons.models.lesson import Lesson, Revision
from kb.lessons.models.step import RevisionStep
from tests import factories
from tests.editorial.drafting import COMPLETE, acting, draft
from tests.pages import Page, Person

ALL = ("lawful-basis", "no-live-proceedings", "copyright")
"""What is declared at submission."""


def now(revision: Revision) -> Revision:
    """A text as it is in the database."""
    db.session.rollback()
    return db.session.get_one(Revision, revision.id, populate_existing=True)


def change(who: Actor, revision: Revision, **fields: Value) -> None:
    """Somebody saves other values in a draft."""
    opened = {field: digest(value_of(revision, field)) for field in fields}
    saving.save(who, revision, page=saving.Page(fields, opened, "a page"))


def digest_of(revision: Revision) -> str:
    """Names what a text says now."""
    return frozen(now(revision)).digest


def steps(revision: Revision) -> list[str]:
    """Names of the steps that a text has taken."""
    db.session.rollback()
    taken = select(RevisionStep.step).where(RevisionStep.revision_id == revision.id).order_by(RevisionStep.id)
    return list(db.session.scalars(taken))


def refusal(act: Callable[[], object]) -> Refusal | None:
    """How something is refused; None where it is not."""
    try:
        act()
    except Refusal as refused:
        return refused
    return None


@dataclass(frozen=True)
class Team:
    """A board with somebody who writes, two editors and an identity reviewer."""

    board: Organisation
    writer: Person
    editor: Person
    colleague: Person
    reviewer: Person

    def draft(self, **fields: Any) -> Revision:
        """A draft that could be submitted as it is."""
        made = draft(self.board, **fields)
        made.lesson.holder_id = self.writer.user.id
        db.session.commit()
        return made

    def submitted(self, **fields: Any) -> Revision:
        """One that waits to be claimed."""
        return self.submit(self.draft(**fields))

    def claimed(self, **fields: Any) -> Revision:
        """One that the editor has claimed."""
        return self.claim(self.submitted(**fields))

    def signed(self, **fields: Any) -> Revision:
        """One with both signatures: that of the editor and that of the reviewer."""
        return self.sign(self.claimed(**fields))

    def published(self, **fields: Any) -> Revision:
        """One that is public."""
        return self.publish(self.signed(**fields))

    def submit(self, revision: Revision) -> Revision:
        """Its writer submits it."""
        submitting.submit(acting(self.writer.user), revision, declared=ALL)
        return now(revision)

    def claim(self, revision: Revision) -> Revision:
        """The editor claims it."""
        claiming.claim(acting(self.editor.user), revision)
        return now(revision)

    def sign(self, revision: Revision) -> Revision:
        """Both sign it."""
        signing.sign_content(acting(self.editor.user), revision, digest=digest_of(revision))
        signing.sign_identity(acting(self.reviewer.user), revision, digest=digest_of(revision))
        return now(revision)

    def publish(self, revision: Revision, note: str = "") -> Revision:
        """The editor publishes it."""
        publishing.publish_now(acting(self.editor.user), revision, change_note=note)
        return now(revision)

    def send_back(self, revision: Revision, **reasons: str) -> Revision:
        """The editor returns it, and says why."""
        returning.send_back(acting(self.editor.user), revision, reasons=reasons or {"": "Say who read them."})
        return now(revision)

    def withdraw(self, revision: Revision) -> Revision:
        """Its writer takes it back."""
        submitting.withdraw(acting(self.writer.user), revision)
        return now(revision)

    def change(self, revision: Revision, **fields: Value) -> Revision:
        """Its writer changes it."""
        change(acting(self.writer.user), revision, **fields)
        return now(revision)

    def mend(self, revision: Revision, **fields: Value) -> Revision:
        """A text that the editor has comes back to its writer, is changed, and submitted and claimed again."""
        return self.claim(self.submit(self.change(self.send_back(revision), **fields)))

    def next_text(self, lesson: Lesson, title: str, **fields: Any) -> Revision:
        """Another text of a public lesson, which could be submitted as it is."""
        return next_text(lesson, title, **fields)

    def add_word(self, word: str, *, organisation_id: int | None = None) -> None:
        """An admin has the identity check look for a word from now on."""
        db.session.commit()
        db.session.add(IdentityTerm(term=word, key=key_of(word), rule="place", organisation_id=organisation_id))
        db.session.commit()

    def page(self, who: Person, revision: Revision, endpoint: str = "desk.item", **values: Any) -> Page:
        """A page of a text at the desk."""
        return who.get(endpoint, number=revision.id, **values)


def next_text(lesson: Lesson, title: str, **fields: Any) -> Revision:
    """Another text of a lesson, as a draft beside the one that is public."""
    about = {"themes": ("thresholds-and-referrals",), "values": ("kinds-of-change/new-team-or-post",)}
    made = factories.revision(
        lesson, **{**COMPLETE, **about, "state": "draft", "number": len(lesson.revisions) + 1, **fields, "title": title}
    )
    lesson.open_revision = made
    db.session.commit()
    return made


def at_once(app: APIFlask, *acts: Callable[[], object]) -> list[str]:
    """What becomes of things that begin together, each with a connection of its own: done, or how it was refused."""
    together = Barrier(len(acts))
    db.session.commit()

    def run(act: Callable[[], object]) -> str:
        with app.app_context():
            together.wait(10)
            refused = refusal(act)
            return type(refused).__name__ if refused else "done"

    with ThreadPoolExecutor(len(acts)) as pool:
        return sorted(pool.map(run, acts))


def found(number: int) -> Revision:
    """A text by its number, in the session at hand."""
    return db.session.get_one(Revision, number)
