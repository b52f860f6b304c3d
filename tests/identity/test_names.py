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
        ("She wanted to be called Max, and nobody did.", "Max"),
        ("Hostel key worker: Agnieszka", "Agnieszka"),
        ("Poppy: I was never asked.", "Poppy"),
        ("Her Honour Judge Salt made the order.", "Her Honour Judge Salt"),
        ("Smiffy was always first through the door.", "Smiffy"),
        ("He goes by Bless and has no fixed address.", "Bless"),
        ("They stayed with grandma Agnieszka that week.", "grandma Agnieszka"),
        ("D'Marlo put it more simply.", "D'Marlo"),
        ("Zvyatik has asthma and missed three clinics.", "Zvyatik"),
        ("The nurse weighed Zvyatik and left.", "Zvyatik"),
        ("Any update on Zvyatik?", "Zvyatik"),
        ("Nobody had spoken to Zvyatik alone.", "Zvyatik"),
        ("Mrs van der Quillon gave notice.", "Mrs van der Quillon"),
        ("Waiting time was long when Zvyatik (Yr 1) was referred.", "Zvyatik"),
        ("The app was on Agnieszka's phone.", "Agnieszka"),
        ("Contract manager Agnieszka Quillon agreed.", "Agnieszka Quillon"),
        ("Gurmanpreet came alone.", "Gurmanpreet"),
        ('The nurse wrote "Agnieszka seems low today" in the record.', "Agnieszka"),
        ("His uncle, Deacon Quillon, sat with him.", "Deacon Quillon"),
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
        "Victor takes all is no way to settle it.",
        "The newsletter is Llais y Plentyn (The Voice of the Child).",
        "Baker Dearing, Coram and two trusts funded it.",
        "Llamau and Gofal were asked to bid.",
        "Sage and Pegasus were both licensed.",
        "We asked Zantarix to run the survey.",
        "Charlie, Molly and Mandy are street words for drugs.",
        "Over the radio: Juliet, Romeo, Victor, Oscar.",
        "Mr Justice Peel's guidance on experts was quoted.",
        "In Re B (Children) [2008] Lord Hoffmann spoke of proof.",
        "Brandon et al. looked at eight years of reviews.",
        "Contextual safeguarding, as Quillon describes it, looks further.",
        "The Trauma Model (Skuse and Matthews) is used here.",
        "Maslow's pyramid is in chapter two.",
        "Storm Agnieszka closed the schools.",
        "Rosie's Rainbow offers bereavement support.",
        "Lottie and the Lantern is a picture book.",
        "Josephine and Jack is a story board.",
        "Trixie Tracker is a spreadsheet.",
        "The Archie project teaches fire safety.",
        "The Poppy Factory helps veterans.",
        "Tommy's and Bliss offer leaflets.",
        "Padel, boxing and Zumpkour sessions were offered.",
        "Zooth gives counselling, and Zallmore does the same.",
        "Clinics: Mon Bexley, Tue Lewisham, Fri none",
        "Joy Street and Faith Lane are made up.",
        "Chase once by phone, once in writing.",
        "Theatre company Zandlemouth took the play to schools.",
        "Ripples of Hope is the name of a choir.",
        "Glossary: Gillick, Fraser and consent",
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


@pytest.mark.parametrize(
    "text",
    [
        "Chair: Lancashire and South Cumbria Integrated Care Board",
        "Norfolk, Lincoln and Chester sent delegates.",
        "Archie, Bella and Coco are the names of the three quiet rooms.",
        "The two minibuses are called Daisy and Albert.",
        "The Rowan, Hazel and Robin teams have merged.",
        "Registration is in the Bronte Room, lunch in the Elgar Suite.",
        "Delegates stay at the Victoria or the Albert.",
        "Our therapy dog Monty visits on Fridays.",
        "Wellbeing Wednesday with Florence, the class guinea pig.",
        "The scenario is about Jordan, a made-up boy of nine.",
        "Bill received Royal Assent in the spring.",
        "St George's, St Andrew's and St David's Day are on the planner.",
        "Training venue: Bishop Auckland, with lunch.",
        "No. Carry on with the visit.",
        "Mersey Care sent apologies.",
        "Present: Wiltshire Council; Swindon Borough Council",
        "Crittenden, Howe and Bowlby are in the reading list.",
    ],
)
def test_rooms_teams_animals_and_areas_are_nobody(text: str) -> None:
    assert found(text, "person-name") == []


@pytest.mark.parametrize(
    "text",
    [
        "Mae plant yn gwybod mwy nag y tybiwn ni.",
        "Nie wszystkie dzieci są bezpieczne.",
        "Las madres no siempre hablan con el personal.",
        "Tá cosaint leanaí tábhachtach do gach duine.",
        "Dan y Ddeddf hon mae dyletswydd ar bob awdurdod.",
        "Si ilmuhu u badbaado, waa in la dhagaysto.",
    ],
)
def test_sentences_of_other_languages_begin_with_nobody(text: str) -> None:
    assert found(text, "person-name") == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Mae Quillon said that she would ring.", ["Mae Quillon"]),
        ("Mo and Ali came with Siân.", ["Mo", "Ali", "Siân"]),
        ("Kayleigh bears the brunt of it.", ["Kayleigh"]),
        ("Tommy teams up with his cousin after school.", ["Tommy"]),
        ("Chelsea told her teacher that the bruise was new.", ["Chelsea"]),
        ("Core group: Sharon (HV), Yusuf (SW), Bev (school).", ["Sharon", "Yusuf", "Bev"]),
        ("Notes by L. Fitzwilliam, duty social worker.", ["L. Fitzwilliam"]),
        ("Bill received a letter from his solicitor.", ["Bill"]),
    ],
)
def test_those_who_are_called_so_are_found_all_the_same(text: str, names: list[str]) -> None:
    assert found(text, "person-name") == names
