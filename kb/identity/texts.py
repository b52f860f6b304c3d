"""The texts of a revision that are checked, and what they are called."""

from collections.abc import Mapping

from kb.access.actors import Actor
from kb.core.errors import Invalid
from kb.lessons import sections
from kb.lessons.models.lesson import Revision
from kb.lessons.tagging import put_tags

TAGS = "tags"
FIELDS: Mapping[str, str] = {
    "title": "Title",
    "summary": "Summary",
    **sections.TITLES,
    **sections.NEEDS,
    "evidence_measure": "What was measured",
    "evidence_reason": "How far it was tested",
}
"""Fields of free text, in the order of the lesson's page, with what they are called there."""
LABELS: Mapping[str, str] = {**FIELDS, TAGS: "Tags"}
ON_ONE_LINE = ("title", TAGS)
"""Texts in which a line does not end."""
CITATIONS = "source-"
"""How the names of the texts of citations begin; a number follows."""
FILES, ABOUT = "file-", "-words"
"""How the names of what is found in files begin: their numbers follow. Of what is written about a file, how it ends."""
OF_CITATIONS = frozenset(
    (
        "nhs-number", "upn", "national-insurance", "telephone", "email", "postcode", "address", "social-account",
        "news-link",
    )
)  # fmt: skip
"""Rules that count in a citation. It names authors, boards and years of what is public: that is what it is for."""


def texts_of(revision: Revision) -> dict[str, str]:
    """The texts of a revision that readers will see, by name; empty ones are left out."""
    texts = {name: getattr(revision, name) for name in FIELDS}
    texts[TAGS] = ", ".join(revision.tags)
    for number, source in enumerate(revision.sources, 1):
        texts[f"{CITATIONS}{number}"] = "\n".join(
            filter(None, (source.title, source.publisher, source.pages, source.note, source.url))
        )
    return {name: text for name, text in texts.items() if text.strip()}


def label_of(where: str) -> str:
    """What a text is called on pages."""
    if where.startswith(CITATIONS):
        return f"Source {where.removeprefix(CITATIONS)}"
    if file_of(where) is not None:
        return "Title and purpose of a file" if where.endswith(ABOUT) else "A file"
    return LABELS[where]


def of_file(number: int, *, words: bool = False) -> str:
    """The name of what is in the file of this number; with `words` of what is written about it."""
    return f"{FILES}{number}{ABOUT if words else ''}"


def file_of(where: str) -> int | None:
    """Number of the file that a text is in or about; None for other texts."""
    number = where.removeprefix(FILES).removesuffix(ABOUT)
    return int(number) if where.startswith(FILES) and number.isdecimal() else None


def can_be_changed(where: str) -> bool:
    """Whether `put` can write this text: fields and tags. A citation is more than its text."""
    return where in LABELS


def put(revision: Revision, where: str, text: str) -> None:
    """Write a field or the tags; tags are parted by commas. Raises Invalid(sentence=...) where a tag is too long."""
    if where != TAGS:
        setattr(revision, where, text)
        return
    try:
        put_tags(revision, text)
    except Invalid as refusal:
        raise Invalid(sentence=refusal.problems[TAGS]) from None


def deals_with_lessons(who: Actor) -> bool:
    """Whether somebody writes lessons for an organisation, or reads what was submitted."""
    return bool(who.organisations("contributor", "lead") or who.site_roles & {"editor", "identity_reviewer"})
