"""A person who reads pages: asks for them by the view's name, and has every page checked on the way."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from itertools import pairwise
from typing import Any

import html5lib
from apiflask import APIFlask
from bs4 import BeautifulSoup, Tag
from flask import has_app_context, url_for
from sqlalchemy import event
from werkzeug.test import TestResponse

from kb.core import db


class Page:
    """An answer of the site, with the few questions that tests ask of one."""

    def __init__(self, response: TestResponse, person: "Person") -> None:
        self.response = response
        self.person = person
        self.status = response.status_code
        self.html = response.get_data().decode("utf-8", "replace")  # a file may hold anything

    @cached_property
    def soup(self) -> BeautifulSoup:
        """The elements of an HTML page."""
        return BeautifulSoup(self.html, "html.parser")

    @property
    def heading(self) -> str:
        """The page's one h1."""
        return words(self.soup.h1)

    @property
    def text(self) -> str:
        """All words of the main part."""
        return words(self.soup.main or self.soup)

    @property
    def errors(self) -> list[str]:
        """Messages of the error summary."""
        return self.rows(".govuk-error-summary__list a")

    def rows(self, selector: str) -> list[str]:
        """The words of every element that a selector finds."""
        return [words(element) for element in self.soup.select(selector)]

    def link(self, text: str) -> str:
        """Address of the link with these words. Raises AssertionError where there is none."""
        found = [a["href"] for a in self.soup.find_all("a", href=True) if words(a) == text]
        assert found, f"no link {text!r} among {[words(a) for a in self.soup.find_all('a')]}"
        return str(found[0])

    def follow(self, text: str) -> "Page":
        """The page behind the link with these words."""
        return self.person.open(self.link(text))

    def submit(self, button: str, **fields: str) -> "Page":
        """Send the form that has this button, with these fields filled and the rest as the page has it."""
        for form in self.soup.find_all("form"):
            found = next((b for b in form.find_all("button") if words(b).startswith(button)), None)
            if found:
                break
        else:
            raise AssertionError(f"no button {button!r}")
        sent: dict[str, Any] = {}
        for field in form.select("input[name], textarea[name], select[name]"):
            kind, name = field.get("type", "text"), str(field["name"])
            if kind in {"checkbox", "radio"} and not field.has_attr("checked"):
                continue
            if field.name == "select":  # a browser sends the option that is chosen, or else the first
                field = field.select_one("option[selected]") or field.select_one("option") or field
            sent.setdefault(name, []).append(str(field.get("value", field.text)))
        sent.update(fields)
        if found.get("name"):
            sent[str(found["name"])] = str(found.get("value", ""))
        address = str(form.get("action") or self.response.request.path)
        if form.get("method", "get").lower() == "post":
            return self.person.open(address, method="POST", data=sent)
        return self.person.open(address, query_string=sent)


class Person:
    """A browser without scripts, in the hands of somebody."""

    def __init__(self, app: APIFlask) -> None:
        self.app = app
        self.client = app.test_client()
        self._checks = app.config["SQLALCHEMY_DATABASE_URI"].startswith("sqlite")
        """Pages are the same on every kind of database, and each test of them runs on this kind."""
        self.user: Any = None
        """Who it is, where somebody is signed in (`tests.people`)."""

    def get(self, endpoint: str, **values: Any) -> Page:
        """The page of a view."""
        with self.app.test_request_context():
            address = url_for(endpoint, **values)
        return self.open(address)

    def open(self, address: str, **how: Any) -> Page:
        """The page at an address; every HTML page is checked, if it comes from SQLite.

        What the test made is committed first, and the request gets a context of its own, as on a real server.
        """
        if has_app_context():
            db.session.commit()
        how.setdefault("headers", {}).setdefault("Sec-Fetch-Site", "same-origin")
        with self.app.app_context():
            path = re.sub(r"^https?://[^/]+", "", address)
            page = Page(self.client.open(path, buffered=True, **how), self)
        if page.status in {302, 303}:
            return self.open(page.response.headers["Location"])
        if page.response.mimetype == "text/html" and not 300 <= page.status < 400 and self._checks:
            check(page)
        return page


def words(element: Tag | BeautifulSoup | None) -> str:
    """The words of an element on one line."""
    return " ".join(element.get_text(" ").split()) if element else ""


def check(page: Page) -> None:
    """What holds for every page: valid HTML, one h1 that begins the title, unique ids, labels, links that land."""
    parser = html5lib.HTMLParser(strict=False, namespaceHTMLElements=False)
    parser.parse(page.html)
    assert not parser.errors, [(place, code, data) for place, code, data in parser.errors][:5]
    soup = page.soup
    assert len(soup.find_all("h1")) == 1, "a page has one h1"
    title = words(soup.title).removeprefix("Error: ")
    assert title.startswith(page.heading), f"the title {title!r} begins with the heading {page.heading!r}"
    ids = [element["id"] for element in soup.find_all(id=True)]
    assert len(ids) == len(set(ids)), sorted({i for i in ids if ids.count(i) > 1})
    labelled = {label.get("for") for label in soup.find_all("label")}
    for field in soup.select("input:not([type=hidden], [hidden]), textarea, select"):
        named = field.get("aria-label") or field.get("id") in labelled or field.find_parent("label")
        assert named, f"{field} has no label"
    for anchor in soup.select('a[href^="#"]'):
        assert anchor["href"] == "#" or anchor["href"][1:] in ids, f"{anchor['href']} leads nowhere"
    levels = [int(heading.name[1]) for heading in soup.find_all(re.compile("^h[1-6]$"))]
    jumps = [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1]
    assert not jumps, f"headings skip a level: {levels}"
    assert not soup.select("[style], style, script:not([src]):not([type])")[1:], "one inline script, no inline style"


@contextmanager
def statements() -> Iterator[list[str]]:
    """The SQL statements that the current application makes inside."""
    made: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not statement.startswith(("BEGIN", "PRAGMA")):
            made.append(statement)

    engine = db.engine()
    event.listen(engine, "before_cursor_execute", note)
    ended = db.on_read(made.append)
    try:
        yield made
    finally:
        event.remove(engine, "before_cursor_execute", note)
        ended()
