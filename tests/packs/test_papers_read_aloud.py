"""The papers of a real pack, with a logo and without, are read by screen readers as they are by eyes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import takewhile

import pytest
from apiflask import APIFlask

from kb.core import db
from kb.packs.content import Handout
from kb.packs.drafting import draft
from kb.packs.files import made, names_of, taken
from tests.documents.opened import Opened
from tests.documents.training import LOGO
from tests.documents.word_file import WordFile
from tests.packs.on_a_theme import theme
from tests.packs.taking import pack_of

pytestmark = pytest.mark.xdist_group("papers read aloud")  # they are made once
PAPERS = ("guide", "handouts", "quiz", "forms", "briefing")
SHEET = "# Whom to ring\n\n1. The *duty team*\n2. [Its page](https://example.org/duty)\n\n> We listen.\n\n- by day"


_ONE, _TWO = ("TR", *["TD"] * 2), ("TR", *["TD"] * 4)
TO_WRITE_IN = {_ONE, _TWO, _TWO * 2}
"""Date, team and code at the head of a form, and what people think of a lesson: in bold beside the room for it."""

FIRST_TO_WRITE_IN = (
    "DateTeam", "DateAgency or team, if others came from it", "Code of this person", "StageWhat on its sheet shows it",
)  # fmt: skip
FIRST_CARDS = "IdeaDescribed", "AB"
"""First rows in Word of what is written in, and of cards to cut out."""


@pytest.fixture(scope="module", params=[False, True], ids=["plain", "logo"])
def papers(request: pytest.FixtureRequest, site: APIFlask) -> Iterator[Mapping[str, bytes]]:
    """The papers of a draft of half a day, with a handout of the trainer's own."""
    with site.app_context():
        whole = replace(draft(theme().id, 180), handouts=(Handout("own", "Here", body=SHEET),), made_by="Northshire")
        found = replace(pack_of(whole), logo=LOGO if request.param else None)
        names = [name for name in names_of(found) if name.endswith((".pdf", ".docx"))]
        of = taken(found, names)
        yield {name: made(of, name) for name in names}
        db.session.remove()


def has_logo(name: str, papers: Mapping[str, bytes], request: pytest.FixtureRequest) -> bool:
    return "logo" in request.node.callspec.id and name != "briefing"


def tables_of(tags: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The rows and cells of each table."""
    for at, tag in enumerate(tags):
        if tag.strip() == "Table":
            depth = len(tag) - len(tag.lstrip())
            within = takewhile(lambda each: len(each) - len(each.lstrip()) > depth, tags[at + 1 :])  # noqa: B023 - used at once
            yield tuple(each.strip() for each in within if each.strip() in ("TR", "TH", "TD"))


def levels_follow(levels: Sequence[int]) -> bool:
    """Whether each heading is at most one level below the one before it."""
    return all(level <= before + 1 for before, level in zip((0, *levels), levels, strict=False))


@pytest.mark.parametrize("name", PAPERS)
def test_a_pdf_is_tagged_and_knows_its_title_and_language(name: str, papers: Mapping[str, bytes]) -> None:
    made = Opened(papers[f"{name}.pdf"])

    assert made.root["/MarkInfo"]["/Marked"]
    assert made.root["/Lang"] == "en-GB"
    assert made.root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert made.reader.metadata is not None
    assert len(made.reader.metadata.title or "") > 10
    assert b"<pdfuaid:part>1</pdfuaid:part>" in made.root["/Metadata"].get_object().get_data()
    assert made.faces()
    assert all(made.faces().values())


@pytest.mark.parametrize("name", PAPERS)
def test_the_headings_of_a_pdf_follow_each_other(name: str, papers: Mapping[str, bytes]) -> None:
    levels = [int(level[1:]) for level, _ in Opened(papers[f"{name}.pdf"]).headings()]

    assert levels
    assert levels_follow(levels)


@pytest.mark.parametrize("name", PAPERS)
def test_each_table_of_a_pdf_has_a_head(name: str, papers: Mapping[str, bytes]) -> None:
    tables = [*tables_of(Opened(papers[f"{name}.pdf"]).tags())]

    assert bool(tables) == (name != "quiz" and name != "briefing")
    assert {each for each in tables if "TH" not in each} <= TO_WRITE_IN


@pytest.mark.parametrize("name", PAPERS)
def test_pictures_of_a_pdf_say_what_they_show(
    name: str, papers: Mapping[str, bytes], request: pytest.FixtureRequest
) -> None:
    made = Opened(papers[f"{name}.pdf"])
    logos = [each for each in made.alternatives() if not each.startswith("Room to write: ")]

    assert [tag.strip() for tag in made.tags()].count("Figure") == len(made.alternatives())
    assert logos == ([LOGO.alternative] if has_logo(name, papers, request) else [])


@pytest.mark.parametrize("name", PAPERS)
def test_a_word_file_knows_its_title_and_language_and_has_headings(name: str, papers: Mapping[str, bytes]) -> None:
    made = WordFile(papers[f"{name}.docx"])
    headings = [style for style, words in made.styled() if style.startswith("Heading ") and words.strip()]

    assert len(made.file.core_properties.title) > 10
    assert made.file.core_properties.language == "en-GB"
    assert made.file.styles.element.xpath("w:docDefaults//w:lang/@w:val") == ["en-GB"]
    assert {*made.values("w:rPr/w:lang", "w:val")} <= {"en-GB"}
    assert len(made.in_style("Title")) == 1
    assert headings
    assert levels_follow([int(style.split()[1]) for style in headings])


@pytest.mark.parametrize("name", PAPERS)
def test_each_table_of_a_word_file_has_a_head(name: str, papers: Mapping[str, bytes]) -> None:
    made = WordFile(papers[f"{name}.docx"])
    headless = [each for each in made.file.tables if not each._tbl.xpath("w:tr[1]/w:trPr/w:tblHeader")]

    said = {"".join(cell.text for cell in each.rows[0].cells).replace("\xa0", "") for each in headless}
    assert said <= {*FIRST_TO_WRITE_IN, *FIRST_CARDS}


@pytest.mark.parametrize("name", PAPERS)
def test_pictures_of_a_word_file_say_what_they_show(
    name: str, papers: Mapping[str, bytes], request: pytest.FixtureRequest
) -> None:
    shown = WordFile(papers[f"{name}.docx"]).body.xpath(".//*[local-name()='docPr']/@descr")

    assert shown == ([LOGO.alternative] if has_logo(name, papers, request) else [])
