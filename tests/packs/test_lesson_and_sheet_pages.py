"""Pages for the lessons of a pack, its handouts and its quiz questions."""

from dataclasses import replace

import pytest

from kb.access.actors import Actor
from kb.core import db
from kb.packs.content import Block, Handout, LessonUse, OwnQuestion, PackContent
from kb.packs.models import Pack
from kb.packs.service import parts
from tests import factories
from tests.packs.packing import a_lesson, a_pack, edit_together
from tests.packs.test_building_pages import press
from tests.pages import Person

QUESTION = OwnQuestion("asked", "Who is told first?", ("The team", "Nobody"), 1, "It was agreed.")


def now(pack: Pack) -> PackContent:
    db.session.refresh(pack)
    return pack.now


@pytest.fixture
def pack(who: Actor) -> Pack:
    """A pack with a handout and a question."""
    return a_pack(
        who, handouts=(Handout("sheet", "Our flow chart", "", "Ring the front door."),), questions=(QUESTION,)
    )


def test_a_lesson_is_added_by_its_reference_or_address(user: Person, pack: Pack) -> None:
    one, other = (factories.lesson(slug=f"lesson-{number}") for number in range(2))
    page = user.get("packs.lessons", slug=pack.slug)

    page = page.submit("Add the lesson", lesson=one.reference or "")
    page.submit("Add the lesson", lesson=f"https://lessonbank.example/lessons/{other.slug}")

    assert [each.lesson_id for each in now(pack).lessons] == [one.id, other.id]


@pytest.mark.parametrize("typed", ["LB-9999", "hidden-one", "zzz"])
def test_a_lesson_that_is_not_public_is_as_one_that_is_not_there(user: Person, pack: Pack, typed: str) -> None:
    factories.lesson(state="hidden", slug="hidden-one")

    page = user.get("packs.lessons", slug=pack.slug).submit("Add the lesson", lesson=typed)

    assert page.errors == ["There is no lesson of this reference or address. Look it up with “Search lessons”"]
    assert typed in page.html


def test_a_lesson_is_in_a_pack_once(user: Person, who: Actor) -> None:
    lesson = factories.lesson()
    pack = a_pack(who, lessons=(a_lesson(slug="twice"),))

    page = user.get("packs.lessons", slug=pack.slug).submit("Add the lesson", lesson="/lessons/twice")

    assert lesson
    assert page.errors == ["This lesson is in the pack already"]


def test_lessons_are_moved_and_taken_out_and_come_back(user: Person, who: Actor) -> None:
    one, other = a_lesson(), a_lesson()
    block = Block("a", 5, "Hear", lessons=(LessonUse(one.lesson_id),))
    pack = a_pack(who, lessons=(one, other), blocks=(block,))
    page = user.get("packs.lessons", slug=pack.slug)
    assert page.rows(".kb-build__body")[0].count("Told in Hear") == 1
    assert "Told in no part yet." in page.rows(".kb-build__body")[1]

    press(page, f"/lessons/{other.lesson_id}/move")
    assert now(pack).lessons == (other, one)
    page = press(user.get("packs.lessons", slug=pack.slug), f"/lessons/{one.lesson_id}/remove")
    assert now(pack).lessons == (other,)
    assert now(pack).blocks[0].lessons == ()

    page.submit("Undo")
    assert now(pack).blocks == (block,)


def test_a_handout_is_added_changed_and_taken_out_and_comes_back(user: Person, pack: Pack) -> None:
    page = user.get("packs.add_handout", slug=pack.slug).submit("Add the handout", title="To take home", body="Words")
    assert [each.title for each in now(pack).handouts] == ["Our flow chart", "To take home"]

    user.get("packs.handout", slug=pack.slug, key="sheet").submit("Save the handout", body="Ring the duty team.")
    assert now(pack).handouts[0].body == "Ring the duty team."

    page = press(user.get("packs.sheets", slug=pack.slug), "/handouts/sheet/remove")
    assert "“Our flow chart” was taken out." in page.text
    page.submit("Undo")
    assert len(now(pack).handouts) == 2


def test_two_who_change_one_handout_see_both(
    user: Person, member: Person, who: Actor, colleague: Actor, pack: Pack
) -> None:
    edit_together(who, pack, colleague)
    mine, theirs = (person.get("packs.handout", slug=pack.slug, key="sheet") for person in (user, member))
    theirs.submit("Save the handout", body="Ring the duty team.")

    page = mine.submit("Save the handout", body="Ring me.")

    assert page.status == 409
    assert page.rows(".kb-beside__text") == ["Ring the duty team."]
    page.submit("Save the handout")
    assert now(pack).handouts[0].body == "Ring me."


def test_a_handout_that_was_taken_out_meanwhile_is_added_again_with_what_was_typed(
    user: Person, who: Actor, pack: Pack
) -> None:
    page = user.get("packs.handout", slug=pack.slug, key="sheet")
    parts.remove_sheet(who, pack, sheet=pack.now.handouts[0])

    page = page.submit("Save the handout", body="All my words")

    assert page.status == 409
    page.submit("Add the handout")
    assert now(pack).handouts[0].body == "All my words"


def test_a_question_of_ones_own_is_added(user: Person, who: Actor) -> None:
    lesson = a_lesson(title="A team reads every referral")
    pack = a_pack(who, lessons=(lesson,))

    page = user.get("packs.add_question", slug=pack.slug).submit(
        "Add the question", stem="Who?", option_a="Me", option_c="The team", answer="3",
        explanation="So it was agreed.", lesson_id=str(lesson.lesson_id), section="done",
    )  # fmt: skip

    made = now(pack).questions[0]
    assert (made.options, made.answer) == (("Me", "The team"), 2)
    assert (made.lesson_id, made.section) == (lesson.lesson_id, "done")
    assert "B is right: The team" in page.text
    assert "Not in any part yet." in page.text
    assert "1 question, 1 not in any part yet" in user.get("packs.show", slug=pack.slug).text


def test_a_question_that_a_part_asks_is_not_said_to_be_in_none(user: Person, who: Actor) -> None:
    made = a_pack(who, questions=(QUESTION,), blocks=(Block("a", 5, "Quiz", fill="quiz", questions=("asked",)),))

    assert "in any part yet" not in user.get("packs.sheets", slug=made.slug).text
    assert "in any part yet" not in user.get("packs.show", slug=made.slug).text


@pytest.mark.parametrize(
    ("block", "told"),
    [
        (Block("a", 5, "Hear"), "The lesson was taken out."),
        (Block("a", 5, "Hear", fill="lessons"), "The lesson was taken out, of the parts of the session too."),
        (
            Block("a", 5, "Hear", fill="lessons", screen="x"),
            "The lesson was taken out, of the parts of the session too, with your own words for its slide.",
        ),
    ],
)
def test_what_goes_with_a_lesson_is_said_and_comes_back_with_it(
    user: Person, who: Actor, block: Block, told: str
) -> None:
    lesson = a_lesson()
    use = LessonUse(lesson.lesson_id, words="One team" if block.screen else "")
    block = replace(block, lessons=(use,)) if block.fill else block
    pack = a_pack(who, lessons=(lesson,), blocks=(block,))

    page = user.get("packs.lessons", slug=pack.slug).submit("Remove")

    assert page.rows("#done p") == [told]
    page = page.submit("Undo")
    assert page.rows(f"#lesson-{lesson.lesson_id} .kb-done p") == ["Taken back: it is as it was before."]
    assert now(pack).blocks == (block,)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"option_b": ""}, "Write 2 to 6 answers"),
        ({"option_b": "the team"}, "Two answers are the same. Change one of them"),
        ({"answer": "4"}, "Answer D is empty. Write it, or choose another"),
        ({"stem": ""}, "Write the question"),
        ({"explanation": ""}, "Say why the answer is right"),
    ],
)
def test_a_question_that_cannot_be_asked_is_not_saved(
    user: Person, pack: Pack, typed: dict[str, str], told: str
) -> None:
    page = user.get("packs.question", slug=pack.slug, key="asked").submit("Save the question", **typed)

    assert told in page.errors
    assert now(pack).questions == (QUESTION,)


def test_two_who_change_the_answers_of_one_question_see_both(
    user: Person, member: Person, who: Actor, colleague: Actor, pack: Pack
) -> None:
    edit_together(who, pack, colleague)
    mine, theirs = (person.get("packs.question", slug=pack.slug, key="asked") for person in (user, member))
    theirs.submit("Save the question", option_b="The desk")

    page = mine.submit("Save the question", option_c="Everybody")

    assert page.status == 409
    assert page.rows(".kb-beside__text") == ["The team The desk"]
    page.submit("Save the question")
    assert now(pack).questions[0].options == ("The team", "Nobody", "Everybody")
