"""Blocks become passages and blocks again without loss."""

from hypothesis import given

from kb.documents.passages import Passage, passages, regrouped
from kb.documents.tree import Block, List, Span, text
from tests.documents.decks import BLOCKS


@given(BLOCKS)
def test_blocks_made_of_passages_say_the_same(blocks: tuple[Block, ...]) -> None:
    found = [*passages(blocks)]
    again = [*passages(regrouped(found))]
    assert [each.spans for each in again if isinstance(each, Passage)] == [
        each.spans for each in found if isinstance(each, Passage)
    ]


def test_lists_keep_their_marks_and_their_depth() -> None:
    inner = List(((text("a"),), (text("b"), text("more of b"))), ordered=True)
    blocks = (text("Before"), List(((text("one"), inner), (text("two"),))), inner, inner)
    found = [*passages(blocks)]
    assert [*passages(regrouped(found))] == found
    assert [each.mark for each in found if isinstance(each, Passage)] == [
        "", "•", "1", "2", "", "•", "1", "2", "", "1", "2", "",
    ]  # fmt: skip


def test_a_passage_is_cut_within_its_spans() -> None:
    passage = Passage((Span("Ask ", bold=True), Span("who knows")), depth=1, mark="•")
    assert passage.cut(8) == (
        Passage((Span("Ask ", bold=True), Span("who")), depth=1, mark="•"),
        Passage((Span("knows"),)),
    )
