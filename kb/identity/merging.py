"""What becomes of decisions and added words of an organisation that is merged into another."""

from sqlalchemy import delete, select, update

from kb.core.db import session
from kb.core.events import OrganisationMerged
from kb.identity.models import IdentityDecision, IdentityTerm


def move(event: OrganisationMerged) -> None:
    """They count for the organisation that stays; of a word that both have, its own row stays."""
    moved = update(IdentityDecision).where(IdentityDecision.organisation_id == event.organisation_id)
    session.execute(moved.values(organisation_id=event.into_id))
    there = select(IdentityTerm.key).where(IdentityTerm.organisation_id == event.into_id)
    of_gone = IdentityTerm.organisation_id == event.organisation_id
    session.execute(
        delete(IdentityTerm)
        .where(of_gone, IdentityTerm.key.in_(there.scalar_subquery()))
        .execution_options(synchronize_session=False)
    )
    session.execute(update(IdentityTerm).where(of_gone).values(organisation_id=event.into_id))
