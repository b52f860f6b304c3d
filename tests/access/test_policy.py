"""Who may do what."""

from dataclasses import dataclass

import pytest

from kb.access.actors import ANONYMOUS, OPERATOR, Actor, Permission
from kb.access.policy import POLICY, allows, require
from kb.core.errors import NotFound


@dataclass
class Thing:
    is_published: bool


@pytest.mark.parametrize(("published", "allowed"), [(True, True), (False, False)])
def test_anybody_reads_what_is_published_and_nothing_else(published: bool, allowed: bool) -> None:
    assert allows(ANONYMOUS, Permission.LESSON_READ, Thing(published)) is allowed


def test_refusing_to_let_somebody_read_looks_as_if_the_thing_did_not_exist() -> None:
    with pytest.raises(NotFound):
        require(ANONYMOUS, Permission.LESSON_READ, Thing(is_published=False))


EDITOR, REVIEWER, ADMIN = (Actor(1, frozenset({role})) for role in ("editor", "identity_reviewer", "admin"))


@pytest.mark.parametrize(
    ("permission", "may"),
    [
        (Permission.LESSON_HIDE, [EDITOR, REVIEWER, OPERATOR]),
        (Permission.REPORT_SEND, [ANONYMOUS, EDITOR, REVIEWER, ADMIN, OPERATOR]),
        (Permission.REPORT_HANDLE, [EDITOR, OPERATOR]),
    ],
)
def test_each_permission_belongs_to_these_people_and_no_others(permission: Permission, may: list[Actor]) -> None:
    people = [ANONYMOUS, EDITOR, REVIEWER, ADMIN, OPERATOR]

    assert [who for who in people if allows(who, permission, Thing(is_published=True))] == may


def test_every_permission_has_a_rule() -> None:
    assert set(POLICY) == set(Permission)
