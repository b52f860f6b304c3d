"""Nationality, faith, illness, siblings, work of a parent."""

import pytest

from tests.identity.finding import findings, found


@pytest.mark.parametrize(
    ("rule", "text", "words"),
    [
        ("nationality", "Her mother is Eritrean and had no interpreter.", "Eritrean"),
        ("nationality", "The couple had come to this country from Moldova.", "Moldova"),
        ("nationality", "| Father | 31 | Mongolian |", "Mongolian"),
        ("nationality", "Both boys are Latvian.", "Latvian"),
        ("faith-group", "The family are Jehovah's Witnesses.", "Jehovah's Witnesses"),
        ("faith-group", "A deacon at Hope Street Gospel Hall rang.", "Hope Street Gospel Hall"),
        ("faith-group", "The imam of Masjid Al-Huda spoke up.", "Masjid Al-Huda"),
        ("rare-condition", "The girl has Sanfilippo syndrome.", "Sanfilippo syndrome"),
        ("rare-condition", "He was born with arthrogryposis.", "arthrogryposis"),
        ("rare-condition", "A test showed trisomy 13.", "trisomy 13"),
        ("medication", "She was taking pregabalin and drank at night.", "pregabalin"),
        ("medication", "Tesco sold him Strandimol 30 mg tablets.", "Strandimol"),
        ("sibling-pattern", "He is the third of five children.", "third of five children"),
        ("sibling-pattern", "She lived with siblings aged 2, 4 and 7.", "siblings aged 2, 4 and 7"),
        ("sibling-pattern", "Triplets were born at 30 weeks.", "Triplets"),
        ("sibling-pattern", "There were three older brothers.", "three older brothers"),
        ("sibling-pattern", "It was her fourth pregnancy.", "fourth pregnancy"),
        ("sibling-pattern", "a brother two years older", "a brother two years older"),
        ("parent-occupation", "The father, a long-distance lorry driver, was away.", "lorry driver"),
        ("parent-occupation", "His mum works as a dental nurse.", "dental nurse"),
        ("parent-occupation", "Dad owned a small kebab shop.", "owned a small kebab shop"),
        ("parent-occupation", "Father's occupation: welder", "welder"),
        ("parent-occupation", "Her stepfather was a prison officer.", "prison officer"),
        ("parent-occupation", "The mother, a part-time beekeeper, was out.", "beekeeper"),
    ],
)
def test_what_makes_a_family_recognisable_is_found(rule: str, text: str, words: str) -> None:
    assert any(words in each for each in found(text, rule)), findings(text, rule)


@pytest.mark.parametrize(
    "text",
    [
        "Leaflets come in Albanian, Tigrinya and Polish.",
        "The Icelandic prevention model was the source.",
        "A Swedish study asked the same.",
        "The family are Christian and the neighbours Muslim.",
        "The Church of England published its policy.",
        "A Serious Youth Violence Ministry briefing came out.",
        "Down's syndrome was known at birth.",
        "Sudden infant death syndrome is rarer than it was.",
        "Twin-track planning started at once.",
        "Two of three visits were made.",
        "The first of four sessions was held.",
        "Children aged 5 to 11 were asked.",
        "Medication should be kept locked.",
        "Mother, the health visitor and a social worker met.",
        "The mother asked a nurse for help.",
        "The father is seen by a psychologist.",
        "A teacher and a police officer read it.",
    ],
)
def test_general_words_pass(text: str) -> None:
    rules = ("nationality", "faith-group", "rare-condition", "medication", "sibling-pattern", "parent-occupation")
    assert [each for rule in rules for each in found(text, rule)] == []


def test_a_nationality_before_a_noun_is_left_out() -> None:
    text = "A Kyrgyz family shared the room."
    (finding,) = findings(text, "nationality")
    assert text[: finding.start] + str(finding.replacement) + text[finding.end :] == "A family shared the room."


def test_a_condition_is_put_in_general_words() -> None:
    assert findings("She has Rett syndrome.", "rare-condition")[0].replacement == "a long-term condition"
