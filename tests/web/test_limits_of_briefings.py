"""How many files of briefings one network without an account has made, and that the same one is made once."""

from collections.abc import Callable

import pytest
import time_machine
from apiflask import APIFlask

from kb.accounts.models.user import User
from kb.core import db
from tests import factories
from tests.pages import Page, Person, check
from tests.people import sign_in

OF = ("/lessons/the-lesson", "/themes/neglect")


@pytest.fixture
def limited(process: Callable[..., APIFlask]) -> APIFlask:
    """A site that counts, with a lesson on a theme."""
    factories.lesson("Board reads every referral", slug="the-lesson", themes=["neglect"])
    db.session.commit()
    return process(pages_per_minute=1000)


def address(of: str, number: int = 0) -> str:
    """Of a file that takes little time, and is counted like all; each number is another address of it."""
    return f"{of}/briefing.txt?again={number}"


@pytest.mark.parametrize("of", OF)
def test_one_network_has_so_many_made_and_then_is_told_to_wait(limited: APIFlask, of: str) -> None:
    client = limited.test_client()
    with time_machine.travel("2026-12-01 10:00", tick=False) as clock:
        answers = [client.get(address(of, number)).status_code for number in range(21)]
        refused = client.get(f"{of}/briefing.pdf")
        clock.shift(61)

        assert answers == [200] * 20 + [429]
        assert (refused.status_code, refused.headers["Retry-After"]) == (429, "60")
        with limited.app_context():
            check(Page(refused, Person(limited)))
        assert client.get(address(of, 22)).status_code == 200


@pytest.mark.parametrize("ending", [".pdf", ".docx", ".txt"])
@pytest.mark.parametrize("of", OF)
def test_every_file_is_counted(limited: APIFlask, of: str, ending: str) -> None:
    client = limited.test_client()
    with time_machine.travel("2026-12-01 10:00", tick=False):
        for number in range(20):
            client.get(address(of, number))

        assert client.get(f"{of}/briefing{ending}").status_code == 429


@pytest.mark.parametrize("of", OF)
def test_what_was_made_is_kept_and_not_counted(limited: APIFlask, of: str) -> None:
    client = limited.test_client()

    answers = [client.get(address(of)) for _ in range(25)]

    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.data for answer in answers}) == 1
    assert answers[-1].headers["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize("of", OF)
def test_the_page_of_a_briefing_is_shown_to_who_has_had_too_many_files(limited: APIFlask, of: str) -> None:
    client = limited.test_client()
    for number in range(25):
        client.get(address(of, number))

    assert client.get(f"{of}/briefing").status_code == 200


def test_who_has_signed_in_is_not_counted(limited: APIFlask, user: Person) -> None:
    person, number_of_user = Person(limited), user.user.id
    with limited.app_context():
        sign_in(person, db.session.get_one(User, number_of_user))

    assert {person.client.get(address(OF[0], number)).status_code for number in range(25)} == {200}
