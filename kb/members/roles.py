"""What the roles in an organisation are called, what each may do, and which is the higher one."""

from dataclasses import dataclass

from kb.accounts.models.user import ROLES


@dataclass(frozen=True, slots=True)
class RoleWords:
    """A role as pages and messages speak of it."""

    role: str
    label: str
    may: str
    """One sentence, about "you" or whoever is meant: it begins with a verb."""


WORDS = (
    RoleWords("member", "Member", "Keeps the organisation's adoptions and improvement plans."),
    RoleWords(
        "contributor", "Contributor",
        "As a member, and also writes and submits the organisation's lessons and answers questions about them.",
    ),
    RoleWords(
        "lead", "Lead",
        "As a contributor, and also invites and removes people, and agrees what the organisation says in public.",
    ),
)  # fmt: skip
BY_ROLE = {words.role: words for words in WORDS}


def higher(one: str, other: str) -> str:
    """Of two roles the one with more rights."""
    return max(one, other, key=ROLES.index)


def label(role: str) -> str:
    """The role's name in a sentence, such as "contributor"."""
    return BY_ROLE[role].label.lower()
