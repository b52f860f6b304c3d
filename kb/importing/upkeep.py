"""What is removed each night: rows that were sent, a month after their import was over or left lying."""

from datetime import datetime, timedelta

from sqlalchemy import delete, select, update

from kb.access.actors import SITE, Actor, Permission
from kb.access.use_case import use_case
from kb.core.db import session, utc_now
from kb.core.jobs import Task
from kb.importing.models import ImportColumn, ImportRow, LessonImport

PRUNE = "importing.prune"
"""Kind of the nightly job."""
KEPT_DAYS = 30
"""Days for which rows are kept after the import was written, undone or left lying: until then it can be undone."""
REMEMBERED = timedelta(days=730)
"""For so long an organisation's columns are remembered without being used."""
AT_WORK = ("checking", "writing", "undoing")


def prune(_task: Task) -> None:
    """Remove what nobody comes back to."""
    now = utc_now()
    remove_old_imports(SITE, None, before=now - timedelta(days=KEPT_DAYS))
    forget_columns(SITE, None, before=now - REMEMBERED)


@use_case(Permission.UPKEEP, where_done=True)
def remove_old_imports(_who: Actor, _nothing: None, *, before: datetime) -> bool:
    """Remove the rows of imports that have stood still since before this moment.

    Of one that was written it stays in the list that there was one; of others nothing does.
    """
    old = LessonImport.has_rows.is_(True), LessonImport.state_since < before, LessonImport.state.not_in(AT_WORK)
    numbers = session.scalars(select(LessonImport.id).where(*old)).all()
    if not numbers:
        return False
    session.execute(delete(ImportRow).where(ImportRow.import_id.in_(numbers)))
    of_these = LessonImport.id.in_(numbers)
    session.execute(update(LessonImport).where(of_these, LessonImport.state == "written").values(has_rows=False))
    session.execute(delete(LessonImport).where(of_these, LessonImport.state != "written"))
    return True


@use_case(Permission.UPKEEP, where_done=True)
def forget_columns(_who: Actor, _nothing: None, *, before: datetime) -> bool:
    """Forget what columns meant that no organisation has used since this moment."""
    old = ImportColumn.used_at < before
    if session.scalar(select(ImportColumn.heading).where(old).limit(1)) is None:
        return False
    session.execute(delete(ImportColumn).where(old))
    return True
