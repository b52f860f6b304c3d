"""Writes down for a text the reasons that were given when the same passages came before."""

from kb.core.db import session
from kb.identity.models import IdentityDecision
from kb.identity.standing import Standing
from kb.lessons.models.lesson import Revision


def write_down(revision: Revision, standing: Standing) -> None:
    """Let every reason that counts for this text be its own.

    What a reviewer reads with the text must not change when somebody takes back the reason that was given for another.
    """
    for each in standing.answered:
        before = each.decision
        if before.revision_id != revision.id:
            session.add(
                IdentityDecision(
                    kind=before.kind,
                    digest=before.digest,
                    rule=before.rule,
                    field=each.passage.where,
                    reason=before.reason,
                    revision_id=revision.id,
                    organisation_id=revision.organisation_id,
                    decided_by_id=before.decided_by_id,
                    decided_at=before.decided_at,
                )
            )
    session.flush()
