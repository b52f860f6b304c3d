"""The file to run a session from: what is in it, and that it fetches nothing and runs nothing but its own script."""

import re
from base64 import b64encode
from dataclasses import fields, replace
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import html5lib
import pytest
from bs4 import BeautifulSoup

from kb.documents.on_slides import slides
from kb.documents.room import PARTS, room
from kb.documents.tree import Block, Document, Figure, Heading, List, Panel, Part, Question, Slide, Span, Table, text
from tests.documents.rooms import ASKED, BRIEFING, CHANGE, FOUND, SAFETY, SESSION, SLIDES

HOSTILE = "</script><script>alert(1)</script></style></title><img src=x onerror=alert(2)>\"'&{title}<!--\x00\ud800"
UNSEEN = "script, style, dialog, .desk, .contents"


def opened(document: Document = SESSION, **more: object) -> BeautifulSoup:
    made = room(document, **{"slides": SLIDES, "briefing": BRIEFING, **more}).decode()
    html5lib.HTMLParser(strict=True).parse(made)
    return BeautifulSoup(made, "html5lib")


def titles(page: BeautifulSoup) -> list[str]:
    return [tag.get_text() for tag in page.select(".screen h3")]


def parts(page: BeautifulSoup) -> list[str]:
    return [tag.get_text() for tag in page.select("main > section > h2")]


def test_slides_questions_briefing_and_papers_follow_each_other() -> None:
    page = opened()
    assert parts(page) == ["Slides", "Quiz", "Briefing: Hidden men", "Plan for one change", "Sources"]
    assert titles(page) == [*(each.title for each in SLIDES), "Question 1", "Question 2"]


def test_the_contents_lead_to_every_section_and_every_slide() -> None:
    page = opened()
    links = [str(tag["href"]) for tag in page.select(".contents a")]
    assert links == [f"#{tag['id']}" for tag in page.select("main > section, main .screen")]


def test_ids_are_there_once_and_what_points_at_one_finds_it() -> None:
    page = opened()
    ids = [tag["id"] for tag in page.select("[id]")]
    assert len(ids) == len(set(ids))
    wanted = [
        str(tag[name]).lstrip("#") for name in ("href", "for", "aria-labelledby") for tag in page.select(f"[{name}]")
    ]
    assert [each for each in wanted if each not in ids and not each.startswith("https://example.org")] == []


def test_headings_skip_no_level() -> None:
    page = opened()
    for hidden in page.select("dialog"):
        hidden.decompose()
    levels = [int(tag.name[1]) for tag in page.select("h1, h2, h3, h4, h5, h6")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_a_slide_says_what_is_shown_how_long_and_what_is_said() -> None:
    slide = opened().select(".screen")[1]
    assert slide["data-minutes"] == "5"
    assert slide.select_one(".count").get_text() == "2 of 6 · 5 minutes"
    assert [tag.get_text() for tag in slide.select(".face li")] == [
        "Nobody asked who else was at home.", "The father was not rung.",
    ]  # fmt: skip
    assert [tag.get_text() for tag in slide.select(".notes > p, .notes h5")] == [
        "Read the second point aloud.",
        "Say this",
    ]


def test_the_slide_of_ground_rules_is_the_one_for_safety() -> None:
    assert [tag.h3.get_text() for tag in opened().select("[data-safety]")] == [SAFETY.title]


@pytest.mark.parametrize(("named", "found"), [(CHANGE.title, CHANGE.title), ("No such slide", SAFETY.title)])
def test_the_safety_slide_may_be_named(named: str, found: str) -> None:
    assert [tag.h3.get_text() for tag in opened(safety=named).select("[data-safety]")] == [found]


def test_without_such_a_slide_none_is_marked() -> None:
    assert opened(slides=(FOUND, CHANGE)).select("[data-safety]") == []


def test_a_slide_without_blocks_is_the_title_of_a_part() -> None:
    page = opened(slides=(Slide("Beginning"), FOUND))
    assert [tag.h3.get_text() for tag in page.select(".cover")] == ["Beginning"]


def test_in_a_divided_deck_a_question_stands_once_where_it_was() -> None:
    document = replace(SESSION, blocks=(SAFETY, ASKED[0], FOUND, Panel("Quiz", (ASKED[1],)), CHANGE))
    page = opened(document, slides=slides(document))
    assert titles(page) == [
        "Asking again", "Ground rules", "Question 1", "What reviews found", "Question 2", "What we will change",
    ]  # fmt: skip
    assert len(page.select("fieldset")) == 2
    assert parts(page) == ["Slides and questions", "Briefing: Hidden men"]


def test_a_question_so_long_that_it_fills_slides_stands_once() -> None:
    long = replace(ASKED[0], stem="Who else knows? " * 80, options=("one " * 50, "two " * 50))
    document = replace(SESSION, blocks=(long, ASKED[1]))
    deck = slides(document)
    assert [each.kind for each in deck].count("question") > 2
    assert titles(opened(document, slides=deck)) == ["Asking again", "Question 1", "Question 2"]


def test_parts_are_opened() -> None:
    inner: tuple[Block, ...] = (Heading(1, "Sources"), text("A review"), Part(frozenset(), ASKED))
    page = opened(Document("Title", blocks=(Part(frozenset({"room"}), inner),)))
    assert parts(page) == ["Slides", "Quiz", "Briefing: Hidden men", "Sources"]


def test_what_stands_before_any_heading_has_one() -> None:
    page = opened(Document("Title", blocks=(text("For twelve people."), Heading(2, "Sources"), text("A review"))))
    assert parts(page)[-2:] == ["About this session", "Sources"]


def test_only_what_is_there_has_a_section() -> None:
    assert parts(opened(Document("Title"), briefing=None)) == ["Slides"]
    assert parts(opened(Document("Title"), briefing=None, slides=())) == []


def test_title_mark_note_and_logo_are_said() -> None:
    page = opened(replace(SESSION, running="A board", logo=Figure(b"x", "image/png", "Mark of a board")))
    assert page.title.get_text() == "DRAFT: Asking again"
    assert page.h1.get_text() == "Asking again"
    assert [page.select_one(f".{name}").get_text() for name in ("mark", "running", "note")] == [
        "DRAFT", "A board", "Version 3",
    ]  # fmt: skip
    assert page.select_one(".logo img")["alt"] == "Mark of a board"


def test_what_is_in_another_language_says_so() -> None:
    page = opened(replace(SESSION, language="cy"))
    assert page.html["lang"] == "en-GB"
    assert {tag["lang"] for tag in page.select("h1, .face, .notes")} == {"cy"}
    assert page.select_one("#briefing .paper")["lang"] == "en-GB"


def test_it_runs_its_own_script_and_style_sheets_and_nothing_else() -> None:
    page = opened()
    policy = dict(each.strip().split(" ", 1) for each in policy_of(page).split(";"))
    assert policy["default-src"] == policy["base-uri"] == policy["form-action"] == "'none'"
    assert policy["img-src"] == policy["font-src"] == "data:"
    assert policy["script-src"].split() == [hashed(tag.string) for tag in page.select("script")]
    assert policy["style-src"].split() == [hashed(tag.string) for tag in page.select("style")]
    assert page.select_one("meta[name=referrer]")["content"] == "no-referrer"


def policy_of(page: BeautifulSoup) -> str:
    """The policy, which must stand before anything that it is about."""
    first = page.head.find_all(True)[:2]
    assert first[1]["http-equiv"] == "Content-Security-Policy"
    return str(first[1]["content"])


def hashed(source: str) -> str:
    return f"'sha256-{b64encode(sha256(source.encode()).digest()).decode()}'"


def test_it_needs_no_other_file() -> None:
    page = opened()
    assert page.select("link, iframe, object, embed, form, [style], [src]:not([src^='data:'])") == []
    styles = " ".join(tag.string for tag in page.select("style"))
    loaded = re.findall(r"url\(\W*(\w+:?)", styles)
    assert loaded == ["data:"] * 4
    assert "@import" not in styles


def test_script_and_style_sheets_hold_nothing_that_would_end_them() -> None:
    for file in PARTS.glob("*.*s"):
        assert not re.search(r"</|<!--", file.read_text(encoding="utf-8")), file.name


@pytest.mark.parametrize("file", sorted(PARTS.iterdir()), ids=lambda file: file.name)
def test_nothing_is_fetched_sent_or_kept(file: Path) -> None:
    source = file.read_text(encoding="utf-8")
    assert (
        re.findall(r"https?:|fetch\(|XMLHttp|sendBeacon|WebSocket|Storage|indexedDB|cookie|innerHTML|eval\(", source)
        == []
    )


def hostile(thing: Slide | Question | Document) -> Slide | Question | Document:
    """The same with a text in each field of text that tries to be more than text."""
    texts = {each.name: HOSTILE for each in fields(thing) if isinstance(getattr(thing, each.name), str)}
    return replace(thing, **{name: words for name, words in texts.items() if name != "language"})


def test_any_text_in_any_field_is_only_text() -> None:
    cell = (Span(HOSTILE, link=f"https://{HOSTILE}"),)
    within: tuple[Block, ...] = (
        Heading(1, HOSTILE), List(((text(HOSTILE),),)), Table((cell,), ((cell,),)), Panel(HOSTILE, (text(HOSTILE),)),
    )  # fmt: skip
    slide = Slide(HOSTILE, within, within, 5)
    asked = replace(hostile(ASKED[0]), options=(HOSTILE, HOSTILE))
    document = replace(hostile(SESSION), blocks=(slide, asked, *within), logo=Figure(b"", "image/png", HOSTILE))
    briefing = replace(hostile(BRIEFING), blocks=within)
    for deck in ((slide, asked), slides(document)):
        page = opened(document, slides=deck, briefing=briefing, safety=HOSTILE)
        usual = opened()
        assert len(page.select("script")) == 1
        assert [tag.string for tag in page.select("script, style")] == [
            tag.string for tag in usual.select("script, style")
        ]
        assert [tag["src"][:5] for tag in page.select("img")] == ["data:"]
        assert [tag for tag in page.find_all(True) if any(name.startswith("on") for name in tag.attrs)] == []
        assert policy_of(page) == policy_of(usual)


def test_a_usual_session_is_a_small_file() -> None:
    words = text("They ask each parent who else looks after the child, and write down who said it. " * 8)
    deck = [replace(FOUND, title=f"Slide {number}", notes=(words, words)) for number in range(40)]
    asked = [replace(ASKED[0], number=number) for number in range(20)]
    document = replace(SESSION, blocks=(*deck, *asked, *(words for _ in range(60))))
    assert len(room(document, slides=slides(document), briefing=BRIEFING)) < 400_000


def test_the_same_session_makes_the_same_bytes() -> None:
    assert room(SESSION, slides=SLIDES) == room(SESSION, slides=SLIDES)
