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
    ],
)
def test_general_words_and_works_pass(rule: str, text: str) -> None:
    assert found(text, rule) == []
