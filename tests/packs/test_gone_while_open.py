"""A lesson is archived or hidden while somebody works with it on an open page: it is said, and nothing is lost."""

from dataclasses import replace

import pytest

from kb.access.actors import OPERATOR, Actor
from kb.core import db
from kb.desk.service.archiving import archive
from kb.desk.service.hiding import hide, unhide
from kb.lessons.models.lesson import Lesson
from kb.packs.content import Block, LessonUse, OwnQuestion
from kb.packs.models import Pack
from tests.packs.packing import a_pack
from tests.packs.taking import held, some_lesson
from tests.pages import Page, Person
from tests.training import material

WHY = "Somebody asked for it to be taken down."
WORDS = "Ring before you write."


@pytest.fixture
def lesson() -> Lesson:
    return some_lesson("Rarebit of the far board", why="Nobody owned it.")


@pytest.fixture
def pack(who: Actor, lesson: Lesson) -> Pack:
    """A part that tells a lesson, and one that does not yet."""
    parts = (Block("told", 10, "Told", "To see.", fill="lessons", lessons=(LessonUse(lesson.id),)), Block("new", 20))
    return a_pack(who, blocks=parts, lessons=(held(lesson),))


def part(pack: Pack, key: str) -> Block:
    db.session.refresh(pack)
    return next(block for block in pack.now.blocks if block.key == key)


def opened(user: Person, pack: Pack, key: str) -> Page:
    return user.get("packs.block", slug=pack.slug, key=key)


def typed(lesson: Lesson) -> dict[str, str]:
    return {"fill": "lessons", "lessons": str(lesson.id), f"words_{lesson.id}": WORDS, f"sections_{lesson.id}": "found"}


@pytest.mark.parametrize("key", ["told", "new"])
def test_what_was_typed_for_it_is_kept_and_the_page_says_that_no_file_has_it(
    user: Person, pack: Pack, lesson: Lesson, key: str
) -> None:
    page = opened(user, pack, key)
    hide(OPERATOR, lesson, reason=WHY)

    page = page.submit("Save this part", title="Look", **typed(lesson))

    assert part(pack, key).lessons == (LessonUse(lesson.id, ("found",), WORDS),)
    assert part(pack, key).title == "Look"
    assert "A lesson that you had ticked is no longer public, so no file has it." in page.text
    note = "1 lesson of this part is no longer public, so no file has it."
    assert page.rows(f"#part-{key} .kb-build__note") == [note]
    assert "Rarebit" not in page.html


def test_it_is_kept_while_something_else_is_put_right(user: Person, pack: Pack, lesson: Lesson) -> None:
    page = opened(user, pack, "told")
    archive(OPERATOR, lesson, reason=WHY)

    page = page.submit("Save this part", minutes="many", **typed(lesson))
    assert page.errors == ["Enter whole minutes between 1 and 480"]
    page.submit("Save this part", minutes="12")

    assert part(pack, "told").minutes == 12
    assert part(pack, "told").lessons == (LessonUse(lesson.id, ("found",), WORDS),)


def test_words_that_are_too_long_for_it_are_shown_to_be_made_shorter_and_not_cut(
    user: Person, pack: Pack, lesson: Lesson
) -> None:
    page = opened(user, pack, "told")
    hide(OPERATOR, lesson, reason=WHY)

    page = page.submit("Save this part", **{**typed(lesson), f"words_{lesson.id}": "Ring them. " * 100})
    (said,) = page.errors
    assert said.endswith("use at most 1,000 characters for them, you have 1,099")
    assert part(pack, "told").lessons == (LessonUse(lesson.id),)
    (shown,) = page.soup.select(f"textarea#words_{lesson.id}")
    assert len(shown.text.strip()) == 1099

    page.submit("Save this part", **{f"words_{lesson.id}": WORDS})
    assert part(pack, "told").lessons == (LessonUse(lesson.id, ("found",), WORDS),)


def test_a_tick_that_was_taken_away_stays_so(user: Person, pack: Pack, lesson: Lesson) -> None:
    page = opened(user, pack, "told")
    hide(OPERATOR, lesson, reason=WHY)

    for box in page.soup.select(f"[name=lessons], [name=sections_{lesson.id}]"):
        del box["checked"]
    page = page.submit("Save this part", fill="lessons")

    assert part(pack, "told").lessons == ()
    assert "no longer public, so no file" not in page.text


def test_the_words_are_there_again_once_it_is_public_again(user: Person, pack: Pack, lesson: Lesson) -> None:
    page = opened(user, pack, "new")
    hide(OPERATOR, lesson, reason=WHY)
    page.submit("Save this part", title="Look", **typed(lesson))
    unhide(OPERATOR, lesson, reason=WHY)

    (shown,) = opened(user, pack, "new").soup.select(f"#words_{lesson.id}")
    assert shown.text.strip() == WORDS


def test_the_rest_of_its_pages_answer_and_lead_on(user: Person, pack: Pack, lesson: Lesson) -> None:
    page = user.get("packs.lessons", slug=pack.slug)
    hide(OPERATOR, lesson, reason=WHY)

    (form,) = [each for each in page.soup.select("form[action]") if str(each["action"]).endswith("/remove")]
    sent = {str(field["name"]): str(field.get("value", "")) for field in form.select("[name]")}
    page = user.open(str(form["action"]), method="POST", data=sent)

    assert page.heading == "Lessons of the pack"
    assert "The lesson was taken out" in page.text
    db.session.refresh(pack)
    assert pack.now.lessons == ()


@pytest.mark.parametrize("already", [True, False])
def test_a_question_keeps_the_lesson_that_shows_why(user: Person, who: Actor, lesson: Lesson, already: bool) -> None:
    own = OwnQuestion("own", "Whom do we ring?", ("Nobody", "The team"), 2, "So.", lesson.id, "done")
    pack = a_pack(who, questions=(own,), lessons=(held(lesson),))
    page = user.get("packs.question", slug=pack.slug, key="own")
    hide(OPERATOR, lesson, reason=WHY)
    if already:
        page = user.get("packs.question", slug=pack.slug, key="own")

    refused = page.submit("Save", stem="", explanation="It decides.")
    assert "Rarebit" not in refused.html
    refused.submit("Save", stem="Whom do we ring first?")

    db.session.refresh(pack)
    assert pack.now.questions == (replace(own, stem="Whom do we ring first?", explanation="It decides."),)


def test_a_part_keeps_its_case_while_the_lesson_behind_it_is_not_public(
    user: Person, who: Actor, lesson: Lesson
) -> None:
    case = material.vignette(lesson, title="The coat")
    db.session.flush()
    pack = a_pack(who, blocks=(Block("a", 40, "Case", fill="vignette", vignette=case.slug, stages=1),))
    page = opened(user, pack, "a")
    hide(OPERATOR, lesson, reason=WHY)

    page.submit("Save this part", title="First", vignette=case.slug)
    opened(user, pack, "a").submit("Save this part", title="Second")

    assert part(pack, "a") == Block("a", 40, "Second", fill="vignette", vignette=case.slug, stages=1)
