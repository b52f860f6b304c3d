"""Watches every test: what a page, a job or a command writes leaves an entry in the audit trail, or the test fails."""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, event

FREE = {
    "alembic_version": "migrations change tables, and nothing that is kept for people",
    "audit_event": "it is the trail",
    "slow_down": "counts failed tries; removed when it has faded",
    "index_change": "what the search index has to take in: follows what was entered",
    "index_follower": "how far the index of a machine is",
    "site_version": "lets pages know that something changed",
    "revision_rendering": "HTML of texts, made anew from them at any time",
    "job": "says itself who asked for it, what became of it and when; asking for it was entered",
    "job_output": "goes with the job",
    "sight": "that somebody has a text before them; that it was read is entered by itself",
}
"""Tables that are written without an entry, and why."""
FREE_COLUMNS = {
    "user_session": ({"seen_at"}, "that somebody is there; every page would be an entry"),
    "user_account": (
        {"last_seen_on", "reminded_at", "totp_told_step", "totp_last_step"},
        "when somebody was there last; codes that were told or tried before signing in, which is entered",
    ),
    "import_row": (
        {"outcome", "title", "problems", "notes", "lesson_id"},
        "what the dry run says of a row and of which lesson it is, made anew at any time; its end is entered",
    ),
    "delivery": (
        {"state", "sent_at", "attempts", "seen_at", "error", "text", "html", "to"},
        "what became of a message; it was written with the entry of what it tells",
    ),
}
"""Columns that are changed without an entry, and why."""
ENTRIES = {"audit_event", "alembic_version"}
"""With these in a transaction, the rest of it is entered, or is a migration."""
SAME_PASSWORD = re.compile(
    r"UPDATE user_account SET password_hash=\S+ WHERE .*user_account\.password_hash = ", re.DOTALL
)
"""The same password, hashed anew with parameters of today."""

_WRITES = re.compile(r'\s*(INSERT(?: OR \w+)? INTO|REPLACE INTO|UPDATE|DELETE FROM) "?(\w+)"?', re.IGNORECASE)
_SETS = re.compile(r'(?:SET |, )"?(\w+)"?\s*=')
DOERS = {
    ("flask.app", "full_dispatch_request"): "a page",
    ("kb.core.work", "_try"): "a job",
    ("click.core", "invoke"): "a command",
}
"""Calls by which something on the stack is told to be the site at work, and not a test that makes what it needs."""


@dataclass
class Watch:
    """What was written without an entry."""

    found: list[str] = field(default_factory=list)
    _written: dict[int, set[str]] = field(default_factory=dict)

    def statement(self, connection: Connection, _cursor: Any, statement: str, *_rest: Any) -> None:
        """Note which table is written."""
        writes = _WRITES.match(statement)
        if writes and (writes[2] in ENTRIES or not _is_free(writes[1].upper(), writes[2], statement)):
            self._written.setdefault(id(connection), set()).add(writes[2])

    def ended(self, connection: Connection) -> None:
        """Forget what was taken back."""
        self._written.pop(id(connection), None)

    def committed(self, connection: Connection) -> None:
        """Look whether there is an entry with it."""
        written = self._written.pop(id(connection), set())
        if written and not written & ENTRIES and (doer := _doer()):
            self.found.append(f"{doer} wrote {', '.join(sorted(written))} without an entry in the audit trail")


def _is_free(verb: str, table: str, statement: str) -> bool:
    if table in FREE or table.startswith("tmp_"):
        return True
    if SAME_PASSWORD.match(statement):
        return True
    columns = FREE_COLUMNS.get(table, (set(), ""))[0]
    changed = set(_SETS.findall(statement.partition(" WHERE ")[0]))
    return verb == "UPDATE" and bool(changed) and changed <= columns


def _doer() -> str | None:
    """Who is at work on this stack: the innermost that is known; None where that is the test."""
    frame: Any = sys._getframe(1)
    while frame is not None:
        module = frame.f_globals.get("__name__", "")
        if module.startswith("tests.") and module != __name__:
            return None
        if doer := DOERS.get((module, frame.f_code.co_name)):
            return None if _is_of_test(frame.f_locals.get("handler")) else doer
        frame = frame.f_back
    return None


def _is_of_test(handler: Any) -> bool:
    """Whether a job is done by a function that a test has made."""
    return handler is not None and not str(getattr(handler.run, "__module__", "")).startswith("kb.")


@pytest.fixture(autouse=True)
def entered() -> Iterator[Watch]:
    """Fails the test where something was written without an entry."""
    watch = Watch()
    listeners = {
        "before_cursor_execute": watch.statement, "commit": watch.committed, "rollback": watch.ended,
    }  # fmt: skip
    for name, listener in listeners.items():
        event.listen(Engine, name, listener)
    yield watch
    for name, listener in listeners.items():
        event.remove(Engine, name, listener)
    assert not watch.found, "\n".join(sorted(set(watch.found)))
