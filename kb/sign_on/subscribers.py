"""What follows here from changes elsewhere."""

from sqlalchemy import delete, update

from kb.core.db import session
from kb.core.events import AccountDeleted, OrganisationMerged
from kb.sign_on.models import ExternalIdentity, OrganisationSignOn


def forget_deleted(event: AccountDeleted) -> None:
    """Of a deleted account nothing says any more who signed in to it."""
    session.execute(delete(ExternalIdentity).where(ExternalIdentity.user_id == event.user_id))


def move(event: OrganisationMerged) -> None:
    """Tenants and domains of an organisation that is merged into another are those of the other."""
    moved = update(OrganisationSignOn).where(OrganisationSignOn.organisation_id == event.organisation_id)
    session.execute(moved.values(organisation_id=event.into_id))
