"""Asking a site for everything that could betray what is not public, and comparing what it answers."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import unified_diff

import pytest
from apiflask import APIFlask
from flask import has_app_context
from sqlalchemy import select

from kb.accounts.models.user import User
from kb.core import db, events
from kb.core.db import transaction
from kb.lessons.models.lesson import Lesson, Revision
from kb.search import commands as index_commands
from kb.search import service
from kb.search.query import PARAMETERS
from kb.search.similar import Similar
from kb.search.suggested_values import Suggested
from tests import factories
from tests.conftest import quiet
from tests.editorial import leaking
from tests.editorial.leaking import (
    ALONE,
    BESIDE,
    FIRST_NUMBER,
    FIRST_REFERENCE,
    THEMES,
    lesson_word,
    organisation_word,
    says,
    word,
)
from tests.pages import Person, statements
from tests.people import a_user, sign_in
from tests.search.lessons import catch_up

OUTSIDERS = ("anonymous", "user", "member", "contributor")
"""Kinds of people, the last two of another organisation."""
KINDS = pytest.mark.parametrize("kind", OUTSIDERS)
Seen = tuple[int, str]
OUR_PAGE = {"Sec-Fetch-Site": "same-origin"}
ONCE = re.compile(
    r'(?<=nonce=")[^"]+|(?<=nonce-)[\w-]{22}|[0-9a-f]{32}|(?<=name="page" type="hidden" value=")[0-9a-f]{20}'
    r'|(?<=name="csrf_token" type="hidden" value=")[^"]+|(?<=name="csrf_token" value=")[^"]+'
)
"""The nonce of scripts, the token of forms, the number of a request and that of an opened page."""
OTHER_EACH_TIME = {"Date", "ETag", "X-Request-Id"}
"""Headers that are others in each answer."""


@dataclass(frozen=True)
class Answer:
    """All that somebody could tell something by: the status, the headers, the words, and the work that it took."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: str
    made: tuple[str, ...]

    @property
    def all(self) -> str:
        """Headers and words."""
        return "\n".join([*(f"{name}: {value}" for name, value in self.headers), self.body])

    def differences(self, other: "Answer") -> list[str]:
        """In what another answer can be told from this one."""
        if self == other:
            return []
        mine, theirs = ([str(a.status), *map(str, a.headers), *a.body.splitlines(), *a.made] for a in (self, other))
        return [line for line in unified_diff(mine, theirs, "this", "other", n=0, lineterm="")]

    def without(self, *words: str) -> "Answer":
        """The same as if something else of the same length had been asked for."""
        return Answer(
            self.status,
            tuple((name, _blank(value, words)) for name, value in self.headers),
            _blank(self.body, words),
            self.made,
        )


def _blank(text: str, words: tuple[str, ...]) -> str:
    for each in words:
        text = re.sub(re.escape(each), "*", text, flags=re.IGNORECASE)
    return text


def ask(person: Person, address: str, method: str = "GET", **form: str) -> Answer:
    """What somebody is answered. Nothing is followed."""
    if has_app_context():
        db.session.commit()  # what the test has read must not stand in the way
    with person.app.app_context(), statements() as made:
        response = person.client.open(address, method=method, data=form or None, headers=OUR_PAGE, buffered=True)
        headers = [
            (name, "" if name in OTHER_EACH_TIME or value.startswith("session=") else ONCE.sub("", value))
            for name, value in response.headers
        ]
        body = ONCE.sub("", response.get_data().decode("utf-8", "replace"))
    return Answer(response.status_code, tuple(headers), body, tuple(made))


# --- what everybody is shown


def addresses() -> list[str]:
    """Pages with a list, a number or a recommendation that depends on which lessons there are."""
    first = f"LB-{FIRST_REFERENCE}"
    pages = ["/", "/themes", "/search", "/search?sort=newest", "/search?sort=most-used", "/search?q=referral",
             "/search?q=refferal", "/search?q=every+referral&page=2", "/search/suggestions?q=ref",
             "/search/suggestions?q=board", "/search/suggestions?q=z", "/search?q=tag:referral",
             "/sitemap.xml", "/training", "/training/quiz", "/shortlist", "/shortlist/shortlist.csv", "/glossary",
             "/shortlist/empty", f"/shortlist?removed={first}", "/search/filter/tag?find=z"]  # fmt: skip
    pages += [f"/search/filter/{name}" for name in PARAMETERS]
    pages += [f"/themes/{slug}" for slug in THEMES] + [f"/search?theme={slug}" for slug in THEMES]
    return pages


def of_organisations() -> list[str]:
    """Pages of organisations and reviews, which everybody may see."""
    pages = ["/organisations", "/organisations?q=zw", "/organisations?page=2", "/reviews"]
    pages += ["/organisations/northbridge", "/organisations/southbridge", "/reviews/the-review"]
    for number in range(10):
        name = organisation_word(number)
        pages += [f"/organisations/{name}", f"/organisations/{name}-council", f"/reviews/{name}-review"]
    return pages


def found_lessons(answer: Answer) -> list[str]:
    """The lessons that a page leads to, in its order."""
    return re.findall(r"/lessons/([a-z0-9-]+)", answer.body)


def of_lessons() -> list[str]:
    """Pages of the published lessons, with what is related to each."""
    slugs = db.session.scalars(select(Lesson.slug).join(Revision, Lesson.live_revision_id == Revision.id).where(
        Revision.state == "published").order_by(Lesson.id)).all()  # fmt: skip
    return [f"/lessons/{slug}{more}" for slug in slugs for more in ("", "/cite")]


def seen(app: APIFlask, pages: Sequence[str], references: Sequence[int] = ()) -> Mapping[str, Seen]:
    """Status and words of pages, for somebody whose shortlist names every unpublished lesson, and these."""
    person = Person(app)
    unpublished = range(FIRST_REFERENCE, FIRST_REFERENCE + len(ALONE))
    person.client.set_cookie("shortlist", ".".join(map(str, [*unpublished, *references])))
    db.session.commit()
    found = {page: ask(person, page) for page in pages}
    return {page: (answer.status, answer.body) for page, answer in found.items()}


def likenesses() -> list[tuple[Similar, Suggested]]:
    """What is said to be like each of the unpublished texts, and which values are said to fit it."""
    found = []
    for number in range(len(ALONE) + len(BESIDE)):
        texts = {"title": f"{says(number)}, {word(number)}", "found": f"{word(number)} {says(number)}."}
        for without in (None, FIRST_NUMBER + number):
            db.session.rollback()
            found.append((service.similar_to_text(texts, without=without), service.suggested(texts, without=without)))
    return found


@dataclass(frozen=True)
class Noted:
    """What a site shows at a time."""

    pages: Mapping[str, Seen]
    likenesses: list[tuple[Similar, Suggested]]

    def differences(self, other: "Noted") -> list[str]:
        """Addresses of the pages that are not the same to the letter."""
        return [page for page in {**self.pages, **other.pages} if self.pages.get(page) != other.pages.get(page)]


# --- the site

FILLING = (
    "/", "/search?q=xjfilling+referral", "/search/filter/tag?find=xj", "/search/suggestions?q=xj", "/training/quiz",
    "/training/quiz?lesson=xjfilling-lesson", "/glossary?q=xj", "/organisations?q=xj", "/reviews?q=xj", "/shortlist",
    "/lessons/xjfilling", "/lessons/xjfilling/files/1", "/help",
)  # fmt: skip
"""Pages that between them read everything that is kept between requests."""


class Site:
    """A site on which all of it was put, step by step, with what it showed after each."""

    def __init__(self, app: APIFlask) -> None:
        self.app = app
        board = factories.organisation(slug="northbridge")
        other = factories.organisation("Southbridge Safeguarding Children Board", slug="southbridge")
        users = {kind: a_user(kind, other, other) for kind in ("user", "member", "contributor")}
        users["owner"] = a_user("contributor", board, other, email="owner@example.org")
        self.users = {kind: user.id for kind, user in users.items()}
        leaking.small(board, other)
        own = factories.lesson(f"{says(0)} here", state="draft", organisation=other, found=f"{says(0)}.", tell=False)
        assert own.open_revision
        self.own_draft = own.open_revision.id
        self.rebuild()
        self.with_named_only = seen(app, of_organisations())
        leaking.unnamed()
        self.rebuild()
        self.with_unnamed = seen(app, of_organisations())
        self.pages = [*addresses(), *of_organisations(), *of_lessons()]
        self.references = [
            int(found.removeprefix("LB-")) for found in db.session.scalars(select(Lesson.reference)) if found
        ]
        self.before = self.noted()
        with transaction():
            leaking.unpublished(leaking.organisation("northbridge"), live_again(), self.users["owner"])
        self.rebuild()
        self.after = self.noted()
        self._once_shown()

    def _once_shown(self) -> None:
        """One of them is published for a moment, and hidden again."""
        number = ALONE.index("hidden")
        self.shown_word = word(number)
        self._move(FIRST_NUMBER + number, "published", events.LessonPublished)
        self.while_shown = seen(self.app, [*self.pages, f"/search?q={self.shown_word}"], self.references)
        self._move(FIRST_NUMBER + number, "hidden", events.LessonWithdrawn)
        self.after_all = self.noted()

    def _move(self, number: int, state: str, event: type) -> None:
        with transaction():
            revision = db.session.get_one(Revision, number)
            revision.state = state
            events.publish(event(revision.lesson_id))
        catch_up()

    def rebuild(self) -> None:
        """Have the index hold what the database does now."""
        db.session.commit()
        assert index_commands.index_rebuild(quiet) == 0

    def warm(self) -> None:
        """Fill what a process keeps between requests, which another site in the same process may have emptied."""
        person = Person(self.app)
        person.client.set_cookie("shortlist", "1")  # for one with cookies each page is made
        for page in FILLING:
            ask(person, page)

    def noted(self) -> Noted:
        """What it shows now."""
        writer = self.person("contributor")
        own = {page: ask(writer, page) for page in self.own_pages()}
        theirs = {page: (answer.status, answer.body) for page, answer in own.items()}
        return Noted({**seen(self.app, self.pages, self.references), **theirs}, likenesses())

    def own_pages(self) -> list[str]:
        """What a contributor of another organisation sees of the own lessons, with what is recommended there."""
        steps = ("prompted", "found", "done", "check", "preview", "sources")
        return ["/workspace/southbridge", *(f"/workspace/lessons/{self.own_draft}/{step}" for step in steps)]

    def person(self, kind: str) -> Person:
        """A browser of somebody of this kind, who has been here before."""
        person = Person(self.app)
        if kind != "anonymous":
            sign_in(person, db.session.get_one(User, self.users[kind]))
        ask(person, "/help")  # the first request of a session notes that it is used
        return person


def live_again() -> list[Lesson]:
    """The published lessons beside whose texts others are written."""
    return list(db.session.scalars(select(Lesson).where(Lesson.slug.like("published-%")).order_by(Lesson.id)))


def both(text: str) -> list[str]:
    """The unnamed lessons that stand in a text together with a word of their organisation."""
    low = text.lower()
    return [lesson_word(n) for n in range(10) if lesson_word(n) in low and organisation_word(n) in low]
