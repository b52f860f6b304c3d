"""Names of people are found by lists and by the words around them; words that only look like names pass."""

import pytest

from kb.identity.check import check_text
from tests.identity.finding import LISTS, found


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Chair: Mrs P. Oakenfold; minutes followed.", "Mrs P. Oakenfold"),
        ("Her brother Quillon had seen it.", "Quillon"),
        ("The reviewers met Dr Haitham al-Zubayri, who agreed.", "Dr Haitham al-Zubayri"),
        ("Nobody asked Agnieszka about home.", "Agnieszka"),
        ("Neighbours had always known him as Zaff, they said.", "Zaff"),
        ("Please find attached: Agnieszka_chronology_v2.docx", "Agnieszka"),
        ("The family of Ａｂｅｎａ was told.", "Ａｂｅｎａ"),
        ("minutes_ZKowalska_draft.docx is still open", "ZKowalska"),
        ("Farnworth-Teal, Jodie (CSC)", "Farnworth-Teal, Jodie"),
        ("JODIE FARNWORTH – DISCHARGE SUMMARY", "JODIE FARNWORTH"),
        ("Det Supt Quillfeather chaired it.", "Det Supt Quillfeather"),
        ("can someone chase gethin ap rhodri for it", "gethin ap rhodri"),
        ("The school rang Mamgu Eluned first.", "Mamgu Eluned"),
    ],
)
def test_names_are_found_in_many_forms(text: str, name: str) -> None:
    assert found(text, "person-name") == [name]


@pytest.mark.parametrize(
    "text",
    [
        "Child K and Mother were seen together.",
        "May and June are busy months; hope is no plan.",
        "Will the board mark the end of the pilot?",
        "The Hackett continuum helped teams.",
        "Sarah's Law was explained in a leaflet.",
        "Leeds and Bradford compared their front doors.",
        "Multi-agency audits found gaps in supervision.",
        "SI 2017/11 says who takes part.",
        "Moses baskets were handed out at the clinic.",
        "Mae'r cynllun ar gael i bob ysgol yn y sir.",
        "Between April 2015 and June 2016 it was tried out.",
        "Rob, steal, lie: words from the workshop",
        "Hope was in short supply that winter.",
        "A joint team called Kingfisher began its work.",
        "Youth Justice, Early Help and Housing shared a desk.",
        "East Sussex changed its front door.",
        "Walkabouts and Payslips were the words of the day.",
        "Miss a meal, lose a day: a saying of the kitchen",
        "Jack-in-the-box toys were safe.",
    ],
)
def test_words_that_only_look_like_names_pass(text: str) -> None:
    assert found(text, "person-name") == []


def test_a_pseudonym_of_the_review_passes_in_its_own_lesson() -> None:
    text = "Agnieszka was three when the review began."
    assert check_text(text, LISTS.allowing(["Agnieszka"])) == []


@pytest.mark.parametrize(
    "text", ["It asked what it would take to tell GPs too.", "GPs said so.", "Roadshows took it further."]
)
def test_several_of_what_capitals_stand_for_are_nobody(text: str) -> None:
    assert found(text, "person-name") == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Marsh was interviewed under caution.", "Marsh"),
        ("Winter pleaded guilty at once.", "Winter"),
        ("Grace was off again and her mum did not ring.", "Grace"),
        ("Young (the lodger, not the child) had left.", "Young"),
        ("Neither Stone nor his partner was seen.", "Stone"),
        ("Officers arrested Page that night.", "Page"),
        ("What did Chase want?", "Chase"),
        ("They told us that Hope would stay.", "Hope"),
        ("A man known to him only as Spud drove the car.", "Spud"),
        ("I never met the Youngs, only their answerphone.", "Youngs"),
        ("Rowan's school said he was hungry.", "Rowan"),
    ],
)
def test_words_of_the_language_are_names_where_a_person_stands(text: str, name: str) -> None:
    assert found(text, "person-name") == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Zorvanek moved to a flat of his own.", "Zorvanek"),
        ("The stepfather, Zorvanek, slept in the van.", "Zorvanek"),
        ("Any update on Zorvanek? No reply yet.", "Zorvanek"),
        ("Zorvanek's mother was at work.", "Zorvanek"),
        ("McZorvan breached his order.", "McZorvan"),
    ],
)
def test_names_in_no_list_are_names_where_a_person_stands(text: str, name: str) -> None:
    assert found(text, "person-name") == [name]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Present: Lucy Hand, Tim Frost, Bill Waters", ["Lucy Hand", "Tim Frost", "Bill Waters"]),
        ("Archie, Summer and Bear were moved.", ["Archie", "Summer", "Bear"]),
        ("Attendees: Tariq (police), Field (health)", ["Tariq", "Field"]),
        ('Two of them, Agnieszka and "Smiffy", had left.', ["Agnieszka", "Smiffy"]),
    ],
)
def test_what_stands_in_a_list_of_names_is_one(text: str, names: list[str]) -> None:
    assert found(text, "person-name") == names


def test_what_is_a_name_in_one_place_is_one_in_another() -> None:
    text = "The stepfather, Stone, had moved in by then. Nobody had asked about Stone before."
    assert found(text, "person-name") == ["Stone", "Stone"]
