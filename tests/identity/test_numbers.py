"""Numbers that lead to somebody's records are found however they are written; others pass."""

import pytest

from tests.identity.finding import found

NHS = "943 476 5919"


@pytest.mark.parametrize(
    "written",
    [NHS, "943-476-5919", "9434765919", "943.476.5919", "９４３ ４７６ ５９１９", "943 476 59I9", "943\u200b4765919"],
)
def test_an_nhs_number_is_known_by_its_check_digit(written: str) -> None:
    assert found(f"Her number ({written}) stood on the form.", "nhs-number") == [written]


@pytest.mark.parametrize("written", ["943 476 5918", "ISBN 0113226144", "£9434765919.50", "12,943,476"])
def test_other_long_numbers_are_no_nhs_numbers(written: str) -> None:
    assert found(f"The figure was {written} that year.", "nhs-number") == []


@pytest.mark.parametrize("written", ["AB123456C", "AB 12 34 56 C", "ab 123456 c", "AB-12-34-56-C"])
def test_national_insurance_numbers(written: str) -> None:
    assert found(f"He gave {written} at the door.", "national-insurance") == [written]


@pytest.mark.parametrize(
    "written", ["07700 900123", "+44 7700 900123", "(01632) 960123", "O77OO 9OO123", "020 7946 0123", "07700–900–123"]
)
def test_telephone_numbers(written: str) -> None:
    [only] = found(f"Ring {written} after four.", "telephone")
    assert only in {written, written.removeprefix("(")}


@pytest.mark.parametrize(
    "written", ["0808 800 5000", "116 123", "101", "999", "0800 1111", "2014 to 2018", "ISBN 0-11-322614-4"]
)
def test_public_helplines_and_other_numbers_are_no_hits(written: str) -> None:
    assert found(f"Ring or see {written} for more.", "telephone") == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Case no. ZE17C00321 was listed.", "ZE17C00321"),
        ("hospital number 8841207, seen twice", "8841207"),
        ("Crime ref: 42/118763/14", "42/118763/14"),
        ("MRN 00451229", "00451229"),
    ],
)
def test_numbers_given_as_those_of_a_case(text: str, number: str) -> None:
    assert found(text, "reference-number") == [number]


@pytest.mark.parametrize(
    "text",
    ["Section 47 of the Children Act 1989.", "See page 12, paragraph 4.3.", "doi.org/10.1016/j.chiabu.2019.104388"],
)
def test_sections_and_citations_are_no_case_numbers(text: str) -> None:
    assert found(text, "reference-number") == []


@pytest.mark.parametrize(
    "written",
    [
        "zero double seven hundred, nine hundred, one two three",
        "oh seven seven double oh nine oh oh one two three",
        "0 7 7 0 0 9 0 0 1 2 3",
        "+353 87 123 4567",
    ],
)
def test_telephone_numbers_in_words_and_with_gaps(written: str) -> None:
    assert found(f"She read out {written} twice.", "telephone") == [written]


@pytest.mark.parametrize(
    "text",
    ["One, two, three, four, five, six, seven, eight: count.", "Webinar ID 812 3456 7890", "£07.70 a contact, 12,345"],
)
def test_counting_webinars_and_money_are_no_telephones(text: str) -> None:
    assert found(text, "telephone") == []


@pytest.mark.parametrize("text", ["Case numbers 2017-18 rose.", "Purchase order number 4857302916", "case study 3"])
def test_years_orders_and_studies_are_no_case_numbers(text: str) -> None:
    assert found(text, "reference-number") == []


@pytest.mark.parametrize("beside", ["{} 15 working days", "in 2018 {}", "24/7 on {} 116 123", "0808 {} 800 5000"])
@pytest.mark.parametrize(("rule", "written"), [("nhs-number", NHS), ("telephone", "07700 900123")])
def test_numbers_right_beside_other_numbers(beside: str, rule: str, written: str) -> None:
    assert written in found(f"Seen {beside.format(written)} again.", rule)


def test_an_nhs_number_read_out() -> None:
    written = "nine four three, four seven six, five nine one nine"
    assert found(f"She read {written}.", "nhs-number") == [written]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("The reporter opened the referral under R/14/0077312 that day.", "R/14/0077312"),
        ("Hospital number on the wristband was K771904.", "K771904"),
        ("Ambulance incident AS/0093351, arrival time illegible", "AS/0093351"),
        ("Logged on CPOMS as #48812 and not passed on.", "48812"),
        ("StEIS 2014/33871 was reported within two days.", "2014/33871"),
        ("Exhibit QJW/7 is a photograph of the cot.", "QJW/7"),
        ("A 999 call, log 0734 of 12 March, lasted four minutes.", "log 0734 of 12 March"),
        ("Older records of the family: CF-10449-C.", "CF-10449-C"),
        ("Nobody read CAD 0212 until the morning.", "CAD 0212"),
        ("Was incident 0885 ever linked to the first call?", "incident 0885"),
    ],
)
def test_numbers_of_cases_known_by_their_form_or_their_system(text: str, number: str) -> None:
    assert found(text, "reference-number") == [number]


@pytest.mark.parametrize(
    "text",
    [
        "This lesson about police records is LB-0072.",
        "Record 4017176103 is dummy data.",
        "The study of hospital records had ethics approval (ref 18/NW/0421).",
        "Ofsted gave the home the reference number SC482201.",
        "The policy for hospital staff is numbered CP/2018/14.",
        "EU Regulation 2016/679 applies to records of children.",
        "Form MG11 is used by police for statements.",
        "Backup set TP-2023-W11 was restored without errors.",
        "Doc. control: SB/PROC/07/2019/2, print on A4, long edge",
        "Z901200054321 was typed into the demo screen and rejected for its first letter.",
        "The risk log 1042 lines long was split; incident 1430 hours, all 2016 logs.",
    ],
)
def test_numbers_of_lessons_studies_and_policies_pass(text: str) -> None:
    assert found(text, "reference-number") == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Please quote SCR/FAM/0417-b when you send the report.", "SCR/FAM/0417-b"),
        ("chron_CIN55120_merged.xlsx is the one with the entries.", "CIN55120"),
        ("Admission no. on the school's system is 004871.", "004871"),
        ("Social work ID in the old system (61-20934) never carried over.", "61-20934"),
        ("PPN VPA-0098123 went to a mailbox nobody read.", "VPA-0098123"),
        ("Marked as linked: INC0021944, all from the same flat.", "INC0021944"),
        ("Council tax account 60044127X was how we found the second adult.", "60044127X"),
    ],
)
def test_numbers_of_records_whatever_they_are_called(text: str, number: str) -> None:
    assert found(text, "reference-number") == [number]


@pytest.mark.parametrize(
    "text",
    [
        "Order code 943 217 0684 is the leaflet's stock number.",
        "N823200117043 failed the check letter, so somebody had made it up.",
        "Helpdesk ticket 203341 was raised when the form lost its second page.",
        "Job reference CYPS/4471 closes on Friday.",
        "Gateway number 2016123 is printed on the back.",
        "Grid reference SD 44120 is the middle of the moor.",
        "Award AH/S004412/1 is acknowledged.",
        "The SI number is 2010/959.",
    ],
)
def test_numbers_of_orders_jobs_and_laws_pass(text: str) -> None:
    assert found(text, "reference-number") == []


@pytest.mark.parametrize(
    "text",
    [
        "nhs9434765919",
        "NHS_9434765919_referral.pdf",
        "NHS no 943 47 65919",
        "9434 7659 19 is his NHS number",
        "|9434765919|",
    ],
)
def test_nhs_numbers_parted_in_any_way_beside_their_label(text: str) -> None:
    assert len(found(text, "nhs-number")) == 1


def test_nhs_numbers_in_groups_that_few_use() -> None:
    assert found("The bundle was stamped 943 4765 919 on each page.", "nhs-number") == ["943 4765 919"]
    assert found("Scores of 943 4765 919 were entered in all.", "nhs-number") == []


@pytest.mark.parametrize(
    "text",
    [
        "Reference 4417 0926 35 is the purchase order for the venue.",
        "Ref 7731-22440 is our supplier's quotation for the chairs.",
        "Ticket 20443981 was raised with the IT helpdesk.",
        "The parcel tracking number is JD0146 0001 2231.",
    ],
)
def test_numbers_said_afterwards_to_be_of_something_else_pass(text: str) -> None:
    assert found(text, "reference-number") == []


@pytest.mark.parametrize(
    "text",
    [
        "Hex value #1B4276 is the blue of the children's pages.",
        "Brand colours are Ruby #9B101E and Jade #00A76B.",
        "Booking reference for the hall: HT44521.",
        "A National Insurance number looks like QQ123456C.",
    ],
)
def test_colours_halls_and_dummy_numbers_pass(text: str) -> None:
    assert found(text, "reference-number") + found(text, "national-insurance") == []


def test_a_crime_number_may_look_like_a_colour() -> None:
    assert found("Crime ref #4C5276 was given to the aunt.", "reference-number") == ["4C5276"]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Crime reference for the assault at the hotel: CR/4521/19.", "CR/4521/19"),
        ("Referral reference for the child at the asylum hotel is 778120.", "778120"),
        ("Case reference of the family at the hotel: 778120.", "778120"),
        ("Custody booking reference for the boy held at the hotel: HT44521.", "HT44521"),
        ("A child of colour, ref 4A2B19, was referred.", "4A2B19"),
        ("The branded coat was exhibit ref AB1234.", "AB1234"),
        ("The child's ID 4A2B19 was on a photograph in colour.", "4A2B19"),
        ("The colour photograph is exhibit no #4A2B19.", "4A2B19"),
        ("Incident 1234 was logged by the officer.", "1234"),
    ],
)
def test_hotels_and_colours_hide_no_number_of_a_record(text: str, number: str) -> None:
    assert any(number in each for each in found(text, "reference-number"))


@pytest.mark.parametrize(
    "text",
    [
        "Tax office notes give the mother's NI number as JK 12 34 56 C.",
        "An example in the HMRC letter to the mother gave hers as JK 12 34 56 C.",
        "The DWP leaflet found in the flat had JK 12 34 56 C on it.",
    ],
)
def test_the_tax_office_hides_no_number_of_somebody(text: str) -> None:
    assert found(text, "national-insurance") == ["JK 12 34 56 C"]


@pytest.mark.parametrize(
    "text",
    [
        "The incident 1234 days ago.",
        "Booking number for our conference is HT44521.",
        "An example number in the HMRC booklet is AB 12 34 56 C.",
    ],
)
def test_counts_of_days_bookings_and_printed_examples_pass(text: str) -> None:
    assert found(text, "reference-number") + found(text, "national-insurance") == []
