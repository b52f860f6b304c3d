"""Having the audit trail written into a file."""

import secrets

from kb.access.actors import Actor, Permission
from kb.access.use_case import use_case
from kb.admin.exporting import EXPORT, payload_of
from kb.core.jobs import Job, enqueue
from kb.core.trail import Filter


@use_case(Permission.AUDIT_EXPORT)
def export(who: Actor, _nothing: None, *, wanted: Filter, organisation: str | None = None) -> Job:
    """Begin the export of these entries; the job belongs to whoever asked.

    `organisation` is the address of the one that they are about, for the name of the file.
    """
    return enqueue(EXPORT, secrets.token_hex(8), payload=payload_of(wanted, organisation), owner_id=who.user_id)
