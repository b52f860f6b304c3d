"""Writes the free words of a revision, and removes those that no revision has any more."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import exists, select, text

from kb.core.db import session
from kb.core.errors import Invalid
from kb.core.folding import folded_name
from kb.lessons.models.lesson import Revision
from kb.lessons.models.parts import RevisionTag
from kb.lessons.models.vocabulary import Tag

LONGEST = 60
"""Characters that a tag may have."""
_SHOWN = 40
"""Characters that are shown of one that has more."""


def labels_in(typed: str) -> list[str]:
    """The tags that a text names, parted by commas. Those that differ in capitals or accents alone are one."""
    once: dict[str, str] = {}
    for label in filter(None, (" ".join(part.split()) for part in typed.split(","))):
        once.setdefault(_folded(label), label)
    return list(once.values())


def too_long(typed: str) -> str:
    """What to do about the first tag of a text that has too many characters; empty where none has."""
    label = next((each for each in labels_in(typed) if len(each) > LONGEST), "")
    return f"A tag has at most {LONGEST} characters: shorten “{label[:_SHOWN].rstrip()}…”" if label else ""


def as_kept(typed: str) -> str:
    """How a text that names tags reads once `put_tags` has written it."""
    labels = labels_in(typed)
    known = _known(labels)
    return ", ".join(known[label].label if label in known else label for label in labels)


def put_tags(revision: Revision, typed: str) -> None:
    """Give a revision the tags that a text names, as they are spelled where others have them already.

    Raises Invalid(tags=...) where one is too long.
    """
    refused = too_long(typed)
    if refused:
        raise Invalid(tags=refused)
    labels = labels_in(typed)
    if labels == revision.tags:
        return
    _one_at_a_time()
    before = {link.tag_id: link for link in revision.tag_links}
    tags = _tags(labels)
    revision.tag_links = [_at(place, before.get(tag.id) or RevisionTag(tag=tag)) for place, tag in enumerate(tags)]
    session.flush()
    _remove_unused(before.keys() - {tag.id for tag in tags})


def copy_tags(before: Revision, after: Revision) -> None:
    """Give a revision the tags that another one has now."""
    _one_at_a_time()
    links = select(RevisionTag.tag_id, RevisionTag.position).where(RevisionTag.revision_id == before.id)
    after.tag_links = [RevisionTag(tag_id=number, position=place) for number, place in session.execute(links)]
    session.flush()


def _one_at_a_time() -> None:
    """Have everybody else who changes tags wait until the transaction ends; on SQLite they wait anyway.

    Else one removes a tag that another is giving to a revision, or two make the same tags and wait for each other.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text(f"LOCK TABLE {Tag.__tablename__} IN SHARE ROW EXCLUSIVE MODE"))


def _tags(labels: Sequence[str]) -> list[Tag]:
    """The tags of these words in their order, with those made that there are not; without those that are kept out."""
    known = _known(labels)
    tags = [known.get(label) or Tag(label=label) for label in labels]
    session.add_all(tags)
    session.flush()
    return [tag for tag in tags if tag in session]  # a tag has no gaps: one with expunged words is not written at all


def _known(labels: Sequence[str]) -> Mapping[str, Tag]:
    """The tags that there are of these words, by the word as it was typed. The same spelling comes before others."""
    known = {tag.label: tag for tag in session.scalars(select(Tag).where(Tag.label.in_(labels)))}
    others = {_folded(label): label for label in labels if label not in known}
    if others:  # only then are all read: the database cannot compare them so
        spelled = session.execute(select(Tag.id, Tag.label).order_by(Tag.id.desc())).all()
        numbers = {others[folded]: number for number, label in spelled if (folded := _folded(label)) in others}
        known.update({label: session.get_one(Tag, number) for label, number in numbers.items()})
    return known


def _folded(label: str) -> str:
    return folded_name(label) or label


def _at(place: int, link: RevisionTag) -> RevisionTag:
    link.position = place
    return link


def _remove_unused(numbers: Collection[int]) -> None:
    """Remove those of these tags that no revision has any more: a word that somebody took back may be a name."""
    unused = select(Tag).where(Tag.id.in_(sorted(numbers)), ~exists().where(RevisionTag.tag_id == Tag.id))
    for tag in session.scalars(unused) if numbers else ():
        session.delete(tag)
    session.flush()
