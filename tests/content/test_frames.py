"""The shipped session templates for any theme: one for each length, safe to run on whatever theme is put in."""

import re
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
NUMBERS = ("One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve",
           "Thirteen", "Fourteen", "Fifteen", "Sixteen")  # fmt: skip
MINUTES = {"Half a": 0.5, "Forty-five": 45, **{word: number for number, word in enumerate(NUMBERS, 1)}}
STEP = re.compile(rf"(?:^|(?<=[.?!\"] ))({'|'.join(MINUTES)}) minutes?\b[^.:]*:")
"""A step of a block with its time: "Two minutes in pairs: ..."."""
ONLY_ON_THE_SITE = re.compile(r"/training|\bthe site\b|\bpages?\b")
SHARING_SHEET = 'The sheet "Sharing information about a child"'
SHEETS = re.compile(r'[Ss]heets? "([^"]+)"')
KNOWN_BY_THE_PACK = re.compile(
    r"[Ii]f there is a (?:made-up case|third stage)|[Ww]ith (?:one|a single|fewer) (?:lesson|question|or)"
)


@cache
def frames() -> dict[int, dict[str, Any]]:
    """All of them, by their minutes."""
    files = sorted((HERE / "content/training/sessions").glob("*.yaml"))
    read = [yaml.safe_load(file.read_text(encoding="utf-8")) for file in files]
    return {session["minutes"]: session for session in read if session.get("any_theme")}


def test_there_is_one_of_each_length() -> None:
    assert sorted(frames()) == list(LENGTHS)


@pytest.mark.parametrize("length", LENGTHS)
def test_it_begins_with_safety_and_plans_a_change(length: int) -> None:
    fills = [block.get("fill") for block in frames()[length]["blocks"]]

    assert fills[0] == "safety"
    assert {"lessons", "plan-form"} <= set(fills)


def told(length: int) -> list[tuple[int, dict[str, Any]]]:
    """Every block of a session and what may take its place, with its minutes."""
    found = []
    for block in frames()[length]["blocks"]:
        part = block
        while part:
            found.append((block["minutes"], part))
            part = part.get("otherwise")
    return found


@pytest.mark.parametrize("length", LENGTHS)
def test_the_steps_of_every_block_take_its_time(length: int) -> None:
    taken = [(part["title"], sum(MINUTES[step] for step in STEP.findall(part["content"]))) for _, part in told(length)]

    assert taken == [(part["title"], minutes) for minutes, part in told(length)]


@pytest.mark.parametrize("length", LENGTHS)
def test_every_block_says_what_people_see_meanwhile(length: int) -> None:
    assert [part["title"] for _, part in told(length) if not part.get("screen")] == []


@pytest.mark.parametrize("length", LENGTHS)
def test_it_speaks_of_what_is_in_the_room(length: int) -> None:
    texts = [*frames()[length]["prepare"]]
    for _, part in told(length):
        texts += [value for value in part.values() if isinstance(value, str)] + part.get("resources", [])

    assert [text for text in texts if KNOWN_BY_THE_PACK.search(text)] == []
    assert [text for text in texts if ONLY_ON_THE_SITE.search(text) and "Online" not in text] == []


@pytest.mark.parametrize(("length", "stages"), [(60, [1]), (90, [2]), (180, [2]), (360, [None, 2])])
def test_a_case_goes_as_far_as_there_is_time(length: int, stages: list[int | None]) -> None:
    cases = [part for _, part in told(length) if part.get("fill") == "vignette"]

    assert [case.get("stages") for case in cases] == stages
    assert "sheet to take home" in cases[-1]["content"] + cases[-1]["trainer_notes"]


@pytest.mark.parametrize("length", WHOLE)
def test_people_come_back_before_they_fill_in_the_end_form(length: int) -> None:
    last = frames()[length]["blocks"][-1]["content"]

    assert re.match(r"\w+ minutes?: (stop all work on content|put the sheets away)", last)
    assert last.index("people fill in the end form") < last.index("box at the door")


@pytest.mark.parametrize(("length", "minutes"), [(30, 3), (60, 5), (90, 10), (180, 10), (360, 10)])
def test_coming_back_has_the_time_that_a_session_on_a_death_needs(length: int, minutes: int) -> None:
    last = frames()[length]["blocks"][-1]
    until = re.search(r"(?:\w+ minutes?: s|S)ay the words below", last["content"])

    assert until
    assert sum(MINUTES[step] for step in STEP.findall(last["content"][: until.start()])) == minutes
    assert last["screen"].startswith(f"{minutes} minutes: ")


def test_the_shortest_uses_no_form_but_the_plan() -> None:
    assert frames()[7]["forms"] == ["plan"]


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
    assert [part["title"] for _, part in told(length) if not part.get("say_this") or not part.get("watch_for")] == []


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


@pytest.mark.parametrize("length", WHOLE)
def test_the_list_for_the_follow_up_goes_round_with_the_before_form(length: int) -> None:
    before = next(block for block in frames()[length]["blocks"] if block.get("fill") == "before-form")

    assert "Pass round the list for work addresses." in before["content"]
    assert "The list for work addresses, apart from the forms" in before["resources"]


@pytest.mark.parametrize("length", [60, 90])
def test_people_move_to_their_team_before_they_plan_where_they_sat_in_groups(length: int) -> None:
    plan = next(block for block in frames()[length]["blocks"] if block.get("fill") == "plan-form")

    assert re.match("One minute: people (move to|sit down with) their own team", plan["content"])
    assert plan["screen"].startswith("Move to your team.")


@pytest.mark.parametrize("length", [60, 90, 180, 360])
def test_how_far_a_lesson_was_tested_is_said_only_after_people_judged_it(length: int) -> None:
    weighing = [part for _, part in told(length) if "effect" in part.get("sections", [])]

    assert len(weighing) == 1
    reports, then, _ = weighing[0]["content"].partition("Then say")
    assert "report" in reports
    assert then
    assert "The lesson sheets leave out how far each was tested" in weighing[0]["trainer_notes"]


@pytest.mark.parametrize("length", LENGTHS)
def test_who_is_asked_by_what_right_something_may_be_shared_has_the_sheet_on_it(length: int) -> None:
    asking = [part for _, part in told(length) if "by what right" in part["content"] + part["screen"]]

    assert [part["title"] for part in asking if SHARING_SHEET not in " ".join(part["resources"])] == []


@pytest.mark.parametrize("length", LENGTHS)
def test_every_sheet_that_a_part_hands_out_is_prepared(length: int) -> None:
    prepared = " ".join(frames()[length]["prepare"])
    sheets = {sheet for _, part in told(length) for need in part.get("resources", []) for sheet in SHEETS.findall(need)}

    assert {sheet for sheet in sheets if sheet.casefold() not in prepared.casefold()} == set()


@pytest.mark.parametrize("length", LENGTHS)
def test_people_decide_in_a_case_and_say_afterwards_what_of_it_is_close_to_the_lessons(length: int) -> None:
    cases = [part for _, part in told(length) if part.get("fill") == "vignette"]

    assert [part["title"] for part in cases if not part["purpose"].startswith("People decide")] == []
    asked = "what of this is close to today's lessons, and what is new?"
    assert [part["title"] for part in cases if asked not in part["content"]] == []


@pytest.mark.parametrize("length", WHOLE)
def test_who_leaves_early_is_got_in_touch_with_only_as_they_agreed_to(length: int) -> None:
    frame = frames()[length]

    assert "If they leave early, may you get in touch" in " ".join(frame["prepare"])
    said = " ".join(part["trainer_notes"] + part["watch_for"] for _, part in told(length))
    assert "in the way that they agreed to on their note" in said
