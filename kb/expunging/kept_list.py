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
    """What is on the list, each once. Raises ValueError for a line that cannot be read: nothing may be forgotten."""
    if not path().exists():
        return []
    found = {}
    for line in path().read_text(encoding="utf-8").splitlines():
        if line.strip():
            entry = json.loads(line)
            found[entry["token"]] = entry
    return list(found.values())


def add(expunge: Expunge) -> None:
    """Put something on the list, unless it is there; it has reached the disk when this returns."""
    if any(each["token"] == expunge.token for each in entries()):
        return
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
    path().parent.mkdir(parents=True, exist_ok=True)
    with path().open("a", encoding="utf-8") as file:
        file.write(f"{json.dumps(entry)}\n")
        file.flush()
        os.fsync(file.fileno())


def _moment(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
