"""The guide says for whom each sheet is, and how many copies twenty people need."""

from kb.access.actors import Actor
from kb.documents.plain_text import plain_text
from kb.packs.content import Block
from kb.packs.layouts.copies import Copies, copies
from kb.packs.layouts.papers import AT_THE_DOOR, BY_ITSELF, STAGES
from kb.packs.layouts.whole import document, thing
from tests.packs.packing import a_pack
from tests.packs.taking import of, some_lesson
from tests.training import material


def test_what_parts_need_says_for_whom_a_sheet_is(who: Actor) -> None:
    parts = (Block("a", 10, "Work", resources=('The sheet "Letter cards", two sets for each table',)),)
    found = of(a_pack(who, minutes=30, blocks=parts, group_size="8 to 24, in tables of four"))

    assert copies(found, "Letter cards") == Copies("two sets for each table", "10")


def test_a_sheet_that_one_table_works_on_is_counted_for_the_others_too(who: Actor) -> None:
    parts = (
        Block("a", 10, "Work", resources=("Of each lesson, three copies for its own table and one for every other",)),
    )
    found = of(a_pack(who, minutes=30, blocks=parts, group_size="8 to 24, at tables of five"))
    unknown = of(a_pack(who, minutes=30, blocks=parts, group_size="8 to 24"))

    whom = "three copies for its own table and one for every other"
    assert copies(found, "Lesson 1: Board rings back") == Copies(whom, "6")
    assert copies(unknown, "Lesson 1: Board rings back") == Copies(whom, "")


def test_any_words_for_the_size_of_groups_are_borne(who: Actor) -> None:
    parts = (Block("a", 10, "Work", resources=('The sheet "Letter cards", one for each table',)),)
    numbers = {
        size: copies(of(a_pack(who, minutes=30, blocks=parts, group_size=size)), "Letter cards").number
        for size in ("Tables of four", "tables of \u00b2", "groups of some")
    }

    assert numbers == {"Tables of four": "5", "tables of \u00b2": "", "groups of some": ""}


def test_what_is_to_be_prepared_says_it_where_no_part_does(who: Actor) -> None:
    first = 'Print the lesson sheets once for every two people, the sheet "Letter cards" for each person.'
    found = of(a_pack(who, minutes=30, prepare=(first,)))

    assert copies(found, "Lesson 1: Board rings back") == Copies("one for every two people", "10")
    assert copies(found, "Letter cards") == Copies("one for each person", "20")
    assert copies(found, "Timetable") == Copies()


def test_stages_are_printed_on_one_side_and_what_is_taken_home_lies_at_the_door(who: Actor) -> None:
    case = material.vignette(some_lesson())
    parts = [Block("a", 10, "Case", vignette=case.slug, stages=each) for each in (1, 0)]

    home, whole = (
        " ".join(plain_text(thing(document(of(a_pack(who, minutes=30, blocks=(part,)))), "guide")).split())
        for part in parts
    )

    assert AT_THE_DOOR in home
    assert AT_THE_DOOR not in whole
    assert (STAGES in whole, STAGES in home) == (len(case.details["stages"]) > 1, False)


def test_forms_are_printed_so_that_each_sheet_goes_back_by_itself(who: Actor) -> None:
    sheet = material.form()
    found = of(a_pack(who, minutes=30, forms=(sheet.slug,)))

    said = " ".join(plain_text(thing(document(found), "guide")).split())

    assert BY_ITSELF in said
