"""What a row of the tables of pages says: who may open a page, and what it answers."""

from dataclasses import dataclass, field

from tests.people import KINDS

EVERYBODY = frozenset(KINDS)
PEOPLE = EVERYBODY - {"anonymous"}
MEMBERS = frozenset({"member", "contributor", "lead"})
WRITERS = frozenset({"contributor", "lead"})
LEADS = frozenset({"lead", "admin"})
HOLDERS = frozenset({"editor", "identity_reviewer", "admin"})
ADMINS = frozenset({"admin"})
TEAM = frozenset({"editor", "identity_reviewer"})


@dataclass(frozen=True)
class Page:
    """Who may open a page of the walk's world, what it answers to those, and to others who are signed in."""

    declared: str
    who: frozenset[str]
    answer: int = 200
    refusal: int = 404
    anonymous: int | None = None
    """What it answers to somebody who is not signed in, where that is something else."""
    address: dict[str, object] = field(default_factory=dict)
    knowing: frozenset[str] = frozenset()
    """Who may read the thing, and so is refused with 403."""
    answers: dict[str, int] = field(default_factory=dict)
    """What it answers to some of those who may open it, where that is something else."""


def public(answer: int = 200, **address: object) -> Page:
    return Page("public", EVERYBODY, answer, address=address)


def mine(permission: str, answer: int = 200, **address: object) -> Page:
    return Page(permission, PEOPLE, answer, address=address)


def of_import(permission: str, answer: int = 200) -> Page:
    return Page(permission, WRITERS, answer, address={"slug": "northbridge", "number": "@lesson_import"})


def of_editors(permission: str, answer: int = 200, **address: object) -> Page:
    knowing = frozenset({"identity_reviewer"})
    return Page(permission, frozenset({"editor"}), answer, address=address, knowing=knowing)


def at_desk(answer: int = 200, editor: int | None = None, reviewer: int | None = None, **address: object) -> Page:
    """A page of a text that is being reviewed, with what it answers to one of the two where that is something else."""
    told = {"editor": editor, "identity_reviewer": reviewer}
    answers = {kind: other for kind, other in told.items() if other is not None}
    return Page("REVISION_REVIEW", TEAM, answer, address={"number": "@in_review", **address}, answers=answers)


def of_expungers(answer: int = 200, **address: object) -> Page:
    return Page("EXPUNGE_READ", frozenset({"identity_reviewer", "admin"}), answer, address=address)


def of_leads(permission: str, answer: int = 200, **address: object) -> Page:
    return Page(permission, LEADS, answer, address={"slug": "northbridge", **address})


def of_admins(permission: str, answer: int = 200, **address: object) -> Page:
    return Page(permission, ADMINS, answer, address=address)


GONE = "0" * 64
"""A token that opens nothing; such pages say so, to everybody alike."""

AT = "@"
"""Begins the name of a row of the walk's world, whose number stands in the address."""
