"""Tags: the free words of a lesson, which several people may be writing at once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from apiflask import APIFlask
from sqlalchemy import select

from kb.core import db
from kb.core.errors import Invalid
from kb.lessons.models.lesson import Revision
from kb.lessons.models.vocabulary import Tag
from kb.lessons.tagging import LONGEST, as_kept, copy_tags, labels_in, put_tags, too_long
from tests import factories


@pytest.fixture
def text(app: APIFlask) -> Callable[[], Revision]:
    """Makes a draft without tags."""

    def made() -> Revision:
        revision = factories.lesson(state="draft").open_revision
        assert revision
        db.session.commit()
        return revision

    return made


def give(revision: Revision, typed: str) -> list[str]:
    with db.transaction():
        put_tags(revision, typed)
    return revision.tags


def kept() -> list[str]:
    db.session.rollback()
    return list(db.session.scalars(select(Tag.label).order_by(Tag.label)))


def at_once(app: APIFlask, *acts: Callable[[], object]) -> None:
    """Do all of these at the same moment, each with a connection of its own."""
    together = Barrier(len(acts))
    db.session.commit()

    def run(act: Callable[[], object]) -> None:
        with app.app_context():
            together.wait(10)
            with db.transaction():
                act()
            db.session.remove()

    with ThreadPoolExecutor(len(acts)) as pool:
        list(pool.map(run, acts))
    db.session.expire_all()


def giving(revision: Revision, typed: str) -> Callable[[], object]:
    number = revision.id
    return lambda: put_tags(db.session.get_one(Revision, number, with_for_update=True), typed)


def copying(before: Revision, after: Revision) -> Callable[[], object]:
    numbers = before.id, after.id
    return lambda: copy_tags(*(db.session.get_one(Revision, number) for number in numbers))


def test_tags_that_differ_in_capitals_or_accents_alone_are_one() -> None:
    assert labels_in("Police, police , Café,POLICE, cafe,,front  door") == ["Police", "Café", "front door"]
    assert labels_in("ー, ◌, ー") == ["ー", "◌"]


def test_a_tag_is_spelled_as_others_have_it(text: Callable[[], Revision]) -> None:
    give(text(), "Children’s Centre, Café")

    assert give(text(), "new, cafe, children's centre") == ["new", "Café", "Children’s Centre"]
    assert kept() == sorted(["Café", "Children’s Centre", "new"])


def test_how_they_will_read_is_known_before_they_are_written(text: Callable[[], Revision]) -> None:
    give(text(), "Café, MASH")
    typed = " mash,,new ,cafe, New,"

    assert as_kept(typed) == "MASH, new, Café"
    assert kept() == ["Café", "MASH"]
    assert ", ".join(give(text(), typed)) == as_kept(typed)
    assert as_kept("") == as_kept(" , ") == ""


def test_of_several_spellings_that_there_are_the_same_one_is_taken(text: Callable[[], Revision]) -> None:
    db.session.add_all([Tag(label="MASH"), Tag(label="mash")])
    db.session.commit()

    assert give(text(), "mash") == ["mash"]
    assert give(text(), "MASH") == ["MASH"]
    assert give(text(), "Mash") == ["MASH"]


def test_tags_can_change_their_order(text: Callable[[], Revision]) -> None:
    revision = text()
    give(revision, "one, two, three")

    assert give(revision, "three, one, two") == ["three", "one", "two"]


@pytest.mark.parametrize("typed", ["ж" * (LONGEST + 1), "word " * 4000], ids=["a word", "many words"])
def test_a_tag_that_is_too_long_is_refused_and_nothing_is_changed(text: Callable[[], Revision], typed: str) -> None:
    revision = text()
    give(revision, "front door")

    with pytest.raises(Invalid) as refused, db.transaction():
        put_tags(revision, f"short, {typed}")

    told = refused.value.problems["tags"]
    assert told.startswith(f"A tag has at most 60 characters: shorten “{typed[:10]}")
    assert len(told) < 100
    assert (revision.tags, kept()) == (["front door"], ["front door"])


def test_the_longest_tag_that_may_be_can_be_kept(text: Callable[[], Revision]) -> None:
    assert give(text(), "ж" * LONGEST) == ["ж" * LONGEST]


def test_a_tag_goes_with_the_last_text_that_has_it(text: Callable[[], Revision]) -> None:
    first, second = text(), text()
    give(first, "shared, own")
    give(second, "shared")

    give(first, "other")
    assert kept() == ["other", "shared"]
    give(second, "")
    assert kept() == ["other"]


def test_a_copy_has_the_tags_in_their_order(text: Callable[[], Revision]) -> None:
    before, after = text(), text()
    give(before, "b, a, c")

    with db.transaction():
        copy_tags(before, after)

    db.session.expire_all()
    assert after.tags == ["b", "a", "c"]


def test_two_who_add_the_same_new_tags_in_another_order_both_have_them(
    app: APIFlask, text: Callable[[], Revision]
) -> None:
    first, second = text(), text()
    labels = [f"tag {number}" for number in range(30)]

    at_once(app, giving(first, ", ".join(labels)), giving(second, ", ".join(reversed(labels)).upper()))

    assert [label.lower() for label in first.tags] == labels
    assert first.tags == second.tags[::-1]


def test_a_tag_that_one_takes_out_while_another_adds_it_is_kept_for_the_other(
    app: APIFlask, text: Callable[[], Revision]
) -> None:
    first, second, third = text(), text(), text()
    for number in range(12):
        give(third, "")
        give(first, f"tag {number}")

        at_once(app, giving(first, ""), giving(second, f"tag {number}"), copying(first, third))

        assert second.tags == [f"tag {number}"]
        assert set(kept()) == {f"tag {number}"}


def test_a_tag_that_the_last_two_take_out_at_once_is_gone(app: APIFlask, text: Callable[[], Revision]) -> None:
    first, second = text(), text()
    for number in range(6):
        for each in (first, second):
            give(each, f"name {number}")

        at_once(app, giving(first, ""), giving(second, ""))

        assert kept() == []


def test_a_text_without_a_tag_that_is_too_long_needs_no_change() -> None:
    assert too_long("front door, " + "a" * LONGEST) == ""
