"""What a text says, field by field, as plain data: to be kept, compared with another, and signed."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kb.lessons.field_values import LADDER, ONE_OF, SEVERAL_OF, TEXTS, value_of
from kb.lessons.models.lesson import Revision
from kb.lessons.queries.attachments import attachments_of
from kb.lessons.queries.published import OF_SOURCE

FIELDS = (
    "title", "summary", *(each for each in TEXTS if each not in ("title", "summary")), "themes", "tags", *ONE_OF,
    *SEVERAL_OF, "review", "year", "evidence_on", *LADDER, "unnamed",
)  # fmt: skip
"""All fields of a text, by the names that the form has for them."""
SOURCES, FILES = "sources", "files"
"""Its parts that are lists of several fields each."""
OF_FILE = ("title", "purpose", "licence_key", "file_name")


@dataclass(frozen=True, slots=True)
class Frozen:
    """What a text says, all of it that readers and signatories go by."""

    said: Mapping[str, Any]
    """By field a text or several slugs; `sources` and `files` hold a list of mappings."""

    @property
    def digest(self) -> str:
        """Names exactly this content: SHA-256 of it written as JSON."""
        return digest_of(self.said)


def frozen(revision: Revision) -> Frozen:
    """What a text says now. It reads the lists that belong to it, where they are not read yet."""
    said: dict[str, Any] = {}
    for field in FIELDS:
        value = value_of(revision, field)
        said[field] = list(value) if isinstance(value, tuple) else value
    said[SOURCES] = [{name: _plain(getattr(each, name)) for name in OF_SOURCE} for each in revision.sources]
    said[FILES] = [
        {**{name: getattr(each, name) for name in OF_FILE}, "digest": each.file.digest if each.file else ""}
        for each in attachments_of(revision)
    ]
    return Frozen(said)


def digest_of(said: Mapping[str, Any]) -> str:
    """The digest of something that was kept."""
    written = json.dumps(said, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, int) else str(value)
