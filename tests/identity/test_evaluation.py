"""The labelled set is what it has to be, and the evaluation counts as it says."""

import json
from pathlib import Path

import pytest

from kb.core.errors import Invalid
from kb.identity.evaluation import Labelled, evaluate, read_labelled
from kb.identity.lists import read_lists

FOLDER = Path(__file__).parent / "labelled"
CONTENT = Path(__file__).parents[2] / "content"


def labelled() -> list[Labelled]:
    return [each for path in sorted(FOLDER.glob("*.jsonl")) for each in read_labelled(path.read_text().splitlines())]


def test_the_set_is_large_and_no_sentence_stands_in_it_twice() -> None:
    texts = [each.text for each in labelled()]
    assert len(texts) >= 500
    assert len(texts) == len(set(texts))


def test_the_level_of_a_sentence_is_that_of_its_strongest_mark() -> None:
    for each in labelled():
        levels = {mark.level.value for mark in each.marks}
        assert each.level == next((level for level in ("stop", "ask", "inform") if level in levels), "clean")


def test_at_least_two_of_five_sentences_are_clean() -> None:
    assert sum(not each.marks for each in labelled()) >= 0.4 * len(labelled())


def test_names_are_from_many_communities() -> None:
    groups = [mark.group for each in labelled() for mark in each.marks if mark.rule == "person-name"]
    assert all(groups)
    assert sum(group != "english" for group in groups) >= 0.3 * len(groups)
    assert min(groups.count(group) for group in set(groups)) >= 10


def test_about_a_third_is_unseen() -> None:
    everything = labelled()
    assert 0.28 < sum(each.unseen for each in everything) / len(everything) < 0.39


def test_recall_asks_for_half_of_the_mark_and_a_false_finding_is_counted_on_clean_text() -> None:
    lines = [
        {"text": "Mr Oakenfold rang.", "level": "stop", "spans": [[0, 12]], "rule": "person-name", "group": "english"},
        {"text": "Nobody rang.", "level": "stop", "spans": [{"start": 0, "end": 6, "rule": "person-name"}]},
        {"text": "Mrs Oakenfold did not.", "level": "clean"},
        {"text": "Somebody did.", "level": "clean", "spans": []},
    ]
    result = evaluate(read_labelled(map(json.dumps, lines)), read_lists(CONTENT / "lists"))

    assert (result.by_level["stop"].marks, result.by_level["stop"].found) == (2, 1)
    assert (result.by_rule["person-name"].reported, result.by_rule["person-name"].right) == (2, 1)
    assert result.by_group["english"].recall == 1
    assert (result.clean, dict(result.false_on_clean)) == (2, {"stop": 1})
    assert [mark.start for _, mark in result.missed] == [0]


@pytest.mark.parametrize(
    "line",
    [
        "not JSON",
        "[]",
        '{"level": "stop"}',
        '{"text": "a", "spans": [[0, 5]], "level": "stop"}',
        '{"text": "a", "spans": [7]}',
    ],
)
def test_a_line_that_is_no_labelled_text_is_named(line: str) -> None:
    with pytest.raises(Invalid, match="Line 2"):
        list(read_labelled(['{"text": "fine"}', line]))
