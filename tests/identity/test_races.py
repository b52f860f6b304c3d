"""Two people who change the same text at the same moment lose nothing of each other's."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from apiflask import APIFlask

from kb.accounts.models.organisation import Organisation
from kb.core import db
from kb.core.errors import Conflict
from kb.identity.service import answering
from kb.lessons.models.lesson import Revision
from tests.identity.writing import acting, passage, standing, text_of
from tests.pages import Person


def at_once(app: APIFlask, *acts: Callable[[Revision], object], number: int) -> list[str]:
    """What becomes of acts with one revision that begin together, each with a connection of its own."""
    together = Barrier(len(acts))
    db.session.commit()

    def run(act: Callable[[Revision], object]) -> str:
        with app.app_context():
            revision = db.session.get_one(Revision, number)
            together.wait(10)
            try:
                act(revision)
            except Conflict:
                return "Conflict"
            return "done"

    with ThreadPoolExecutor(len(acts)) as pool:
        return sorted(pool.map(run, acts))


def test_of_two_who_rewrite_one_sentence_one_is_told(app: APIFlask, contributor: Person, board: Organisation) -> None:
    revision = text_of(board)
    digest, who = passage(revision, "telephone").digest, acting(contributor.user)

    def rewrite(words: str) -> Callable[[Revision], object]:
        return lambda found: answering.rewrite(who, found, passage=digest, sentence=words)

    assert at_once(app, rewrite("One."), rewrite("Two."), number=revision.id) == ["Conflict", "done"]
    assert standing(revision).texts["found"].endswith((" One.", " Two."))


def test_two_who_change_different_sentences_both_find_their_own(
    app: APIFlask, contributor: Person, board: Organisation
) -> None:
    revision = text_of(board)
    who = acting(contributor.user)
    first, second = passage(revision, "telephone").digest, passage(revision, "age-in-months").digest

    done = at_once(
        app,
        lambda found: answering.rewrite(who, found, passage=first, sentence="Staff could ring."),
        lambda found: answering.rewrite(who, found, passage=second, sentence="A baby was seen."),
        number=revision.id,
    )

    assert done == ["done", "done"]
    assert standing(revision).texts["found"] == "A baby was seen. Staff could ring."


def test_what_is_submitted_at_the_same_moment_is_not_changed(
    app: APIFlask, contributor: Person, board: Organisation
) -> None:
    revision = text_of(board)
    digest, who, before = passage(revision, "telephone").digest, acting(contributor.user), revision.found

    def submit(found: Revision) -> None:
        with db.transaction():
            db.session.get_one(Revision, found.id, with_for_update=True, populate_existing=True).state = "submitted"

    def change(found: Revision) -> None:
        answering.rewrite(who, found, passage=digest, sentence="Staff could ring.")

    done = at_once(app, submit, change, number=revision.id)

    changed = standing(revision).texts["found"] != before
    assert done == (["done", "done"] if changed else ["Conflict", "done"])
    assert db.session.get_one(Revision, revision.id).state == "submitted"
