"""What was decided about passages."""

from collections.abc import Collection, Mapping

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from kb.core.db import session
from kb.core.errors import NotFound
from kb.identity.models import IdentityDecision
from kb.lessons.models.lesson import Revision


def decisions_about(revision: Revision, digests: Collection[str]) -> Mapping[str, IdentityDecision]:
    """By the digest of the passage: what was decided in texts of the same organisation and not taken back.

    Of several about one passage the newest counts, one for this very text before those for others.
    """
    decided = select(IdentityDecision).where(
        IdentityDecision.digest.in_(sorted(digests)),
        IdentityDecision.organisation_id.is_not_distinct_from(revision.organisation_id),
        IdentityDecision.taken_back_at.is_(None),
    )
    with_people = decided.options(joinedload(IdentityDecision.decided_by), joinedload(IdentityDecision.revision))
    ordered = with_people.order_by(
        IdentityDecision.revision_id == revision.id, IdentityDecision.decided_at, IdentityDecision.id
    )
    return {each.digest: each for each in session.scalars(ordered)}


def decision_at(revision: Revision, number: int) -> IdentityDecision:
    """The decision of this number in the organisation of a revision. Raises NotFound where there is none."""
    found = session.get(IdentityDecision, number, populate_existing=True)
    if found is None or found.organisation_id != revision.organisation_id:
        raise NotFound
    return found
