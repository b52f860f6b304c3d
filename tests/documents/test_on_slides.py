"""How a document is divided over slides: what has room, what goes into the notes, and that nothing is lost."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings

from kb.documents.fitting import BOXES, SET_IN, height, lead
from kb.documents.on_slides import MOST, REST, Shown, slides
from kb.documents.passages import Passage, Points, passages
from kb.documents.tree import (
    Block,
    Document,
    Facts,
    Figure,
    Heading,
    List,
    Panel,
    Question,
    Quote,
    Slide,
    Span,
    Table,
    text,
)  # fmt: skip
from tests.documents.decks import DOCUMENTS, told, words

SENTENCE = "Ask who else knows the family, and write down what they say. "
PICTURE = Figure(b"", "image/png", "Bars that rise")
QUESTION = Question(
    3, "A baby who cannot roll has a bruise. Who judges why?", ("The visitor", "Both together", "The GP"), 2,
    "The briefing says that both judge it.", "Lesson LB-0012, Done",
)  # fmt: skip


def deck(*blocks: Block, title: str = "Asking again", **about: str) -> tuple[Shown, ...]:
    """The slides after the first."""
    return slides(Document(title, blocks=blocks, **about))[1:]


def said(blocks: Sequence[Block]) -> str:
    return " ".join(told(blocks))


def body(shown: Shown) -> list[tuple[int, str, str]]:
    """Depth, mark and words of each paragraph of a slide."""
    return [(each.depth, each.mark, each.text) for each in passages(shown.blocks) if isinstance(each, Passage)]


def test_the_deck_begins_with_its_title_and_what_it_is() -> None:
    (first,) = slides(Document("Asking again", running="Half a day", mark="DRAFT", note="Free to use"))
    assert (first.kind, first.title) == ("title", "Asking again")
    assert body(first) == [(0, "", "DRAFT"), (0, "", "Half a day")]
    assert said(first.notes) == "Free to use"


def test_only_slides_and_questions_are_shown_in_their_order() -> None:
    shown = deck(
        Heading(1, "On paper"), Slide("One"), text("On paper"), Panel("Aside", (Slide("Two"),)), Slide("Three")
    )
    assert [each.title for each in shown] == ["One", "Two", "Three"]


def test_a_question_stands_on_one_slide_and_its_answer_on_the_next() -> None:
    asked, answered = deck(QUESTION)
    assert (asked.kind, answered.kind) == ("question", "answer")
    assert asked.title == "Question 3: A baby who cannot roll has a bruise. Who judges why?"
    assert body(asked) == [(1, "A", "The visitor"), (1, "B", "Both together"), (1, "C", "The GP")]
    assert answered.title == "Answer to question 3"
    assert body(answered) == [(1, "B", "Both together"), (0, "", "The briefing says that both judge it.")]
    assert answered.source == "Lesson LB-0012, Done"
    assert said(answered.notes) == "B is right. The briefing says that both judge it. Source: Lesson LB-0012, Done"


def test_a_question_too_long_for_a_title_stands_above_its_options() -> None:
    asked = deck(replace(QUESTION, stem=SENTENCE * 3 + "Why?" * 3))[0]
    assert asked.title == "Question 3"
    assert body(asked)[0][2].startswith("Ask who")


def test_an_answer_that_is_none_of_the_options_leaves_its_number() -> None:
    answered = deck(replace(QUESTION, answer=9))[-1]
    assert said(answered.notes).startswith("I is right.")


def test_a_long_text_goes_on_and_the_titles_say_so() -> None:
    shown = deck(Slide("Asking", (text(SENTENCE * 6),), minutes=5))
    assert [each.title for each in shown] == ["Asking", "Asking (2 of 2)"]
    assert all(said(each.blocks).endswith(".") for each in shown)
    assert [each.minutes for each in shown] == [5, 0]
    assert said(shown[1].notes) == "This goes on from: Asking"


def test_slides_of_one_text_hold_about_as_much_each() -> None:
    counts = [len(said(each.blocks).split()) for each in deck(Slide("Asking", (text("One two three. " * 15),)))]
    assert len(counts) == 2
    assert abs(counts[0] - counts[1]) <= 3


def test_a_list_goes_on_with_its_numbers() -> None:
    points = List(tuple((text(SENTENCE),) for _ in range(6)), ordered=True)
    shown = deck(Slide("How", (points,)))
    assert [mark for each in shown for _, mark, _ in body(each)] == ["1", "2", "3", "4", "5", "6"]
    assert all(isinstance(each.blocks[0], Points) for each in shown)


def test_what_would_need_too_many_slides_is_in_the_notes() -> None:
    shown = deck(Slide("Asking", (text(SENTENCE * 40),)))
    assert len(shown) == MOST
    assert body(shown[-1])[-1] == (0, "", REST)
    everything = " ".join(said(each.blocks) for each in shown) + said(shown[-1].notes)
    assert everything.count("Ask who else") == 40


def test_sources_fill_as_many_slides_as_they_need() -> None:
    points = List(tuple((text(f"{SENTENCE}{number}"),) for number in range(60)))
    shown = deck(Slide("Sources", (points,), reference=True))
    assert {each.kind for each in shown} == {"reference"}
    assert len(shown) > 10
    assert REST not in said([each for slide in shown for each in slide.blocks])


def test_equal_titles_get_numbers() -> None:
    shown = deck(Slide("Talk"), Slide("talk"), Slide("Talk (2)"), Slide("Talk", (text(SENTENCE * 6),)))
    assert [each.title for each in shown] == ["Talk", "talk (2)", "Talk (2) (2)", "Talk (3)", "Talk (3) (2 of 2)"]


def test_a_title_of_a_lesson_has_room_and_a_longer_one_is_cut_at_a_word_and_whole_in_the_notes() -> None:
    lesson = "Nottingham film asks staff to record “was not brought” instead of “did not attend”"
    longer = f"{lesson} and to ask what it means each time, in every service that sees children"
    kept, cut = deck(Slide(lesson), Slide(longer))
    assert (kept.title, kept.kind) == (lesson, "long")
    assert cut.title.endswith("…")
    assert longer.startswith(cut.title[:-1] + " ")
    assert longer in said(cut.notes)


def test_notes_say_what_a_slide_is_about_if_nothing_else_is_said() -> None:
    (shown,) = deck(Slide("Talk in pairs", minutes=1))
    assert said(shown.notes) == "Time: 1 minute. Say what this slide is about: Talk in pairs"


def test_a_slide_without_a_title_has_one() -> None:
    assert [each.title for each in deck(Slide(" \n"), Slide(""))] == ["Untitled", "Untitled (2)"]


def test_a_picture_has_a_slide_of_its_own() -> None:
    shown = deck(Slide("Numbers", (text("Before."), PICTURE, text("After."))))
    assert [each.kind for each in shown] == ["body", "picture", "body"]
    assert shown[1].blocks == (PICTURE,)


def test_tables_and_facts_are_points_and_quotes_paragraphs() -> None:
    table = Table(((Span("Year"),), (Span("Reviews"),)), (((Span("2019"),), (Span("34"),)), ((Span("2020"),), ())))
    facts = Facts((("Where", (text("Bury"),)), ("Whole", (List(((text("a"),),)),))))
    (shown,) = deck(Slide("Mixed", (table, facts, Quote((text("It helped."),)))))
    assert body(shown) == [
        (1, "•", "Year: 2019; Reviews: 34"),
        (1, "•", "Year: 2020"),
        (1, "•", "Where: Bury"),
        (1, "•", "Whole"),
        (2, "•", "a"),
        (0, "", "It helped."),
    ]


def test_lists_within_lists_stay_so_and_deeper_ones_stand_on_the_last_level() -> None:
    inner: Block = text("deepest")
    for number in (3, 2, 1):
        inner = List(((text(f"level {number}"), inner),), ordered=number == 2)
    (shown,) = deck(Slide("Nested", (inner,)))
    assert body(shown) == [(1, "•", "level 1"), (2, "1", "level 2"), (2, "•", "level 3"), (2, "", "deepest")]


def test_a_heading_and_what_announces_a_list_go_with_what_follows() -> None:
    filling = text("word " * 33)
    for head in (Heading(2, "Then"), text("They recommend:")):
        shown = deck(Slide("Asking", (filling, head, List(((text(SENTENCE),),)))))
        assert len(shown) == 2
        assert body(shown[1])[0][2] in {"Then", "They recommend:"}


@pytest.mark.parametrize("word", ["W" * 5_000, "i" * 5_000, "漢" * 2_000])
def test_a_word_longer_than_a_slide_is_divided_without_loss(word: str) -> None:
    shown = deck(Slide("Long", (text(word),)))
    rest = said(shown[-1].notes).partition(": ")[2].replace("What the slide has no room for: ", "")
    whole = "".join(said(each.blocks).replace(REST, "") for each in shown).replace(" ", "") + rest.split(" ")[-1]
    assert whole.count(word[0]) == len(word)


def test_a_hundred_thousand_words_and_a_thousand_slides_are_no_burden() -> None:
    shown = deck(Slide("Long", (text("word " * 100_000),), reference=True), *[Slide("Same")] * 1_000)
    assert len({each.title for each in shown}) == len(shown) > 1_000


@given(DOCUMENTS)
@settings(max_examples=150, deadline=None)
def test_whatever_a_document_says_every_slide_has_room_for_it(document: Document) -> None:
    shown = slides(document)
    assert len({each.title.casefold() for each in shown}) == len(shown)
    for each in shown:
        title, box = BOXES[each.kind]
        found = [one for one in passages(each.blocks) if isinstance(one, Passage)]
        assert title.holds(each.title)
        assert said(each.notes).strip()
        assert sum(len(one.text.split()) for one in found) <= 40
        high = [height(lead(one.mark, box) + one.text, box, indent=one.depth * SET_IN) for one in found]
        assert sum(high) <= box.height


@given(DOCUMENTS)
@settings(max_examples=150, deadline=None)
def test_no_word_is_lost(document: Document) -> None:
    shown = slides(document)
    kept = words(part for each in shown for part in (each.title, *told(each.blocks), *told(each.notes)))
    assert not words(told(document.blocks), longest=10) - kept
