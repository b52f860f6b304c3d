"""Schools, nurseries, wards, practices, hospitals and hostels by name."""

import pytest

from tests.identity.finding import LISTS, findings, found

SETTINGS = ("school", "nursery", "ward", "gp-practice", "hospital", "hostel")


@pytest.mark.parametrize(
    ("rule", "text", "named"),
    [
        ("school", "Staff at St Orwin's Primary School saw bruises on his arms.", "St Orwin's Primary School"),
        ("school", "He moved to Cranfold Academy in the autumn term.", "Cranfold Academy"),
        ("school", "The head of Ysgol Gynradd Maes Helyg rang the duty desk.", "Ysgol Gynradd Maes Helyg"),
        ("school", "| School | Brackwell Park Community Primary |", "Brackwell Park Community Primary"),
        ("school", "Gaelscoil na Coille held its own notes.", "Gaelscoil na Coille"),
        ("school", "She was on roll at the Copperdene pupil referral unit.", "Copperdene pupil referral unit"),
        ("school", "Her form tutor at Hexley Sixth Form College knew.", "Hexley Sixth Form College"),
        ("nursery", "Little Otters Day Nursery kept a daily sheet.", "Little Otters Day Nursery"),
        ("nursery", "He went to the nursery, Wiggly Worms, three days a week.", "Wiggly Worms"),
        ("nursery", "Jumping Frogs, a private nursery, had raised it twice.", "Jumping Frogs"),
        ("nursery", "Meithrinfa Dwylo Bach was never asked.", "Meithrinfa Dwylo Bach"),
        ("ward", "He was nursed on Juniper Ward for a week.", "Juniper Ward"),
        ("ward", "Nobody on Ward 7B had seen the plan.", "Ward 7B"),
        ("ward", "The sister on the Heron ward rang at four.", "Heron ward"),
        ("gp-practice", "Records at Tanfield Medical Centre were summarised late.", "Tanfield Medical Centre"),
        ("gp-practice", "They were registered with Beechdown Surgery.", "Beechdown Surgery"),
        ("gp-practice", "Meddygfa Nant y Coed sent no report.", "Meddygfa Nant y Coed"),
        ("hospital", "The scan was done at Westerby General Hospital.", "Westerby General Hospital"),
        ("hospital", "She gave birth at the Queen Adela that night.", "the Queen Adela"),
        ("hospital", "The baby was taken to Alder Hey by helicopter.", "Alder Hey"),
        ("hospital", "He was transferred to Great Ormond Street Hospital.", "Great Ormond Street Hospital"),
        ("hospital", "Orlestone General saw him twice.", "Orlestone General"),
        ("hostel", "The family had one room at the Marlin Hotel.", "Marlin Hotel"),
        ("hostel", "Mum fled to Rowantree Refuge with both children.", "Rowantree Refuge"),
        ("hostel", "He was last seen at Fenner House supported lodgings.", "Fenner House supported lodgings"),
        ("hostel", "Placed at Oakmere Children's Home for a month.", "Oakmere Children's Home"),
        ("hostel", "Key worker at Osier Court rang twice.", "Osier Court"),
        ("hostel", "Pinfold Court, a mixed-sex hostel, was full.", "Pinfold Court"),
        ("hostel", "The semi-independent unit, Gannet Lodge, had no staff at night.", "Gannet Lodge"),
        (
            "hostel",
            "He stayed at the Salvation Army hostel in Tanner Street.",
            "the Salvation Army hostel in Tanner Street",
        ),
        ("hostel", "Accommodation provider: Larkhill House (semi-independent)", "Larkhill House"),
        ("nursery", "Nursery staff at Poppets had written it down.", "Poppets"),
        ("nursery", "Setting: Hopscotch (Tannery Road)", "Hopscotch (Tannery Road)"),
        ("gp-practice", "They were patients at Dr Orrell and Partners.", "Dr Orrell and Partners"),
        ("gp-practice", "Letters went to Castle Street Practice and stayed unread.", "Castle Street Practice"),
        ("ward", "A nurse on the Bracken Unit overheard it.", "Bracken Unit"),
        ("hospital", "She had her baby at St Bride's.", "St Bride's"),
    ],
)
def test_a_setting_by_name_is_found(rule: str, text: str, named: str) -> None:
    assert any(named in each for each in found(text, rule)), findings(text, rule)


@pytest.mark.parametrize(
    "text",
    [
        "Every primary school has a designated safeguarding lead.",
        "Trauma Informed Practice was taught in the autumn.",
        "They were sent to Crown Court in the spring.",
        "The Royal College of Nursing and the College of Policing wrote it together.",
        "Great Ormond Street Hospital research on bruising was cited.",
        "Restorative Practice and Reflective Practice were taught side by side.",
        "Supporting School Attendance: a Guide for Governors",
        "School A, Nursery B and Hospital C shared one chronology.",
        "Child AB's school sent a report.",
        "Ask the hospital how it shares results.",
        "Put the nursery in touch with the health visitor.",
        "The Virtual School and the Early Years Service came.",
        "Good supervision helps to ward off drift.",
        "Wentwick NHS Foundation Trust wrote the policy.",
        "The National Children's Home archive was opened.",
        "A GP surgery and a children's centre took part.",
        "Muslim schools and Catholic schools were asked.",
        "The Academy for Social Care trains managers.",
    ],
)
def test_settings_in_general_and_bodies_pass(text: str) -> None:
    assert [each for rule in SETTINGS for each in found(text, rule)] == []


@pytest.mark.parametrize(
    ("text", "instead"),
    [
        ("Staff at St Orwin's Primary School saw it.", "Staff at a primary school saw it."),
        ("She slept at the Marlin Hotel.", "She slept at a hotel."),
        ("Juniper Ward staff had not been told.", "Hospital ward staff had not been told."),
        ("They knew her at Rowantree Refuge.", "They knew her at a refuge."),
    ],
)
def test_what_is_put_in_place_reads_well(text: str, instead: str) -> None:
    finding = next(each for rule in SETTINGS for each in findings(text, rule))
    assert finding.replacement is not None
    assert text[: finding.start] + finding.replacement + text[finding.end :] == instead


def test_unusual_signs_make_no_difference() -> None:
    name = "St\u00a0Orwin’s Primary\u200b School"
    assert found(f"Staff at {name} saw it.", "school") == [name]


def test_lists_are_there() -> None:
    assert LISTS.of("settlements")


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("gp-practice", "The practice, Millbrook Surgery, had no note of it."),
        ("school", "The school (Oakfield Academy) had no record."),
        ("nursery", "The nursery, Tiny Acorns Nursery, rang twice."),
    ],
)
def test_after_the_word_for_it_nothing_can_stand_in_place_of_a_name(rule: str, text: str) -> None:
    assert [each.replacement for each in findings(text, rule)] == [None]


@pytest.mark.parametrize(
    "text",
    [
        "Rooms: Lavender Suite (main session), tea in the foyer.",
        "Holly House Suite booked for 40, theatre style.",
        "Great Ormond Street Hospital's bruising leaflet was translated into nine languages.",
    ],
)
def test_rooms_for_meetings_and_authors_pass(text: str) -> None:
    assert not [each for rule in SETTINGS for each in found(text, rule)]


def test_a_suite_with_a_mother_in_it_is_a_ward() -> None:
    assert found("She gave birth in the Rosewood Suite.", "ward")


def test_a_ward_in_a_sentence_full_of_names_is_found() -> None:
    assert found("He was on Bluebell Ward at the Countess of Chester.", "ward") == ["Bluebell Ward"]


@pytest.mark.parametrize(
    ("rule", "text", "named"),
    [
        ("hostel", "She was moved to Larchfield Homeless Unit with the baby.", "Larchfield Homeless Unit"),
        ("hostel", "Had anyone told Women's Aid Tŷ Gobaith that he knew?", "Women's Aid Tŷ Gobaith"),
        ("ward", "Moonbeam Unit, the mother and baby ward, had no bed.", "Moonbeam Unit"),
    ],
)
def test_units_and_houses_are_found(rule: str, text: str, named: str) -> None:
    assert any(named in each for each in found(text, rule))


@pytest.mark.parametrize(
    "text",
    [
        "Shelter, Mind and Relate sent trainers.",
        "Forest School sessions help younger children to speak.",
        "Staff in the High School used one inbox.",
        "The Renal Ward and the Fracture Clinic use one form.",
        "Kindergarten, Mon to Wed, and grandmother after that.",
        "Designated Lead and School Nurse share the log.",
    ],
)
def test_charities_days_and_posts_pass(text: str) -> None:
    assert not [each for rule in SETTINGS for each in found(text, rule)]
