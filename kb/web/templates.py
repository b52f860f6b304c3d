"""How pages are rendered: where templates are found, what they may call, and the panels of other packages."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Self

from flask import Flask, request, url_for
from jinja2 import BaseLoader, ChainableUndefined, ChoiceLoader, FileSystemLoader, PackageLoader, PrefixLoader
from markupsafe import Markup

from kb.access.guard import may
from kb.access.policy import Permission
from kb.core.settings import Settings
from kb.web.forms import error_summary
from kb.web.paging import page_url

PACKAGES = Path(__file__).resolve().parent.parent
STATIC = Path(__file__).resolve().parent / "static"

Panel = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class NavigationEntry:
    """What `kb.wiring` says of an entry of the navigation."""

    text: str | Callable[[], str]
    """Its words; a function where they depend on the reader."""
    endpoint: str
    within: str
    """Addresses that begin so belong to this entry."""
    values: Mapping[str, str] = field(default_factory=dict)
    """What the page's address is made with."""


@dataclass(frozen=True, slots=True)
class NavigationLink:
    """An entry of the navigation as one page shows it."""

    text: str
    url: str
    current: bool


class StrictUndefined(ChainableUndefined):
    """A name that a template was not given is an error.

    Components of GOV.UK Frontend ask for options that nobody set. Those stay empty: keys missing from a
    component's parameters, and names that are theirs and never ours: `caller`, `undefined`, all in camelCase.
    """

    __slots__ = ()

    def _refuse(self) -> None:
        name = self._undefined_name
        if isinstance(self._undefined_obj, Mapping) or name in {"caller", "undefined"}:
            return
        if isinstance(name, str) and name != name.lower():
            return
        self._fail_with_undefined_error()

    def __str__(self) -> str:
        self._refuse()
        return ""

    def __len__(self) -> int:
        self._refuse()
        return 0

    def __bool__(self) -> bool:
        self._refuse()
        return False

    def __iter__(self) -> Iterator[Any]:
        self._refuse()
        return iter(())

    def __getattr__(self, name: str) -> Self:
        if name.startswith("__"):
            raise AttributeError(name)
        self._refuse()
        return self

    def __getitem__(self, _name: str) -> Self:  # type: ignore[override]
        self._refuse()
        return self


def connect(
    app: Flask,
    *,
    panels: Mapping[str, Iterable[Panel]],
    navigation: Iterable[NavigationEntry],
) -> None:
    """Give the application its templates, with the panels and the navigation that `kb.wiring` lists."""
    settings: Settings = app.extensions["kb.settings"]
    panel_table = {name: list(functions) for name, functions in panels.items()}
    entries = list(navigation)
    app.jinja_loader = loader()
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(date=long_date, count=count, joined=joined)
    app.jinja_env.globals.update(
        asset=asset,
        site=settings,
        may=may,
        Permission=Permission,
        page_url=page_url,
        error_summary=error_summary,
        panels=lambda name, **things: _panels(panel_table.get(name, []), things),
    )

    @app.context_processor
    def frame() -> dict[str, Any]:
        return {"navigation": lambda: _links(entries), "current_path": current_path()}


def loader() -> BaseLoader:
    """Templates of every package under its name, the shared ones without a prefix, the components under theirs."""
    packages = {
        folder.parent.name: FileSystemLoader(folder)
        for folder in sorted(PACKAGES.glob("*/templates"))
        if folder.parent.name != "web"
    }
    components = {
        "govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja"),
        "govuk_frontend_wtf": PackageLoader("govuk_frontend_wtf"),
    }
    return ChoiceLoader([FileSystemLoader(PACKAGES / "web" / "templates"), PrefixLoader({**packages, **components})])


def _panels(functions: list[Panel], things: dict[str, Any]) -> Any:
    """What the higher packages show here: one piece of HTML, or for a batch one for each id."""
    shown = [function(**things) for function in functions]
    if shown and isinstance(shown[0], dict):
        ids = {number for part in shown for number in part}
        return {number: Markup("").join(part.get(number, "") for part in shown) for number in ids}
    return Markup("").join(shown)


def _links(entries: list[NavigationEntry]) -> list[NavigationLink]:
    return [
        NavigationLink(
            text=entry.text() if callable(entry.text) else entry.text,
            url=url_for(entry.endpoint, **entry.values),  # type: ignore[arg-type]
            current=request.path == entry.within or request.path.startswith(f"{entry.within}/"),
        )
        for entry in entries
    ]


def current_path() -> str:
    """Address of this page within the site, for coming back to it."""
    return request.full_path if request.query_string else request.path


def asset(name: str) -> str:
    """Address of a static file that changes with its content, so that browsers may keep it for good."""
    return url_for("static", path=name, v=fingerprint(name))


@lru_cache(maxsize=64)
def fingerprint(name: str) -> str:
    """Short digest of a static file's content."""
    return hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]


def long_date(day: date) -> str:
    """15 October 2009."""
    return f"{day.day} {day:%B %Y}"


def count(number: int, noun: str, plural: str | None = None) -> str:
    """ "1 lesson", "3 lessons", "1,204 lessons"."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def joined(words: Iterable[str], conjunction: str = "and") -> str:
    """ "a", "a and b", "a, b and c"."""
    *first, last = [*words] or [""]
    return f"{', '.join(first)} {conjunction} {last}" if first else last
