"""Two people in one text: what of a page that was sent can be saved, and what needs somebody who chooses."""

from collections.abc import Mapping
from dataclasses import dataclass

from kb.editorial.draft_values import digest
from kb.lessons.field_values import Value


@dataclass(frozen=True, slots=True)
class Reconciled:
    """What a page asks for, compared with how it was opened and with how the text is now."""

    changes: Mapping[str, Value]
    """Fields that were changed on the page and by nobody else meanwhile."""
    contested: Mapping[str, Value]
    """Fields that were changed on the page and by somebody else meanwhile, each to something different."""


def reconcile(now: Mapping[str, Value], sent: Mapping[str, Value], opened_with: Mapping[str, str]) -> Reconciled:
    """Compare field by field.

    `opened_with`: digests of what the page was opened with. A field that has none there counts as changed by somebody
    else, so that what is not known is never overwritten.
    """
    changes: dict[str, Value] = {}
    contested: dict[str, Value] = {}
    for field, value in sent.items():
        base = opened_with.get(field)
        if value == now[field] or digest(value) == base:
            continue
        if digest(now[field]) == base:
            changes[field] = value
        else:
            contested[field] = value
    return Reconciled(changes, contested)
