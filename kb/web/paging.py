"""Pages of a list in the address: which one is asked for, and the addresses of the others."""

import re
from typing import Any
from urllib.parse import quote, urlencode

from flask import g, request
from markupsafe import Markup, escape

from kb.core.paging import Page, page_number


def requested_page() -> int:
    """The page number in the address; anything that is not one is read as the first page."""
    return page_number(request.args.get("page", ""))


def page_url(number: int) -> str:
    """Address of another page of the list shown, with everything else in the address kept."""
    path, kept = _address()
    query = f"{kept}&page={number}" if kept and number > 1 else f"page={number}" if number > 1 else kept
    return f"{path}?{query}" if query else path


def _address() -> tuple[str, str]:
    """Path and parameters of this page without the page number; a list has links to half a dozen of its pages."""
    if "address_without_page" not in g:
        kept = [(key, value) for key, value in request.args.items(multi=True) if key != "page"]
        g.address_without_page = quote(request.path), urlencode(kept)
    found: tuple[str, str] = g.address_without_page
    return found


def page_shape(page: Page[Any]) -> tuple[str, ...]:
    """Which links the pagination of a list has, without their numbers; there are some twenty shapes."""
    ends = ["previous" if page.number > 1 else "", "next" if page.number < page.pages else ""]
    return (*ends, *("gap" if n is None else "current" if n == page.number else "other" for n in page.neighbours))


def page_links(html: Markup, page: Page[Any]) -> Markup:
    """The pagination of this shape with numbers and addresses filled in."""
    neighbours = page.neighbours

    def fill(place: re.Match[str]) -> str:
        known = {"previous": page.number - 1, "next": page.number + 1}
        number = known.get(place[2]) or neighbours[int(place[2])]
        assert number is not None  # noqa: S101 - a gap has no place to fill
        return str(number) if place[1] == "number" else str(escape(page_url(number)))

    return Markup(_PLACE.sub(fill, html))  # noqa: S704 - from a component


_PLACE = re.compile(r"kb-(number|address)-(\w+)-here")
