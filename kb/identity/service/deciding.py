"""What the identity reviewer decides."""

from kb.access.actors import Actor, Permission
from kb.access.use_case import use_case
from kb.core.db import session
from kb.core.errors import Conflict, Invalid
from kb.identity.holding import hold
from kb.identity.models import OUTCOMES, IdentityDecision
from kb.identity.passages import OF_COMBINATIONS
from kb.identity.standing import says_nothing_of_anybody, standing_of
from kb.lessons.models.lesson import Revision


@use_case(Permission.COMBINATION_DECIDE, choice="outcome")
def decide(who: Actor, revision: Revision, *, combination: str, outcome: str, reason: str) -> IdentityDecision:
    """Let facts stand that may point at one child together, or have them changed; a later decision replaces this one.

    `combination`: the digest of the facts that were seen. Raises Conflict where the text has others now, or too few.
    """
    if outcome not in OUTCOMES:
        raise Invalid(outcome="Say whether these facts may stand together")
    hold(who, Permission.COMBINATION_DECIDE, revision)
    found = standing_of(revision).combination
    if found is None or found.digest != combination:
        raise Conflict
    says_nothing_of_anybody(revision, reason)
    made = IdentityDecision(
        kind=OF_COMBINATIONS,
        digest=found.digest,
        rule=OF_COMBINATIONS,
        field="",
        outcome=outcome,
        reason=reason.strip(),
        revision_id=revision.id,
        organisation_id=revision.organisation_id,
        decided_by_id=who.user_id,
    )
    session.add(made)
    session.flush()
    return made
