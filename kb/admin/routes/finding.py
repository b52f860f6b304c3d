"""How the pages find what an address names. Nothing is read beside it until the permission has been asked."""

from kb.accounts.models.organisation import Organisation
from kb.accounts.models.user import User
from kb.admin.queries.users import user_by_number
from kb.members.queries.finding import organisation_by_slug
from kb.sign_on.models import OrganisationSignOn
from kb.sign_on.queries import sign_on_of


def user_at(number: int, **_rest: str) -> User:
    """The user that an address names."""
    return user_by_number(number)


def organisation_at(slug: str) -> Organisation:
    """The organisation that an address names; a former address leads to the one that it has now."""
    return organisation_by_slug(slug)


def sign_on_at(slug: str, number: int) -> OrganisationSignOn:
    """The tenant or domain that an address names."""
    return sign_on_of(slug, number)
