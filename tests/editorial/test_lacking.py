"""What a draft lacks before it can be submitted is said field by field; nothing is refused for it before."""

from typing import Any

import pytest

from kb.accounts.models.organisation import Organisation
from kb.editorial import progress
from kb.editorial.lacking import asks_further, lacks
from kb.editorial.steps import STEPS
from tests.editorial.drafting import draft
from tests.editorial.kinds import ON_SQLITE

pytestmark = ON_SQLITE


def test_a_draft_with_all_that_is_needed_lacks_nothing(board: Organisation) -> None:
    revision = draft(board)

    assert lacks(revision) == []
    assert progress.of(revision).can_be_submitted


def test_an_empty_draft_says_what_it_needs_in_the_order_of_the_form(board: Organisation) -> None:
    revision = draft(board, complete=False)

    assert [lack.field for lack in lacks(revision)] == [
        "trigger", "kind", "nation", "found", "themes", "title", "done_status", "done", "kinds_of_change",
        "evidence_stage", "summary", "sources",
    ]  # fmt: skip
    assert not progress.of(revision).can_be_submitted
    assert not any(each.begun for each in progress.of(revision).steps)


@pytest.mark.parametrize(
    ("fields", "field", "says"),
    [
        ({"title": "Too short"}, "title", "Title must have 10 to 120 characters; it has 9"),
        ({"title": "t" * 121}, "title", "it has 121"),
        ({"summary": "s" * 49}, "summary", "Summary must have 50 to 400 characters; it has 49"),
        ({"found": "word " * 121}, "found", "What was found has 1 word more than the 120 that it may have"),
        ({"done": "word " * 203}, "done", "What was done has 3 words more than the 200 that it may have"),
        ({"evidence_stage_key": "evidence-stages/2", "evidence_reason": ""}, "evidence_reason", "Say what shows"),
        ({"tags": [f"tag {number}" for number in range(11)]}, "tags", "Give at most 10 tags: these are 11"),
        ({"tags": ["front door", "t" * 61]}, "tags", "A tag has at most 60 characters: shorten “ttt"),
        ({"nation_key": "nations/wales"}, "region", "The region does not belong to the nation: choose another"),
        ({"nation_key": "nations/united-kingdom", "region_key": "regions/wales"}, "region", "does not belong"),
        ({"nation_key": None}, "nation", "Choose the nation"),
    ],
)
def test_what_is_too_short_too_long_or_missing_is_said_with_its_number(
    board: Organisation, fields: dict[str, Any], field: str, says: str
) -> None:
    (lack,) = lacks(draft(board, **fields))

    assert (lack.field, says in lack.message) == (field, True), lack.message


@pytest.mark.parametrize(
    "fields",
    [
        {"title": "t" * 120},
        {"summary": "s" * 50},
        {"found": "word " * 120},
        {"found": "Referrals [came back](https://www.example.org/a/very/long/address) **unread**."},
        {"evidence_stage_key": "evidence-stages/0", "evidence_reason": ""},
        {"effect": "", "why": "", "how": ""},
        {"nation_key": "nations/wales", "region_key": "regions/wales"},
        {"nation_key": "nations/united-kingdom", "region_key": None},
        {"tags": ["t" * 60]},
    ],
)
def test_what_is_just_enough_and_what_may_be_left_out_is_no_lack(board: Organisation, fields: dict[str, Any]) -> None:
    assert lacks(draft(board, **fields)) == []


def test_what_the_identity_check_found_is_left_in_the_step_of_its_field(board: Organisation) -> None:
    told = progress.of(draft(board, done="Staff could ring 01632 960123."))

    assert [each.step.key for each in told.steps if each.left] == ["done"]
    assert [each.finding.text for each in told.left_in(STEPS[2]).to_change] == ["01632 960123"]
    assert not told.can_be_submitted


def test_what_another_area_needs_is_asked_for_once_there_are_figures(board: Organisation) -> None:
    asked = {stage: asks_further(draft(board, evidence_stage_key=f"evidence-stages/{stage}")) for stage in "0124"}

    assert asked == {"0": False, "1": False, "2": True, "4": True}
