"""Any letters make all files of a pack, and where PDFs lack some it is said at the place where they were written."""

from dataclasses import replace

import pytest

from kb.access.actors import Actor
from kb.packs.content import Block, Handout, LessonUse, LocalSlots, Outcome, OwnQuestion, PackContent, Safety
from kb.packs.lacking import NOTE, WARNING, lacking
from kb.packs.queries.touched import what_is_touched
from kb.packs.unprinted import in_pdfs, unprinted
from tests.editorial.kinds import ON_SQLITE
from tests.packs.packing import a_pack
from tests.packs.taking import files_of, held, of, some_lesson
from tests.pages import Person

WELSH, ARABIC, SMILE, HAN = "Dŵr, tŷ, ŴYN, ŷd", "سلامة الأطفال", "😀", "漢字"
ALL = f"{WELSH} {ARABIC} {SMILE} {HAN}"
KEEP = "Word files and slides keep what you wrote"


def pack_in(who: Actor, words: str) -> PackContent:
    """A pack that says these words wherever somebody can write some."""
    lesson = some_lesson()
    own = OwnQuestion("own", words, (words, "Nobody"), 1, words, lesson.id, "done")
    part = Block(
        "a", 10, words, words, content=words, screen=words, trainer_notes=words, say_this=words, watch_for=words,
        resources=(words,), lessons=(LessonUse(lesson.id, words=words),), questions=("own",),
    )  # fmt: skip
    return replace(
        a_pack(who).now, title=words, summary=words, audience=words, outcomes=(Outcome("o", words),), prepare=(words,),
        blocks=(part,), lessons=(held(lesson),), questions=(own,), slots=LocalSlots(*[words] * 5),
        handouts=(Handout("sheet", words, words, words),), made_by=words, forms=("before",), when_where=words,
        safety=Safety(words, (words,), words, words, words),
    )  # fmt: skip


@ON_SQLITE
def test_every_file_is_made_and_says_what_was_written(who: Actor) -> None:
    content = pack_in(who, ALL)

    said = files_of(of(a_pack(who), content), ("pdf", "docx", "pptx", "html"))

    assert len(said) > 6
    for name, words in said.items():
        if name.startswith("briefing."):
            continue  # what stands there are lessons alone
        assert "Dŵr,tŷ,ŴYN,ŷd" in words, name
        assert set(ARABIC) - {" "} <= set(words), name
        stands = ("[grinningface]", "▯▯") if name.endswith(".pdf") else (SMILE, HAN)
        assert all(each in words for each in stands), name


@ON_SQLITE
@pytest.mark.parametrize("words", [WELSH, ARABIC, "Plain – “quoted” £5 ½", "", "Ελληνικά Cymraeg"])
def test_nothing_is_said_of_letters_that_print(who: Actor, words: str) -> None:
    assert list(unprinted(pack_in(who, words))) == []


def test_what_stands_for_signs_is_named_once_and_not_at_length() -> None:
    assert in_pdfs(["Yes 😀 😀", "漢 字 漢"]) == f"PDFs show “[grinning face]” for “😀” and a box for “漢字”. {KEEP}"
    assert "and others like them" in in_pdfs(["😀 😃 😄 😁"])
    assert in_pdfs(["".join(map(chr, range(0x4E00, 0x4F00)))]).count("…") == 1


@ON_SQLITE
def test_it_is_said_of_each_place(who: Actor) -> None:
    content = pack_in(who, HAN)

    found = [
        (each.where, each.page, each.kind)
        for each in lacking(content, {}, what_is_touched(content).session, has_logo=False)
        if "PDFs show a box" in each.words
    ]

    assert found == [
        ("session", "about", WARNING),
        ("block:a", "block:a", NOTE),
        ("session", "sheets", WARNING),
        ("session", "sheets", WARNING),
        ("safety", "safety", WARNING),
        *((f"slot:{name}", "slots", WARNING) for name in LocalSlots.__dataclass_fields__),
        ("logo", "brand", WARNING),
    ]


def test_the_builder_says_it_at_the_part_and_leads_to_other_places(user: Person, who: Actor) -> None:
    part = Block("a", 10, "Look", "To see.", content="Smile 😀")
    pack = a_pack(who, blocks=(part, Block("b", 20, "Talk")), handouts=(Handout("h", "Sheet", body=HAN),))

    page = user.get("packs.show", slug=pack.slug)

    assert page.rows("#part-a .kb-build__note") == [f"PDFs show “[grinning face]” for “😀”. {KEEP}."]
    assert page.rows("#part-b .kb-build__note") == []
    (link,) = [each for each in page.soup.select(".kb-side__also a") if "PDFs" in each.text]
    assert link.text == f"Handout “Sheet”: PDFs show a box for “漢字”. {KEEP}"
    assert link["href"] == f"/packs/{pack.slug}/sheets"
