"""Undoing imports that brought sources, one over the other."""

from kb.access.actors import Actor
from kb.accounts.models.organisation import Organisation
from kb.lessons.models.lesson import Revision
from tests import factories
from tests.importing.sheets import FIRST, csv_of, draft_of, drafts, imported, looked_through, outcomes, undone

SOURCES = ("Title", "Title of the source", "Publisher of the source", "Kind of source")


def citing(title: str) -> bytes:
    """A sheet with a lesson and this source of it."""
    return csv_of(SOURCES, (FIRST[1], title, "The board", "Annual report"))


def cited(draft: Revision) -> list[str]:
    return [source.title for source in draft.sources]


def test_a_source_that_a_later_import_replaced_goes_back_to_before_both(who: Actor, board: Organisation) -> None:
    imported(who, board, citing("First report"))
    between = imported(who, board, citing("Second report"))
    last = imported(who, board, citing("Third report"))

    undone(who, between)
    assert cited(drafts(board)[0]) == ["Third report"]
    undone(who, last)

    assert cited(drafts(board)[0]) == ["First report"]
    assert outcomes(looked_through(who, board, citing("First report"))) == {"Row 2": "unchanged"}


def test_a_source_that_was_added_and_replaced_later_goes_with_the_second_undo(who: Actor, board: Organisation) -> None:
    factories.lesson(FIRST[1], state="draft", organisation=board, sources=[])
    first = imported(who, board, citing("First report"))
    last = imported(who, board, citing("Second report"))

    undone(who, first)
    undone(who, last)

    assert cited(draft_of(board, FIRST[1])) == []


def test_a_source_that_was_put_back_is_replaced_by_the_next_import(who: Actor, board: Organisation) -> None:
    imported(who, board, citing("First report"))
    between = imported(who, board, citing("Second report"))
    imported(who, board, csv_of(("Title", "What was found"), (FIRST[1], "Referrals came back.")))

    undone(who, between)
    assert cited(drafts(board)[0]) == ["First report"]
    imported(who, board, citing("Third report"))

    assert cited(drafts(board)[0]) == ["Third report"]
