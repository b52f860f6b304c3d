"""Every text of a pack that somebody types is checked before the pack is public."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from types import NoneType
from typing import Any, Union, get_args, get_origin, get_type_hints

import pytest

from kb.packs import content as contents
from kb.packs.content import Block, Handout, LessonUse, LocalSlots, PackContent, Safety, public_part
from kb.packs.texts import CHOSEN, place_of, typed_texts

NOT_TYPED = {
    "PackContent.format", "PackContent.agencies", "PackContent.forms", "Block.key", "Block.method", "Block.outcomes",
    "Block.fill", "Block.vignette", "Block.questions", "LessonUse.sections", "PackLesson.why", "Origin.template",
    "Outcome.key", "Handout.key", "OwnQuestion.key", "OwnQuestion.section",
}  # fmt: skip
"""What is chosen in forms or drawn by the code, by hand: a new field is checked unless somebody writes it here, too."""


def texts_of(model: type[Any]) -> Iterator[tuple[str, Any]]:
    """Every field of a class of the content that holds texts, and of all classes in it."""
    hints = get_type_hints(model, vars(contents))
    for field in fields(model):
        for kind in kinds_of(hints[field.name]):
            if kind is str:
                yield f"{model.__name__}.{field.name}", hints[field.name]
            elif is_dataclass(kind):
                yield from texts_of(kind)  # type: ignore[arg-type]


def kinds_of(hint: Any) -> Iterator[Any]:
    if get_origin(hint) in (tuple, Union) or get_args(hint):
        for each in get_args(hint):
            yield from kinds_of(each)
    elif hint not in (..., NoneType):
        yield hint


def filled(model: type[Any], marks: dict[str, str]) -> Any:
    """A piece of a content with a word of its own in every text of every class."""
    hints, values = get_type_hints(model, vars(contents)), dict[str, Any]()
    for field in fields(model):
        name, kinds = f"{model.__name__}.{field.name}", list(kinds_of(hints[field.name]))
        several = get_origin(hints[field.name]) is tuple
        if str in kinds:
            made: Any = marks.setdefault(name, f"mark{len(marks)}")
        elif is_dataclass(kinds[0]):
            made = filled(kinds[0], marks)  # type: ignore[arg-type]
        else:
            made = 7
        values[field.name] = (made,) if several else made
    return model(**values)


def test_every_text_of_a_content_is_checked_but_those_that_nobody_types() -> None:
    marks: dict[str, str] = {}
    content = filled(PackContent, marks)
    texts = list(typed_texts(content, "The credit").values())

    checked = {name for name, mark in marks.items() if any(mark in text.split("\n") for text in texts)}
    assert dict(texts_of(PackContent)).keys() == marks.keys()
    assert marks.keys() - checked == NOT_TYPED
    assert "The credit" in texts
    assert {".".join(pair) for pair in CHOSEN} == NOT_TYPED


def test_what_is_local_is_not_made_public() -> None:
    content = PackContent("A session", slots=LocalSlots(contact="Ring the duty team"))

    assert public_part(content) == PackContent("A session")


WHOLE = PackContent(
    "Thresholds",
    made_by="The team",
    prepare=("Book a room",),
    blocks=(Block("a", 5, "Welcome", say_this="Hello", lessons=(LessonUse(7, (), "Ours"),)),),
    handouts=(Handout("h", "Card", body="Keep it"),),
    safety=Safety("It is hard", ("Be kind",), "Go out", "Breathe", "Two"),
)


@pytest.mark.parametrize(
    ("name", "page", "words"),
    [
        ("prepare", "about", "Before the day"),
        ("made_by", "brand", "Name on every sheet"),
        ("blocks:a:say_this", "block", "Part 1, “Welcome”: Say this"),
        ("blocks:a:lessons:7:words", "block", "Part 1, “Welcome”: Your own words on a slide"),
        ("handouts:h:body", "handout", "Handout “Card”: Text"),
        ("safety:ground_rules", "safety", "Safety: Ground rules"),
        ("credit", "", "Whom it came from"),
    ],
)
def test_each_text_says_where_it_is_changed(name: str, page: str, words: str) -> None:
    assert name in typed_texts(WHOLE, "From elsewhere")

    place = place_of(name, WHOLE)

    assert (place.page, place.words) == (page, words)


def test_every_text_has_a_place() -> None:
    content = filled(PackContent, {})

    assert all(place_of(name, content).words for name in typed_texts(content, "From elsewhere"))
