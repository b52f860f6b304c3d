"""How whoever wrote something is called, also once the account is gone."""

from kb.accounts.models.organisation import Organisation
from kb.accounts.models.user import User


def shown_name(user: User | None, organisation: Organisation | None) -> str:
    """The name; of a deleted account what it was to the organisation for which it wrote."""
    if user is not None and user.deleted_at is None:
        return user.name
    return f"a former member of {organisation.name}" if organisation else "a former user"
