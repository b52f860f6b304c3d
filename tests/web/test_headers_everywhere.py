"""Every route, whatever it answers, carries the headers, and sets no cookie that a script or another site gets."""

import re
from typing import Any

import pytest
from apiflask import APIFlask
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from kb import create_app
from kb.web.downloads import HEADERS as FILES
from kb.web.security import HEADERS, POLICY
from tests.pages import Person

WORDS = {"slug": "neglect", "path": "app.css", "token": "a" * 43, "reference": "LB-0001"}
NONCE = re.compile(r"script-src 'nonce-[\w-]{22}';")
OWN_CACHING = re.compile(r"no-store|private, no-cache|public, max-age=31536000, immutable|no-cache|private.*")


def addresses(app: APIFlask) -> list[tuple[str, str, str]]:
    """Endpoint, method and an address of every route; most name nothing that exists."""
    adapter = app.create_url_adapter(None) or app.url_map.bind("localhost")
    found = []
    for rule in app.url_map.iter_rules():
        address = adapter.build(rule.endpoint, {name: _word(rule, name) for name in rule.arguments})
        for method in [*sorted((rule.methods or set()) - {"OPTIONS"}), "PATCH"]:
            found.append((rule.endpoint, method, re.sub("^https?://[^/]+", "", address)))
    return sorted(found, key=lambda route: route[0] == "accounts.sign_out")  # what signs out comes last


def _word(rule: Rule, name: str) -> Any:
    converter = rule._converters[name]
    if type(converter).__name__ == "IntegerConverter":
        return 1
    if type(converter).__name__ == "AnyConverter":
        return next(iter(converter.items))  # type: ignore[attr-defined]
    return WORDS.get(name, "something")


def faults(response: TestResponse) -> list[str]:
    """What is wrong with the headers of an answer."""
    headers = response.headers
    wrong = [name for name in HEADERS if len(headers.getlist(name)) != 1]
    policy = headers["Content-Security-Policy"]
    if policy not in (POLICY, FILES["Content-Security-Policy"]) and not NONCE.search(policy):
        wrong.append(policy)
    for name in HEADERS.keys() - {"Content-Security-Policy", "Referrer-Policy", "Cache-Control"}:
        if headers[name] != HEADERS[name]:
            wrong.append(f"{name}: {headers[name]}")
    if headers["Referrer-Policy"] not in {HEADERS["Referrer-Policy"], "no-referrer", "same-origin"}:
        wrong.append(headers["Referrer-Policy"])
    if not OWN_CACHING.fullmatch(headers["Cache-Control"]):
        wrong.append(headers["Cache-Control"])
    if not re.fullmatch("[0-9a-f]{16}", headers["X-Request-Id"]):
        wrong.append("X-Request-Id")
    wrong += [cookie for cookie in headers.getlist("Set-Cookie") if not _guarded(cookie)]
    if re.match(r"https?://(?!localhost)", headers.get("Location", "")):
        wrong.append(headers["Location"])
    return wrong


def _guarded(cookie: str) -> bool:
    return {"HttpOnly", "Path=/", "SameSite=Lax"} <= {*cookie.split("; ")}


@pytest.mark.parametrize("kind", ["anonymous", "admin"])
def test_every_route_carries_the_headers_whatever_it_answers(app: APIFlask, people: Any, kind: str) -> None:
    person: Person = people(kind)
    wrong, statuses = [], set()
    for endpoint, method, address in addresses(app):
        with app.app_context():
            response = person.client.open(address, method=method, buffered=True)
        statuses.add(response.status_code)
        wrong += [(endpoint, method, fault) for fault in faults(response)]
        if kind == "admin" and endpoint not in {"static", "accounts.signed_out"} and method == "GET":
            may_be_kept = "private" in response.headers["Cache-Control"]
            wrong += [(endpoint, method, "kept by the browser of somebody signed in")] * may_be_kept
        response.close()

    assert wrong == []
    assert {200, 303, 400, 404, 405} <= statuses


def test_errors_redirects_downloads_files_and_what_is_unchanged_carry_them_too(site: APIFlask) -> None:
    client = site.test_client()
    tag = client.get("/themes").headers["ETag"]
    answers = {
        "unchanged": client.get("/themes", headers={"If-None-Match": tag}),
        "moved": client.get("/Themes/"),
        "missing": client.get("/no-such-page"),
        "download": client.get("/shortlist/shortlist.csv"),
        "file": client.get("/static/app.css"),
        "file that is missing": client.get("/static/no-such.css"),
        "part of a file": client.get("/static/app.css", headers={"Range": "bytes=0-99"}),
        "too large": client.post("/report-a-problem", data={"text": "a" * 1_100_000}),
        "no token": client.post("/report-a-problem", data={"text": "a"}),
        "from elsewhere": client.post("/report-a-problem", headers={"Sec-Fetch-Site": "cross-site"}),
        "wrong method": client.delete("/themes"),
        "foreign name": client.get("/", headers={"Host": "evil.example"}),
    }

    assert {name: faults(answer) for name, answer in answers.items()} == {name: [] for name in answers}
    statuses = [304, 301, 404, 200, 200, 404, 206, 413, 400, 403, 405, 400]
    assert [answer.status_code for answer in answers.values()] == statuses
    for answer in answers.values():
        answer.close()


def test_a_reader_gets_no_cookie_from_any_page_that_is_kept(site: APIFlask) -> None:
    client = site.test_client()
    for _endpoint, method, address in addresses(site):
        response = client.open(address, method=method) if method == "GET" else None
        if response is not None and "ETag" in response.headers:
            assert "Set-Cookie" not in response.headers, address
        if response is not None:
            response.close()


def test_over_https_every_answer_says_to_stay_there(site: APIFlask) -> None:
    for address in ["/", "/no-such-page", "/health/live"]:
        answer = site.test_client().get(address, base_url="https://localhost")
        assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"
        assert "Strict-Transport-Security" not in site.test_client().get(address).headers


def test_an_answer_without_a_header_is_noticed(site: APIFlask) -> None:
    bare = create_app(site.extensions["kb.settings"])
    answer = bare.test_client().get("/")
    assert faults(answer) == []
    for name in [*HEADERS, "X-Request-Id"]:
        changed = bare.test_client().get("/")
        changed.headers[name] = "something else"
        assert faults(changed), name
    changed.headers["Set-Cookie"] = "tracker=1; Path=/"
    assert any("tracker" in fault for fault in faults(changed))
