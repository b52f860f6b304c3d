"""Before a lesson is submitted its writers see it as a whole: the answers, the page as it will look, the PDF."""

from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from kb.accounts.models.organisation import Organisation
from kb.core import db
from kb.core.text import to_html
from kb.lessons.models.lesson import Lesson
from kb.lessons.queries.glossary import explainer
from tests.editorial.drafting import draft
from tests.editorial.kinds import ON_SQLITE
from tests.pages import Person, statements

pytestmark = ON_SQLITE


def test_the_answers_say_in_words_what_was_chosen(contributor: Person, board: Organisation) -> None:
    revision = draft(board, why="Nobody **owned** them.", values=("causes/culture", "kinds-of-change/audit"))

    page = contributor.get("editorial.check", number=revision.id)

    answers = dict(zip(page.rows(".govuk-summary-list__key"), page.rows(".govuk-summary-list__value"), strict=True))
    assert answers["What prompted this lesson?"] == "Review"
    assert answers["Themes"] == "Thresholds and referrals"
    assert answers["Why it happened"] == "Nobody owned them."
    assert (answers["Kinds of change"], answers["Causes"], answers["Risks" if "Risks" in answers else "Tags"]) == (
        "Audit", "Culture", "Not said",
    )  # fmt: skip
    assert page.follow("Change What was found").heading == "What was found, and why"


def test_the_page_looks_as_it_will_when_it_is_published(contributor: Person, board: Organisation) -> None:
    revision = draft(board, found="Referrals **came** back.\n\n- one\n- two", why="")

    page = contributor.get("editorial.preview", number=revision.id)

    assert page.heading == "A team reads every referral within a day"
    assert "Not published." in page.text
    assert page.soup.select_one(".kb-thread__step--found strong") is not None
    assert "What we read does not say why." in page.text
    assert page.rows(".kb-facts dd")[0] == board.name
    assert "LB-" not in page.text


def test_an_organisation_that_is_not_to_be_named_is_not_named_in_the_preview_either(
    contributor: Person, board: Organisation
) -> None:
    revision = draft(board)
    revision.lesson.organisation_named = False

    page = contributor.get("editorial.preview", number=revision.id)

    main = page.soup.main
    assert main is not None
    assert board.name not in main.text
    assert "Annual report of the board" not in main.text


def test_an_empty_draft_has_a_preview_answers_and_a_pdf(contributor: Person, board: Organisation) -> None:
    revision = draft(board, complete=False)

    for endpoint in ("editorial.preview", "editorial.check", "editorial.pdf"):
        assert contributor.get(endpoint, number=revision.id).status == 200


def test_the_pdf_says_on_every_page_that_it_is_a_draft(contributor: Person, board: Organisation) -> None:
    revision = draft(board, done="A team of three reads every referral within a day.\n\n" * 60)

    answer = contributor.get("editorial.pdf", number=revision.id).response

    assert answer.headers["Content-Disposition"].startswith("attachment; filename=")
    assert answer.headers["Cache-Control"] == "no-store"
    pages = [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(answer.data)).pages]
    assert len(pages) > 1
    assert all("DRAFT" in text and "Not published" in text for text in pages)
    assert "A team reads every referral within a day" in pages[0]


@pytest.mark.parametrize("endpoint", ["editorial.preview", "editorial.pdf"])
def test_who_may_not_read_it_finds_no_preview(other_contributor: Person, board: Organisation, endpoint: str) -> None:
    assert other_contributor.get(endpoint, number=draft(board).id).status == 404


def test_what_is_rendered_beside_a_field_is_what_will_be_published(contributor: Person, board: Organisation) -> None:
    form = contributor.get("editorial.step", number=draft(board).id, step="found").soup
    token = form.select_one("main input[name=csrf_token]")
    assert token is not None
    sent = {"text": "# The SCR\n\n<script>x</script> A rapid review by the LSCB.", "csrf_token": token["value"]}
    answer = contributor.client.post("/workspace/rendered", data=sent, headers={"Sec-Fetch-Site": "same-origin"})

    assert answer.status_code == 200
    assert answer.text == to_html(sent["text"], explain=explainer())
    assert "<script" not in answer.text
    assert 'class="govuk-link kb-term"' in answer.text


def test_the_number_of_statements_of_answers_and_preview_is_constant(contributor: Person, board: Organisation) -> None:
    counts: dict[str, list[int]] = {"editorial.check": [], "editorial.preview": []}
    long = draft(
        board, themes=("neglect", "thresholds-and-referrals", "domestic-abuse"), tags=list("abcdef"),
        values=("causes/culture", "causes/workload", "agencies/police", "kinds-of-change/audit"),
    )  # fmt: skip
    for revision in (draft(board, complete=False), long):
        for endpoint, made_by in counts.items():
            contributor.get(endpoint, number=revision.id)
            with statements() as made:
                contributor.get(endpoint, number=revision.id)
            made_by.append(len(made))

    assert all(abs(few - many) <= 3 for few, many in counts.values()), counts


def test_what_is_previewed_is_published_to_nobody(contributor: Person, reader: Person, board: Organisation) -> None:
    revision = draft(board)
    contributor.get("editorial.preview", number=revision.id)

    assert db.session.get_one(Lesson, revision.lesson_id).slug is None
    assert revision.title not in reader.get("site.home").html


def test_what_was_measured_is_shown_with_its_day(contributor: Person, board: Organisation) -> None:
    revision = draft(board, evidence_measure="18 of 40 before, 34 of 40 after.", evidence_on=date(2014, 3, 31))

    page = contributor.get("editorial.preview", number=revision.id)

    assert "What was measured, 31 March 2014: 18 of 40 before, 34 of 40 after." in page.text
