"""The way back to a list as it was left: its filter and page go along in the addresses of what it leads to."""

from typing import Any
from urllib.parse import parse_qsl, urlencode

from flask import request

from kb.admin.routes.blueprint import blueprint

LISTS = {
    "admin.users": ("user", "user_step", "site_role", "add_membership", "correct_address", "take_back_address"),
    "admin.organisations": (
        "organisation", "rename", "change_dates", "change_place", "remove_organisation", "succeed", "separate", "merge",
        "add_sign_on", "remove_sign_on",
    ),
}  # fmt: skip
"""Endpoints of lists, with those of the pages that lead back to them."""
NAME = "list"
"""Of the parameter that holds the list's own parameters."""
LONGEST = 1000
_of = {f"admin.{page}": listing for listing, pages in LISTS.items() for page in pages}


def list_address(listing: str) -> dict[str, Any]:
    """The parameters of a list as it was when it was left, if the page is one that leads back to it."""
    kept = parse_qsl(_kept(listing))
    return {name: value for name, value in kept if not name.startswith("_")}


def _kept(listing: str) -> str:
    """The parameters of a list, as one text."""
    if request.endpoint == listing:
        return urlencode(list(request.args.items()))[:LONGEST]
    return request.args.get(NAME, "")[:LONGEST] if _of.get(request.endpoint or "") == listing else ""


@blueprint.url_defaults
def _go_along(endpoint: str, values: dict[str, Any]) -> None:
    """Add the parameters of the list to the addresses of the pages that it leads to."""
    listing = _of.get(endpoint)
    if listing and (kept := _kept(listing)):
        values.setdefault(NAME, kept)


@blueprint.context_processor
def _back() -> dict[str, Any]:
    return {"list_address": list_address}
