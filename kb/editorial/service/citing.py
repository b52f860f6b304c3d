"""Sources of a draft: where what it says was published."""

from dataclasses import asdict, astuple, dataclass
from datetime import date

from kb.access.actors import Actor, Permission
from kb.access.use_case import use_case
from kb.core.db import session
from kb.core.errors import Conflict, Invalid, NotFound
from kb.editorial.draft_values import digest
from kb.identity.holding import hold
from kb.lessons.authorship import take_part
from kb.lessons.models.lesson import Revision
from kb.lessons.models.source import Source

MOST_SOURCES = 20
FULL = f"A lesson has at most {MOST_SOURCES} sources: remove one first"


@dataclass(frozen=True, slots=True)
class Citation:
    """What is said of a source."""

    title: str
    publisher: str
    year: int | None
    url: str | None
    kind_key: str
    pages: str | None
    accessed: date | None
    note: str | None

    @property
    def digest(self) -> str:
        """Names it as it is, so that a page can say what it was opened with."""
        return digest(tuple("" if each is None else str(each) for each in astuple(self)))


def citation_of(source: Source) -> Citation:
    """What is said of a source now."""
    return Citation(
        source.title,
        source.publisher,
        source.year,
        source.url,
        source.kind_key,
        source.pages,
        source.accessed,
        source.note,
    )


def source_of(revision: Revision, number: int) -> Source:
    """The source of this number that belongs to a text. Raises NotFound where it has no such source."""
    found = next((source for source in revision.sources if source.id == number), None)
    if found is None:
        raise NotFound
    return found


@use_case(Permission.REVISION_EDIT)
def add(who: Actor, revision: Revision, *, citation: Citation) -> Source:
    """Add a source. Raises Invalid(title=...) where there are as many as there may be, Conflict where it is there."""
    hold(who, Permission.REVISION_EDIT, revision)
    if any(citation_of(each) == citation for each in revision.sources):
        raise Conflict
    if len(revision.sources) >= MOST_SOURCES:
        raise Invalid(title=FULL)
    position = max((each.position for each in revision.sources), default=-1) + 1
    made = Source(position=position, **asdict(citation))
    revision.sources.append(made)
    _changed(who, revision)
    return made


@use_case(Permission.REVISION_EDIT)
def change(who: Actor, revision: Revision, *, source: int, citation: Citation, opened_with: str) -> Source:
    """Say something else of a source. Another address is another page: that it was withdrawn counts no more.

    `opened_with`: digest of what was said of it when the page was opened. Raises NotFound where somebody has removed
    it meanwhile, Conflict where somebody has changed it.
    """
    hold(who, Permission.REVISION_EDIT, revision)
    found = source_of(revision, source)
    if citation_of(found).digest != opened_with:
        raise Conflict
    if citation.url != found.url:
        found.withdrawn_on = None
    for name, value in asdict(citation).items():
        setattr(found, name, value)
    _changed(who, revision)
    return found


@use_case(Permission.REVISION_EDIT)
def remove(who: Actor, revision: Revision, *, source: int) -> None:
    """Take a source away. Raises NotFound where it is gone already."""
    hold(who, Permission.REVISION_EDIT, revision)
    revision.sources.remove(source_of(revision, source))
    _changed(who, revision)


def _changed(who: Actor, revision: Revision) -> None:
    revision.version += 1
    take_part(who, revision)
    session.flush()
