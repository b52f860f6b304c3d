"""The kinds of people that rules tell apart, as actors; the board they belong to has the number 1."""

from kb.access.actors import ANONYMOUS, OPERATOR, SITE, Actor

BOARD, OTHER_BOARD = 1, 2


def _person(number: int, *site_roles: str, **memberships: int) -> Actor:
    return Actor(number, frozenset(site_roles), {board: role for role, board in memberships.items()}, "person")


KINDS: dict[str, Actor] = {
    "anonymous": ANONYMOUS,
    "user": _person(1),
    "member": _person(2, member=BOARD),
    "contributor": _person(3, contributor=BOARD),
    "other_contributor": _person(4, contributor=OTHER_BOARD),
    "lead": _person(5, lead=BOARD),
    "editor": _person(6, "editor"),
    "identity_reviewer": _person(7, "identity_reviewer"),
    "admin": _person(8, "admin"),
    "operator": OPERATOR,
    "site": SITE,
}
"""`operator` types a `kb` command and has every site role; `site` is a job."""
