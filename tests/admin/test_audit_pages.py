"""However long the audit trail is: going on to older and newer entries."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import create_engine, insert
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool

from kb.core import trail
from kb.core.audit import AuditEvent
from kb.core.db import Base
from tests.admin.trail import NOON, numbered, whats
from tests.pages import Person


@contextmanager
def empty_trail() -> Iterator[Session]:
    """A trail in memory with nothing in it, which the reads read."""
    engine = create_engine("sqlite://", poolclass=StaticPool)
    Base.metadata.create_all(engine, [AuditEvent.__table__])
    with Session(engine) as own, pytest.MonkeyPatch.context() as patch:
        patch.setattr(trail, "session", own)
        yield own


def test_older_and_newer_entries_are_some_links_away(admin: Person) -> None:
    made = numbered(50)

    newest = admin.get("admin.audit", permission="UPKEEP")
    middle = newest.follow("Older entries")
    oldest = middle.follow("Older entries")

    assert [len(whats(page)) for page in (newest, middle, oldest)] == [20, 20, 10]
    assert oldest.rows(".govuk-pagination__link-title") == ["Newer entries"]
    assert newest.rows(".govuk-pagination__link-title") == ["Older entries"]
    again = oldest.follow("Newer entries")
    assert again.response.request.args.to_dict() == {"permission": "UPKEEP", "after": str(made[9])}
    assert again.rows(".govuk-pagination__link-title") == ["Newer entries", "Older entries"]
    assert again.follow("Newer entries").response.request.args.to_dict() == {
        "permission": "UPKEEP",
        "after": str(made[29]),
    }
    assert again.follow("Show the newest entries").response.request.args.to_dict() == {"permission": "UPKEEP"}
    assert "50 entries" in again.text


@pytest.mark.parametrize("odd", ["0", "x", "99999999999999999999", "2147483647", "-1", "²"])
def test_a_page_next_to_no_entry_shows_the_newest(admin: Person, odd: str) -> None:
    numbered(2)

    for name in ("before", "after"):
        assert len(whats(admin.get("admin.audit", permission="UPKEEP", **{name: odd}))) == 2


@given(st.lists(st.tuples(st.integers(0, 3), st.booleans(), st.booleans()), max_size=60), st.integers(1, 7))
def test_going_on_shows_each_entry_once_whatever_clocks_said(made: list[tuple[int, bool, bool]], size: int) -> None:
    """Several entries have the same moment, later ones an earlier moment; each may be about the thing in two ways."""
    with empty_trail() as connection, pytest.MonkeyPatch.context() as patch:
        patch.setattr(trail, "SIZE", size)
        rows = [
            {
                "at": NOON + timedelta(seconds=at), "actor_kind": "site", "act": "did", "permission": "UPKEEP",
                "thing_kind": "user_account" if thing else "job", "thing_id": 5, "person_id": 5 if person else None,
            }
            for at, thing, person in made
        ]  # fmt: skip
        for row in rows:
            connection.execute(insert(AuditEvent).values(**row))
        for wanted in (trail.Filter(), trail.Filter(thing_kind="user_account", thing_id=5)):
            fits = [row["thing_kind"] == "user_account" or row["person_id"] == 5 for row in rows]
            expected = [number for number, fit in enumerate(fits, 1) if fit or wanted.thing_id is None]
            expected.sort(key=lambda number: (rows[number - 1]["at"], number), reverse=True)
            seen: list[int] = []
            found = trail.entries(wanted)
            while found.items:
                seen += [entry.id for entry in found.items]
                if not found.older:
                    break
                newer, found = found, trail.entries(wanted, before=seen[-1])
                back = trail.entries(wanted, after=found.items[0].id)
                assert [entry.id for entry in back.items] == [entry.id for entry in newer.items]
            assert seen == expected
            assert [entry.id for batch in trail.batches(wanted) for entry in batch] == expected[::-1]
            assert trail.count(wanted) == len(expected)


def test_more_than_a_thousand_entries_are_not_counted(admin: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trail, "COUNTED", 5)
    numbered(6)

    assert "More than 5 entries" in admin.get("admin.audit", permission="UPKEEP").text
