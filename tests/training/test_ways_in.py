"""Where the rest of the site leads to the trainers' material."""

import pytest

from kb.content.faults import Faults, File
from kb.content.links import Links
from tests.pages import Person
from tests.training import material


def test_the_front_page_asks_trainers_in(reader: Person) -> None:
    page = reader.get("site.home")

    assert "Running a training session?" in page.rows("main h2")
    assert page.follow("training material").heading == "Training material"


def test_help_says_what_trainers_find(reader: Person) -> None:
    material.safety()
    page = reader.get("site.page", slug="help")

    assert "Train with lessons" in page.rows("main h2")
    assert page.follow("The training material").heading == "Training material"
    assert page.follow("The quiz").heading == "Quiz"
    assert page.link("the ground rules and the content notice") == "/training/safety"


@pytest.mark.parametrize("address", ["/training", "/training/quiz", "/training/quiz?theme=neglect", "/training/safety"])
def test_texts_may_lead_to_the_material(address: str) -> None:
    faults = Faults()

    Links({"pages": []}).check([f"[a]({address})"], 1, File("pages/help.md", faults))

    assert faults.sorted() == []


@pytest.mark.parametrize("address", ["/training/nowhere", "/training/safety/more"])
def test_a_page_of_the_material_that_is_not_there_is_named(address: str) -> None:
    faults = Faults()

    Links({"pages": []}).check([f"[a]({address})"], 1, File("pages/help.md", faults))

    assert [fault.line for fault in faults.sorted()] == [1]
