"""What is known about somebody by way of the provider, for the copy of one's own data."""

from typing import Any

from kb.accounts.models.user import User
from kb.sign_on.queries import links_of


def linked_work_accounts(user: User) -> dict[str, Any]:
    """The work accounts that are linked to a user's account."""
    return {
        "work_accounts": [
            {
                "tenant": link.tenant,
                "subject": link.subject,
                "email": link.email,
                "linked_at": link.linked_at,
            }
            for link in links_of(user)
        ]
    }
