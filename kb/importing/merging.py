"""What becomes of the imports of an organisation that is merged into another."""

from typing import Any

from sqlalchemy import delete, select, update

from kb.core.db import session
from kb.core.events import OrganisationMerged
from kb.importing.models import ImportColumn, ImportedLesson, LessonImport


def move(event: OrganisationMerged) -> None:
    """They belong to the organisation that stays. Of a reference or heading that both have, its own stays."""
    gone, into = event.organisation_id, event.into_id
    session.execute(update(LessonImport).where(LessonImport.organisation_id == gone).values(organisation_id=into))
    taken = select(ImportedLesson.reference).where(ImportedLesson.organisation_id == into)
    both = (ImportedLesson.organisation_id == gone, ImportedLesson.reference.in_(taken.scalar_subquery()))
    session.execute(_plainly(update(ImportedLesson).where(*both).values(reference=None)))
    session.execute(update(ImportedLesson).where(ImportedLesson.organisation_id == gone).values(organisation_id=into))
    there = select(ImportColumn.heading).where(ImportColumn.organisation_id == into).scalar_subquery()
    of_gone = ImportColumn.organisation_id == gone
    session.execute(_plainly(delete(ImportColumn).where(of_gone, ImportColumn.heading.in_(there))))
    session.execute(_plainly(update(ImportColumn).where(of_gone).values(organisation_id=into)))


def _plainly(statement: Any) -> Any:
    return statement.execution_options(synchronize_session=False)
