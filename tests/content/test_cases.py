"""The shipped cases: people know who they are in a stage, and what goes beyond a lesson can be looked up."""

from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
import yaml

from config import HERE

FILES = sorted((HERE / "content/training/vignettes").glob("*.yaml"))
CASES = pytest.mark.parametrize("name", [file.stem for file in FILES])


@cache
def case(name: str) -> dict[str, Any]:
    """A case as its file has it."""
    read = yaml.safe_load((HERE / f"content/training/vignettes/{name}.yaml").read_text(encoding="utf-8"))
    assert isinstance(read, dict)
    return read


def firsts(name: str) -> Iterator[str]:
    """The question of each stage that groups begin with."""
    for number, _ in enumerate(case(name)["stages"], 1):
        yield next(question["text"] for question in case(name)["questions"] if question["stage"] == number)


@CASES
def test_each_stage_begins_with_a_question_that_says_who_people_are(name: str) -> None:
    assert [text for text in firsts(name) if not text.startswith(("You are ", "You all ", "You hear "))] == []


@CASES
def test_what_is_said_of_the_right_to_share_has_a_source(name: str) -> None:
    points = [point for question in case(name)["questions"] for point in question["model_points"]]

    assert [point["text"] for point in points if "Sharing:" in point["text"] and "url" not in point] == []
