"""The one statement of who may do what: permissions, the people who ask, and the rules between them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from kb.core.errors import Denied, NotFound


class Permission(StrEnum):
    """Something that may be done; the name is what an audit entry carries."""

    LESSON_READ = "LESSON_READ"
    LESSON_HIDE = "LESSON_HIDE"
    REPORT_SEND = "REPORT_SEND"
    REPORT_HANDLE = "REPORT_HANDLE"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who asks: nobody in particular, or a person with site roles and with roles in organisations."""

    user_id: int | None = None
    site_roles: frozenset[str] = frozenset()
    memberships: Mapping[int, str] = field(default_factory=dict)
    """Role in each organisation, by the organisation's number."""


ANONYMOUS = Actor()
OPERATOR = Actor(site_roles=frozenset({"editor", "identity_reviewer", "admin"}))
"""Whoever types a `kb` command: who has the machine has the data anyway."""

Predicate = Callable[[Actor, Any], bool]


def published(_actor: Actor, thing: Any) -> bool:
    """The public sees it."""
    return bool(thing.is_published)


def anybody(_actor: Actor, _thing: Any) -> bool:
    """Everybody may."""
    return True


def editor(actor: Actor, _thing: Any) -> bool:
    """Of the editorial team."""
    return "editor" in actor.site_roles


def identity_reviewer(actor: Actor, _thing: Any) -> bool:
    """Looks after that no child can be recognised."""
    return "identity_reviewer" in actor.site_roles


POLICY: Mapping[Permission, list[list[Predicate]]] = {
    Permission.LESSON_READ: [[published]],
    Permission.LESSON_HIDE: [[editor], [identity_reviewer]],
    Permission.REPORT_SEND: [[anybody]],
    Permission.REPORT_HANDLE: [[editor]],
}
"""For each permission the alternatives; in each alternative every predicate must hold."""

READING = frozenset({Permission.LESSON_READ})
"""Permissions whose refusal must look as if the thing did not exist."""


def allows(actor: Actor, permission: Permission, thing: Any) -> bool:
    """Whether this actor may do this with this thing."""
    return any(all(holds(actor, thing) for holds in rule) for rule in POLICY[permission])


def require(actor: Actor, permission: Permission, thing: Any) -> None:
    """Let the actor pass.

    Raises NotFound where even reading is refused, so that nobody learns that the thing exists, and Denied otherwise.
    """
    if not allows(actor, permission, thing):
        raise NotFound if permission in READING else Denied
