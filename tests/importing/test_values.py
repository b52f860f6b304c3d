"""What cells mean, and what is said of those that cannot be understood."""

import pytest
from apiflask import APIFlask

from kb.importing.fields import OF_IMPORT, meant
from kb.importing.known import Known
from kb.importing.values import Meant, Sheet, meant_by
from kb.lessons.field_values import Value
from tests import factories


def understood(**cells: str) -> Meant:
    """A row with these cells, and a title."""
    fields = {"title": "A team reads every referral", **cells}
    sheet = Sheet([OF_IMPORT[field] for field in fields], dict(enumerate(fields)))
    return meant_by(list(fields.values()), (), sheet, Known())


def said(**cells: str) -> list[str]:
    return [problem.says for problem in understood(**cells).problems]


@pytest.mark.parametrize(
    ("field", "typed", "value"),
    [
        ("title", " Two  lines\n of it ", "Two lines of it"),
        ("found", "One.\r\n\r\nTwo.", "One.\n\nTwo."),
        ("nation", "england", "england"),
        ("nation", " ENGLAND ", "england"),
        ("themes", "Neglect; neglect ; thresholds and referrals", ("neglect", "thresholds-and-referrals")),
        ("themes", "thresholds-and-referrals", ("thresholds-and-referrals",)),
        ("evidence_stage", "1", "1"),
        ("evidence_on", "31/12/2009", "2009-12-31"),
        ("evidence_on", "31 December 2009", "2009-12-31"),
        ("evidence_on", "2009-12-31", "2009-12-31"),
        ("evidence_on", "2009-12-31 00:00:00", "2009-12-31"),
        ("year", "2009.0", "2009"),
        ("tags", "front door; referrals, Front Door", "front door, referrals"),
        ("unnamed", "Yes", "yes"),
        ("unnamed", "no", ""),
    ],
)
def test_cells_are_understood_as_people_write_them(app: APIFlask, field: str, typed: str, value: Value) -> None:
    found = understood(**{field: typed})

    assert found.problems == []
    assert found.values[field] == value


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        ("nation", "Englnd", "“Englnd” is not in the list. Did you mean “England”?"),
        ("themes", "Neglect; Neglekt", "“Neglekt” is not in the list. Did you mean “Neglect”?"),
        ("themes", "Neglect, Neglect", "Put a semicolon between values: “Neglect; Neglect”"),
        ("themes", "Neglekt, Police", "“Neglekt, Police” is not in the list."),
        ("agencies", "Schools, Polise", "Put a semicolon between values: “Schools; Polise”"),
        ("year", "1944", "Enter a year between 1945 and"),
        ("year", "20014", "Enter a year between 1945 and"),
        ("evidence_on", "40/12/2014", "It must be a real date"),
        ("evidence_on", "3/25/2019", "It must be a real date with the day before the month, such as 27 3 2007"),
        ("evidence_on", "Christmas", "It must have a day, a month and a year"),
        ("evidence_on", "1/1/1700", "It must be between 1 January 1800 and"),
        ("title", "a" * 121, "A title has at most 120 characters, and this one 121"),
        ("found", "a" * 20_001, "This is far too long to be kept: shorten it to 20,000 characters"),
        ("tags", ",".join(f"tag {number}" for number in range(11)), "Give at most 10 tags: these are 11"),
        ("tags", "a" * 61, "A tag has at most 60 characters"),
        ("unnamed", "perhaps", "Write yes or no"),
        ("reference", "a" * 101, "A reference has at most 100 characters"),
        ("title", " ", "There is no title: every lesson needs one"),
    ],
)
def test_what_cannot_be_understood_is_said_with_what_to_do(app: APIFlask, field: str, typed: str, says: str) -> None:
    (problem,) = said(**{field: typed})

    assert problem.startswith(says)


def test_more_themes_than_a_lesson_may_have_are_counted(app: APIFlask) -> None:
    known = list(Known().words("themes").labels)[:7]

    assert said(themes=";".join(known)) == ["Choose at most 6 themes: these are 7"]


def test_all_wrong_values_of_a_cell_are_named(app: APIFlask) -> None:
    (problem,) = said(themes="Neglekt; Neglect; Zzyzx; neglect, thresholds and referrals")

    assert problem == (
        "“Neglekt” is not in the list. Did you mean “Neglect”? “Zzyzx” is not in the list. "
        "The page “Fields that can be imported” shows the list. "
        "Put a semicolon between values: “neglect; thresholds and referrals”"
    )


def test_a_short_list_is_said_whole_where_nothing_is_near(app: APIFlask) -> None:
    (problem,) = said(nation="Zzyzx")

    assert "Write one of: " in problem
    assert "Wales" in problem


def test_a_review_is_found_by_its_title_with_board_and_year(app: APIFlask) -> None:
    factories.review("Serious case review: Child Q", slug="child-q", year=2012)

    assert understood(review="serious case review child q 2012").values["review"] == "child-q"
    assert understood(review="child-q").values["review"] == "child-q"


@pytest.mark.parametrize(
    ("given", "lacks"),
    [
        ({"source_url": "https://www.example.org/a.pdf"}, "title, publisher and kind"),
        ({"source_title": "A report", "source_url": "https://www.example.org/a.pdf"}, "publisher and kind"),
        ({"source_title": "A report", "source_publisher": "The board", "source_kind": " "}, "kind"),
    ],
)
def test_a_source_that_is_not_complete_is_left_out_and_refuses_nothing(
    app: APIFlask, given: dict[str, str], lacks: str
) -> None:
    found = understood(**given)

    assert (found.problems, found.citation) == ([], None)
    assert found.notes == [
        f"The source is left out: it lacks its {lacks}. Add it in the draft, or give these in the file"
    ]


def test_a_source_is_read(app: APIFlask) -> None:
    found = understood(
        source_title="Annual  report",
        source_publisher="The board",
        source_kind="annual report",
        source_url="www.example.org/a.pdf",
        source_year="2014",
    )

    assert found.problems == []
    assert found.citation is not None
    assert (found.citation.title, found.citation.url) == ("Annual report", "https://www.example.org/a.pdf")
    assert (found.citation.kind_key, found.citation.year) == ("source-kinds/annual-report", 2014)


def test_a_source_with_a_wrong_address_or_year_is_refused(app: APIFlask) -> None:
    about = {"source_title": "A", "source_publisher": "B", "source_kind": "annual report"}

    assert said(**about, source_url="a report") == [
        "Enter the whole address, such as https://www.example.org/report.pdf"
    ]
    assert said(**about, source_year="1899")[0].startswith("Enter a year between 1900 and")


def test_what_cannot_be_taken_as_it_stands_matters_in_columns_that_are_imported_alone(app: APIFlask) -> None:
    sheet = Sheet(["Title", "Colour"], {0: "title"})
    faults = [[1, "formula", "B7"], [-2, "short", "1"]]

    assert meant_by(["A title of a lesson", ""], faults, sheet, Known()).problems == []
    (problem,) = meant_by(["", "x"], [[0, "formula", "A7"]], sheet, Known()).problems
    assert problem.says == "A7 holds a formula: copy the cell and paste it as a value"


def test_a_row_with_more_cells_than_there_are_headings_is_refused(app: APIFlask) -> None:
    (problem,) = meant_by(["A title", "half", "of it"], (), Sheet(["Title"], {0: "title"}), Known()).problems

    assert problem.says.startswith("The row has 2 cells more than there are headings: put quotation marks around")


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Title", "title"),
        ("WHAT WAS FOUND", "found"),
        ("what_was_done", "done"),
        ("kinds_of_change", "kinds_of_change"),
        ("How far has it gone?", "done_status"),
        ("Ref.", "reference"),
        ("source url", "source_url"),
        ("Headline", "title"),
        ("Title (at most 120 characters)", "title"),
        ("Theme(s)", "themes"),
        ("Root cause(s):", "causes"),
        ("Stage", "evidence_stage"),
        ("Summary of lesson", "summary"),
        ("Date action completed", "action_done"),
        ("Report name", "source_title"),
        ("Report titles [as published]", "source_title"),
        ("Outcome", "effect"),
        ("Outcomes", "outcomes"),
        ("Colour", ""),
        ("(see notes)", ""),
        ("", ""),
    ],
)
def test_headings_are_matched_by_labels_names_and_other_words(heading: str, field: str) -> None:
    assert meant(heading) == field


def test_every_column_of_the_template_is_matched_by_its_heading() -> None:
    assert {label: meant(label) for label in OF_IMPORT.values()} == {label: field for field, label in OF_IMPORT.items()}
