"""Who may do what."""

from dataclasses import dataclass

import pytest

from kb.access.policy import ANONYMOUS, POLICY, Permission, allows, require
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


def test_every_permission_has_a_rule() -> None:
    assert set(POLICY) == set(Permission)
