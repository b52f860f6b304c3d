"""What the roles on the site are called, and what each may do."""

from dataclasses import dataclass

from kb.accounts.models.user import SITE_ROLES, User


@dataclass(frozen=True, slots=True)
class RoleWords:
    """A role as pages and messages speak of it."""

    role: str
    label: str
    may: str
    """One sentence, about "you" or whoever is meant: it begins with a verb."""


WORDS = (
    RoleWords(
        "editor", "Editor",
        "Reads every lesson that was submitted, comments, returns, signs and publishes, looks after themes and reviews,"
        " and answers reports.",
    ),
    RoleWords(
        "identity_reviewer", "Identity reviewer",
        "Reads every lesson that was submitted, and signs that no child can be recognised in it.",
    ),
    RoleWords(
        "admin", "Admin",
        "Changes users, organisations and settings, reads the audit trail, and makes other people admins, but cannot"
        " read drafts.",
    ),
)  # fmt: skip
BY_ROLE = {words.role: words for words in WORDS}
assert tuple(BY_ROLE) == SITE_ROLES  # noqa: S101 - a new role needs its words


def label(role: str) -> str:
    """The role's name in a sentence, such as "identity reviewer"."""
    return BY_ROLE[role].label.lower()


def labels_of(user: User) -> list[str]:
    """Names of the roles that somebody has on the site, whether or not they work at the moment."""
    held = {each.role for each in user.site_roles}
    return [words.label for words in WORDS if words.role in held]
