"""What people are to find out for themselves stands on none of their sheets, and the guide says where to look it up."""

from kb.access.actors import Actor
from kb.documents.plain_text import plain_text
from kb.packs.content import Block, LessonUse
from kb.packs.layouts.cases import NOT_TOLD
from kb.packs.layouts.whole import document, thing
from kb.packs.queries.resolved import Resolved
from tests.packs.packing import a_pack
from tests.packs.taking import held, of, some_lesson
from tests.training import material

LINE = ('The line on the wall, and the sheet "Cards for the line", cut up',)


def said(found: Resolved, name: str) -> str:
    """All of one thing to take away, on one line."""
    return " ".join(plain_text(thing(document(found), name)).split())


def weighing(who: Actor, *needs: str) -> Resolved:
    """A pack with one part, which tells a lesson."""
    lesson = some_lesson(done="A team reads them.")
    part = Block("a", 10, "Weigh", lessons=(LessonUse(lesson.id, ("found", "done")),), resources=needs)
    return of(a_pack(who, blocks=(part,), lessons=(held(lesson),)))


def test_a_lesson_sheet_says_how_far_it_was_tested_where_nobody_is_to_judge(who: Actor) -> None:
    sheets = said(weighing(who), "handouts")

    assert "Evidence: " in sheets
    assert "for you to judge" not in sheets


def test_how_far_a_lesson_was_tested_is_in_the_guide_alone_where_people_judge_it(who: Actor) -> None:
    for needs in (LINE, ('The sheet "How far was it tested?", one for each table',)):
        found = weighing(who, *needs)

        assert "Evidence: " not in said(found, "handouts")
        assert "How far it was tested is for you to judge." in said(found, "handouts")
        assert "Evidence: " in said(found, "guide")


def test_the_guide_says_where_lessons_behind_a_case_are_that_the_session_does_not_tell(who: Actor) -> None:
    told, other = some_lesson("Board rings back"), some_lesson("Board writes down")
    case = material.vignette(told, other)
    blocks = (Block("a", 10, "Case", vignette=case.slug), Block("b", 10, "Tell", lessons=(LessonUse(told.id),)))
    found = of(a_pack(who, blocks=blocks, lessons=(held(told),)))

    listed = said(found, "guide").partition(NOT_TOLD)[2].partition("2. Tell")[0]

    assert f"{other.reference}: Board writes down. {found.site_url}/lessons/{other.slug}" in listed
    assert told.reference not in listed


def test_a_sheet_to_take_home_says_where_points_on_its_questions_are(who: Actor) -> None:
    case = material.vignette(some_lesson())
    found = of(a_pack(who, blocks=(Block("a", 10, "Case", vignette=case.slug, stages=1),)))

    home = said(found, "handouts").partition("To take home")[2]

    assert f"{found.site_url}/training/vignettes/{case.slug}" in home


def test_a_session_that_is_read_out_hands_out_no_form(who: Actor) -> None:
    plan = material.form(slug="plan", title="Plan for one change")
    part = Block("a", 7, "One thing", fill="plan-form")
    short, long = (of(a_pack(who, minutes=each, blocks=(part,), forms=(plan.slug,))) for each in (7, 30))

    assert "Hand out" not in said(short, "guide")
    assert "Fill in the form “Plan for one change” for all" in said(short, "guide")
    assert "Hand out the form “Plan for one change”" in said(long, "guide")
