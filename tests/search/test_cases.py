"""Searches of people, and what they have to find: the table in cases.yaml, over starter content and made-up lessons."""

import html
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
import yaml
from apiflask import APIFlask
from sqlalchemy import select

from kb import create_app
from kb.core import db
from kb.lessons.models.lesson import Lesson
from kb.lessons.models.use import LessonUse
from kb.search import corrections, nearest, notes, service
from kb.search.query import Hits, Query
from tests import factories
from tests.conftest import settings_in
from tests.search import lessons

TABLE: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "cases.yaml").read_text("utf-8"))
CASES: list[dict[str, Any]] = TABLE["cases"]
EXPECTED = {
    "first": "the lesson that comes first",
    "ids": "all lessons found, in order",
    "has": "lessons that are found",
    "has_not": "lessons that are not found",
    "has_all": "lessons that are found with all words",
    "has_not_all": "lessons that are not found with all words",
    "total": "how many are found; or `some`",
    "with_all": "how many are found with all words",
    "same": "another search that finds the same lessons in the same order",
    "narrower_than": "another search that finds these and more",
    "filters": "the values read as filters",
    "near": "names of values that exist, by the typed one that does not or finds nothing",
    "everywhere": "the words that no lesson has",
    "lacks": "words that lessons of the first page are without",
    "box": "what the search box shows",
    "also": "other names that are said to be looked for, by what was typed",
    "says": "part of a sentence on the page; or `nothing`",
    "meant": "the text of “did you mean”; or `nothing`",
    "nearest": "the text of the nearest search that finds something; or `nothing`",
    "change": "how that search differs",
    "themes": "the first of the nearest themes",
    "order": "`newest`: the newest first",
}
ASKED = {"find", "over", "with", "exact", "sort", "page", "repeated"}


@dataclass
class World:
    """Lessons to search, by the name that the table gives them."""

    app: APIFlask
    numbers: Mapping[str, int]

    @cached_property
    def names(self) -> Mapping[int, str]:
        return {number: name for name, number in self.numbers.items()}


@dataclass
class Answer:
    """What one search of the table answers."""

    world: World
    query: Query

    @cached_property
    def hits(self) -> Hits:
        return service.find(self.query)

    @cached_property
    def found(self) -> list[str]:
        """The names of all lessons found, page by page."""
        pages = range(1, -(-self.hits.total // self.hits.size) + 1)
        return [self.world.names[n] for page in pages for n in service.find(replace(self.query, page=page)).ids]

    @property
    def complete(self) -> list[str]:
        return self.found[: self.hits.with_all]

    def like(self, text: str) -> list[str]:
        """What another text finds that is asked in the same way."""
        return Answer(self.world, Query(text, sort=self.query.sort, exact=self.query.exact)).found


def query_of(case: Mapping[str, Any]) -> Query:
    text = " ".join([case["find"]] * case.get("repeated", 1))
    given = {facet: tuple(slugs) for facet, slugs in case.get("with", {}).items()}
    return Query(text, given, case.get("sort", "relevance"), case.get("exact", False), case.get("page", 1))


@pytest.fixture(scope="session")
def starter(site: APIFlask) -> World:
    with site.app_context():
        return World(site, dict(db.session.execute(select(Lesson.reference, Lesson.id)).all()))  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def made(sqlite_words: Path, tmp_path_factory: pytest.TempPathFactory) -> World:
    folder = tmp_path_factory.mktemp("made")
    shutil.copy(sqlite_words, folder / "lessonbank.db")
    app = create_app(settings_in(folder))
    with app.app_context():
        numbers = {name: publish(**fields) for name, fields in TABLE["made"].items()}
        lessons.catch_up()
        db.session.remove()
    return World(app, numbers)


def publish(
    title: str, uses: int = 0, organisation: str = "", published_on: date = date(2026, 6, 1), **fields: Any
) -> int:
    with db.transaction():
        board = factories.organisation(organisation) if organisation else None
        made = factories.lesson(
            title, organisation=board, published_on=published_on, **{"themes": ["early-help"], **fields}
        )
        for _ in range(uses):
            db.session.add(LessonUse(lesson_id=made.id, kind="used"))
        return made.id


@pytest.fixture
def answer(case: dict[str, Any], starter: World, made: World) -> Iterator[Answer]:
    world = made if case.get("over") == "made" else starter
    with world.app.app_context():
        yield Answer(world, query_of(case))
        db.session.remove()


def label(case: Mapping[str, Any]) -> str:
    return (
        " ".join(str(case[name]) for name in ("find", "with", "sort", "exact") if name in case)
        .encode("ascii", "replace")
        .decode()
    )


each_case = pytest.mark.parametrize("case", CASES, ids=map(label, CASES))


def test_the_table_is_large_and_says_nothing_that_is_not_looked_at() -> None:
    assert len(CASES) >= 130
    for case in CASES:
        assert case.keys() - ASKED, f"{case['find']} expects nothing"
        assert case.keys() <= ASKED | EXPECTED.keys(), case


@each_case
def test_a_search_finds_what_it_has_to(case: dict[str, Any], answer: Answer) -> None:
    hits = answer.hits
    found = answer.found
    assert len(found) == len(set(found)) == hits.total
    assert found[:1] == [case["first"]] if "first" in case else True
    assert found == case["ids"] if "ids" in case else True
    assert set(case.get("has", ())) <= set(found)
    assert not set(case.get("has_not", ())) & set(found)
    assert set(case.get("has_all", ())) <= set(answer.complete)
    assert not set(case.get("has_not_all", ())) & set(answer.complete)
    assert hits.total if case.get("total") == "some" else hits.total == case.get("total", hits.total)
    assert hits.with_all == case.get("with_all", hits.with_all)
    assert found == (answer.like(case["same"]) if "same" in case else found)
    assert "narrower_than" not in case or set(found) < set(answer.like(case["narrower_than"]))
    if case.get("order") == "newest":
        assert found == [answer.world.names[n] for n in newest(found, answer.world)]


def newest(found: list[str], world: World) -> list[int]:
    rows = select(Lesson.id).where(Lesson.id.in_([world.numbers[name] for name in found]))
    return list(db.session.scalars(rows.order_by(Lesson.first_published_on.desc(), Lesson.id.desc())))


@each_case
def test_a_search_says_how_it_was_read(case: dict[str, Any], answer: Answer) -> None:
    hits = answer.hits
    said = " ".join(notes.notes(hits))
    assert said == "" if case.get("says") == "nothing" else case.get("says", "") in said
    assert hits.understood.text == case.get("box", hits.understood.text)
    assert dict(hits.query.filters) == {
        facet: tuple(slugs) for facet, slugs in case.get("filters", hits.query.filters).items()
    }
    if "also" in case:
        shown = {widened.typed.lower(): list(widened.names) for widened in notes.widened(hits.understood)}
        assert shown == case["also"]


LACKING = [case for case in CASES if case.keys() & {"near", "everywhere", "lacks"}]


@pytest.mark.parametrize("case", LACKING, ids=map(label, LACKING))
def test_a_search_says_what_is_lacking_and_what_is_near(case: dict[str, Any], answer: Answer) -> None:
    found = service.answer(answer.query)
    assert list(found.lacking.everywhere) == case.get("everywhere", list(found.lacking.everywhere))
    without = {answer.world.names[number]: list(words) for number, words in found.lacking.by_lesson.items()}
    assert without.items() >= case.get("lacks", {}).items()
    near = {given.typed: [value.label for value in given.values] for given in found.near_values}
    assert near == case.get("near", near)
    for value in (value for given in found.near_values for value in given.values):
        assert service.find(value.query).total == value.total > 0


HELPED = [case for case in CASES if case.keys() & {"meant", "nearest", "themes"}]


@pytest.mark.parametrize("case", HELPED, ids=map(label, HELPED))
def test_a_search_that_finds_little_is_helped(case: dict[str, Any], answer: Answer) -> None:
    hits, snapshot = answer.hits, service.backend().reader.snapshot()  # type: ignore[attr-defined]
    correction = corrections.correction(snapshot, hits, ())
    if "meant" in case:
        assert (correction.text if correction else "nothing") == case["meant"]
    if correction:
        assert service.find(replace(hits.query, text=correction.text)).with_all > hits.with_all
    near = nearest.nearest(snapshot, hits, ())
    text = near.query.text if near.query else "nothing"
    assert text == case.get("nearest", text)
    assert near.change == case.get("change", near.change)
    themes = [theme.slug for theme in near.themes]
    assert themes[: len(case.get("themes", ())) or None] == case.get("themes", themes)
    if near.query:
        assert service.find(near.query).total == near.total > 0


@each_case
def test_the_page_shows_it(case: dict[str, Any], answer: Answer) -> None:
    hits = answer.hits
    page = answer.world.app.test_client().get("/search", query_string=answer.query.to_args())
    assert page.status_code == 200
    text = html.unescape(re.sub(r"<[^<>]*>", "", page.text))
    shown = [*notes.notes(hits), *(name for widened in notes.widened(hits.understood) for name in widened.names[:3])]
    for part in shown:
        assert part in text
    if case.get("meant", "nothing") != "nothing":
        assert case["meant"] in text
    if hits.total:
        assert page.text.count("kb-results__item") == len(hits.ids)
