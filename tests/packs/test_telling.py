"""Owners of packs are told when lessons in them change: once for each pack, until it was brought up to date."""

import pytest
from sqlalchemy import select

from kb.access.actors import Actor
from kb.core import db, events
from kb.core.db import transaction
from kb.core.jobs import Job, Task
from kb.packs.content import PackLesson
from kb.packs.service import lessons, replacing
from kb.packs.telling import TELL, tell
from tests.mailbox import messages
from tests.packs.packing import a_lesson, a_pack, user_of
from tests.packs.test_living import give_newer_text, take_away


def on_the_list() -> list[str]:
    return list(db.session.scalars(select(Job.key).where(Job.kind == TELL, Job.state == "waiting")))


def do(held: PackLesson) -> None:
    """Do the job that waits for a lesson."""
    assert on_the_list() == [str(held.lesson_id)]
    with transaction():
        tell(Task(job_id=1, kind=TELL, key=str(held.lesson_id)))
    db.session.query(Job).filter_by(kind=TELL).delete()
    db.session.commit()


def texts(to: str) -> list[str]:
    return [message.text or "" for message in messages(to)]


@pytest.mark.walks(
    "a lesson that is in a pack gets a newer text or is no longer public", ["user@example.org", "member@example.org"]
)
def test_an_owner_is_told_once_of_all_packs_with_the_lesson(who: Actor, colleague: Actor) -> None:
    held = a_lesson()
    first, second, other = a_pack(who, lessons=(held,)), a_pack(who, lessons=(held,)), a_pack(who)
    theirs = a_pack(colleague, lessons=(held,))
    give_newer_text(held)

    do(held)

    (mine,) = texts("user@example.org")
    assert all(f"/packs/{pack.slug}/changes" in mine for pack in (first, second))
    assert other.slug not in mine
    assert theirs.slug not in mine
    (told,) = texts("member@example.org")
    assert f"/packs/{theirs.slug}/changes" in told


def test_nobody_is_told_again_before_the_pack_was_brought_up_to_date(who: Actor) -> None:
    held = a_lesson()
    pack = a_pack(who, lessons=(held,))
    for _ in range(2):
        give_newer_text(held)
        do(held)
    assert len(texts("user@example.org")) == 1

    lessons.renew_lessons(who, pack)
    give_newer_text(held)
    do(held)

    assert len(texts("user@example.org")) == 2


def test_a_lesson_that_nobody_has_in_a_pack_puts_nothing_on_the_list(who: Actor) -> None:
    held = a_lesson()

    give_newer_text(held)

    assert on_the_list() == []


def test_a_pack_that_has_the_present_text_is_not_told_of(who: Actor) -> None:
    held = a_lesson()
    a_pack(who, lessons=(held,))
    with transaction():
        events.publish(events.LessonPublished(held.lesson_id))  # hidden and shown again

    do(held)

    assert texts("user@example.org") == []


def test_the_title_of_a_lesson_that_was_hidden_is_in_no_message(who: Actor) -> None:
    held = a_lesson(title="What nobody may read any more")
    a_pack(who, lessons=(held,))
    take_away(held, "hidden")

    do(held)

    (message,) = messages("user@example.org")
    assert "nobody may read" not in f"{message.subject}{message.text}{message.html}"


def test_an_owner_whose_account_is_closed_is_not_told(who: Actor) -> None:
    held = a_lesson()
    pack = a_pack(who, lessons=(held,))
    user_of(who).closed_at = user_of(who).created_at
    give_newer_text(held)

    do(held)

    assert texts("user@example.org") == []
    assert pack.told_at is None


def test_putting_the_replacement_in_place_brings_a_pack_up_to_date(who: Actor) -> None:
    held, heir = a_lesson(), a_lesson()
    pack = a_pack(who, lessons=(held,))
    take_away(held, "archived", heir=heir)
    do(held)
    assert pack.told_at is not None

    replacing.replace_lesson(who, pack, lesson_id=held.lesson_id)

    assert pack.told_at is None
