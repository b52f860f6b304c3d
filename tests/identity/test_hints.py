"""Hints that the writer may follow."""

import pytest

from tests.identity.finding import findings, found


@pytest.mark.parametrize(
    ("rule", "text", "words"),
    [
        ("new-partner", "The mother's new partner from Malta was not seen.", "new partner from Malta"),
        ("new-partner", "Her new boyfriend, originally from Leeds, moved in.", "new boyfriend"),
        ("ethnicity", "A white British boy was seen.", "white British"),
        ("ethnicity", "Ethnicity: Black Caribbean", "Black Caribbean"),
        ("blame-words", "Mother failed to protect him.", "failed to protect"),
        ("blame-words", "The family refused to engage.", "refused to engage"),
        ("pseudonym", "The boy, known here as Leo, was six.", "Leo"),
        ("pseudonym", "Amara (not her real name) was five.", "Amara"),
        ("sex-not-needed", "A male child was seen.", "male child"),
        ("new-partner", "Mother's Turkish boyfriend was not assessed.", "Turkish boyfriend"),
        ("new-partner", "Mum's latest partner is from the Highlands.", "latest partner is from the Highlands"),
        ("new-partner", "She began a relationship with a man from Liverpool.", "a man from Liverpool"),
        ("new-partner", "- new partner: from Ghana, no checks", "from Ghana"),
        ("ethnicity", "Mother (White Irish) grew up in care.", "White Irish"),
        ("ethnicity", "The family is Pakistani and lives with grandparents.", "Pakistani"),
        ("ethnicity", "| Child | 7 | Black African |", "Black African"),
        ("ethnicity", "The baby was of dual heritage.", "dual"),
        ("blame-words", "Both parents were resistant to support.", "resistant to support"),
        ("blame-words", "Mother chose the relationship over her children.", "over her children"),
        ("pseudonym", "We use the name Ella for the baby.", "Ella"),
        ("pseudonym", "In the film he is Tomos, not his own name.", "Tomos"),
        ("pseudonym", "A teenager we call Jasper (a name he chose for himself).", "Jasper"),
    ],
)
def test_a_hint_is_given(rule: str, text: str, words: str) -> None:
    assert any(words in each for each in found(text, rule)), findings(text, rule)


@pytest.mark.parametrize(
    "text",
    [
        "A new partner was not known to the school.",
        "Racism matters here: Black children are treated as older than they are.",
        "The child, known as Child K, was seen.",
        "Male workers and female workers took turns.",
        "The new partner from the start was part of the assessment.",
        "Each partner was asked by the panel.",
        "Signs of Safety and Restorative Practice were mixed in one plan.",
        "The model was that of Welsh child practice reviews.",
    ],
)
def test_general_words_pass(text: str) -> None:
    rules = ("new-partner", "ethnicity", "pseudonym", "sex-not-needed")
    assert [each for rule in rules for each in found(text, rule)] == []


def test_the_sex_of_a_child_is_left_out() -> None:
    assert findings("A male child was seen.", "sex-not-needed")[0].replacement == "child"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("An allegation was made by the Somali grandmother.", ["the Somali grandmother"]),
        ("The complaint made by the Black Caribbean mother was not recorded.", ["the Black Caribbean mother"]),
        ("The letter was written by the Polish father.", ["the Polish father"]),
        ("A poster designed by the Black African boy hung there.", ["the Black African boy"]),
        ("A leaflet written with Roma families was given out.", []),
        ("A film made by young Black men was shown to staff.", []),
    ],
)
def test_only_works_are_made_by_groups(text: str, words: list[str]) -> None:
    assert found(text, "ethnicity") == words
