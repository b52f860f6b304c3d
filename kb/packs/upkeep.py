"""What is removed each night: versions of packs that nobody goes back to, and files that nobody may have any more."""

from datetime import datetime, timedelta

from sqlalchemy import delete, exists, select
from sqlalchemy.orm import aliased

from kb.access.actors import SITE, Actor, Permission
from kb.access.use_case import use_case
from kb.core.db import session, utc_now
from kb.core.jobs import Task
from kb.packs import made_files
from kb.packs.models import PackVersion

PRUNE = "packs.prune"
"""Kind of the nightly job."""
KEPT = timedelta(days=180)
"""For so long a version is kept after another took its place."""
_later = aliased(PackVersion)


def prune(_task: Task) -> None:
    """Remove what has been over for long."""
    remove_earlier_versions(SITE, None, before=utc_now() - KEPT)
    remove_lost_files(SITE, None)


@use_case(Permission.UPKEEP, where_done=True)
def remove_earlier_versions(_who: Actor, _nothing: None, *, before: datetime) -> bool:
    """Remove versions in whose place another was saved before this moment."""
    replaced = exists().where(
        _later.pack_id == PackVersion.pack_id, _later.number > PackVersion.number, _later.saved_at < before
    )
    numbers = session.scalars(select(PackVersion.id).where(replaced)).all()
    if not numbers:
        return False
    session.execute(delete(PackVersion).where(PackVersion.id.in_(numbers)))
    return True


@use_case(Permission.UPKEEP, where_done=True)
def remove_lost_files(_who: Actor, _nothing: None) -> bool:
    """Remove files that were made for somebody who may not see that text of the pack any more.

    They go at once, too; this is for those that were nearly ready when that happened.
    """
    return made_files.forget_all_lost() > 0
