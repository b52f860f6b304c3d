"""Evaluation forms to print, and the page of ground rules."""

import re

import pytest

from kb.web.templates import STATIC
from tests.pages import Person
from tests.training import material
from tests.training.printing import printed, rule

YES = {"text": "Did you change it?", "answer": "yes-partly-no", "who": "participant"}
WRITE = {"text": "What helped?", "answer": "free-text", "who": "participant"}
SCALE = {"text": "How much?", "answer": "scale-1-5", "low": "Nothing yet", "high": "All of it", "who": "manager"}


def test_a_form_has_a_place_for_each_answer_and_says_what_to_do(reader: Person) -> None:
    page = reader.get("training.form", slug=material.form(YES, WRITE, SCALE).slug)

    assert page.rows(".kb-questions > li") == [
        "Did you change it? Tick one box. Yes Partly No",
        "What helped? Write your answer on the lines.",
        "How much? Tick one box: 1 means “nothing yet”, 5 means “all of it”. 1 2 3 4 5",
    ]
    assert len(page.soup.select(".kb-lines")) == 1
    assert "There are no right answers." in page.text


@pytest.mark.parametrize("slug", ["before", "end", "follow-up"])
def test_a_persons_form_begins_with_lines_that_let_the_three_be_laid_together(reader: Person, slug: str) -> None:
    page = reader.get("training.form", slug=material.form(slug=slug).slug)

    assert page.rows(".kb-head > .kb-write") == [
        "Session:",
        "Date:",
        "Agency or team:",
        "Your own code (so that your three sheets can be laid together; not your name) :",
    ]
    assert printed(page).index("Your own code") < printed(page).index("There are no right answers.")


def test_the_plan_is_one_sheet_of_a_team_and_asks_for_no_code(reader: Person) -> None:
    page = reader.get("training.form", slug=material.form(WRITE, slug="plan", title="Plan for one change").slug)

    assert page.rows(".kb-head > .kb-write") == ["Session:", "Date:", "Team:"]


def test_each_answer_stands_below_its_own_box_on_a_phone_and_beside_it_on_paper() -> None:
    sheet = (STATIC / "app.css").read_text(encoding="utf-8")

    first = re.search(r"\.kb-boxes li\{([^}]*)\}", sheet)
    assert first
    assert "flex-direction:column" in first[1]
    assert rule(".kb-boxes li", "flex-direction:row")


def test_a_form_has_no_control_that_does_nothing(reader: Person) -> None:
    page = reader.get("training.form", slug=material.form(YES, WRITE, SCALE).slug)

    assert page.soup.select("main input, main textarea, main select, main form") == []


def test_the_managers_part_comes_after_the_others_with_its_own_heading(reader: Person) -> None:
    page = reader.get("training.form", slug=material.form(SCALE, YES, WRITE).slug)

    assert page.rows("h2")[:2] == ["For the person who took part", "For the manager of this person"]
    assert page.rows(".kb-questions__text") == ["Did you change it?", "What helped?", "How much?"]
    assert [found["start"] for found in page.soup.select("ol.kb-questions")] == ["1", "3"]


def test_a_form_for_one_kind_of_person_needs_no_such_heading(reader: Person) -> None:
    page = reader.get("training.form", slug=material.form(YES).slug)

    assert page.rows("main h2") == ["Questions"]
    assert "Questions" not in printed(page)


def test_an_unknown_form_is_not_found(reader: Person) -> None:
    assert reader.get("training.form", slug="no-such-form").status == 404


def test_the_rules_say_how_to_step_out_and_whom_to_talk_to(reader: Person) -> None:
    material.safety()

    page = reader.get("training.safety")

    assert page.rows("#rules ~ ol li") == ["We look for why.", "Nobody has to speak."]
    for words in ("This is about harm to children.", "You may leave the room.", "Come back", "Have two trainers."):
        assert words in page.text
    names = page.rows(".kb-support__name")
    assert {"NSPCC helpline", "Childline", "Samaritans", "NAPAC"} <= set(names), "anybody may be in the room"


def test_the_sheet_for_everybody_comes_first_and_the_trainers_notes_on_one_of_their_own(reader: Person) -> None:
    material.safety()

    page = reader.get("training.safety")

    [sheet], [notes] = page.rows(".kb-one-page"), page.rows(".kb-new-sheet")
    for text in ("This is about harm to children.", "Nobody has to speak.", "You may leave the room.", "Samaritans"):
        assert text in sheet
    assert sheet.endswith("Local contact:")
    assert page.rows(".kb-one-page .kb-write") == ["Local contact:"]
    assert notes.startswith("Notes for the trainers")
    for text in ("Have two trainers.", "Come back to the present."):
        assert text in notes
        assert text not in sheet
    assert printed(page).endswith(notes)
    assert rule(".kb-new-sheet", "break-before:page")


def test_without_rules_there_is_no_page_of_them(reader: Person) -> None:
    assert reader.get("training.safety").status == 404
