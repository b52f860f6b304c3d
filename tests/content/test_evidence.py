"""Every statement of a lesson rests on a fact that is there; what rests on nothing is named at its line."""

import shutil
from pathlib import Path

import pytest

from config import HERE
from kb.content import commands
from kb.content.checking import check_folder
from tests.content.small_folder import AUDIT, TEAM, SmallFolder

TABLE = "lessons/evidence.csv"
FACTS = "lessons/facts.yaml"


@pytest.fixture
def rested(folder: SmallFolder) -> SmallFolder:
    """The small folder, with facts and what rests on them."""
    for name in ("facts.yaml", "evidence.csv"):
        shutil.copy(Path(__file__).with_name("evidence") / name, folder.path / "lessons")
    return folder


def test_a_lesson_whose_statements_all_rest_on_facts_is_in_order(rested: SmallFolder) -> None:
    assert rested.faults() == []


def test_a_new_sentence_that_rests_on_nothing_is_named_at_its_line(rested: SmallFolder) -> None:
    rested.change(TEAM, "Nobody owned them.", "Nobody owned them. They were lost.")
    where = "statement 2 of 'why' ('They were lost.') has no row in lessons/evidence.csv; name what it rests on"
    assert rested.faults() == [f"{TEAM}:58: {where}"]


def test_a_sentence_that_was_changed_is_to_be_looked_at_again(rested: SmallFolder) -> None:
    rested.change(TEAM, "Nobody owned them.", "No manager owned them.")
    right = "the statement begins 'No manager owned them.'; see whether the facts still carry it"
    assert rested.faults() == [f"{TABLE}:7: begins 'Nobody owned them.', but {right}"]


def test_a_fact_that_is_not_there_is_named_with_the_nearest(rested: SmallFolder) -> None:
    rested.change(TABLE, "northbridge-referral-team/why/1", "northbridge-referral-team/why/2")
    (fault,) = rested.faults()
    assert fault.startswith(f"{TABLE}:7: fact 'northbridge-referral-team/why/2' is not in {FACTS}; nearest: ")
    assert "northbridge-referral-team/why/1" in fault


def test_a_list_of_facts_as_a_whole_is_a_fact_even_if_it_is_empty(rested: SmallFolder) -> None:
    rested.change(TABLE, "southbridge-audit/found/1", "southbridge-audit/effect southbridge-audit/note")
    assert rested.faults() == []


@pytest.mark.parametrize(
    ("row", "other", "fault"),
    [
        ("southbridge-audit,done,1,", "southbridge-audit,done,9,", "'done' of 'southbridge-audit' has 1 statements"),
        ("southbridge-audit,done,1,", "southbridge,done,1,", "lesson 'southbridge' has no file in lessons/"),
        ("southbridge-audit,done,1,", "southbridge-audit,end,1,", "section 'end' is no part of a lesson"),
        ("southbridge-audit,done,1,", "southbridge-audit,found,1,", "statement 1 of 'found' has its row already in"),
    ],
)
def test_a_row_for_no_statement_is_named(rested: SmallFolder, row: str, other: str, fault: str) -> None:
    rested.change(TABLE, row, other)
    assert any(found.startswith(f"{TABLE}:20: {fault}") for found in rested.faults()), rested.faults()


def test_rows_stand_in_the_order_of_the_lesson(rested: SmallFolder) -> None:
    lines = rested.text(TABLE).splitlines()
    rested.write(TABLE, "\n".join([*lines[:-2], lines[-1], lines[-2], ""]))
    (fault,) = rested.faults()
    assert fault.startswith(f"{TABLE}:20: statement 1 of 'found' stands out of order; sort by lesson, part (title, ")


def test_eight_words_of_a_fact_are_retold_and_not_copied(rested: SmallFolder) -> None:
    bullet = "the board met four times a year in the town hall and read what agencies sent"
    rested.change(TEAM, "Nobody owned them.", f"We read that {bullet}.")
    rested.change(TABLE, "Nobody owned them.", "We read that the board")
    copied = "'the board met four times a year in' stands so in the facts of 'northbridge-referral-team'"
    assert rested.faults() == [f"{TEAM}:58: {copied}; say it in words of our own"]


def test_two_entries_with_one_id_are_named(rested: SmallFolder) -> None:
    rested.change(FACTS, "- id: southbridge-audit", "- id: northbridge-referral-team")
    assert any(f"{FACTS}:40: id 'northbridge-referral-team' is already that of line 1" in f for f in rested.faults())


def test_facts_use_the_closed_lists_and_the_themes(rested: SmallFolder) -> None:
    rested.change(FACTS, "  - audit-and-assurance", "  - audits")
    assert [fault.partition(":")[0] for fault in rested.faults()] == [FACTS]


@pytest.mark.parametrize(("gone", "kept"), [(TABLE, FACTS), (FACTS, TABLE)])
def test_facts_and_evidence_are_there_together_or_not_at_all(rested: SmallFolder, gone: str, kept: str) -> None:
    (rested.path / gone).unlink()
    assert rested.faults() == [f"{gone}:1: cannot be used, while {kept} is there; a folder has both or neither"]


def test_what_rests_on_nothing_is_named_by_the_check_and_keeps_nothing_from_being_loaded(rested: SmallFolder) -> None:
    rested.change(TEAM, "Nobody owned them.", "Nobody owned them. They were lost.")
    checked = check_folder(rested.path)
    assert (len(checked.faults), len(checked.editorial)) == (0, 1)
    said: list[str] = []
    assert commands.check(rested.path, said.append) == 1
    assert said[-1] == f"1 fault in 1 file of {rested.path}"


def test_the_shipped_lessons_all_have_evidence() -> None:
    lines = (HERE / "content" / TABLE).read_text(encoding="utf-8").splitlines()
    told = {line.partition(",")[0] for line in lines[1:]}
    assert told == {path.stem for path in (HERE / "content/lessons").glob("*.md")}


def test_a_fault_of_a_lesson_without_a_section_is_still_the_one_fault(rested: SmallFolder) -> None:
    rested.write(AUDIT, rested.text(AUDIT).replace("kind: improvement", "kind: improve"))
    assert [fault.partition(": ")[0] for fault in rested.faults()] == [f"{AUDIT}:6"]


@pytest.mark.parametrize("key", ["board", "confidence", "id"])
def test_what_the_entry_does_not_say_is_no_fact(rested: SmallFolder, key: str) -> None:
    rested.change(TABLE, "southbridge-audit/found/1", f"southbridge-audit/{key}")
    (fault,) = rested.faults()
    assert fault.startswith(f"{TABLE}:19: fact 'southbridge-audit/{key}' is not in {FACTS}; ")
