"""The texts of a pack that somebody typed, each by a name that says where it is changed."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from kb.packs.comparing import FIELD_WORDS
from kb.packs.content import PackContent

CHOSEN = frozenset(
    {
        ("PackContent", "format"), ("PackContent", "agencies"), ("PackContent", "forms"),
        ("Block", "key"), ("Block", "method"), ("Block", "outcomes"), ("Block", "fill"), ("Block", "vignette"),
        ("Block", "questions"), ("LessonUse", "sections"), ("PackLesson", "why"), ("Origin", "template"),
        ("Outcome", "key"), ("Handout", "key"), ("OwnQuestion", "key"), ("OwnQuestion", "section"),
    }
)  # fmt: skip
"""Class and name of the fields that hold keys and slugs: forms take none but those that there are."""
CREDIT = "credit"
SAY_WHO_MADE_IT = ("made_by", "logo_alternative", CREDIT)
"""Texts that are there to name a team or an organisation."""
_PAGES = {
    "blocks": "block", "handouts": "handout", "questions": "question", "safety": "safety", "slots": "local",
    "made_by": "brand", "logo_alternative": "brand", CREDIT: "",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text stands, and where it is changed."""

    words: str
    """What it is called."""
    page: str
    """View on which it is changed; empty for the credit, which nobody changes."""
    key: str = ""
    """Name of the part, handout or question, for views that show one."""
    field: str = ""


def typed_texts(content: PackContent, credit: str = "") -> dict[str, str]:
    """Every text that somebody typed, by its name; empty ones are left out.

    A name is the way to a text: `summary`, `blocks:<key>:say_this`, `blocks:<key>:lessons:<number>:words`. A field that
    a content gets in future is among them unless it is listed in `CHOSEN`.
    """
    found = {**dict(_texts_of(content, "")), CREDIT: credit}
    return {name: text for name, text in found.items() if text.strip()}


def place_of(name: str, content: PackContent) -> Place:
    """Where the text of this name is."""
    first, *rest = name.split(":")
    field = rest[-1] if rest else first
    page = _PAGES.get(first, "about")
    key = rest[0] if page in ("block", "handout", "question") else ""
    if "lessons" in rest:
        field = f"words_{rest[rest.index('lessons') + 1]}"
    return Place(_words(first, rest, content), page, key, field)


def _words(first: str, rest: list[str], content: PackContent) -> str:
    own = "Your own words on a slide" if "lessons" in rest else FIELD_WORDS.get(rest[-1] if rest else first, "")
    if first == "blocks":
        places = {block.key: (number, block.title) for number, block in enumerate(content.blocks, 1)}
        number, title = places[rest[0]]
        return f"Part {number}, “{title}”: {own}" if title else f"Part {number}: {own}"
    if first == "handouts":
        titles = {sheet.key: sheet.title for sheet in content.handouts}
        return f"Handout “{titles[rest[0]]}”: {own}"
    if first == "questions":
        return f"Quiz question of your own: {own}"
    return {CREDIT: "Whom it came from", "outcomes": FIELD_WORDS["outcomes"], "safety": f"Safety: {own}"}.get(
        first, own
    )


def _texts_of(piece: Any, way: str) -> Iterator[tuple[str, str]]:
    of = type(piece).__name__
    for field in fields(piece):
        if (of, field.name) not in CHOSEN:
            yield from _texts_in(getattr(piece, field.name), f"{way}{field.name}")


def _texts_in(value: Any, name: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield name, value
    elif isinstance(value, tuple):
        yield name, "\n".join(each for each in value if isinstance(each, str))
        for each in value:
            if is_dataclass(each):
                yield from _texts_of(each, f"{name}:{getattr(each, 'key', None) or _number(each)}:")
    elif is_dataclass(value):
        yield from _texts_of(value, f"{name}:")


def _number(piece: Any) -> int:
    found: int = piece.lesson_id
    return found
