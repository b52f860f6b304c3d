"""A part says where the times in its text, or its case, do not go with its own time."""

from dataclasses import replace

import pytest
from apiflask import APIFlask

from kb.core import db
from kb.packs.content import Block, Origin
from kb.packs.noting import notes_on
from kb.packs.told_minutes import minutes_of_steps
from tests import factories
from tests.training import material

STEPS = "Ten minutes: read. Fifteen minutes in pairs: talk."


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("Say who you are.", 0),
        ("Nine minutes: ask.", 9),
        ("One minute alone: think. 12 minutes, all together: talk.", 13),
        ("- **5 minutes:** read\n- **Twenty-five minutes:** talk", 30),
        ("1. 5 min: read\n2. 10 mins: talk", 15),
        ("First 11 minutes: read. Last minute: stop.", 12),
        ("Forty-five minutes: they eat, and each rests for ten minutes alone.", 45),
        ("Each table reports in a minute. Give two minutes more to a small group.", 0),
        ("Two minutes for each lesson, then one minute for questions.", 0),
    ],
)
def test_the_minutes_of_steps_are_read_in_words_and_digits(text: str, minutes: int) -> None:
    assert minutes_of_steps(text) == minutes


def test_a_part_says_that_its_steps_take_longer(app: APIFlask) -> None:
    part = Block("a", 20, "Work", content=STEPS)

    assert list(notes_on(part)) == ["The steps in the text add up to 25 minutes, the part has 20"]
    assert list(notes_on(replace(part, minutes=25))) == []
    assert list(notes_on(replace(part, minutes=None))) == []
    assert list(notes_on(replace(part, content="Read. Talk."))) == []


def test_the_text_of_the_site_is_only_doubted_once_its_time_was_changed(app: APIFlask) -> None:
    made = material.session(material.block(minutes=30, content=STEPS))
    db.session.flush()
    part = Block("a", 30, "Work", content=STEPS, origin=Origin(made.slug, 1))

    assert list(notes_on(part)) == []
    assert list(notes_on(replace(part, minutes=20))) == ["The steps in the text add up to 25 minutes, the part has 20"]
    assert list(notes_on(replace(part, minutes=40))) == []  # more stood in the text than its steps


def test_a_case_that_takes_longer_than_its_part_is_named_until_stages_are_chosen(app: APIFlask) -> None:
    case = material.vignette(factories.lesson(), minutes=40)
    db.session.flush()
    part = Block("a", 25, "Work", fill="vignette", vignette=case.slug)

    told = "The case is made for 40 minutes, this part has 25: choose its first stages, or give it more time"
    assert list(notes_on(part)) == [told]
    assert list(notes_on(replace(part, stages=1))) == []
    assert list(notes_on(replace(part, minutes=40))) == []
