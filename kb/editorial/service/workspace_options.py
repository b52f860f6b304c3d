"""What an organisation chooses for its own lessons."""

from kb.access.actors import Actor, Permission
from kb.access.use_case import use_case
from kb.accounts.models.organisation import Organisation
from kb.core.db import session
from kb.core.errors import Invalid
from kb.editorial.queries.workspace import writers_of


@use_case(Permission.WORKSPACE_CHANGE, where_done=True)
def change_agreement(_who: Actor, organisation: Organisation, *, lead_agrees_first: bool) -> bool:
    """Choose whether the lead agrees before a lesson is submitted; says whether that is another choice than before.

    What was submitted stays so. Raises Invalid(lead_agrees_first=...) where nobody leads the organisation: nothing
    could be submitted then.
    """
    if organisation.lead_agrees_first == lead_agrees_first:
        return False
    if lead_agrees_first and not any(each.role == "lead" for each in writers_of(organisation.id)):
        raise Invalid(lead_agrees_first="Nobody leads this organisation now: nobody could agree")
    organisation.lead_agrees_first = lead_agrees_first
    session.flush()
    return True
