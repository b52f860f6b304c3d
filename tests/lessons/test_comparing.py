"""Sixty lessons, each changed three times: what is shown as different, applied to the old text, gives the new one."""

import random
import time
from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from kb.lessons import comparing
from kb.lessons.comparing import FieldChange, field_changes
from kb.lessons.field_values import TEXTS, Value
from kb.lessons.frozen import FIELDS, FILES, SOURCES

LESSONS, EDITS = 60, 3
ALL = (*FIELDS, SOURCES, FILES)
LISTS = ("themes", "causes", "agencies", "harm_types", "outcomes", "child_age_bands", "kinds_of_change")
WORDS = "the team reads every referral within a day and tells who sent it what became of it safety plan".split()
SLUGS = ("workload", "training", "culture", "recording", "supervision", "thresholds")
Said = dict[str, Any]


def plainly(_field: str, value: Value) -> Value:
    """The words of a value, where labels do not matter."""
    return value


def sentence(chance: random.Random) -> str:
    return " ".join(chance.choices(WORDS, k=chance.randint(3, 14))).capitalize() + chance.choice(".!?")


def text(chance: random.Random) -> str:
    paragraphs = (" ".join(sentence(chance) for _ in range(chance.randint(1, 4))) for _ in range(chance.randint(1, 4)))
    return "\n\n".join(paragraphs)


def source(chance: random.Random) -> Said:
    return {
        "title": sentence(chance), "publisher": "A board", "year": chance.choice([None, 2014]), "url": "",
        "kind_key": "source-kinds/briefing", "pages": chance.choice(["", "3-4"]), "accessed": None,
        "withdrawn_on": None, "note": chance.choice(["", "Online only"]),
    }  # fmt: skip


def file(chance: random.Random) -> Said:
    return {
        "title": sentence(chance), "purpose": sentence(chance), "licence_key": "licences/ogl",
        "file_name": "steps.csv", "digest": f"{chance.getrandbits(64):x}",
    }  # fmt: skip


def value(chance: random.Random, field: str) -> Any:
    if field in TEXTS:
        return text(chance)
    if field in LISTS:
        return chance.sample(SLUGS, chance.randint(0, 5))
    if field == "tags":
        return ", ".join(chance.sample(SLUGS, chance.randint(0, 5)))
    if field in (SOURCES, FILES):
        return [(source if field == SOURCES else file)(chance) for _ in range(chance.randint(0, 3))]
    return chance.choice(["", *SLUGS])


def edited(chance: random.Random, said: Mapping[str, Any]) -> Said:
    """The same with some of it changed as people change texts."""
    changed = dict(said)
    for field in chance.sample(ALL, chance.randint(0, 12)):
        old = said[field]
        if field in TEXTS and old:
            sentences = str(old).split(" ")
            at = chance.randrange(len(sentences))
            how = chance.choice(["remove", "add", "replace", "divide", "empty", "turn"])
            if how == "empty":
                changed[field] = ""
            elif how == "turn":
                changed[field] = " ".join(reversed(sentences))
            elif how == "divide":
                changed[field] = " ".join(sentences[:at]) + "\n\n" + " ".join(sentences[at:])
            else:
                new = [] if how == "remove" else [sentence(chance)]
                changed[field] = " ".join([*sentences[:at], *new, *sentences[at + (how != "add") :]])
        else:
            changed[field] = value(chance, field)
    return changed


def shown(field: str, said: Any) -> str | list[str]:
    """What a page shows of a value: the text, lines of sources and files, or the values."""
    if field in (SOURCES, FILES):
        return "\n".join(map(comparing._source if field == SOURCES else comparing._file, said))
    if field in TEXTS:
        return str(said)
    if field == "tags":
        return [each for each in str(said).split(", ") if each]
    return said if isinstance(said, list) else [said] if said else []


def applied(change: FieldChange, before: str | list[str]) -> tuple[str | list[str], str | list[str]]:
    """The texts before and after, as far as a change tells them."""
    if change.is_text:
        old = "".join(each.text for each in change.pieces if each.kind != "added")
        return old, "".join(each.text for each in change.pieces if each.kind != "removed")
    old_values = [each for each in before if each in change.removed or each in change.kept]
    return old_values, sorted([*change.kept, *change.added])


@pytest.mark.parametrize("seed", range(LESSONS))
def test_changes_applied_to_the_old_text_give_the_new_one_field_by_field(seed: int) -> None:
    chance = random.Random(seed)
    before: Said = {field: value(chance, field) for field in ALL}
    for _ in range(EDITS):
        after = edited(chance, before)
        found = {each.field: each for each in field_changes(before, after, ALL, plainly)}

        assert list(found) == [field for field in ALL if before[field] != after[field]]
        for field, change in found.items():
            old, new = shown(field, before[field]), shown(field, after[field])
            told_old, told_new = applied(change, old)
            assert told_old == old
            assert told_new == (new if change.is_text else sorted(new))
        before = after


def test_a_text_is_not_different_from_itself() -> None:
    said = {field: value(random.Random(1), field) for field in ALL}

    assert field_changes(said, dict(said), ALL, plainly) == []


def test_what_was_kept_before_there_was_such_a_field_counts_as_empty() -> None:
    (change,) = field_changes({}, {"risks": "None so far.", "time": "", "themes": []}, ALL, plainly)

    assert (change.field, change.words_added, change.words_removed) == ("risks", 3, 0)


def test_values_are_named_as_people_call_them() -> None:
    labels = {"workload": "Too much to do", "training": "Training"}

    def in_words(_field: str, given: Value) -> Value:
        return tuple(labels[each] for each in given)

    (change,) = field_changes({"causes": ["workload"]}, {"causes": ["training"]}, ("causes",), in_words)

    assert (change.removed, change.added) == (["Too much to do"], ["Training"])


@pytest.mark.parametrize("name", ["title", "url", "pages", "withdrawn_on", "note"])
def test_every_part_of_a_source_that_readers_see_is_compared(name: str) -> None:
    one = source(random.Random(1))
    (change,) = field_changes({SOURCES: [one]}, {SOURCES: [{**one, name: "2026-01-31"}]}, ALL, plainly)

    assert change.words_added


@pytest.mark.parametrize("name", ["title", "purpose", "licence_key", "file_name", "digest"])
def test_every_part_of_a_file_is_compared_its_content_too(name: str) -> None:
    one = file(random.Random(1))
    (change,) = field_changes({FILES: [one]}, {FILES: [{**one, name: "licences/cc-by"}]}, ALL, plainly)

    assert change.words_added


def test_two_texts_that_differ_wholly_in_every_field_are_compared_in_bounded_time() -> None:
    def worst(seed: int) -> Sequence[str]:
        return random.Random(seed).choices("ab", k=10_000)

    before, after = ({field: " ".join(worst(seed + place)) for place, field in enumerate(TEXTS)} for seed in (1, 100))
    begun = time.process_time()

    found = field_changes(before, after, TEXTS, plainly)

    assert time.process_time() - begun < 20 * comparing.IN_ALL
    assert [applied(each, "") for each in found] == [(before[each.field], after[each.field]) for each in found]
