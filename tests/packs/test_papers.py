"""What a trainer prints: every sheet that a session names is there, on as many pages as it needs, and nothing twice."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import pytest

from kb.access.actors import Actor
from kb.documents.pdf import pdf
from kb.documents.plain_text import plain_text
from kb.documents.tree import Cards, Document, Heading, PageBreak
from kb.lessons.queries.labels import labels
from kb.packs.content import LENGTHS, Block, LocalSlots, Outcome, PackContent
from kb.packs.drafting import WITH_A_CASE, WITHOUT, from_session
from kb.packs.files import names_of, together
from kb.packs.layouts.closing import NOT_HANDED_OUT
from kb.packs.layouts.papers import sheets_of
from kb.packs.layouts.sheets import forms, handouts
from kb.packs.layouts.whole import document, thing
from kb.packs.queries.resolved import Resolved
from kb.training.queries.sessions import sessions
from tests.documents.opened import Opened
from tests.editorial.kinds import ON_SQLITE
from tests.packs.drafts import drafted, made, number_of
from tests.packs.packing import a_pack
from tests.packs.taking import of, pack_of, some_lesson
from tests.training import material

NAMED = re.compile(r'(?:[Ss]heet|[Ff]orm)s? ("[^"]+"(?:(?:,|,? and|,? or) "[^"]+")*)')
"""Papers as texts name them: one, or several in a row."""
FEWEST = 60
"""Words of a page that only goes on with what stood before it, its head and foot among them."""
DRAFTS = [("thresholds-and-referrals", length) for length in LENGTHS] + [
    (theme, 90) for theme in ("domestic-abuse", "child-mental-health", "professional-curiosity", "information-sharing")
]
SOME = pytest.mark.parametrize(("theme", "minutes"), DRAFTS)
STARTER = pytest.mark.usefixtures("starter")


@cache
def laid_out(theme: str, minutes: int) -> Document:
    """All that is made of a draft, for tests that only read it."""
    return document(pack_of(made(theme, minutes)))


def named_in(words: str) -> set[str]:
    """The papers that texts name."""
    return {name for row in NAMED.findall(words) for name in re.findall(r'"([^"]+)"', row)}


def texts(content: PackContent) -> Iterator[str]:
    """All that the session says to who prepares and leads it."""
    yield from content.prepare
    for each in content.blocks:
        yield from (each.content, each.trainer_notes, each.say_this, each.watch_for, each.screen, *each.resources)


def printed(found: Resolved) -> set[str]:
    """The names of all sheets that everybody can print, without what follows a colon."""
    return {name.partition(":")[0] for name in sheets_of((*handouts(found), *forms(found)))}


@STARTER
@pytest.mark.parametrize("minutes", LENGTHS)
def test_every_paper_that_a_draft_names_is_in_its_files_on_any_theme(minutes: int) -> None:
    checked, without_lessons = 0, []
    for number, theme in labels().themes.items():
        content = drafted(number, minutes)
        if not content.lessons:
            without_lessons.append(theme.slug)
            continue
        sheets, said = printed(pack_of(content)), "\n".join(texts(content))
        checked += len(named_in(said))
        assert named_in(said) - sheets == set(), theme.slug
        assert "To take home" in sheets or not re.search("to take home|rest of the case", said), theme.slug
    assert checked > 0


@STARTER
def test_every_paper_that_a_session_of_the_site_names_is_in_its_files() -> None:
    theme = number_of("thresholds-and-referrals")
    named = set()
    for session in sessions():
        found = pack_of(from_session(session, (), theme))
        here = named_in("\n".join(texts(found.content)))
        assert here - printed(found) <= {"helps", "gets in the way"}
        named |= here


@STARTER
@pytest.mark.parametrize("minutes", [60, 90, 180, 360])
def test_what_to_prepare_speaks_of_a_case_only_where_there_is_one(minutes: int) -> None:
    for number, theme in labels().themes.items():
        content = drafted(number, minutes)
        said = "\n".join(content.prepare)
        assert not re.search(f"{WITH_A_CASE}|{WITHOUT}", said)
        prints = re.search("rint (each|its first|the first) (two )?stages?", said)
        assert bool(prints) == any(each.vignette for each in content.blocks), theme.slug


@SOME
@STARTER
def test_the_guide_lists_what_there_is_to_print(theme: str, minutes: int) -> None:
    found = pack_of(made(theme, minutes))

    said = " ".join(plain_text(thing(laid_out(theme, minutes), "guide")).split())

    listed = said[said.index("What to print") : said.index("For you to fill in")]
    assert [name for name in sheets_of((*handouts(found), *forms(found))) if name not in listed] == []


@SOME
@STARTER
def test_no_page_begins_for_a_few_lines(theme: str, minutes: int) -> None:
    whole = laid_out(theme, minutes)
    for name in ("handouts", "quiz", "forms"):
        one = thing(whole, name)
        heads = [re.sub(r"\W+", "", each) for each in sheets_of(one.blocks)]
        for page in Opened(pdf(one)).pages()[1:]:
            begins = any(head[:40] in re.sub(r"\W+", "", page)[:140] for head in heads)
            assert begins or len(page.split()) >= FEWEST, page


@STARTER
def test_each_form_stands_on_one_page_and_its_part_for_the_manager_on_a_second() -> None:
    whole = laid_out("thresholds-and-referrals", 90)
    title = made("thresholds-and-referrals", 90).title

    plan = next(page for page in Opened(pdf(thing(whole, "handouts"))).pages() if "Plan for one change" in page)
    before, end, later, manager = Opened(pdf(thing(whole, "forms"))).pages()

    assert "6. On which day will you look at this sheet again" in plan
    assert "7. What would you most like to be able to do" in before
    assert "8. What should we keep" in end
    assert "8. What is different for children" in later
    assert "12. What will you do next" in manager
    assert "Lessons and sources" in manager
    assert all("Please give this sheet back to" in page for page in (later, manager))
    assert all(f"Session: {title}" in page for page in (plan, before, end, later, manager))


@ON_SQLITE
def test_what_is_local_is_printed_once_at_the_end_of_the_first_sheet(who: Actor) -> None:
    slots = LocalSlots(contact="Northshire duty team", support="The staff line")
    plan = material.form()
    found = of(a_pack(who, slots=slots, forms=(plan.slug,)))

    said = plain_text(thing(document(found), "handouts"))

    for once in ("Here, in our area", "Northshire duty team", "The staff line", "To fill in: where people find it"):
        assert said.count(once) == 1, once
    assert said.index("People you can talk to") < said.index("Northshire duty team")


@ON_SQLITE
def test_the_guide_says_how_local_lines_are_filled_in_while_some_are_empty(who: Actor) -> None:
    pack = a_pack(who, slots=LocalSlots(contact="Northshire duty team"))
    full = LocalSlots("Northshire duty team", "The blue book", "Ring the lead", "The data officer", "The staff line")

    some = plain_text(thing(document(of(pack)), "guide"))
    every = plain_text(thing(document(of(pack, replace(pack.now, slots=full))), "guide"))

    assert "Type them on the page “Your area”" in " ".join(some.split())
    assert "only you can fill them in" not in " ".join(every.split())
    assert "The blue book" in every


@ON_SQLITE
def test_day_and_place_stand_on_the_first_page_of_guide_and_handouts(who: Actor) -> None:
    whole = document(of(a_pack(who, when_where="12 May, 9:30, Room 2 of the town hall")))

    for name in ("guide", "handouts"):
        first, *_ = Opened(pdf(thing(whole, name))).pages()
        assert "12 May, 9:30, Room 2 of the town hall" in " ".join(first.split()), name


@ON_SQLITE
def test_a_session_that_is_read_out_takes_no_slides_and_no_ground_rules_along(who: Actor) -> None:
    short = of(a_pack(who, minutes=7, blocks=(Block("a", 7, "Read it", fill="safety"),)))
    long = of(a_pack(who, minutes=30, blocks=(Block("a", 30, "Meet", fill="safety"),)))

    assert {"slides.pptx", "room.html"} <= {*names_of(short)} - {*together(short)}
    assert names_of(long) == together(long)
    assert "Ground rules and people to talk to" not in sheets_of(handouts(short))
    assert sheets_of(handouts(short))[0] == "People to talk to"
    assert sheets_of(handouts(long))[0] == "Ground rules and people to talk to"


@ON_SQLITE
def test_a_sheet_says_with_which_question_to_begin_where_it_has_several(who: Actor) -> None:
    case = material.vignette(some_lesson())
    found = of(a_pack(who, blocks=(Block("a", 10, "Case", vignette=case.slug),)))
    several = [each for each in found.vignettes[case.slug].stages if len(each.questions) > 1]

    said = " ".join(plain_text(thing(document(found), "handouts")).split())

    assert said.count("Begin with question") == len(several)


@ON_SQLITE
def test_the_leaf_with_all_lessons_is_for_the_trainer_by_its_title_and_by_what_there_is_to_print(who: Actor) -> None:
    whole = document(of(a_pack(who, minutes=90)))

    for name in ("handouts", "guide"):
        assert NOT_HANDED_OUT in " ".join(plain_text(thing(whole, name)).replace("\n|", " ").split()), name
    assert "not for handing out" not in plain_text(thing(document(of(a_pack(who, minutes=7))), "handouts"))


@ON_SQLITE
def test_only_parts_in_which_people_work_say_what_they_can_do_after_it(who: Actor) -> None:
    parts = [Block(fill or "own", 10, f"Part {fill}", outcomes=("o1",), fill=fill)
             for fill in ("safety", "before-form", "", "plan-form", "end-form")]  # fmt: skip
    found = of(a_pack(who, minutes=90, outcomes=(Outcome("o1", "ask again"),), blocks=tuple(parts)))

    assert plain_text(thing(document(found), "guide")).count("After it, people can") == 2


@ON_SQLITE
@pytest.mark.parametrize(
    ("name", "cards"), [("Letter cards", ("A", "B", "C", "D")), ("Agency cards", None), ("Cards for the line", None)]
)
def test_cards_are_printed_where_a_part_names_their_sheet(who: Actor, name: str, cards: tuple[str, ...] | None) -> None:
    named = of(a_pack(who, blocks=(Block("a", 10, "Work", resources=(f'The sheet "{name}", cut up',)),)))
    silent = of(a_pack(who, blocks=(Block("a", 10, "Work", resources=("Pens",)),)))

    cards_in = [each for each in handouts(named) if isinstance(each, Cards)]

    assert len(cards_in) == 1
    assert cards_in[0].items == cards if cards else cards_in[0].items
    assert name in sheets_of(handouts(named))
    assert name not in sheets_of(handouts(silent))


@ON_SQLITE
def test_each_sheet_begins_a_page(who: Actor) -> None:
    blocks = [*handouts(of(a_pack(who, blocks=(Block("a", 10, "Work", resources=('The sheet "Timetable"',)),))))]

    tops = [at for at, each in enumerate(blocks) if isinstance(each, Heading) and each.level == 1]

    assert len(tops) > 1
    assert all(isinstance(blocks[at - 1], PageBreak) for at in tops[1:])
