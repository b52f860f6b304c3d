"""The pages of briefings: what they say, what is lacking, and what nobody may see."""

import io

import docx
import pytest
from apiflask import APIFlask
from pypdf import PdfReader

from kb.core import db
from kb.lessons.models.lesson import FormerSlug
from tests import factories
from tests.pages import Page, Person

ENDINGS = ("", ".pdf", ".docx", ".txt")


def briefing(reader: Person, slug: str = "the-lesson") -> Page:
    return reader.get("briefings.lesson", slug=slug)


def box(page: Page, title: str) -> str:
    return next(row for row in page.rows(".kb-box") if title in row)


def test_the_seven_boxes_say_what_the_lesson_says_and_from_where(reader: Person) -> None:
    lesson = factories.lesson(
        slug="the-lesson",
        why="Nobody had said who reads them.",
        effect="Half as many came back.",
        how="1. Ask who reads referrals.\n2. Count them.",
        people="Three social workers.",
    )
    page = briefing(reader)

    assert len(page.rows(".kb-box")) == 7
    assert f"From: what was found; why it happened ({lesson.reference})." in box(page, "What was found")
    assert "Nobody had said who reads them." in box(page, "What was found")
    assert "Half as many came back." in box(page, "Background")
    assert "What was done A team of three reads every referral within a day." in box(page, "Good practice")
    assert "Ask who reads referrals. Count them." in box(page, "Learning")
    assert "Who it takes: Three social workers." in box(page, "What to do now")


def test_what_is_not_known_is_said(reader: Person) -> None:
    factories.lesson(slug="the-lesson", year=None)
    page = briefing(reader)

    assert "No effect was reported." in box(page, "Background")
    assert "Why it happened was not reported." in box(page, "What was found")
    assert "Year not known" in page.text


def test_what_no_field_gives_is_to_be_filled_in_and_counted(reader: Person) -> None:
    factories.lesson(slug="the-lesson")
    page = briefing(reader)

    assert "To fill in: what we take from this" in box(page, "Learning")
    assert box(page, "What to do now").count("To fill in:") == 2
    assert "2 boxes are to be filled in" in page.text


def test_what_was_left_out_is_said(reader: Person) -> None:
    factories.lesson(slug="the-lesson", found="A sentence of six short words. " * 30)

    assert "More in the lesson." in box(briefing(reader), "What was found")


@pytest.mark.parametrize(("status", "word"), [("recommended", "Recommended"), ("agreed", "Agreed")])
def test_what_was_not_done_is_never_called_done(reader: Person, status: str, word: str) -> None:
    factories.lesson(slug="the-lesson", done_status_key=f"done-statuses/{status}")
    page = briefing(reader)

    assert page.rows(".kb-briefing__facts .kb-status") == [word]
    assert f"What was {status}" in box(page, "Good practice")
    assert "What was done" not in page.text


def test_it_says_its_version_source_licence_and_support_lines(reader: Person) -> None:
    lesson = factories.lesson(slug="the-lesson", values=["harm-types/neglect"])
    page = briefing(reader)

    assert f"Text 1 of {lesson.reference}, public since" in page.text
    assert f"/lessons/{lesson.reference.lower()}/briefing" in page.text
    assert lesson.live_revision.sources[0].title in page.text
    assert "MIT Licence" in page.text
    assert "Contains public sector information" in page.text
    assert "Nobody is named" in page.text
    assert "NSPCC helpline" in page.text


def test_the_address_that_it_names_leads_to_it(reader: Person) -> None:
    factories.lesson(slug="the-lesson")
    link = next(row for row in briefing(reader).rows(".kb-briefing__notes a"))

    moved = reader.open(link)
    while moved.status == 301:
        moved = reader.open(moved.response.headers["Location"])
    assert moved.response.request.path == "/lessons/the-lesson/briefing"


@pytest.mark.parametrize("ending", ENDINGS)
def test_an_organisation_that_is_not_to_be_named_is_nowhere(reader: Person, ending: str) -> None:
    board = factories.organisation("Quillfeather Board")
    factories.lesson(
        slug="the-lesson",
        organisation=board,
        named=False,
        themes=["neglect"],
        sources=[factories.source(title="Quillfeather report", publisher="Quillfeather Board")],
    )
    for address in (f"/lessons/the-lesson/briefing{ending}", f"/themes/neglect/briefing{ending}"):
        assert "quillfeather" not in words_of(reader.open(address)).lower()


def words_of(page: Page) -> str:
    """The words of a page or of a file."""
    content = page.response.get_data()
    if page.response.mimetype == "application/pdf":
        return " ".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(content)).pages)
    if "wordprocessing" in str(page.response.mimetype):
        return " ".join(paragraph.text for paragraph in docx.Document(io.BytesIO(content)).paragraphs)
    return page.html


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize(("state", "answer"), [("draft", 404), ("hidden", 404), ("archived", 410)])
def test_what_is_not_published_answers_as_its_page_does(reader: Person, ending: str, state: str, answer: int) -> None:
    factories.lesson("A lesson that nobody may read", slug="the-lesson", state=state)

    page = reader.open(f"/lessons/the-lesson/briefing{ending}")

    assert page.status == answer == reader.open("/lessons/the-lesson").status
    assert "that nobody may read" not in words_of(page) or state == "archived"


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_former_address_leads_on(reader: Person, ending: str) -> None:
    lesson = factories.lesson(slug="the-lesson")
    lesson.former_slugs.append(FormerSlug(slug="its-former-address"))
    db.session.flush()

    page = reader.open(f"/lessons/its-former-address/briefing{ending}")

    assert page.status == 301
    assert page.response.headers["Location"] == f"/lessons/the-lesson/briefing{ending}"


@pytest.mark.parametrize("ending", ENDINGS)
def test_an_unknown_theme_is_not_found(reader: Person, ending: str) -> None:
    assert reader.open(f"/themes/no-such-theme/briefing{ending}").status == 404


@pytest.mark.parametrize(
    ("ending", "kind"),
    [
        (".pdf", "application/pdf"),
        (".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (".txt", "text/plain"),
    ],
)
@pytest.mark.parametrize("address", ["/lessons/the-lesson", "/themes/neglect"])
def test_files_are_saved_and_say_what_the_page_says(reader: Person, address: str, ending: str, kind: str) -> None:
    lesson = factories.lesson("A board reads every referral", slug="the-lesson", themes=["neglect"])
    name = f"briefing-{lesson.reference.lower() if 'lessons' in address else 'neglect'}{ending}"

    page = reader.open(f"{address}/briefing{ending}")

    assert page.status == 200
    assert page.response.mimetype == kind
    assert page.response.headers["Content-Disposition"] == f"attachment; filename={name}"
    assert page.response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    said = " ".join(words_of(page).split())
    assert "Referrals came back without an answer." in said
    assert "MIT Licence" in said


def test_a_file_is_made_once_as_long_as_nothing_changes(app: APIFlask, reader: Person) -> None:
    lesson = factories.lesson(slug="the-lesson")
    first = reader.open("/lessons/the-lesson/briefing.pdf").response
    same = {"If-None-Match": first.headers["ETag"]}

    assert reader.open("/lessons/the-lesson/briefing.pdf", headers=same).status == 304
    factories.lesson("Another lesson is published")
    db.session.commit()
    assert reader.open("/lessons/the-lesson/briefing.pdf", headers=same).status == 200
    assert lesson.slug == "the-lesson"


def test_a_theme_takes_one_statement_of_each_lesson_first(reader: Person) -> None:
    for number in range(2):
        factories.lesson(
            themes=["neglect"], found=f"A review was held.\n\nFinding {number} was about files. Later {number} more."
        )
    text = box(reader.get("briefings.theme", slug="neglect"), "What was found")

    assert "Finding 0 was about files." in text
    assert "Finding 1 was about files." in text
    assert "A review was held" not in text


def test_a_theme_without_lessons_says_so(reader: Person) -> None:
    page = reader.get("briefings.theme", slug="neglect")

    assert "No lesson here is on this theme yet." in box(page, "Why it matters")
    assert "No lesson here says that something was done." in box(page, "Good practice")
    assert "To fill in: what was found" in box(page, "What was found")


def test_a_group_has_a_briefing_as_well(reader: Person) -> None:
    factories.lesson("A board reads every referral", themes=["neglect"])
    page = reader.get("briefings.theme", slug="forms-of-harm")

    assert "Its themes:" in box(page, "Background")
    assert "A board reads every referral" in box(page, "Good practice")


def test_lessons_themes_and_training_lead_to_briefings(reader: Person) -> None:
    factories.lesson("A board reads every referral", slug="the-lesson", themes=["neglect"])
    link = "Seven-minute briefing (one page)"

    assert reader.get("lessons.show", slug="the-lesson").follow(link).heading == "A board reads every referral"
    assert reader.get("lessons.theme", slug="neglect").follow(link).heading == "Neglect"
    assert "Seven-minute briefings" in reader.get("training.index").rows("h2")
