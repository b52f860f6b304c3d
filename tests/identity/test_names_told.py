"""Words of which a sentence tells what they mean, or what is called so, are nobody; persons beside them are found."""

import pytest

from tests.identity.finding import found


@pytest.mark.parametrize(
    "text",
    [
        "Quilla and Ozan both mean river, said the interpreter.",
        "Branwen is Welsh for fair raven, and the group chose it.",
        "Zahra, the Arabic for bright, stood on the poster.",
        "Okonkwo and Obi can be a first name or a last one.",
        "Zaynab is light and Huda is guidance in Arabic, and the leaflet lost both.",
        "The caption zvyatik was chosen by the parents.",
        "Oakenfold, Barlow and Ellery are all developmental scales.",
        "Barlow, the new case system, files by household.",
        "Copies stay in the police system Arabella, version by version.",
        "Breakout groups Ash, Elm, Rowan and Willow report at three.",
        "Meeting rooms: Oakenfold seats twelve, Barlow eight.",
        "Oakenfold's kappa was 0.71 for the two readers.",
        "The Oakenfold effect fades within a month.",
        "An Oakenfold diagram and a Barlow scale were drawn on the wall.",
        "A Barlow assessment tells you about one morning.",
    ],
)
def test_what_is_told_of_words_and_things_is_told_of_nobody(text: str) -> None:
    assert found(text, "person-name") == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Zaynab means well, but she is late every day.", ["Zaynab"]),
        ("Zaynab is upset and wants her Arabic interpreter.", ["Zaynab"]),
        ("Her cousin Zahra, the Arabic speaker, came along.", ["Zahra"]),
        ("A Khan rang the duty desk.", ["A Khan"]),
        ("A. Barlow, nurse", ["A. Barlow"]),
        ("The app Arabella used was blocked.", ["Arabella"]),
        ("On the platform Zaynab was pushed.", ["Zaynab"]),
        ("Arthur, the project lead, rang.", ["Arthur"]),
    ],
)
def test_persons_in_such_sentences_are_found(text: str, names: list[str]) -> None:
    assert found(text, "person-name") == names


@pytest.mark.parametrize(
    "text",
    [
        "Reg. 44 visits and Min. 6 places are listed.",
        "Jan. and Feb. figures are provisional.",
        "Hon. Treasurer's report, then tea",
        "Miss and Sir are what pupils call every adult.",
        "The French partners were more cautious.",
        "Practitoners said the box was too small.",
        "Marshall your facts before the call.",
        "Kit 2 holds the dolls.",
        "Three habits to learn: Pace, Tact, Candour",
        "Henry VIII powers worried the policy officer.",
        "Nobody told the Dean of Students.",
    ],
)
def test_what_is_written_short_counted_or_ordered_is_nobody(text: str) -> None:
    assert found(text, "person-name") == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("We rang Reg. He was out.", ["Reg"]),
        ("Marshall told our team that he was tired.", ["Marshall"]),
        ("Mr French said that he had gone.", ["Mr French"]),
        ("Kit, 12, was seen alone.", ["Kit"]),
        ("has anybody heard from barnaby quillonby since friday?", ["barnaby quillonby"]),
        ("Because Zaynab's nursery place came late, she sat at home.", ["Zaynab"]),
        ("Both boys, Emre and little Zvyatik, slept there.", ["Emre", "Zvyatik"]),
        ("cheers Zvyatik - will ring nan tomorrow", ["Zvyatik"]),
        ("Her worker never learned to say Zvyatik.", ["Zvyatik"]),
        ("Mae Branwen a'i mam wedi symud eto.", ["Branwen"]),
    ],
)
def test_those_who_are_called_so_are_found_all_the_same(text: str, names: list[str]) -> None:
    assert found(text, "person-name") == names


@pytest.mark.parametrize(
    "text",
    [
        "The group grew Basil, Rosemary and Sage on the sill.",
        "Cards are printed in Jade #00A86B and Amber #FFBF00.",
        "Bible readings (Ruth 1, Luke 18) were chosen by the chaplains.",
        "Haf is summer, gaeaf is winter, said the calendar.",
        "Mentor, Buddy, Critical Friend: pick one role.",
        "Mid Wales Safeguarding Board, known as Cysgod, publishes it.",
        "Gwynedd Council shares its leaflet.",
        "The Oakenfold, Barlow and Field reports are still quoted.",
        "Records do not pass to Lorenzo, Octavia or Athena.",
        "Team Jay covers the front door.",
        "Aunty, Uncle and Pastor can be plain courtesy.",
        "A HENRY is a course on healthy eating.",
        "Lohri, Pongal and Vaisakhi are kept at home.",
        "The Severn divides two services.",
    ],
)
def test_plants_readings_rows_and_bodies_are_nobody(text: str) -> None:
    assert found(text, "person-name") == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Basil was not fed, and slept in the garden.", ["Basil"]),
        ("Ruth read the Bible to her.", ["Ruth"]),
        ("Grace was not weighed again.", ["Grace"]),
        ("Athena and her stepsister moved twice.", ["Athena"]),
        ("Aunty Quillonby minded them.", ["Aunty Quillonby"]),
        ("Emre is sad and Zaynab is cold.", ["Emre", "Zaynab"]),
        ("The girl, known as Zvyatik, went home.", ["Zvyatik"]),
        ("Noor was excluded, and Iman was bullied.", ["Noor", "Iman"]),
    ],
)
def test_persons_who_are_called_like_plants_and_things_are_found(text: str, names: list[str]) -> None:
    assert found(text, "person-name") == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Kieran is said to have hit his sister with a belt.", ["Kieran"]),
        ("Kieran may be used as a runner.", ["Kieran"]),
        ("Kieran was failed by three teams.", ["Kieran"]),
        ("Kieran is obsessed by films.", ["Kieran"]),
        ("The mother, Elizabeth Blackwell, was arrested.", ["Elizabeth Blackwell"]),
        ("Anna and Elsa were removed from their mother.", ["Anna", "Elsa"]),
        ("William and Kate hit their son.", ["William", "Kate"]),
        ("Kieran is autistic, and the Polish interpreter did not come.", ["Kieran"]),
        ("The owner of the car named Kieran as the driver.", ["Kieran"]),
        ("Alexa and Athena were taken to hospital.", ["Alexa", "Athena"]),
        ("Clio and Octavia hid from the lodger.", ["Clio", "Octavia"]),
        ("Police found Lily in the garden.", ["Lily"]),
        ("The lodger burned Ruby with a cup of tea.", ["Ruby"]),
        ("His mother beat Daniel with a Bible.", ["Daniel"]),
        ("The nurse gave Kieran IV antibiotics.", ["Kieran"]),
        ("Kieran of no fixed abode appeared in court.", ["Kieran"]),
        ("Change of room: the conference for Kieran Doyle is now in room 4.", ["Kieran Doyle"]),
        ("Jayden and Mia methods of coping differ.", ["Jayden", "Mia"]),
        ("Please tell Zaynab and ring the nursery.", ["Zaynab"]),
        ("Present: Callum, Foster and Pearson.", ["Callum", "Foster"]),
        ("Callum leaves school at three.", ["Callum"]),
        ("Ania is fluent in Polish.", ["Ania"]),
        ("Siblings on the plan: Octavia, Callum and Tyler", ["Octavia", "Callum", "Tyler"]),
        ("Update on Aaliyah and foster placement", ["Aaliyah"]),
        ("Callum these days refuses school.", ["Callum"]),
        ("Health visitor: Mary Seacole", ["Mary Seacole"]),
        ("Brother (Max.) and sister (Jan.) saw it.", ["Max", "Jan"]),
        ("His teacher, Jane Eyre, rang.", ["Jane Eyre"]),
        ("Her father Jack hit her.", ["Jack"]),
        ("Concerns about Jack. Russell, his brother, was late.", ["Jack", "Russell"]),
    ],
)
def test_what_looks_like_a_thing_is_somebody_where_a_case_is_told(text: str, names: list[str]) -> None:
    assert found(text, "person-name") == names
