"""Questions to ask of the search page and the page of all values: what is ticked, what a form sends."""

from collections.abc import Sequence
from urllib.parse import parse_qsl, urlsplit

from werkzeug.datastructures import MultiDict

from tests.pages import Page, words


def arguments(address: str) -> list[tuple[str, str]]:
    """The arguments of an address in an order that does not matter."""
    return sorted(parse_qsl(urlsplit(address).query, keep_blank_values=True))


def ticked(page: Page) -> list[tuple[str, str]]:
    """Name and value of every box that is ticked."""
    return sorted((str(box["name"]), str(box["value"])) for box in page.soup.select("input[type=checkbox][checked]"))


def show_all(page: Page, what: str, tick: Sequence[tuple[str, str]] = ()) -> Page:
    """Press the button under a filter that shows all its values, with more values ticked than the page has."""
    button = next(b for b in page.soup.select("button[formaction]") if words(b).endswith(what))
    fields = MultiDict([*sent(page, str(button["form"])), *tick, (str(button["name"]), str(button["value"]))])
    return page.person.open(str(button["formaction"]), query_string=fields)


def sent(page: Page, form: str) -> list[tuple[str, str]]:
    """What a form of the page would send, with the fields that stand elsewhere and belong to it."""
    fields = page.soup.select(f'#{form} input[name], input[form="{form}"][name]')
    on = {id(field): field for field in fields if field.get("type") != "checkbox" or field.has_attr("checked")}
    return sorted((str(field["name"]), str(field.get("value", ""))) for field in on.values())
