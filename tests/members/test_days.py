"""Days are those of the United Kingdom, on pages as in letters: also in the first hour of a day in summer."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from kb.accounts.models.organisation import Organisation
from kb.core import db
from tests.accounts.own import sessions_of
from tests.mailbox import messages
from tests.pages import Person


@pytest.fixture(autouse=True)
def half_past_midnight_in_summer() -> Iterator[None]:
    """In London it is 15 July; by UTC it is still the 14th."""
    with time_machine.travel(datetime(2026, 7, 14, 23, 30, tzinfo=UTC), tick=False):
        yield


def test_a_letter_and_the_page_say_the_same_day(lead: Person, board: Organisation) -> None:
    lead.get("members.invite", slug=board.slug).submit(
        "Send invitations", addresses="new@example.org", role="contributor"
    )

    assert "good until 29 July 2026" in str(messages("new@example.org")[0].text)
    page = lead.get("members.show", slug=board.slug)
    assert "on 15 July 2026" in page.text
    assert "29 July 2026" in page.text
    assert "14 July" not in page.text


def test_somebody_was_last_here_on_that_day_too(lead: Person) -> None:
    sessions_of(lead.user)[0].seen_at -= timedelta(hours=2)

    lead.get("accounts.account")

    db.session.refresh(lead.user)
    assert lead.user.last_seen_on == date(2026, 7, 15)


def test_an_organisation_ends_with_that_day(reader: Person, board: Organisation) -> None:
    board.valid_to = date(2026, 7, 15)
    db.session.commit()

    assert board.ended
    assert "It was closed or renamed on 15 July 2026" in reader.get("lessons.organisation", slug=board.slug).text
