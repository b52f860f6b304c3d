"""Sentences of courts, quotations, unusual ways of harm, boards with years."""

import pytest

from tests.identity.finding import findings, found


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("sentence-length", "The stepfather was sentenced to 14 years."),
        ("sentence-length", "He got life with a minimum term of 19 years."),
        ("sentence-length", "Mother received a suspended sentence of eight months."),
        ("sentence-length", "The judge gave her 200 hours of unpaid work."),
        ("sentence-length", "He was handed a three-year community order."),
        ("sentence-length", "She served twenty-two months in prison."),
        ("sentence-length", "Sentencing: uncle - 11 years plus 4 on licence"),
        ("sentence-length", "She received a community order, 24 months."),
        ("sentence-length", "He will serve at least 16 years before parole."),
        ("sentence-length", "Uncle's plea: 3½ yrs."),
        ("sentence-length", "He was given a punishment part of 16 years."),
        ("sentence-length", "On appeal it was cut from ten years to seven."),
        ("sentence-length", "Manslaughter; hospital order with restrictions."),
        ("sentence-length", "He came out after thirty months and moved back in."),
        ("quotation", 'He was often described by staff as "lost in the crowd".'),
        ("quotation", 'In her own words, "school was the only warm place".'),
        ("unusual-method", "He was burned with a curling iron."),
        ("unusual-method", "Her brother was locked in a dog crate at night."),
        ("unusual-method", "They kept the little one in a hen house."),
        ("unusual-method", "His feeds were made up with pond water."),
        ("unusual-method", "He swung the toddler by the ankles."),
        ("unusual-method", "Father injected air into the feeding line."),
        ("unusual-method", "He was dragged behind a quad bike."),
        ("unusual-method", "She burned the boy's hand on a waffle maker."),
        ("unusual-method", "She was poisoned with slug pellets."),
        ("unusual-method", "The girl was tied to a radiator."),
        ("unusual-method", "A boy was thrown from a motorway bridge."),
        ("unusual-method", "Soil had been injected into the line of the infant."),
        ("unusual-method", "He was hit with a car jack."),
        ("unusual-method", "A teenager died after inhaling gas from a canister."),
        ("board-and-year", "Following the 2012 review by Harrowick LSCB, the rota changed."),
        ("board-and-year", "Kelvin Tarn LSCB (2013) found that nobody spoke to the father."),
        ("board-and-year", "The 2015 Marlick LSCB serious case review looked at neglect."),
        ("quotation", 'The midwife wrote "mum seems low today" in the notes.'),
        ("quotation", "'I was scared of the stairs,' the boy said."),
        ("quotation", "She told the nurse: “I just want it to stop”."),
        ("quotation", '| School log | "late again, no coat" | no action |'),
        ("quotation", "> I never knew who would be at home."),
        ("unusual-method", "He was burned with a soldering iron."),
        ("unusual-method", "Bleach had been added to the baby's bottle."),
        ("unusual-method", "The boy was made to kneel on frozen peas for an hour."),
        ("board-and-year", "Harrowick LSCB reviewed a death in 2013."),
        ("board-and-year", "In 2017 the Elmshire Safeguarding Children Partnership heard of a stabbing."),
        ("board-and-year", "- Tarrington SCP (2021): infant, head injury"),
    ],
)
def test_what_leads_to_records_is_found(rule: str, text: str) -> None:
    assert found(text, rule), findings(text, rule)


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("sentence-length", "Keep each sentence below fifteen words."),
        ("sentence-length", "The maximum sentence is 14 years."),
        ("sentence-length", "The pilot ran for two years."),
        ("sentence-length", "The court heard the case after six months."),
        ("quotation", 'Write "was not brought" instead of "did not attend".'),
        ("quotation", 'The report "It Was Hard to Escape" looked at exploitation.'),
        ("quotation", '"Professional curiosity" is easy to say.'),
        ("quotation", 'Ask: "What is a day like for this child?"'),
        ("quotation", 'The term "hidden men" is used for fathers nobody asked about.'),
        ("unusual-method", "Parents should keep button batteries in a locked cupboard."),
        ("unusual-method", "Insulin is stored in the fridge."),
        ("board-and-year", "Leeds Safeguarding Children Partnership adopted the tool in 2019."),
        ("board-and-year", "Kent LSCB published the review of Child Z on 4 July 2018."),
        ("board-and-year", "The partnership follows Working Together 2018."),
        ("board-and-year", "Elmshire Safeguarding Children Board annual report 2016"),
        ("board-and-year", "Elmshire Safeguarding Children Board (2019) Threshold Document"),
        ("quotation", 'Staff finish the sentence "A good day for this child is …" after each visit.'),
        ("quotation", "'Was not brought' should replace 'did not attend' in every letter about a child."),
        ("quotation", 'We asked 212 head teachers one question: "Who would you ring on a Friday?"'),
        ("unusual-method", "He was stabbed with a kitchen knife."),
        ("unusual-method", "She was hit with a belt by her father."),
        ("unusual-method", "Records about the child were kept in a locked cupboard."),
        ("unusual-method", "The children had to sit in the waiting room for an hour."),
        ("unusual-method", "The audit looked at the files of children affected by abuse."),
    ],
)
def test_general_words_and_works_pass(rule: str, text: str) -> None:
    assert found(text, rule) == []


@pytest.mark.parametrize(
    ("rule", "text", "words"),
    [
        ("quotation", 'Asked what helped, her gran replied, "One person, all the way through."', True),
        ("quotation", 'A worker explained that "qof weyn", in Somali, means an elder.', False),
        ("unusual-method", "The adults had laced a bedtime drink with antihistamine syrup.", True),
        ("unusual-method", "The baby's milk had been diluted with screenwash.", True),
        ("board-and-year", "The Fenshire Safeguarding Board commissions reviews under regulations of 2012.", False),
    ],
)
def test_voices_of_relatives_and_years_of_laws(rule: str, text: str, words: bool) -> None:
    assert bool(found(text, rule)) is words


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("quotation", '"Feisty" was the word that two schools used of the girl.'),
        ("quotation", '"She bruises easily" was accepted by the nurse and the GP.'),
        ("quotation", 'The minutes record "mum engaging, dad quiet" and no more.'),
        ("quotation", 'Rafe put it this way: "it felt like waiting for a storm".'),
        ("quotation", 'The GP\'s letter calls the mother "over-anxious".'),
        ("unusual-method", "Analysis found that antifreeze had been stirred into the juice."),
        ("unusual-method", "- hurt by a remote-controlled car driven at her on purpose"),
        ("unusual-method", "He spoke at last of the washing machine in which he had shut the boy."),
        ("unusual-method", "The carer admitted to withholding water for three days."),
        ("unusual-method", "The mother had swapped the labels on the blood samples."),
        ("unusual-method", "Her hand had been shut in a waffle maker."),
        ("unusual-method", "Burns in the shape of a biscuit cutter were found on his back."),
        ("sentence-length", "He will serve at least half of a twelve-year term."),
    ],
)
def test_further_wordings_are_found(rule: str, text: str) -> None:
    assert found(text, rule)


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("quotation", '"Resilience" was the word of the year at the conference.'),
        ("quotation", 'Line 4, for "mother" read "mother and baby".'),
        ("quotation", 'The minutes should record "action" and "owner" for each item.'),
        ("unusual-method", "Yale locks on the outside of bedroom doors are to be recorded."),
        ("unusual-method", "Blank cells mean fewer than five children and are left out on purpose."),
        ("unusual-method", "Occam's razor is a poor guide to the cause of an injury."),
        ("unusual-method", "It was the clerk who saw that two children had one surname."),
        ("unusual-method", "The day is marked by the youth council with a film."),
        ("unusual-method", "He used a drill to mend the cot that the baby slept in."),
        ("unusual-method", "The letter was put in the drawer and found after the child died."),
        ("sentence-length", "At least half of a six-week term was lost to illness."),
    ],
)
def test_look_alikes_pass(rule: str, text: str) -> None:
    assert found(text, rule) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The child was hurt with a rusty saw by his father.", ["a rusty saw by his father"]),
        ("The father cut the girl with the saw.", ["cut the girl with the saw"]),
        ("The boy was cut with an old saw.", ["cut with an old saw"]),
        ("The man threatened her with his saw and locked her in.", ["threatened her with his saw"]),
        ("The social worker saw her marks.", []),
        ("What the midwife last saw was a hurt baby.", []),
        ("It was the injured boy the GP saw.", []),
    ],
)
def test_a_saw_is_told_from_what_somebody_saw(text: str, words: list[str]) -> None:
    assert found(text, "unusual-method") == words


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        (
            "A child who was starved in 2012 was the subject of a review by Stourwater Safeguarding Children Board.",
            True,
        ),
        ("In 2016 a girl who was badly scalded was the focus of a review by Tarnwick SCP.", True),
        ("Stourwater Safeguarding Children Board reviewed a child who was tortured in 2011.", True),
        ("In 2015 Stourwater Safeguarding Children Board asked every child what they want.", False),
    ],
)
def test_a_year_of_harm_beside_a_board_is_asked_about(text: str, asked: bool) -> None:
    assert bool(found(text, "board-and-year")) is asked
