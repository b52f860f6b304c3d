"""How pages are rendered: where templates are found, what they may call, and the panels of other packages."""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from operator import attrgetter
from pathlib import Path
from typing import Any

from flask import Flask, request, url_for
from jinja2 import BaseLoader, ChoiceLoader, FileSystemLoader, PackageLoader, PrefixLoader
from jinja2.runtime import Macro
from markupsafe import Markup

from kb.access.actors import Permission
from kb.access.guard import actor, may
from kb.access.policy import allows_somewhere
from kb.core.attribution import ATTRIBUTION
from kb.core.clock import long_date, long_moment
from kb.core.settings import Settings
from kb.core.text import joined
from kb.web import addresses
from kb.web.addresses import current_path
from kb.web.environment import PageEnvironment, page_environment
from kb.web.forms import error_summary
from kb.web.paging import page_links, page_shape, page_url
from kb.web.security import page_nonce

PACKAGES = Path(__file__).resolve().parent.parent
STATIC = Path(__file__).resolve().parent / "static"

GAP = "\0"
"""Stands in the frame of pages where a page has something of its own; no text that is shown can hold it."""

NONCE = "\1"
"""Stands in it where scripts carry the nonce of one answer."""

MOST_PIECES = 2000
"""Pieces of pages that are kept in memory; each has a few hundred characters."""

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
    """Whether the page belongs to it."""
    this_page: bool
    """Whether it leads to the page itself."""


@dataclass(frozen=True, slots=True)
class Doors:
    """Addresses of what stands at the top for somebody signed in."""

    account: str
    sign_out: str
    workspace: str
    desk: str
    admin: str
    """Each of the last three is empty for whoever has nothing to do there."""


def connect(
    app: Flask,
    *,
    panels: Mapping[str, Iterable[Panel]],
    navigation: Iterable[NavigationEntry],
) -> None:
    """Give the application its templates, with the panels and the navigation that `kb.wiring` lists."""
    settings: Settings = app.extensions["kb.settings"]
    panel_table = {name: list(functions) for name, functions in panels.items()}
    url_for, pieces = addresses.maker(), Pieces()
    app.jinja_environment = page_environment()
    app.jinja_loader = loader()
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(date=long_date, moment=long_moment, count=count, joined=joined, page_links=page_links)
    app.jinja_env.globals.update(
        url_for=url_for,
        asset=asset,
        attribution=ATTRIBUTION,
        site=settings,
        may=may,
        Permission=Permission,
        page_url=page_url,
        page_shape=page_shape,
        error_summary=error_summary,
        kept=pieces.kept,
        filled=pieces.filled,
        each=pieces.each,
        page_frame=frames(app, list(navigation), url_for),
        panels=lambda name, **things: _panels(panel_table.get(name, []), things),
    )

    @app.context_processor
    def current() -> dict[str, Any]:
        return {"current_path": current_path()}


def frames(app: Flask, entries: list[NavigationEntry], url_for: Callable[..., str]) -> Callable[[], tuple[str, ...]]:
    """A function that gives what the current page has around it, with gaps between the parts."""

    @lru_cache(maxsize=256)
    def frame(
        _root: str, menu: tuple[tuple[str, str, bool, bool], ...], doors: Doors | None, nonce: str
    ) -> tuple[str, ...]:
        links = [NavigationLink(*link) for link in menu]
        html = app.jinja_env.get_template("layouts/frame.html").render(gap=GAP, menu=links, doors=doors, nonce=nonce)
        return tuple(map(Markup, html.split(GAP)))

    @lru_cache(maxsize=16)
    def urls(_root: str) -> list[str]:
        return [url_for(entry.endpoint, **entry.values) for entry in entries]

    @lru_cache(maxsize=16)
    def doors(_root: str, writes: bool, desk: bool, admin: bool) -> Doors:
        return Doors(
            url_for("accounts.account"),
            url_for("accounts.sign_out"),
            url_for("editorial.workspace") if writes else "",
            url_for("desk.queue") if desk else "",
            url_for("admin.index") if admin else "",
        )

    def current_frame() -> tuple[str, ...]:
        path, root, menu = request.path, request.script_root, []
        for entry, url in zip(entries, urls(root), strict=True):
            current = path == entry.within or path.startswith(f"{entry.within}/")
            menu.append((entry.text() if callable(entry.text) else entry.text, url, current, current and url == path))
        writes = allows_somewhere(actor(), Permission.WORKSPACE_READ)
        own = writes, may(Permission.DESK_READ), may(Permission.ADMIN_READ)
        at_top = doors(root, *own) if actor().user_id is not None else None
        nonce = page_nonce()
        pieces = frame(root, tuple(menu), at_top, NONCE if nonce else "")
        return tuple(Markup(piece.replace(NONCE, nonce)) for piece in pieces) if nonce else pieces  # noqa: S704

    return current_frame


class Pieces:
    """Pieces of pages that were made before, by macros of templates that others import: those are always the same."""

    def __init__(self) -> None:
        self._made: dict[Any, Any] = {}

    def kept(self, macro: Macro, *values: Any) -> Markup:
        """What a macro makes of these values: called once, for what few values decide and nothing else.

        Values are text, numbers, frozen objects, or the parameters of a component.
        """
        # In parameters text and HTML must not be taken for each other: `repr` tells them apart.
        form = repr(values) if isinstance(values[0], dict) else values
        piece: Markup = self._once((macro, form), lambda: Markup(macro(*values)))  # noqa: S704 - from a template
        return piece

    def filled(self, macro: Macro, *values: Any) -> Markup:
        """What a macro makes of these values: called once for all with the same gaps, which are then filled.

        For what stands on a page many times. The macro writes out texts and numbers as they are; what it decides by,
        it decides by whether one is empty, and by values that are neither.
        """
        return Markup("".join(self._filled(macro, (), values)))  # noqa: S704 - from a template, with texts escaped

    def each(self, macro: Macro, fixed: tuple[Any, ...], things: Iterable[Any], names: Sequence[str]) -> Markup:
        """`filled` for each of these things: the macro gets what is `fixed`, and these attributes of the thing."""
        values = attrgetter(*names)
        return Markup("".join([part for thing in things for part in self._filled(macro, fixed, values(thing))]))  # noqa: S704

    def _filled(self, macro: Macro, fixed: tuple[Any, ...], values: tuple[Any, ...]) -> list[str]:
        form = tuple([_GAP_HERE if value and type(value) in _FILLED else value for value in values])
        key = macro, fixed, form
        pieces, gaps = self._made.get(key) or self._once(key, lambda: _pattern(macro, fixed, form))
        parts: list[str] = pieces.copy()
        for at, place in gaps:
            parts[at] = _escaped(values[place])
        return parts

    def _once(self, key: Any, make: Callable[[], Any]) -> Any:
        made = self._made.get(key)
        if made is None:
            made = make()
            if len(self._made) >= MOST_PIECES:
                self._made.clear()  # another thread may be doing the same: nothing is read from the table again
            self._made[key] = made
        return made


_escaped = PageEnvironment.escaped
_GAP_HERE = object()
_FILLED = frozenset({str, Markup, int})


def _pattern(macro: Macro, fixed: tuple[Any, ...], form: tuple[Any, ...]) -> tuple[list[str], list[tuple[int, int]]]:
    """What a macro writes, in pieces; and which of them are to be filled, each with the place of its value."""
    gaps = [Markup(f"{GAP}{place}{GAP}") if value is _GAP_HERE else value for place, value in enumerate(form)]  # noqa: S704
    pieces = str(macro(*fixed, *gaps)).split(GAP)
    return pieces, [(at, int(pieces[at])) for at in range(1, len(pieces), 2)]


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


def asset(name: str) -> str:
    """Address of a static file that changes with its content, so that browsers may keep it for good."""
    return url_for("static", path=name, v=fingerprint(name))


@lru_cache(maxsize=64)
def fingerprint(name: str) -> str:
    """Short digest of a static file's content."""
    return hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]


def count(number: int, noun: str, plural: str | None = None) -> str:
    """ "1 lesson", "3 lessons", "1,204 lessons"."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"
