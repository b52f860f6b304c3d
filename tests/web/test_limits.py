"""How often one network may ask."""

from collections.abc import Callable

import pytest
import time_machine
from apiflask import APIFlask
from werkzeug.test import TestResponse

from kb.site.service import MOST_AN_HOUR
from kb.web import limits
from kb.web.limits import network, wait_in_words
from kb.wiring import SELDOM_SENT
from tests.pages import Page, Person, check, statements

Ask = Callable[..., TestResponse]


@pytest.fixture
def limited(process: Callable[..., APIFlask]) -> APIFlask:
    """A site of which each network may have thirty pages in a minute."""
    return process(pages_per_minute=30)


@pytest.fixture
def ask(limited: APIFlask) -> Ask:
    """Asks for a page from an address, with a method and fields."""

    def ask_for(path: str, address: str = "192.0.2.1", method: str = "GET", **fields: str) -> TestResponse:
        with limited.app_context():
            return limited.test_client().open(
                path, method=method, data=fields or None, environ_overrides={"REMOTE_ADDR": address}
            )

    return ask_for


def test_a_network_that_asks_too_often_is_told_to_wait(ask: Ask, limited: APIFlask) -> None:
    answers = [ask("/robots.txt").status_code for _ in range(31)]
    refused = ask("/robots.txt")

    assert answers == [200] * 30 + [429]
    assert 1 <= int(refused.headers["Retry-After"]) <= 60
    check(Page(refused, Person(limited)))
    assert ask("/robots.txt", "192.0.2.2").status_code == 200


def test_after_the_time_it_was_told_it_is_answered_again(ask: Ask) -> None:
    with time_machine.travel("2026-12-01 10:00", tick=False) as clock:
        while (refused := ask("/robots.txt")).status_code == 200:
            pass
        clock.shift(int(refused.headers["Retry-After"]) + 1)

        assert ask("/robots.txt").status_code == 200


def test_pages_that_do_not_exist_are_counted_and_files_and_probes_are_not(ask: Ask) -> None:
    for _ in range(40):
        for path in ["/health/live", "/static/favicon.svg"]:
            answer = ask(path)
            assert answer.status_code == 200
            answer.close()
    assert [ask(f"/no-such-page-{number}").status_code for number in range(31)] == [404] * 30 + [429]


def test_refusing_costs_no_statement(ask: Ask, limited: APIFlask) -> None:
    while ask("/robots.txt").status_code == 200:
        pass

    with limited.app_context(), statements() as made:
        limited.test_client().get("/", headers={"Cookie": "session=x"}, environ_overrides={"REMOTE_ADDR": "192.0.2.1"})

    assert made == []


def test_the_page_that_refuses_says_nothing_of_whoever_was_refused_first(ask: Ask) -> None:
    while (first := ask("/search?q=private-words")).status_code != 429:
        pass

    assert b"private-words" not in first.data
    with time_machine.travel("2026-12-01 10:00", tick=False):
        while (first := ask("/search?q=private-words")).status_code != 429:
            pass
        assert b"It is possible again in 60 seconds" in first.data
        assert ask("/themes").data == first.data


def test_a_form_that_is_refused_is_kept_on_the_page_and_sent_from_there(limited: APIFlask) -> None:
    person = Person(limited)
    typed = {"subject": "page", "text": 'Line one\r\n"two" <b>'}
    with time_machine.travel("2026-12-01 10:00", tick=False) as clock:
        form = person.open("/report-a-problem")
        while person.client.get("/robots.txt").status_code == 200:
            pass

        refused = form.submit("Send the report", **typed)
        assert (refused.status, refused.heading) == (429, "Too many requests")
        assert "wait 60 seconds, then send it again" in refused.text
        shown = {dt.text: dt.find_next("dd").text for dt in refused.soup.select(".kb-typed dt")}  # type: ignore[union-attr]
        assert shown["What is the problem?"] == typed["text"]
        assert shown["What is it about?"].startswith("The page does not work for me")
        again = refused.submit("Send it again")
        assert (again.status, again.heading) == (429, "Too many requests")
        clock.shift(61)
        sent = again.submit("Send it again")

    assert sent.heading.startswith("Thank you")


def test_a_form_with_secrets_alone_and_one_from_elsewhere_are_not_shown_again(ask: Ask) -> None:
    while ask("/robots.txt").status_code == 200:
        pass

    for fields in ({"password": "tulip tulip"}, {"text": "tulip"}):
        refused = ask("/report-a-problem", method="POST", **fields)
        assert b"tulip" not in refused.data
        assert b"load this page again: your browser asks whether to send the form again" in refused.data


def test_refused_forms_are_shown_again_only_so_often(limited: APIFlask) -> None:
    client, told = limited.test_client(), {"Sec-Fetch-Site": "same-origin"}
    with time_machine.travel("2026-12-01 10:00", tick=False):
        while client.get("/robots.txt").status_code == 200:
            pass
        answers = [client.post("/report-a-problem", data={"text": "tulip"}, headers=told).data for _ in range(21)]

    assert [b"tulip" in answer for answer in answers] == [True] * 20 + [False]


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(1, "1 second"), (60, "60 seconds"), (90, "90 seconds"), (91, "2 minutes"), (3600, "60 minutes")],
)
def test_the_time_to_wait_is_said_in_words(seconds: int, words: str) -> None:
    assert wait_in_words(seconds) == words


def test_forms_that_send_mail_are_counted_apart(process: Callable[..., APIFlask]) -> None:
    client = process(pages_per_minute=1000).test_client()

    sent = [client.post("/report-a-problem").status_code for _ in range(21)]

    assert sent == [400] * 20 + [429]
    assert client.get("/report-a-problem").status_code == 200
    assert client.post("/shortlist/add").status_code != 429


def test_one_network_sends_far_fewer_reports_than_are_taken_from_all(process: Callable[..., APIFlask]) -> None:
    client, answers = process(pages_per_minute=1000).test_client(), []
    with time_machine.travel("2026-12-01 10:00", tick=False) as clock:
        for _ in range(MOST_AN_HOUR // 2 + 1):
            answers.append(client.post("/report-a-problem").status_code)
            clock.shift(60)
        clock.shift(3600)

        assert answers[-1] == 429
        assert client.post("/report-a-problem").status_code == 400


def test_every_form_that_is_counted_exists(app: APIFlask) -> None:
    taking_forms = {rule.endpoint for rule in app.url_map.iter_rules() if "POST" in (rule.methods or ())}
    assert taking_forms >= set(SELDOM_SENT)


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::ffff", "2001:db8:1:2::/64"),
        ("", "unknown"),
        ("x", "unknown"),
    ],
)
def test_what_is_counted_is_an_address_or_the_network_of_one_household(
    app: APIFlask, address: str, counted: str
) -> None:
    with app.test_request_context("/", environ_overrides={"REMOTE_ADDR": address}):
        assert network() == counted


def test_without_a_limit_nothing_is_counted(reader: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "network", lambda: pytest.fail("counted"))

    assert reader.open("/robots.txt").status == 200
