"""Every page about accounts, members, admin, jobs, identity, writing and review is looked at, or says why not."""

import re

from apiflask import APIFlask
from werkzeug.routing import RequestRedirect

from tests.journeys.accounts.states import NOT_LOOKED_AT, STATES
from tests.journeys.conftest import PAGES

PACKAGES = (
    "accounts.", "members.", "admin.", "sign_on.", "operations.", "identity.", "editorial.", "desk.", "importing.",
    "curation.", "expunging.", "held_sessions.", "packs.",
)  # fmt: skip


def looked_at(app: APIFlask, paths: list[str]) -> set[str]:
    """The endpoints behind these paths; a word in braces stands for a part of one. Raises NotFound for a wrong path."""
    addresses, found = app.url_map.bind("localhost"), set()
    for path in paths:
        try:
            found.add(addresses.match(re.sub(r"\{\w+\}", "1", path).split("?")[0], "GET")[0])
        except RequestRedirect as moved:
            raise AssertionError(f"{path} leads to {moved.new_url}") from moved
    return found


def pages(app: APIFlask) -> set[str]:
    return {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith(PACKAGES) and "GET" in (rule.methods or ())
    }


def test_every_page_is_looked_at_or_says_why_not(app: APIFlask) -> None:
    seen = looked_at(app, [*PAGES[:-1], *(state.path for state in STATES)])

    assert pages(app) - seen - set(NOT_LOOKED_AT) == set()
    assert set(NOT_LOOKED_AT) <= pages(app) - seen


def test_a_page_that_nobody_looks_at_would_be_noticed(app: APIFlask) -> None:
    assert "admin.users" in pages(app) - looked_at(app, ["/admin", "/account?done=1"])
