"""What is kept here of somebody's part in the identity check, for the copy of one's own data."""

from typing import Any

from sqlalchemy import or_, select

from kb.accounts.models.user import User
from kb.core.db import session
from kb.identity.models import IdentityDecision, IdentityTerm
from kb.lessons.models.lesson import Revision


def own_data(user: User) -> dict[str, Any]:
    """Reasons and decisions that the person gave or took back, and words added to the lists."""
    decisions = session.execute(
        select(IdentityDecision, Revision.lesson_id, Revision.number)
        .join(Revision, Revision.id == IdentityDecision.revision_id)
        .where(or_(IdentityDecision.decided_by_id == user.id, IdentityDecision.taken_back_by_id == user.id))
        .order_by(IdentityDecision.id)
    )
    terms = session.scalars(select(IdentityTerm).where(IdentityTerm.added_by_id == user.id).order_by(IdentityTerm.id))
    return {
        "identity_decisions": [
            {
                "lesson": lesson,
                "revision": number,
                "rule": decision.rule,
                "outcome": decision.outcome,
                "reason": decision.reason if decision.decided_by_id == user.id else None,
                "decided_at": decision.decided_at if decision.decided_by_id == user.id else None,
                "taken_back_at": decision.taken_back_at if decision.taken_back_by_id == user.id else None,
            }
            for decision, lesson, number in decisions
        ],
        "words_added_to_the_identity_check": [
            {"word": term.term, "rule": term.rule, "organisation": term.organisation_id, "added_at": term.added_at}
            for term in terms
        ],
    }
