"""How sentences are written: reading age, spelling, words that judge. What is only hard to read is warned of."""

import pytest

from kb.content import commands
from kb.content.checking import check_folder
from kb.content.spelling import american
from kb.core.reading_age import reading_age
from tests.content.small_folder import TEAM, SmallFolder

HARD = (
    "Organisational accountability necessitates comprehensive multidisciplinary deliberation concerning "
    "safeguarding responsibilities, notwithstanding institutional preoccupations."
)


def test_the_reading_age_is_that_of_the_published_formula() -> None:
    # 6 words of one syllable in one sentence: 0.39 * 6 + 11.8 * 1 - 15.59 = -1.45, and five years
    assert reading_age(["The cat sat on the mat."]) == pytest.approx(3.55)
    assert reading_age([HARD]) > 25
    assert reading_age([]) == 0


def test_a_section_that_is_hard_to_read_is_warned_of_and_is_no_fault(folder: SmallFolder) -> None:
    folder.change(TEAM, "Nobody owned them.", HARD)
    said: list[str] = []
    assert commands.check(folder.path, said.append) == 0
    assert f"{TEAM}:56: 'why' asks for a reading age of " in said[0]
    assert said[0].startswith("Warning: ")
    assert said[-1] == "24 files checked, nothing wrong, 1 warning."


def test_the_reading_age_of_every_section_can_be_printed(folder: SmallFolder) -> None:
    folder.change(TEAM, "Nobody owned them.", HARD)
    said: list[str] = []
    assert commands.reading_ages(folder.path, said.append) == 0
    assert len(said) == 7
    assert said[0].endswith(f"{TEAM}:56  why")
    assert commands.reading_ages(folder.path / "nowhere", said.append) == 1


def test_a_theme_without_a_lesson_is_warned_of(folder: SmallFolder) -> None:
    folder.change(TEAM, "- thresholds-and-referrals\n- domestic-abuse", "- thresholds-and-referrals")
    found = [str(warning) for warning in check_folder(folder.path).warnings]
    assert found == ["themes.yaml:19: theme 'domestic-abuse' has no lesson; a reader who opens it finds nothing"]


@pytest.mark.parametrize(
    ("word", "british"),
    [
        ("Behavior", "behaviour"), ("neighborhood", "neighbourhood"), ("centers", "centres"), ("analyze", "analyse"),
        ("organizations", "organisations"), ("counseling", "counselling"), ("pediatrician", "paediatrician"),
        ("programs", "programmes"), ("recognized", "recognised"), ("anesthetic", "anaesthetic"),
    ],
)  # fmt: skip
def test_american_words_are_told_with_the_british_one(word: str, british: str) -> None:
    assert list(american(f"A {word} here.")) == [(word, british)]


@pytest.mark.parametrize(
    "word", ["size", "resized", "seizing", "prizes", "laboratory", "practise", "levels", "horizon"]
)
def test_british_words_are_left_alone(word: str) -> None:
    assert list(american(word)) == []


@pytest.mark.parametrize(
    "word", ["victim", "Victims", "disguised compliance", "failing to engage", "hard-to-reach", "hard to reach"]
)
def test_words_that_judge_are_noticed_in_every_form(folder: SmallFolder, word: str) -> None:
    folder.change(TEAM, "Nobody owned them.", f"It was about {word}.")
    (fault,) = folder.faults()
    assert fault.startswith(f"{TEAM}:58: '{word}' is a word that judges; say ")


@pytest.mark.parametrize("text", ["They felt victimised.", "It was hard work to reach them."])
def test_words_that_only_look_alike_are_left_alone(folder: SmallFolder, text: str) -> None:
    folder.change(TEAM, "Nobody owned them.", text)
    assert folder.faults() == []


def test_tags_and_pages_are_our_words_too(folder: SmallFolder) -> None:
    folder.change(TEAM, "- triage", "- color")
    folder.change("pages/help.md", "title: Help", "title: Zachary's help")
    assert [fault.partition(": ")[0] for fault in folder.faults()] == [f"{TEAM}:23", "pages/help.md:2"]
