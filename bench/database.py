"""Puts made-up lessons with everything that belongs to them into a database, and indexes them."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import insert, select, update

import bench.lessons
from bench.lessons import Made
from config import from_environment
from kb import create_app
from kb.accounts.models.organisation import Organisation
from kb.content import commands as content_commands
from kb.core import db
from kb.core.db import session, utc_now
from kb.lessons import renderings
from kb.lessons.models.lesson import Lesson, Revision
from kb.lessons.models.parts import RevisionTag, RevisionTheme, RevisionValue
from kb.lessons.models.review import Review
from kb.lessons.models.source import Source
from kb.lessons.models.use import LessonUse
from kb.lessons.models.vocabulary import Tag, Theme
from kb.operations import tables
from kb.search import commands as index_commands
from kb.search.facet_values import LISTS

HERE = Path(__file__).resolve().parent.parent
ONE = {"kind": "kinds", "done_status": "done_statuses", "evidence_stage": "evidence_stages", "result": "results",
       "nation": "nations", "region": "regions"}  # fmt: skip
MANY = ("kinds_of_change", "agencies", "harm_types", "age_bands")
FIRST = 1000
"""Numbers below belong to the starter content."""


class Rows:
    """Rows for the database, from made-up lessons that know slugs only."""

    def __init__(self) -> None:
        self.themes = {slug: number for slug, number in session.execute(select(Theme.slug, Theme.id))}
        organisations = session.execute(select(Organisation.slug, Organisation.id))
        self.organisations = {slug: number for slug, number in organisations}
        self.tags = {slug: number for number, slug in enumerate(bench.lessons.labels()["tags"], FIRST)}
        self.reviews = {slug: number for number, slug in enumerate(bench.lessons.labels()["review_types"], FIRST)}

    def of_all(self) -> Iterator[tuple[Any, list[dict[str, Any]]]]:
        """What lessons refer to and the starter content does not have."""
        yield Tag, [{"id": number, "label": label} for label, number in self.tags.items()]
        yield Review, [
            {"id": number, "slug": f"made-up-{slug}", "title": f"A made-up {slug}", "kind_key": f"review-types/{slug}",
             "nation_key": "nations/england"}
            for slug, number in self.reviews.items()
        ]  # fmt: skip

    def of(self, given: list[Made]) -> Iterator[tuple[Any, list[dict[str, Any]]]]:
        """A lesson, its revision and all that belongs to it."""
        yield Lesson, [self._lesson(made) for made in given]
        yield Revision, [self._revision(made) for made in given]
        yield RevisionTheme, self._links(given, lambda made: made.values["themes"], "theme_id", self.themes.get)
        yield RevisionTag, self._links(given, lambda made: made.values["tags"], "tag_id", self.tags.get)
        yield RevisionValue, self._links(given, _value_keys, "value_key", str)
        yield Source, [
            {"revision_id": FIRST + made.id, "position": 0, "title": f"Report {made.id}", "publisher": "A board",
             "year": 2014, "url": f"https://www.example.org/{made.id}", "kind_key": "source-kinds/annual-report"}
            for made in given
        ]  # fmt: skip
        now = utc_now()
        yield (
            LessonUse,
            [
                {"lesson_id": FIRST + made.id, "kind": "used", "used_at": now}
                for made in given
                for _ in range(made.uses)
            ],
        )

    def _lesson(self, made: Made) -> dict[str, Any]:
        (organisation, *_) = (*made.values["organisations"], None)
        return {
            "id": FIRST + made.id, "slug": f"made-up-{made.id}", "reference": f"LB-{FIRST + made.id}",
            "organisation_id": self.organisations.get(organisation or ""), "organisation_named": made.id % 10 != 0,
            "first_published_on": made.first_published_on, "review_by": date(2028, 1, 1), "created_at": utc_now(),
        }  # fmt: skip

    def _revision(self, made: Made) -> dict[str, Any]:
        (year, *_), (review, *_) = (*made.values["years"], None), (*made.values["review_types"], None)
        keys = {
            f"{name}_key": next((f"{LISTS[facet]}/{slug}" for slug in made.values[facet]), None)
            for name, facet in ONE.items()
        }
        return {
            "id": FIRST + made.id, "lesson_id": FIRST + made.id, "number": 1, "state": "published", "version": 1,
            "created_at": utc_now(), "title": made.title, "evidence_reason": "Described by the board.",
            "year": int(year) if year else None, "review_id": self.reviews.get(review or ""),
            **keys, **made.sections,
        }  # fmt: skip

    def _links(self, given: list[Made], slugs: Any, column: str, key: Any) -> list[dict[str, Any]]:
        return [
            {"revision_id": FIRST + made.id, column: key(slug), "position": place}
            for made in given
            for place, slug in enumerate(slugs(made))
        ]


def _value_keys(made: Made) -> list[str]:
    return [f"{LISTS[facet]}/{slug}" for facet in MANY for slug in made.values[facet]]


def fill(count: int) -> None:
    """Add so many published lessons to the database of the current application, which has the starter content."""
    rows, made = Rows(), bench.lessons.lessons(count)
    with db.transaction():
        _insert(rows.of_all())
        while batch := list(islice(made, 500)):
            _insert(rows.of(batch))
        with_revision = update(Lesson).where(Lesson.id > FIRST).values(live_revision_id=Lesson.id)
        session.execute(with_revision, execution_options={"synchronize_session": False})
    renderings.catch_up()


def _insert(tables_and_rows: Iterable[tuple[Any, list[dict[str, Any]]]]) -> None:
    for model, rows in tables_and_rows:
        if rows:
            session.execute(insert(model), rows)


def environment(folder: Path) -> dict[str, str]:
    """Settings of a production server that keeps everything in this folder."""
    return {
        "KB_ENVIRONMENT": "production",
        "KB_SECRET_KEY": "only-for-measuring-only-for-measuring",
        "KB_DATABASE_URL": f"sqlite:///{folder / 'lessonbank.db'}",
        "KB_INSTANCE_FOLDER": str(folder),
        "KB_SITE_URL": "https://lessons.example.org",
        "KB_HOSTS": "127.0.0.1",
        "KB_PAGES_PER_MINUTE": "0",
        "KB_MAIL_FOLDER": str(folder / "mail"),
    }


def prepare(folder: Path, count: int) -> None:
    """Tables, starter content, made-up lessons, index; what is there already is only brought up to date."""
    app = create_app(from_environment(environment(folder)))
    with app.app_context():
        tables.upgrade()
        content_commands.load(HERE / "content", lambda _line: None)
        if session.get(Lesson, FIRST + count) is None:
            fill(count)
        renderings.catch_up()
        index_commands.index_rebuild(lambda _line: None, if_needed=True)
        db.session.remove()
        db.engine().dispose()
