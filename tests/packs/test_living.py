"""A pack says what has changed in its lessons since, and is brought up to date."""

from typing import Any

from kb.access.actors import Actor
from kb.core import db, events
from kb.core.db import transaction
from kb.lessons.models.lesson import Lesson, Revision
from kb.lessons.models.step import RevisionStep
from kb.packs.content import Block, LessonUse, PackLesson
from kb.packs.living import News, news_of
from kb.packs.models import Pack
from kb.packs.queries.shown import shown
from kb.packs.service import lessons, parts, replacing
from tests import factories
from tests.packs.packing import a_lesson, a_pack


def lesson_of(held: PackLesson) -> Lesson:
    return db.session.get_one(Lesson, held.lesson_id)


def give_newer_text(held: PackLesson, **fields: Any) -> Revision:
    """Publish another text of a lesson."""
    lesson = lesson_of(held)
    before = lesson.live_revision
    assert before is not None
    with transaction():
        before.state = "superseded"
        db.session.flush()
        made = factories.revision(lesson, before.title, state="published", number=before.number + 1, **fields)
        lesson.live_revision = made
        db.session.flush()
        events.publish(events.LessonPublished(lesson.id))
    db.session.expire_all()
    return made


def take_away(held: PackLesson, state: str, *, heir: PackLesson | None = None, reason: str = "") -> None:
    """Hide or archive a lesson."""
    lesson = lesson_of(held)
    assert lesson.live_revision is not None
    with transaction():
        lesson.live_revision.state = state
        lesson.replaced_by_id = heir.lesson_id if heir else None
        step = "archive" if state == "archived" else "hide"
        db.session.add(
            RevisionStep(
                revision_id=lesson.live_revision.id, step=step, before="published", after=state, reason=reason,
                taken_by_kind="person",
            )
        )  # fmt: skip
        events.publish(events.LessonWithdrawn(lesson.id))
    db.session.expire_all()


def news(pack: Pack) -> News:
    found = shown(pack.now)
    return news_of(found.content, found.lessons)


def test_a_pack_with_the_present_texts_has_no_news(who: Actor) -> None:
    pack = a_pack(who, lessons=(a_lesson(),))

    assert not news(pack)
    assert shown(pack.now).changed == (0, 0)


def test_a_newer_text_is_compared_word_by_word_with_the_one_that_the_pack_has(who: Actor) -> None:
    held = a_lesson(done="A team of three reads every referral within a day.")
    pack = a_pack(who, lessons=(held,))
    give_newer_text(held, done="A team of four reads every referral within a day.", change_note="One came in.")

    (found,) = news(pack).newer.items

    assert shown(pack.now).changed == (1, 0)
    assert (found.lesson.id, found.note, found.can_be_compared) == (held.lesson_id, "One came in.", True)
    done = next(each for each in found.changes if each.field == "done")
    assert [(piece.kind, piece.text) for piece in done.pieces if piece.kind != "same"] == [
        ("removed", "three"),
        ("added", "four"),
    ]


def test_an_earlier_text_that_nobody_may_read_is_not_compared(who: Actor) -> None:
    held = a_lesson(done="What nobody may read.")
    pack = a_pack(who, lessons=(held,))
    give_newer_text(held)
    hidden = {"before": "hidden", "after": "superseded", "taken_by_kind": "person"}
    db.session.add(RevisionStep(revision_id=held.revision_id, step="supersede", **hidden))
    db.session.flush()

    (found,) = news(pack).newer.items

    assert (found.can_be_compared, found.changes) == (False, ())


def test_an_archived_lesson_comes_with_its_reason_and_what_replaces_it(who: Actor) -> None:
    held, heir = a_lesson(title="Board reads every referral twice"), a_lesson(title="Board reads every referral once")
    pack = a_pack(who, lessons=(held,))
    take_away(held, "archived", heir=heir, reason="The guidance was replaced.")

    (found,) = news(pack).lost

    assert found.archived is not None
    assert (found.archived.reason, found.heir_id) == ("The guidance was replaced.", heir.lesson_id)
    assert shown(pack.now).changed == (0, 1)


def test_of_a_hidden_lesson_nothing_is_told_but_that_it_is_not_public(who: Actor) -> None:
    held = a_lesson(title="What nobody may read any more")
    pack = a_pack(who, lessons=(held,))
    take_away(held, "hidden", reason="A family asks for it.")

    (found,) = news(pack).lost

    assert (found.archived, found.heir_id) == (None, None)
    assert "nobody may read" not in repr(news(pack))


def test_a_case_and_questions_that_are_gone_are_told_part_by_part(who: Actor) -> None:
    pack = a_pack(who, blocks=(Block("a", 5, "Work on a case", vignette="gone", questions=("gone", "too")),))

    (found,) = news(pack).material

    assert (found.block.key, found.vignette, found.questions) == ("a", True, 2)


def test_all_lessons_are_brought_up_to_date_and_that_is_taken_back(who: Actor) -> None:
    held, gone = a_lesson(), a_lesson()
    pack = a_pack(who, lessons=(held, gone))
    newest = give_newer_text(held, done="Another way.")
    take_away(gone, "hidden")

    lessons.renew_lessons(who, pack)
    assert [(each.lesson_id, each.revision_id) for each in pack.now.lessons] == [(held.lesson_id, newest.id)]
    assert not news(pack)

    parts.undo(who, pack, done=pack.version)
    assert pack.now.lessons == (held, gone)


def test_the_lesson_that_replaces_another_takes_its_place_in_the_session(who: Actor) -> None:
    held, heir, other = a_lesson(), a_lesson(), a_lesson()
    uses = (LessonUse(held.lesson_id, ("found",), "About the other one"), LessonUse(other.lesson_id))
    pack = a_pack(who, lessons=(held, other), blocks=(Block("tell", 30, "Tell", lessons=uses),))
    take_away(held, "archived", heir=heir)

    replacing.replace_lesson(who, pack, lesson_id=held.lesson_id)

    assert pack.now.lessons == (heir, other)
    assert pack.now.blocks[0].lessons == (LessonUse(heir.lesson_id, ("found",)), LessonUse(other.lesson_id))


def test_a_lesson_that_is_there_already_is_not_there_twice(who: Actor) -> None:
    held, heir = a_lesson(), a_lesson()
    uses = (LessonUse(held.lesson_id), LessonUse(heir.lesson_id))
    pack = a_pack(who, lessons=(held, heir), blocks=(Block("tell", 30, "Tell", lessons=uses),))
    take_away(held, "archived", heir=heir)

    replacing.replace_lesson(who, pack, lesson_id=held.lesson_id)

    assert pack.now.lessons == (heir,)
    assert pack.now.blocks[0].lessons == (LessonUse(heir.lesson_id),)
