"""The texts of a revision that are checked, and what they are called."""

from collections.abc import Mapping

from sqlalchemy import select

from kb.access.actors import Actor
from kb.core.db import session
from kb.core.errors import Conflict
from kb.core.uniqueness import being_first
from kb.lessons import sections
from kb.lessons.models.lesson import Revision, RevisionTag
from kb.lessons.models.vocabulary import Tag

TAGS = "tags"
FIELDS: Mapping[str, str] = {
    "title": "Title",
    "summary": "Summary",
    **sections.TITLES,
    **sections.NEEDS,
    "evidence_reason": "How far it was tested",
}
"""Fields of free text, in the order of the lesson's page, with what they are called there."""
LABELS: Mapping[str, str] = {**FIELDS, TAGS: "Tags"}
ON_ONE_LINE = ("title", TAGS)
"""Texts in which a line does not end."""
CITATIONS = "source-"
"""How the names of the texts of citations begin; a number follows."""
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
            filter(None, (source.title, source.publisher, source.note, source.url))
        )
    return {name: text for name, text in texts.items() if text.strip()}


def label_of(where: str) -> str:
    """What a text is called on pages."""
    if where.startswith(CITATIONS):
        return f"Source {where.removeprefix(CITATIONS)}"
    return LABELS[where]


def can_be_changed(where: str) -> bool:
    """Whether `put` can write this text: fields and tags. A citation is more than its text."""
    return where in LABELS


def put(revision: Revision, where: str, text: str) -> None:
    """Write a field or the tags; tags are parted by commas."""
    if where != TAGS:
        setattr(revision, where, text)
        return
    labels = list(dict.fromkeys(filter(None, (label.strip() for label in text.split(",")))))
    kept = {link.tag.label: link for link in revision.tag_links}
    revision.tag_links = [
        _at(place, kept.get(label) or RevisionTag(tag=_tag(label))) for place, label in enumerate(labels)
    ]


def _tag(label: str) -> Tag:
    """The tag of these words; a new one where nobody else has made it at the same moment."""
    named = select(Tag).where(Tag.label == label)
    found = session.scalar(named)
    if found is not None:
        return found
    made = Tag(label=label)
    try:
        with being_first():
            session.add(made)
    except Conflict:
        return session.scalars(named).one()
    return made


def _at(place: int, link: RevisionTag) -> RevisionTag:
    link.position = place
    return link


def deals_with_lessons(who: Actor) -> bool:
    """Whether somebody writes lessons for an organisation, or reads what was submitted."""
    return bool(who.organisations("contributor", "lead") or who.site_roles & {"editor", "identity_reviewer"})
