"""Places below region."""

from time import process_time

import pytest

from tests.identity.finding import found


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("The family lived in Grimsby for two years.", ["Grimsby"]),
        ("Her mother moved to Paisley after the separation.", ["Paisley"]),
        ("He was found in a flat in Merthyr Tydfil.", ["Merthyr Tydfil"]),
        ("Home address: Lurgan", ["Lurgan"]),
        ("Dad stayed with a cousin near Truro.", ["Truro"]),
        ("He grew up in Skelbrough Magna with his gran.", ["Skelbrough Magna"]),
        ("They knew her on the Tollgarth estate.", ["Tollgarth"]),
        ("The boy was living in Reading at the time.", ["Reading"]),
        ("Rotherham social workers received the referral late.", ["Rotherham"]),
        ("A baby died in the village of Penwhistle.", ["Penwhistle"]),
        ("She ran away to Blackpool twice.", ["Blackpool"]),
        ("A Barnsley mother of three asked for help.", ["Barnsley"]),
        ("Police in Middlesbrough stopped the car.", ["Middlesbrough"]),
        ("The dealers worked between Luton and Bournemouth.", ["Luton", "Bournemouth"]),
        ("Need was high in Ostlerhope, where the children had grown up.", ["Ostlerhope"]),
        ("The trailers stood on land near Hensby Fen, without water.", ["Hensby Fen"]),
        ("He drove from Skelby-on-Tarn and saw nobody.", ["Skelby-on-Tarn"]),
    ],
)
def test_where_somebody_of_the_case_was_is_found(text: str, places: list[str]) -> None:
    assert found(text, "place") == places


@pytest.mark.parametrize(
    "text",
    [
        "Leeds City Council adopted the tool.",
        "Bristol Safeguarding Children Partnership shares its template.",
        "The University of Sheffield evaluated the pilot in Derby.",
        "Hull, York and Wakefield took part in the study.",
        "The Edinburgh Postnatal Depression Scale was used.",
        "Reading the file took an hour.",
        "Bath time is a good moment to visit.",
        "He lived in Scotland with his father.",
        "She moved to Portugal with her aunt.",
        "The child was placed in Foster Care.",
        "The case moved to Family Court.",
        "Her mother went to Alcoholics Anonymous.",
        "Kent Police found the child.",
        "The plan moved to Stage 2.",
        "Partners in Nottingham made a film about a child.",
        "In Newcastle the children's board met a mother.",
        "A team was set up in Rochdale after the trial of the men.",
        "In Kingston lead reviewers met a family member.",
        "City and Hackney had each recommendation of Child Q checked.",
        "The pathway runs to the end of March 2023.",
    ],
)
def test_bodies_regions_and_words_pass(text: str) -> None:
    assert found(text, "place") == []


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("His father was in HMP Chelmsford at the time.", ["HMP Chelmsford"]),
        ("Mum visited dad at HMP/YOI Feltham twice.", ["HMP/YOI Feltham"]),
        ("HMP Chelmsford adopted the toolkit with young fathers.", []),
    ],
)
def test_a_prison_is_a_place_if_somebody_of_the_case_is_in_it(text: str, places: list[str]) -> None:
    assert found(text, "place") == places


@pytest.mark.parametrize(
    "text",
    [
        "The named nurse will brief team leads by the end of Quarter 2.",
        "A letter from Cafcass reached the mother in Quarter 3.",
        "The standard of proof was set in Re B.",
        "Half-day sessions in Bristol, Bath and Gloucester are open to school staff.",
    ],
)
def test_quarters_bodies_judgments_and_venues_are_no_places(text: str) -> None:
    assert found(text, "place") == []


@pytest.mark.parametrize("text", ["Bristol, Bath and ", "HMP Chelmsford "])
def test_an_endless_sentence_of_places_is_read_in_time(text: str) -> None:
    def took(times: int) -> float:
        begun = process_time()
        found(text * times, "place")
        return process_time() - begun

    found(text, "place")
    assert took(1500) < 10 * took(300), "where each place is compared with each, it is 25 times"


@pytest.mark.parametrize(
    "text",
    [
        "The boys were seen in Redmoor Night Shelter, Middlesbrough, by a nurse.",
        "Between Skegness and Mablethorpe the two boys were seen by a driver.",
        "Why was a girl from Deptford so often found at the coast?",
        "In a village as small as Penrhiw-y-Garreg nothing is private.",
    ],
)
def test_a_place_of_somebody_is_found(text: str) -> None:
    assert found(text, "place")


@pytest.mark.parametrize(
    "text",
    [
        "Change of room: the panel has moved from Fawcett to Pankhurst.",
        "Born in Bradford data show how housing and breathing go together.",
        "Posters went up in Leeds and Hull surgeries for the child.",
        "The 0-25 SEND team met the mother.",
        "Rule 4 of Schedule 1 says who may see the child's file.",
        "Taid and Nain may both be at the meeting with the child.",
    ],
)
def test_rooms_studies_and_kin_are_no_places(text: str) -> None:
    assert found(text, "place") == []


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("The panel moved the child to Rotherham after the assault.", ["Rotherham"]),
        ("After the session had moved the mother fled to Grimsby with the child.", ["Grimsby"]),
        ("The family moved to READING after the attack.", ["READING"]),
        ("The meeting was moved to Rotherham, where the girl lived.", ["Rotherham"]),
        ("Mum took the girl to BATH and hid her.", ["BATH"]),
        ("The conference was moved to room Lincoln and the mother was told.", []),
        ("The child moved to SEND support in the spring.", []),
    ],
)
def test_a_body_that_moves_hides_no_home(text: str, places: list[str]) -> None:
    assert found(text, "place") == places
