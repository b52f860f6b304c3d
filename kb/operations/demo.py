"""A demonstration: one fictional person for each role, who can sign in only while the site runs as one."""

import secrets
from dataclasses import dataclass

from sqlalchemy import select

from kb.access.actors import Actor, Permission
from kb.access.use_case import use_case
from kb.accounts.models.organisation import Organisation
from kb.accounts.models.user import ROLES, SITE_ROLES, Membership, SiteRole, User
from kb.accounts.passwords import hashed
from kb.core.db import session

DOMAIN = "demo.example"
BOARD = "demonstration-board"


@dataclass(frozen=True, slots=True)
class Access:
    """With what somebody signs in."""

    email: str
    password: str


@use_case(Permission.UPKEEP)
def add_people(_who: Actor, _nothing: None) -> list[Access]:
    """Have one person for each role, and a board for those who belong to one; every call gives a new password."""
    password = "-".join(secrets.choice(WORDS) for _ in range(4))
    return [_access(role, password) for role in ("user", *ROLES, *SITE_ROLES)]


WORDS = (
    "acorn", "amber", "anchor", "basket", "beacon", "birch", "bridge", "candle", "canyon", "cedar", "clover", "copper",
    "coral", "dune", "ember", "falcon", "fern", "garden", "harbour", "hazel", "island", "jigsaw", "kettle", "lantern",
    "linen", "maple", "meadow", "mirror", "nutmeg", "orchard", "otter", "paddle", "pebble", "pepper", "quartz",
    "river", "saddle", "sage", "shell", "silver", "spruce", "thistle", "timber", "tulip", "velvet", "walnut", "willow",
)  # fmt: skip
"""For passwords that can be read out; four of them are good enough where nothing is private."""


def _access(role: str, password: str) -> Access:
    email = f"{role}@{DOMAIN}"
    person = session.scalar(select(User).where(User.email == email))
    if person is None:
        person = User(name=f"Demonstration {role.replace('_', ' ')}", email=email, demo=True)
        session.add(person)
        if role in ROLES:
            person.memberships = [Membership(organisation=_board(), role=role)]
        if role in SITE_ROLES:
            person.site_roles = [SiteRole(role=role)]
    person.password_hash = hashed(password)
    session.flush()
    return Access(email, password)


def _board() -> Organisation:
    found = session.scalar(select(Organisation).where(Organisation.slug == BOARD))
    if found is None:
        found = Organisation(
            slug=BOARD,
            name="Demonstration Safeguarding Children Partnership (invented)",
            kind_key="organisation-kinds/safeguarding-children-partnership",
            nation_key="nations/england",
            areas=[],
            name_status="default",
            changed_on_site=True,
        )
        session.add(found)
        session.flush()
    return found
