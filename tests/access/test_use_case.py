"""What every change goes through."""

import pytest
from apiflask import APIFlask
from sqlalchemy import delete, select

from kb.access.actors import ANONYMOUS, OPERATOR, Actor, Permission
from kb.access.use_case import use_case
from kb.core import db
from kb.core.errors import Conflict, NotFound
from kb.lessons.models.vocabulary import Tag


@use_case(Permission.REPORT_HANDLE)
def note(_who: Actor, label: str, *, fail: bool = False) -> str:
    db.session.add(Tag(label=label))
    db.session.flush()
    if fail:
        raise RuntimeError("the second half fails")
    return label


@use_case(Permission.REPORT_HANDLE)
def rename(_who: Actor, tag: Tag) -> None:
    tag.label = f"{tag.label} again"


def labels() -> list[str]:
    return list(db.session.scalars(select(Tag.label)))


def test_who_may_not_is_refused_and_nothing_is_changed(app: APIFlask) -> None:
    with pytest.raises(NotFound):
        note(ANONYMOUS, "refused")

    assert labels() == []


def test_what_is_done_is_committed(app: APIFlask) -> None:
    assert note(OPERATOR, "kept") == "kept"

    db.session.rollback()
    assert labels() == ["kept"]


def test_half_a_change_is_no_change(app: APIFlask) -> None:
    with pytest.raises(RuntimeError):
        note(OPERATOR, "half", fail=True)

    assert labels() == []


def test_what_somebody_else_has_removed_meanwhile_is_a_conflict(app: APIFlask) -> None:
    note(OPERATOR, "gone")
    tag = db.session.scalars(select(Tag)).one()
    with db.engine().begin() as connection:
        connection.execute(delete(Tag))

    with pytest.raises(Conflict):
        rename(OPERATOR, tag)
