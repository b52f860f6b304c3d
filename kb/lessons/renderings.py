"""Lessons' texts as HTML and as plain text: made when they are published and kept, made anew where that is outdated.

What is kept says what it was made from. It is used only where that is what would be made now, so a text, a term of
the glossary or a line of code that has changed shows at once; at worst a page takes longer.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from markupsafe import Markup
from sqlalchemy import delete, event, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from kb.core import bounded_markdown, text
from kb.core.db import Read, session, table_of, transaction
from kb.core.text import Explain, plain, to_html
from kb.core.versions import kept
from kb.lessons.models.lesson import Lesson, Revision, live
from kb.lessons.models.rendering import Rendering
from kb.lessons.queries import glossary
from kb.lessons.queries.glossary import entries, explainer
from kb.lessons.queries.published import TEXTS, PublishedLesson

BATCH = 200
TO_RENDER = "kb_to_render"
HTML = TEXTS[1:]
"""The texts that are Markdown; the summary is one plain paragraph."""


@dataclass(frozen=True, slots=True)
class Plain:
    """The words of a published lesson, without Markdown."""

    text: str
    """A line for each of `TEXTS`, empty where there is none."""
    done_status: str
    """Key of how far it has gone, by which the third section is named."""


def html_of(lesson: PublishedLesson) -> Mapping[str, Markup]:
    """Safe HTML of each section that has text, with its abbreviations explained."""
    if lesson.rendering and lesson.rendering[0] == _made_from(_digest(lesson.texts.values())):
        return {name: Markup(html) for name, html in lesson.rendering[1].items()}  # noqa: S704 - our own, cleaned
    return _html(lesson.texts, explainer())


def plain_texts(ids: Sequence[int]) -> dict[int, Plain]:
    """The words of those of these lessons that are published, by the lesson's number; one statement."""
    found = {}
    for lesson, _, done_status, made_from, kept_text, *texts in _texts_of.rows(ids):
        current = made_from is not None and made_from.startswith(_digest(texts))
        found[lesson] = Plain(kept_text if current else _plain(texts), done_status)
    return found


def render(lesson_id: int) -> None:
    """Keep how the live revision of a lesson looks, in the transaction at hand; all of one transaction together."""
    session.info.setdefault(TO_RENDER, {})[lesson_id] = None


def forget(lesson_id: int) -> None:
    """Take out what is kept of a lesson, in the transaction at hand."""
    session.info.get(TO_RENDER, {}).pop(lesson_id, None)
    revisions = select(Revision.id).where(Revision.lesson_id == lesson_id)
    session.execute(delete(Rendering).where(Rendering.revision_id.in_(revisions)))


@event.listens_for(Session, "before_commit")
def _render_noted(committing: Session) -> None:
    noted = list(committing.info.pop(TO_RENDER, ()))
    if noted:
        committing.flush()
    for start in range(0, len(noted), BATCH):
        _keep(_texts_of.rows(noted[start : start + BATCH]), explainer())


@event.listens_for(Session, "after_rollback")
def _forget_noted(rolled_back: Session) -> None:
    rolled_back.info.pop(TO_RENDER, None)


def catch_up() -> int:
    """Render every published lesson whose texts are not kept as they would look now; returns how many these were.

    For after many changes at once, such as a load or an upgrade. In short transactions, so that others can write.
    """
    done = 0
    numbers = session.scalars(select(Lesson.id).join(Revision, live).order_by(Lesson.id)).all()
    for start in range(0, len(numbers), BATCH):
        batch = numbers[start : start + BATCH]
        if any(map(_outdated, _texts_of.rows(batch))):
            with transaction():
                done += _keep(filter(_outdated, _texts_of.rows(batch)), explainer())
    return done


_LESSON, _REVISION, _KEPT = (table_of(model) for model in (Lesson, Revision, Rendering))
_texts_of = Read(
    lambda ids: (
        select(
            _LESSON.c.id,
            _REVISION.c.id,
            _REVISION.c.done_status_key,
            _KEPT.c.made_from,
            _KEPT.c.plain,
            *(_REVISION.c[name] for name in TEXTS),
        )
        .join(_REVISION, live)
        .outerjoin(_KEPT, _KEPT.c.revision_id == _REVISION.c.id)
        .where(_LESSON.c.id.in_(ids))
    )
)
"""Lesson, revision, done status, what is kept, and the texts."""


def _outdated(row: tuple[Any, ...]) -> bool:
    return bool(row[3] != _made_from(_digest(row[5:])))


def _keep(rows: Iterable[tuple[Any, ...]], explain: Explain) -> int:
    terms = _glossary()
    made = [
        {
            "revision_id": row[1],
            "made_from": f"{_digest(row[5:])}.{terms}",
            "html": _html(dict(zip(TEXTS, row[5:], strict=True)), explain),
            "plain": _plain(row[5:]),
        }
        for row in rows
    ]
    if made:
        # Two processes may render the same lesson at once: the later one writes the same again.
        add = postgresql.insert if session.connection().dialect.name == "postgresql" else sqlite.insert
        statement = add(_KEPT)
        again = {name: statement.excluded[name] for name in ("made_from", "html", "plain")}
        session.execute(statement.on_conflict_do_update(index_elements=["revision_id"], set_=again), made)
    return len(made)


def _html(texts: Mapping[str, str], explain: Explain) -> dict[str, Markup]:
    return {name: to_html(texts[name], explain=explain) for name in HTML if texts[name]}


def _plain(texts: Iterable[str]) -> str:
    return "\n".join(plain(markdown) for markdown in texts)


# --- what a rendering was made from: digest of texts and code, and digest of the glossary


def _digest(texts: Iterable[str]) -> str:
    """Digest of a lesson's texts and of the code that reads them."""
    return hashlib.blake2b("\0".join(texts).encode("utf-8", "replace"), digest_size=16, key=_code()).hexdigest()


def _made_from(digest: str) -> str:
    return f"{digest}.{_glossary()}"


@kept
def _glossary() -> str:
    return hashlib.blake2b(repr(entries()).encode(), digest_size=16).hexdigest()


@cache
def _code() -> bytes:
    """Digest of everything that decides how a text is rendered, beside text and glossary."""
    sources = [
        Path(str(of)).read_bytes() for of in (text.__file__, bounded_markdown.__file__, glossary.__file__, __file__)
    ]
    libraries = [f"{name} {version(name)}".encode() for name in ("Markdown", "nh3")]
    return hashlib.blake2b(b"\0".join([*sources, *libraries]), digest_size=32).digest()
