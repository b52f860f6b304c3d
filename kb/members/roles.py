"""What the roles in an organisation are called, what each may do, and which is the higher one."""

from kb.accounts.models.user import ROLES
from kb.accounts.roles import RoleWords

WORDS = (
    RoleWords("member", "Member", "Keeps the organisation's adoptions and improvement plans."),
    RoleWords(
        "contributor", "Contributor",
        "Writes and submits the organisation's lessons, answers questions about them, and does all that a member does.",
    ),
    RoleWords(
        "lead", "Lead",
        "Invites and removes people, agrees what the organisation says in public, and does all a contributor does.",
    ),
)  # fmt: skip
BY_ROLE = {words.role: words for words in WORDS}


def higher(one: str, other: str) -> str:
    """Of two roles the one with more rights."""
    return max(one, other, key=ROLES.index)


def label(role: str) -> str:
    """The role's name in a sentence, such as "contributor"."""
    return BY_ROLE[role].label.lower()
