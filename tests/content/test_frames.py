"""The shipped session templates for any theme: one for each length, safe to run on whatever theme is put in."""

from functools import cache
from typing import Any

import pytest
import yaml

from config import HERE
from kb.content.checking_sessions import LENGTHS

CASE_FOR_ONE_TRAINER = 30
"""Minutes; where a case is worked on for longer, two trainers are asked for."""
WHOLE = [length for length in LENGTHS if length > 7]
"""Sessions with a beginning and an end of their own; the shortest is a part of a meeting."""


@cache
def frames() -> dict[int, dict[str, Any]]:
    """All of them, by their minutes."""
    files = sorted((HERE / "content/training/sessions").glob("*.yaml"))
    told = [yaml.safe_load(file.read_text(encoding="utf-8")) for file in files]
    return {session["minutes"]: session for session in told if session.get("any_theme")}


def test_there_is_one_of_each_length() -> None:
    assert sorted(frames()) == list(LENGTHS)


@pytest.mark.parametrize("length", LENGTHS)
def test_it_begins_with_safety_and_plans_a_change(length: int) -> None:
    fills = [block.get("fill") for block in frames()[length]["blocks"]]

    assert fills[0] == "safety"
    assert {"lessons", "plan-form"} <= set(fills)


@pytest.mark.parametrize("length", WHOLE)
def test_it_asks_before_and_at_the_end_and_weeks_later(length: int) -> None:
    frame = frames()[length]
    fills = [block.get("fill") for block in frame["blocks"]]

    assert (fills[1], fills[-1]) == ("before-form", "end-form")
    assert frame["forms"] == ["before", "plan", "end", "follow-up"]


@pytest.mark.parametrize("length", WHOLE)
def test_it_ends_with_the_work_put_down_and_somebody_who_stays(length: int) -> None:
    last = frames()[length]["blocks"][-1]

    assert "that is not work" in last["content"] or "switch off" in last["content"]
    assert "support lines" in last["say_this"]
    assert "stay" in last["say_this"]


@pytest.mark.parametrize("length", LENGTHS)
def test_every_block_says_what_to_say_and_what_to_watch_for(length: int) -> None:
    told = [part for block in frames()[length]["blocks"] for part in (block, block.get("otherwise")) if part]

    assert [part["title"] for part in told if not part.get("say_this") or not part.get("watch_for")] == []


@pytest.mark.parametrize("length", [180, 360])
def test_a_long_one_has_two_trainers_and_breaks(length: int) -> None:
    frame = frames()[length]
    rests = [block["minutes"] for block in frame["blocks"] if block["title"] in {"Break", "Short break", "Lunch"}]

    assert len(rests) >= 2
    assert "two trainers" in frame["prepare"][0]


@pytest.mark.parametrize("length", LENGTHS)
def test_a_case_is_worked_on_for_long_only_with_two_trainers(length: int) -> None:
    frame = frames()[length]
    longest = max((block["minutes"] for block in frame["blocks"] if block.get("fill") == "vignette"), default=0)

    assert longest <= CASE_FOR_ONE_TRAINER or frame["prepare"][0].startswith("Have two trainers")
