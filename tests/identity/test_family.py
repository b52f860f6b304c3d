"""Nationality, faith, illness, siblings, work of a parent."""

import pytest

from tests.identity.finding import findings, found


@pytest.mark.parametrize(
    ("rule", "text", "words"),
    [
        ("nationality", "Her mother is Eritrean and had no interpreter.", "Eritrean"),
        ("parent-occupation", "Mum worked the tills at a petrol station.", "worked the tills at a petrol station"),
        ("parent-occupation", "Her father (shift work at the mill) was never seen.", "shift work at the mill"),
        ("parent-occupation", "The stepdad got by as a wedding DJ.", "got by as a wedding DJ"),
        ("parent-occupation", "Both parents serve in the Royal Signals.", "serve in the Royal Signals"),
        ("parent-occupation", "Dad taught judo at the leisure centre.", "taught judo at the leisure centre"),
        ("sibling-pattern", "She was number six of nine.", "number six of nine"),
        ("sibling-pattern", "Referral: f 7, m 4, m 2.", "f 7, m 4, m 2"),
        ("nationality", "The couple had come to this country from Moldova.", "Moldova"),
        ("nationality", "| Father | 31 | Mongolian |", "Mongolian"),
        ("nationality", "Both boys are Latvian.", "Latvian"),
        ("nationality", "The mother's first language is Georgian.", "Georgian"),
        ("nationality", "A Syrian boy came to carers who did not share his language.", "Syrian"),
        ("faith-group", "The father was an elder in the Brethren.", "Brethren"),
        ("faith-group", "A pastor from Mountain of Song Ministries prayed.", "Mountain of Song Ministries"),
        ("faith-group", "They joined a church called Living Stream.", "Living Stream"),
        ("sibling-pattern", "She is the only girl among four brothers.", "only girl among four brothers"),
        ("sibling-pattern", "two boys of 8 and 5 and a girl of 3", "two boys of 8 and 5 and a girl of 3"),
        ("sibling-pattern", "an older sister (15) and two younger brothers (6 and 4)", "(6 and 4)"),
        ("sibling-pattern", "There were four children in the household, aged 1, 3, 6 and 13.", "aged 1, 3, 6 and 13"),
        ("sibling-pattern", "He was the seventh child of his mother.", "seventh child"),
        ("sibling-pattern", "He had a baby sister eleven months younger.", "sister eleven months younger"),
        ("parent-occupation", "Both parents are doctors at one hospital.", "doctors"),
        ("parent-occupation", "As a police officer, the father knew the rules.", "police officer"),
        ("parent-occupation", "Mum works nights as a care assistant.", "care assistant"),
        ("parent-occupation", "Dad was in the navy and rarely home.", "in the navy"),
        ("parent-occupation", "He is the son of a vicar.", "vicar"),
        ("parent-occupation", "Occupation of father: crane signaller", "crane signaller"),
        ("parent-occupation", "MUM - florist, DAD - army chef", "chef"),
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
        "Twins and other multiple births are more common here.",
        "Children aged 4 and 5 start school in the same class.",
        "Every fourth child in the district lives in poverty.",
        "The second child protection conference was late.",
        "Interpreters in Polish, Tigrinya and Pashto can be booked.",
        "Albanian teenagers were named in the national strategy as a group at risk.",
        "Parents, teachers and doctors met.",
        "The parents worked with the school.",
        "The mother asked whether the social worker was a nurse.",
        "The parents were known to the police officer.",
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


@pytest.mark.parametrize(
    "text",
    [
        "She met him on a forum, where she posts as @moth.wing9.",
        "Mothers who work nights cannot come to a group at ten.",
        "Members and partners have five working days to reply.",
        "Fathers in the survey drove lorries or worked shifts.",
        "The mother was registered as homeless.",
        "The father was known as a risk to women.",
        "His lunch bag was passed round the hall.",
    ],
)
def test_what_is_no_work_of_a_parent_passes(text: str) -> None:
    assert found(text, "parent-occupation") == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The mother was registered as a childminder.", ["registered as a childminder"]),
        ("Her mother got a post as a cook at the school.", ["post as a cook at the school"]),
        ("He was working days at the docks.", ["working days at the docks"]),
        ("His uncle worked nights.", ["worked nights"]),
        ("His mam's a carer at an old folks' home.", ["carer at an old folks' home"]),
        ("Father's job: fitter at the shipyard.", ["fitter at the shipyard"]),
        ("She worried that a referral would cost her the job.", []),
    ],
)
def test_work_is_told_from_other_uses_of_the_same_words(text: str, words: list[str]) -> None:
    assert found(text, "parent-occupation") == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("They slept above the launderette that her parents ran.", "launderette"),
        ("Dad, who thatches roofs for a living, missed the visit.", "thatches roofs for a living"),
        ("Mum's childminding registration was suspended.", "childminding"),
        ("Employed as a croupier, the boy's father slept by day.", "croupier"),
        ("A vet by training, the mother had the drug at home.", "vet"),
        ("Mae ei mam yn gweithio fel nyrs.", "nyrs"),
        ("| Fa | 41 | roofer | not seen |", "roofer"),
        ("Job (M): bus driver. Job (F): none.", "bus driver"),
        ("Parental occupation: ranger / school cook", "school cook"),
        ("The father was a lecturer in fine art.", "lecturer in fine art"),
        ("The mother was herself a social worker.", "social worker"),
        ("Her parents were missionaries in Malawi.", "missionaries"),
    ],
)
def test_work_is_found_in_many_forms(text: str, words: str) -> None:
    assert any(words in each for each in found(text, "parent-occupation"))


@pytest.mark.parametrize(
    "text",
    [
        "The nurse that the parents rang did not know the plan.",
        "Mother did not open the door to the worker.",
        "The uncle had been living two doors away.",
        "Where a parent works nights, meet at breakfast.",
        "The parents had a taxi waiting.",
        "The father worked with the social worker on the plan.",
        "The mother: health visitor to call again.",
        "Father sold the car to pay the fine.",
    ],
)
def test_what_only_looks_like_work_passes(text: str) -> None:
    assert found(text, "parent-occupation") == []


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("nationality", "Twi and Fante, Czech and Slovak: pairs for one interpreter, if the parent agrees."),
        ("nationality", "Kurdish is not enough on a booking form; say Sorani."),
        ("nationality", "The word has no equal in Kurdish or Somali, and the interpreter said so."),
        ("nationality", "Swede, leek and potato soup is served at noon."),
        ("faith-group", "Operation Elmtree and Operation Sanctuary are on the reading list."),
        ("faith-group", "A Leverhulme Fellowship paid for the study."),
        ("sibling-pattern", "11.20-12.05 Babies under one; 12.05 lunch"),
        ("sibling-pattern", "A brother and a sister may be filed under two names."),
    ],
)
def test_languages_awards_and_timetables_pass(rule: str, text: str) -> None:
    assert found(text, rule) == []


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("nationality", "The uncle is Kurdish and spoke for the family."),
        ("nationality", "The interpreter did not come and the Albanian mother signed the form."),
        ("sibling-pattern", "- elder of twins, the other placed for adoption"),
    ],
)
def test_what_is_said_of_somebody_stays_found(rule: str, text: str) -> None:
    assert found(text, rule)


@pytest.mark.parametrize(
    "text",
    ["Sibling 1 and Sibling 2 were seen together.", "Brothers 1 and 2 were at home; Child 1, Child 2 and Child 3 not."],
)
def test_children_with_numbers_for_names_are_no_pattern(text: str) -> None:
    assert found(text, "sibling-pattern") == []


def test_the_ages_of_children_with_numbers_are_one() -> None:
    assert found("Child 1, aged 3, and Child 2, aged 5, were placed.", "sibling-pattern")


@pytest.mark.parametrize(
    ("text", "words", "replacement"),
    [
        ("She was diagnosed with phenylketonuria.", "phenylketonuria", "a long-term condition"),
        ("His phenylketonuria was well controlled.", "phenylketonuria", "long-term condition"),
        ("Her Rett syndrome made it hard.", "Rett syndrome", "long-term condition"),
    ],
)
def test_the_sentence_stays_whole_without_the_condition(text: str, words: str, replacement: str) -> None:
    assert [(each.text, each.replacement) for each in findings(text, "rare-condition")] == [(words, replacement)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The mother spoke only Twi at home.", ["Twi"]),
        ("The father's first language was Krio.", ["Krio"]),
        ("Leaflets are available in Twi, Dari and Krio.", []),
        ("The Icelandic idea of a neighbourhood centre was tried.", []),
        ("It took Dutch courage to ring.", []),
    ],
)
def test_languages_of_few_and_things_from_abroad(text: str, words: list[str]) -> None:
    assert found(text, "nationality") == words


@pytest.mark.parametrize(
    ("rule", "text", "words"),
    [
        ("parent-occupation", "Parents who are shift workers may prefer a text message.", []),
        ("parent-occupation", "Both parents are nurses.", ["nurses"]),
        ("sibling-pattern", "The guide has a page on twins and triplets.", []),
        ("sibling-pattern", "The boy, 7, and his sisters, 9 and 11, were seen.", ["boy, 7, and his sisters, 9 and 11"]),
        ("faith-group", "Reflective sessions are held at the Friends Meeting House.", []),
        ("faith-group", "The family met at the Friends Meeting House.", ["Friends Meeting House"]),
    ],
)
def test_what_is_of_many_passes_and_what_is_of_one_family_does_not(rule: str, text: str, words: list[str]) -> None:
    assert found(text, rule) == words


def test_what_is_sold_without_prescription_to_make_drowsy_is_medication() -> None:
    assert found("He was given Piriton to make him sleep.", "medication") == ["Piriton"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The home was cold.\nTrained as a blacksmith, her father had no work.", ["a blacksmith"]),
        ("- Trained as a farrier, his uncle knew the stables.", ["a farrier"]),
        ("Family:\nF - self-employed, tarmac", ["self-employed, tarmac"]),
        ("It was late.\nTrained as a group, parents spoke of their loss.", []),
    ],
)
def test_work_is_found_at_the_beginning_of_any_line(text: str, words: list[str]) -> None:
    assert found(text, "parent-occupation") == words
