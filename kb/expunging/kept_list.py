"""The list of what was expunged, beside the database: a copy that is restored does not have it, this file does.

It holds fingerprints and who agreed when, a line each. Each machine keeps one in its instance folder; it belongs into
no backup that is restored together with the database.
"""

import json
import os
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from kb.core.settings import settings
from kb.expunging.models import Expunge

NAME = "expunged.jsonl"


def path() -> Path:
    """Where it is."""
    return settings().instance_folder / NAME


def entries() -> list[Mapping[str, Any]]:
    """What is on the list, each once. Raises ValueError for a line that cannot be read: nothing may be forgotten.

    Only a last line that was cut off when a machine failed is none: what it was for was not begun.
    """
    if not path().exists():
        return []
    whole, _, unfinished = path().read_text(encoding="utf-8").rpartition("\n")
    found = {}
    for line in [*whole.splitlines(), *([unfinished] if _can_be_read(unfinished) else [])]:
        if line.strip():
            entry = json.loads(line)
            found[entry["token"]] = entry
    return list(found.values())


def add(expunge: Expunge) -> None:
    """Put something on the list, unless it is there; it has reached the disk when this returns.

    Where more is known of it by now, such as titles of a lesson, that is added: the last line about it counts.
    """
    entry = {
        "token": expunge.token,
        "kind": expunge.kind,
        "fingerprint": dict(expunge.fingerprint),
        "asked_as": expunge.asked_as,
        "asked_by": expunge.asked_by_id,
        "asked_at": _moment(expunge.asked_at),
        "agreed_by": expunge.agreed_by_id,
        "agreed_at": _moment(expunge.agreed_at),
    }
    known = next((each for each in entries() if each["token"] == expunge.token), None)
    if known is not None and _says_as_much(known["fingerprint"], expunge.fingerprint):
        return
    path().parent.mkdir(parents=True, exist_ok=True)
    if path().exists() and not path().read_bytes().endswith(b"\n"):
        _drop_unfinished()
    with path().open("a", encoding="utf-8") as file:
        file.write(f"{json.dumps(entry)}\n")
        file.flush()
        os.fsync(file.fileno())


def _says_as_much(kept: Mapping[str, Any], now: Mapping[str, Any]) -> bool:
    return all(each in kept.get("titles", ()) for each in now.get("titles", ()))


def _can_be_read(line: str) -> bool:
    try:
        return bool(json.loads(line))
    except ValueError:
        return False


def _drop_unfinished() -> None:
    """Have the next line begin on a line of its own: a last one that can be read is kept, one cut off is not."""
    whole, sign, unfinished = path().read_text(encoding="utf-8").rpartition("\n")
    kept = f"{unfinished}\n" if _can_be_read(unfinished) else ""
    beside = path().with_suffix(".new")
    beside.write_text(f"{whole}{sign}{kept}", encoding="utf-8")
    beside.replace(path())


def _moment(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
