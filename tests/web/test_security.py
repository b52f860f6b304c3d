"""Headers, and what pages fetch."""

import base64
import hashlib
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from io import StringIO

import pytest
from apiflask import APIFlask
from flask import request
from flask.logging import default_handler

from kb import create_app
from kb.access.guard import public
from kb.core.audit import request_id
from kb.core.settings import Settings
from kb.web.security import INLINE_SCRIPT, POLICY, from_here, site_names
from tests.conftest import SETTINGS
from tests.pages import Person

ADDRESSES = ["/", "/search?q=audit", "/no-such-page", "/shortlist/shortlist.csv", "/health/live", "/static/app.css"]


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


# --- scripts


def test_a_page_made_for_one_request_lets_scripts_in_by_a_word_that_is_never_used_again(user: Person) -> None:
    answers = [user.open("/themes") for _ in range(2)]

    words = []
    for page in answers:
        scripts = page.soup.select("script")
        nonce = {str(script["nonce"]) for script in scripts}
        allowed = re.search(r"script-src ([^;]+);", page.response.headers["Content-Security-Policy"])
        assert allowed
        assert {allowed[1]} == {f"'nonce-{word}'" for word in nonce}
        words += nonce
    assert len(set(words)) == 2


def test_a_page_that_is_kept_has_no_nonce_and_neither_has_the_answer_that_it_is_unchanged(anonymous: Person) -> None:
    page = anonymous.open("/themes")
    unchanged = anonymous.open("/themes", headers={"If-None-Match": page.response.headers["ETag"]})

    assert "nonce" not in page.html
    assert unchanged.status == 304
    assert (
        page.response.headers["Content-Security-Policy"]
        == unchanged.response.headers["Content-Security-Policy"]
        == POLICY
    )


def test_no_policy_allows_anything_unsafe_or_from_elsewhere(anonymous: Person) -> None:
    for address in ["/", "/no-such-page"]:
        header = anonymous.open(address).response.headers["Content-Security-Policy"]
        assert not re.search(r"unsafe|https?:|\*|data:|blob:", header), header


# --- names of the site


def in_production(site: APIFlask, **changed: object) -> APIFlask:
    settings: Settings = site.extensions["kb.settings"]
    return create_app(replace(settings, environment="production", **changed))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("host", "answered"),
    [
        ("lessons.example.org", True),
        ("LESSONS.example.org:443", True),
        ("www.example.net", True),
        ("localhost:5000", False),
        ("127.0.0.1", False),
        ("evil.example", False),
        ("lessons.example.org.evil.example", False),
        ("lessons.example.org@evil.example", False),
        ("lessons.example.org, evil.example", False),
        ("<b>", False),
    ],
)
def test_in_production_the_site_answers_only_under_its_own_names(site: APIFlask, host: str, answered: bool) -> None:
    client = in_production(site, hosts=("www.example.net",)).test_client()

    response = client.get("/robots.txt", headers={"Host": host})
    alive = client.get("/health/live", headers={"Host": host})

    assert (response.status_code != 400) is answered
    assert alive.status_code == 200
    if not answered:
        assert host.encode() not in response.data
        assert response.headers["Content-Security-Policy"] == POLICY


def test_in_development_the_machine_itself_is_a_name_too() -> None:
    local = {"localhost", "127.0.0.1", "[::1]"}

    assert local < site_names(SETTINGS)
    assert not local & site_names(replace(SETTINGS, environment="production"))


def test_the_name_that_a_trusted_proxy_tells_is_the_one_that_counts(site: APIFlask) -> None:
    client = in_production(site, trusted_proxies=1).test_client()
    told = {"Host": "10.0.0.7:8000", "X-Forwarded-Host": "lessons.example.org", "X-Forwarded-Proto": "https"}

    response = client.get("/robots.txt", headers=told)

    assert response.status_code != 400
    assert "Strict-Transport-Security" in response.headers
    assert client.get("/robots.txt", headers={**told, "X-Forwarded-Host": "evil.example"}).status_code == 400


# --- numbers of requests


def test_every_answer_has_a_number_of_its_own_whatever_number_was_sent(anonymous: Person) -> None:
    numbers = [
        anonymous.open(address, headers={"X-Request-Id": "mine"}).response.headers["X-Request-Id"]
        for address in [*ADDRESSES, *ADDRESSES]
    ]

    assert len(set(numbers)) == len(numbers)
    assert "mine" not in numbers
    assert request_id.get() is None


def test_the_number_is_known_while_a_request_is_answered_and_stands_in_the_log(app: APIFlask) -> None:
    app.config["PROPAGATE_EXCEPTIONS"] = False
    seen: list[str | None] = []

    @app.get("/broken")
    @public
    def broken() -> str:
        seen.append(request_id.get())
        raise RuntimeError

    with logged(app) as lines:
        page = Person(app).open("/broken")

    number = page.response.headers["X-Request-Id"]
    assert seen == [number]
    assert number in page.text
    assert f"request {number}: Exception on /broken" in lines.getvalue()


@contextmanager
def logged(app: APIFlask) -> Iterator[StringIO]:
    """What the site's own handler writes; pytest keeps Flask from using it."""
    lines = StringIO()
    before = default_handler.setStream(lines)
    app.logger.addHandler(default_handler)
    try:
        yield lines
    finally:
        app.logger.removeHandler(default_handler)
        if before:
            default_handler.setStream(before)


# --- what is sent


def test_another_site_can_send_nothing(app: APIFlask) -> None:
    page = Person(app).open("/report-a-problem", method="POST", headers={"Sec-Fetch-Site": "cross-site"})

    assert page.status == 403


@pytest.mark.parametrize(
    ("headers", "here"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, True),
        ({"Sec-Fetch-Site": "same-site"}, False),
        ({"Sec-Fetch-Site": "none"}, False),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"}, False),
        ({"Origin": "http://localhost"}, True),
        ({"Origin": "null"}, False),
        ({"Origin": "http://["}, False),
        ({"Referer": "http://localhost/report-a-problem"}, True),
        ({"Referer": "http://localhost.evil.example/"}, False),
        ({}, False),
    ],
)
def test_only_what_a_browser_says_was_sent_from_here_was(app: APIFlask, headers: dict[str, str], here: bool) -> None:
    with app.test_request_context("/", method="POST", headers=headers):
        assert request.method == "POST"
        assert from_here() is here


def test_a_form_that_is_too_large_is_answered_with_what_to_do(app: APIFlask) -> None:
    page = Person(app).open("/report-a-problem", method="POST", data={"text": "a" * 1_100_000})

    assert page.status == 413
    assert "Go back: what you typed is still there" in page.text


def test_a_form_of_too_many_parts_is_refused(app: APIFlask) -> None:
    parts = {f"part-{number}": "x" for number in range(1_100)}
    page = Person(app).open("/report-a-problem", method="POST", data=parts, content_type="multipart/form-data")

    assert page.status == 413


# --- cookies and what browsers keep


def test_the_session_is_a_cookie_that_no_script_and_no_other_site_gets(app: APIFlask) -> None:
    cookie = Person(app).open("/report-a-problem").response.headers["Set-Cookie"]

    assert re.fullmatch(r"session=[^;]+; HttpOnly; Path=/; SameSite=Lax", cookie)


def test_over_https_the_cookie_belongs_to_this_very_host(process: Callable[..., APIFlask]) -> None:
    cookie = Person(process(secure_cookies=True)).open("/report-a-problem").response.headers["Set-Cookie"]

    assert re.fullmatch(r"__Host-session=[^;]+; Secure; HttpOnly; Path=/; SameSite=Lax", cookie)


def test_no_browser_keeps_the_pages_of_somebody_signed_in(user: Person, reader: Person) -> None:
    for address in ["/", "/themes", "/no-such-page"]:
        assert user.open(address).response.headers["Cache-Control"] == "no-store"
        assert reader.open(address).response.headers["Cache-Control"] == "private, no-cache"
