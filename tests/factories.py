"""Rows for tests: each factory builds the least valid one, and a test states what matters to it."""

import itertools
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from kb.accounts.models.organisation import Organisation
from kb.accounts.models.user import User
from kb.core import db, events
from kb.core.db import utc_now
from kb.lessons.models.lesson import Lesson, Revision
from kb.lessons.models.parts import RevisionTag, RevisionTheme, RevisionValue
from kb.lessons.models.review import Review
from kb.lessons.models.source import Source
from kb.lessons.models.vocabulary import Tag, Theme

PUBLIC = ("published", "hidden", "archived", "superseded")
_numbers = itertools.count(1000)


def organisation(name: str = "Northbridge Safeguarding Children Board", **fields: Any) -> Organisation:
    """A board."""
    number = next(_numbers)
    row = Organisation(
        **{
            "slug": f"organisation-{number}",
            "name": name,
            "kind_key": "organisation-kinds/lscb",
            "nation_key": "nations/england",
            "region_key": "regions/north-west",
            "areas": [],
            "name_status": "seen",
            **fields,
        }
    )
    db.session.add(row)
    db.session.flush()
    return row


def review(title: str = "Serious case review: Child Z", **fields: Any) -> Review:
    """A serious case review."""
    row = Review(
        **{
            "slug": f"review-{next(_numbers)}",
            "title": title,
            "kind_key": "review-types/serious-case-review",
            "nation_key": "nations/england",
            **fields,
        }
    )
    db.session.add(row)
    db.session.flush()
    return row


def lesson(
    title: str = "Board set up a team that reads every referral",
    *,
    state: str = "published",
    themes: Sequence[str] = ("thresholds-and-referrals",),
    values: Sequence[str] = (),
    tags: Sequence[str] = (),
    slug: str | None = None,
    organisation: Organisation | None = None,
    named: bool = True,
    published_on: date = date(2026, 11, 1),
    review_by: date | None = None,
    tell: bool = True,
    **fields: Any,
) -> Lesson:
    """A lesson with one revision in the given state; published ones are announced as the site would (`tell`)."""
    number = next(_numbers)
    has_address = state in {"published", "hidden", "archived"}
    row = Lesson(organisation=organisation, organisation_named=named, review_by=review_by)
    if has_address or slug:
        row.slug, row.reference = slug or f"lesson-{number}", f"LB-{number:04d}"
        row.first_published_on = published_on
    db.session.add(row)
    db.session.flush()
    made = revision(row, title, state=state, themes=themes, values=values, tags=tags, **fields)
    if has_address:
        row.live_revision = made
    else:
        row.open_revision = made
    db.session.flush()
    if state == "published" and tell:
        events.publish(events.LessonPublished(row.id))
    return row


def revision(
    of: Lesson,
    title: str,
    *,
    state: str,
    themes: Sequence[str] = (),
    values: Sequence[str] = (),
    tags: Sequence[str] = (),
    number: int = 1,
    **fields: Any,
) -> Revision:
    """A revision with the texts that publication needs, a source, and these themes and closed values."""
    row = Revision(
        **{
            "lesson_id": of.id,
            "number": number,
            "state": state,
            "title": title,
            "summary": "A board changed how referrals are read, so that fewer are sent back without an answer.",
            "found": "Referrals came back without an answer.",
            "done": "A team of three reads every referral within a day.",
            "kind_key": "lesson-kinds/good-practice",
            "done_status_key": "done-statuses/done",
            "evidence_stage_key": "evidence-stages/1",
            "evidence_reason": "Described by the board.",
            "result_key": "results/not-measured",
            "nation_key": "nations/england",
            "region_key": "regions/north-west",
            "year": 2014,
            "sources": [source()],
            **fields,
        }
    )
    _complete(row)
    db.session.add(row)
    db.session.flush()
    _link(row, themes, values, tags)
    return row


def _complete(row: Revision) -> None:
    """What its state and its signatures go with."""
    for kind in ("content", "identity"):
        if getattr(row, f"{kind}_signed_by_id"):
            setattr(row, f"{kind}_signed_digest", getattr(row, f"{kind}_signed_digest") or "of another text")
    if row.state == "scheduled" and row.scheduled_for is None:
        row.scheduled_for = utc_now() + timedelta(days=1)
    if row.state in PUBLIC:
        row.published_at = row.published_at or utc_now()


def _link(row: Revision, themes: Sequence[str], values: Sequence[str], tags: Sequence[str]) -> None:
    ids = {theme.slug: theme.id for theme in db.session.scalars(select(Theme).where(Theme.slug.in_(themes)))}
    row.theme_links = [RevisionTheme(theme_id=ids[slug], position=place) for place, slug in enumerate(themes)]
    row.value_links = [RevisionValue(value_key=key, position=place) for place, key in enumerate(values)]
    for place, label in enumerate(tags):
        tag = db.session.scalar(select(Tag).where(Tag.label == label)) or Tag(label=label)
        row.tag_links.append(RevisionTag(tag=tag, position=place))
    db.session.flush()


def source(**fields: Any) -> Source:
    """A citation, for a revision or a review."""
    return Source(
        **{
            "position": 0,
            "title": "Annual report of the board",
            "publisher": "Northbridge Safeguarding Children Board",
            "year": 2014,
            "url": "https://www.example.org/annual-report",
            "kind_key": "source-kinds/annual-report",
            **fields,
        }
    )


def user(**fields: Any) -> User:
    """A person with an account and no role."""
    number = next(_numbers)
    row = User(**{"name": "A Person", "email": f"person-{number}@example.org", **fields})
    db.session.add(row)
    db.session.flush()
    return row
