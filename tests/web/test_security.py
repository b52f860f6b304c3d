"""Headers, and what pages fetch."""

import base64
import hashlib
import re

import pytest

from kb.web.security import INLINE_SCRIPT, POLICY
from tests.pages import Person

ADDRESSES = ["/", "/search?q=audit", "/no-such-page", "/shortlist/shortlist.csv", "/health/live", "/static/app.css"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_carries_the_headers(anonymous: Person, address: str) -> None:
    headers = anonymous.open(address).response.headers

    assert headers["Content-Security-Policy"] == POLICY
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"


def test_the_one_inline_script_is_the_one_that_is_allowed(anonymous: Person) -> None:
    scripts = anonymous.open("/").soup.select("script:not([src])")

    digests = {"sha256-" + base64.b64encode(hashlib.sha256(str(s.string).encode()).digest()).decode() for s in scripts}
    assert digests == {INLINE_SCRIPT}


def test_pages_load_nothing_from_elsewhere(anonymous: Person) -> None:
    soup = anonymous.open("/lessons/nw-domestic-abuse-audit-team").soup
    loaded = [
        *(element["src"] for element in soup.select("[src]")),
        *(e["href"] for e in soup.select("link[href]") if e["rel"] != ["canonical"]),
    ]

    assert loaded
    assert all(re.match(r"/(?!/)", address) for address in loaded), loaded


def test_reading_sets_no_cookie(anonymous: Person) -> None:
    for address in ADDRESSES:
        assert "Set-Cookie" not in anonymous.open(address).response.headers


def test_static_files_are_kept_by_browsers_only_under_an_address_that_changes_with_them(anonymous: Person) -> None:
    sheet = anonymous.open("/").soup.select_one("link[rel=stylesheet]")
    assert sheet is not None

    assert "immutable" in anonymous.open(str(sheet["href"])).response.headers["Cache-Control"]
    assert "immutable" not in anonymous.open("/static/app.css").response.headers["Cache-Control"]
