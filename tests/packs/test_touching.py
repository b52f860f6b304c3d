"""People are told what a session touches on, and whom they can talk to about it where they live."""

from typing import Any

import pytest

from kb.access.actors import Actor
from kb.core import db
from kb.core.db import utc_now
from kb.packs.content import Block, LessonUse, PackContent, PackLesson
from kb.packs.files import made, taken
from kb.packs.lacking import WARNING, lacking
from kb.packs.models import Pack
from kb.packs.queries.touched import what_is_touched
from kb.packs.service import making
from kb.packs.touching import MAY_STEP_OUT, UNNAMED, WITH_CARE, say_this, touches_on
from tests import factories
from tests.packs.drafts import made as made_draft
from tests.packs.packing import a_lesson, a_pack, edit_together
from tests.packs.taking import of, pack_of, words_of
from tests.pages import Person
from tests.training import material

pytestmark = pytest.mark.usefixtures("app")
SUICIDE_WARNING = "This session touches on suicide or self-harm: plan two trainers and ten minutes at the end"


def harmed(*harm_types: str, **fields: Any) -> PackLesson:
    """A lesson about these kinds of harm."""
    return a_lesson(**{"values": [f"harm-types/{slug}" for slug in harm_types], **fields})


def session(*lessons: PackLesson, **fields: Any) -> PackContent:
    return PackContent("When do we refer?", lessons=lessons, **fields)


def warnings(content: PackContent) -> list[str]:
    return [
        lack.words
        for lack in lacking(content, {}, what_is_touched(content).session, has_logo=False)
        if lack.kind == WARNING
    ]


def test_kinds_of_harm_are_said_once_in_the_order_of_their_list_and_without_the_unknown() -> None:
    one, other = harmed("suicide-or-self-harm", "sexual-abuse"), harmed("neglect", "sexual-abuse", "unknown", "mixed")

    assert touches_on(session(one, other)) == "Today touches on: sexual abuse; neglect; suicide or self-harm."


def test_a_session_without_any_harm_says_nothing() -> None:
    assert touches_on(session()) == ""
    assert touches_on(session(harmed("unknown"))) == ""


def test_the_lessons_behind_a_case_count_too() -> None:
    behind = factories.lesson("Board saw a coat", values=["harm-types/medical-neglect"])
    case = material.vignette(behind)

    assert touches_on(session(blocks=(Block("b", vignette=case.slug),))) == "Today touches on: medical neglect."


def test_lessons_that_only_an_answer_to_a_case_points_at_do_not_count() -> None:
    behind = factories.lesson("Board saw a coat", values=["harm-types/medical-neglect"])
    pointed_at = factories.lesson("Board asked why", values=["harm-types/accident"])
    case = material.vignette(behind, pointed_at)
    case.details = {**case.details, "stages": [
        {**stage, "from": stage["from"][:1]} for stage in case.details["stages"]
    ]}  # fmt: skip
    db.session.flush()

    assert touches_on(session(blocks=(Block("b", vignette=case.slug),))) == "Today touches on: medical neglect."


def test_a_case_that_says_itself_what_it_touches_on_is_believed() -> None:
    behind = factories.lesson("Board saw a coat", values=["harm-types/medical-neglect"])
    case = material.vignette(behind, themes=["child-sexual-abuse"])
    case.details = {**case.details, "harm_types": ["neglect", "unknown"]}
    db.session.flush()

    assert touches_on(session(blocks=(Block("b", vignette=case.slug),))) == "Today touches on: neglect."


def test_a_theme_that_a_lesson_touches_on_in_passing_says_nothing() -> None:
    themes = ["neglect", "domestic-abuse", "recording", "child-mental-health"]

    assert touches_on(session(harmed(themes=themes))) == ""
    assert touches_on(session(harmed(themes=themes[1:]))) == "Today touches on: suicide or self-harm."


def test_a_lesson_that_only_a_part_tells_counts_too() -> None:
    told = harmed("domestic-abuse")

    content = session(blocks=(Block("b", lessons=(LessonUse(told.lesson_id),)),))

    assert touches_on(content) == "Today touches on: domestic abuse."


@pytest.mark.parametrize(
    ("theme", "words"),
    [
        ("child-mental-health", "suicide or self-harm"),
        ("child-sexual-abuse", "sexual abuse"),
        ("child-sexual-exploitation", "sexual exploitation"),
        ("criminal-exploitation-and-violence", "criminal exploitation"),
    ],
)
def test_some_themes_say_it_even_where_no_lesson_does(theme: str, words: str) -> None:
    assert touches_on(session(harmed(themes=[theme]))) == f"Today touches on: {words}."


def test_what_is_no_longer_public_says_nothing() -> None:
    hidden = factories.lesson("Board saw a coat", state="hidden", values=["harm-types/neglect"])

    assert touches_on(session(PackLesson(hidden.id, hidden.live_revision_id or 0))) == ""


def test_the_text_that_the_pack_has_counts_beside_the_present_one(who: Actor) -> None:
    lesson = factories.lesson("Board saw a coat", values=["harm-types/neglect"], published_at=utc_now())
    earlier = lesson.live_revision_id or 0
    lesson.live_revision.state = "superseded"  # type: ignore[union-attr]
    db.session.flush()
    lesson.live_revision = factories.revision(
        lesson,
        "Board saw a coat",
        state="published",
        number=2,
        values=["harm-types/accident"],
        published_at=utc_now(),
    )
    db.session.flush()

    assert touches_on(session(PackLesson(lesson.id, earlier))) == "Today touches on: accidents."
    assert touches_on(of(a_pack(who, lessons=(PackLesson(lesson.id, earlier),)))) == (
        "Today touches on: neglect; accidents."
    )


def test_suicide_is_a_warning_that_says_what_to_plan() -> None:
    assert SUICIDE_WARNING in warnings(session(harmed("suicide-or-self-harm")))
    assert SUICIDE_WARNING not in warnings(session(harmed("neglect")))


def test_helplines_are_of_the_nation_and_of_what_the_session_touches_on(who: Actor) -> None:
    def names(nation: str, harm_type: str) -> set[str]:
        return {line.name for line in of(a_pack(who, lessons=(harmed(harm_type),), nation=nation)).support}

    assert "Live Fear Free helpline" in names("wales", "domestic-abuse")
    assert "National Domestic Abuse Helpline" not in names("wales", "domestic-abuse")
    assert {"Live Fear Free helpline", "National Domestic Abuse Helpline"} <= names("", "domestic-abuse")
    assert "Live Fear Free helpline" not in names("wales", "accident")
    assert {"Childline", "Samaritans"} <= names("wales", "accident")


def test_everybody_can_be_talked_to_where_no_harm_is_known(who: Actor) -> None:
    names = {line.name for line in of(a_pack(who)).support}

    assert names == {"NSPCC helpline", "Childline", "Samaritans", "Child Death Helpline"}


@pytest.mark.parametrize("name", ["guide.docx", "handouts.docx", "slides.pptx"])
def test_what_is_taken_into_the_room_says_it_after_the_content_notice(who: Actor, name: str) -> None:
    material.safety()
    found = of(a_pack(who, lessons=(harmed("neglect"),)))

    said = words_of(name, made(taken(found, [name]), name))

    assert "Todaytoucheson:neglect." in said
    assert said.index("Thisisaboutharmtochildren.") < said.index("Todaytoucheson:neglect.")


def test_the_page_on_safety_says_it(user: Person, who: Actor) -> None:
    material.safety()
    pack = a_pack(who, lessons=(harmed("neglect"),))
    db.session.commit()

    assert "Today touches on: neglect." in user.get("packs.safety", slug=pack.slug).text


def test_the_nation_is_chosen_among_what_the_pack_is_about(user: Person, who: Actor) -> None:
    pack = a_pack(who)
    db.session.commit()

    user.get("packs.about", slug=pack.slug).submit("Save", nation="scotland")

    assert db.session.get_one(Pack, pack.id).now.nation == "scotland"


def test_a_copy_is_for_the_nation_of_whoever_copied_it(who: Actor, lead_of_board: Actor) -> None:
    pack = a_pack(who, nation="scotland")
    edit_together(who, pack, lead_of_board)

    assert making.copy(who, pack, content=pack.now, credit="").now.nation == ""
    assert making.copy(lead_of_board, pack, content=pack.now, credit="").now.nation == "england"


def told(found: str, *values: str, **fields: Any) -> PackLesson:
    """A lesson that says this was found, with these values of closed lists."""
    return a_lesson(summary="A board changed how it works.", found=found, values=list(values), **fields)


@pytest.mark.parametrize(
    ("found", "age", "words"),
    [
        ("A baby died.", "under-1", "the death of a baby"),
        ("Somebody was killed.", "6-10", "the death of a child"),
        ("Several young people died.", "mixed", "the death of a young person"),
        ("Two children had died.", "unknown", "the death of a child"),
    ],
)
def test_a_death_that_a_lesson_tells_of_is_said(found: str, age: str, words: str) -> None:
    lesson = told(found, "outcomes/death", f"child-age-bands/{age}")

    assert touches_on(session(lesson)) == f"Today touches on: {words}."


def test_a_death_that_no_told_words_mention_is_not_said() -> None:
    silent = told("Nobody asked questions.", "outcomes/death", "child-age-bands/under-1", "harm-types/domestic-abuse")
    done_alone = told("A baby died.", "outcomes/death", "harm-types/neglect", done="They met.")

    assert touches_on(session(silent)) == "Today touches on: domestic abuse."
    content = session(done_alone, blocks=(Block("b", lessons=(LessonUse(done_alone.lesson_id, ("done",)),)),))
    assert touches_on(content) == "Today touches on: neglect."


def test_of_its_kinds_of_harm_only_those_that_a_lesson_mentions_are_said() -> None:
    lesson = told("A gang drew them in.", "harm-types/criminal-exploitation", "harm-types/medical-neglect")

    assert touches_on(session(lesson)) == "Today touches on: criminal exploitation."


def test_a_suicide_that_is_mentioned_is_said_whatever_the_lists_say() -> None:
    lesson = told("Two had died by suicide.", "harm-types/neglect")

    assert touches_on(session(lesson)) == "Today touches on: suicide or self-harm."


def the_case(*harm_types: str) -> str:
    case = material.vignette(factories.lesson("Board saw a coat"))
    case.details = {**case.details, "harm_types": list(harm_types)}
    db.session.flush()
    return case.slug


SAY = "This case is made up. It touches on ... You may sit it out."


def test_what_a_case_touches_on_takes_the_place_of_the_dots_in_the_guide_and_on_slides(who: Actor) -> None:
    case = Block("b", title="A case", fill="vignette", vignette=the_case("neglect", "domestic-abuse"), say_this=SAY)
    found = of(a_pack(who, lessons=(harmed("accident"),), blocks=(case,)))

    for name in ("guide.docx", "slides.pptx"):
        said = words_of(name, made(taken(found, [name]), name))
        assert "Ittouchesonneglectanddomesticabuse.Youmaysititout." in said
        assert "toucheson..." not in said


def test_a_case_that_leaves_the_harm_open_says_that_and_one_of_which_nothing_is_known_keeps_its_dots(
    who: Actor,
) -> None:
    blocks = (
        Block("b", vignette=the_case("unknown"), say_this=SAY),
        Block("c", vignette=material.vignette(factories.lesson("Board saw a cap")).slug, say_this=SAY),
    )
    found = of(a_pack(who, blocks=blocks))

    assert UNNAMED in say_this(found, blocks[0])[0]
    assert say_this(found, blocks[1])[0] == SAY


def test_where_a_suicide_is_told_of_people_are_told_before_and_the_trainer_is_told_how_to_speak(who: Actor) -> None:
    lesson, other = told("Two had died by suicide."), told("They met.")
    uses = [(LessonUse(each.lesson_id, ("found",)),) for each in (lesson, other)]
    blocks = [Block(key, lessons=use, say_this="Listen.") for key, use in zip("bc", uses, strict=True)]
    found = of(a_pack(who, lessons=(lesson, other), blocks=tuple(blocks)))

    assert say_this(found, blocks[0]) == (f"This touches on suicide or self-harm. {MAY_STEP_OUT} Listen.", WITH_CARE)
    assert say_this(found, blocks[1]) == ("Listen.", "")


def test_a_part_touches_on_what_is_told_there_and_not_on_what_another_part_tells(who: Actor) -> None:
    lesson = told("Two had died by suicide.", "harm-types/neglect", done="They ask about neglect.")
    uses = [(LessonUse(lesson.lesson_id, (section,)),) for section in ("found", "done")]
    blocks = [Block(key, lessons=use, say_this="Listen.") for key, use in zip("bc", uses, strict=True)]
    found = of(a_pack(who, lessons=(lesson,), blocks=tuple(blocks)))

    assert found.touched.harm_types == ("neglect", "suicide-or-self-harm")
    assert found.touched_in["b"].harm_types == ("suicide-or-self-harm",)
    assert found.touched_in["c"].harm_types == ("neglect",)
    assert say_this(found, blocks[1]) == ("Listen.", "")


def test_a_lesson_that_is_told_beside_a_case_counts_at_that_part_too(who: Actor) -> None:
    lesson = told("Two had died by suicide.")
    block = Block("b", vignette=the_case("neglect"), lessons=(LessonUse(lesson.lesson_id, ("found",)),), say_this=SAY)

    assert "It touches on neglect and suicide or self-harm." in say_this(of(a_pack(who, blocks=(block,))), block)[0]


def test_a_part_that_works_on_lessons_in_place_of_a_case_has_a_notice_of_its_own(starter: None) -> None:
    content = made_draft("parental-substance-misuse", 90)
    (instead,) = (each for each in content.blocks if each.title == "What would have happened here?")

    words, _ = say_this(pack_of(content), instead)

    assert words.startswith("This touches on ")
    assert words.endswith(f"{MAY_STEP_OUT} {instead.say_this}")


def test_who_hears_of_a_death_is_told_so_before_the_lesson_and_may_step_out(who: Actor) -> None:
    told_of, silent = told("A baby died.", "outcomes/death", "child-age-bands/under-1"), told("Nobody asked.")
    parts = [Block(key, lessons=(LessonUse(each.lesson_id, ("found",)),), say_this="Now listen.")
             for key, each in (("a", told_of), ("b", silent))]  # fmt: skip
    found = of(a_pack(who, lessons=(told_of, silent), blocks=tuple(parts)))

    assert say_this(found, parts[0])[0] == f"This touches on the death of a baby. {MAY_STEP_OUT} Now listen."
    assert say_this(found, parts[1])[0] == "Now listen."
