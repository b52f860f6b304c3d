"""Nobody is named in our own sentences, and cases are told without what else leads to one person."""

import pytest

from kb.content import commands
from kb.content.checking import check_folder
from tests.content.small_folder import AUDIT, REVIEW, TEAM, TODAY, SmallFolder

NAME = "reads as 'Name of a person'; write who it is: the child, the mother, the health visitor"


def published_as(folder: SmallFolder, pseudonym: str) -> None:
    """Change the pseudonym of the review that the first lesson comes from."""
    folder.change(REVIEW, "pseudonym: Child Z", f"pseudonym: {pseudonym}")


@pytest.mark.parametrize("pseudonym", ["Zachary/Caroline", "Zachary; Caroline", "Zachary and Caroline"])
def test_a_review_and_its_lessons_may_use_its_pseudonyms(folder: SmallFolder, pseudonym: str) -> None:
    published_as(folder, pseudonym)
    folder.change(REVIEW, "About a baby", "About Caroline, a baby")
    folder.change(TEAM, "Nobody owned them.", "Nobody owned them, says the review of Zachary.")
    assert folder.faults() == []


def test_a_pseudonym_does_not_pass_in_a_lesson_of_another_review(folder: SmallFolder) -> None:
    published_as(folder, "Zachary")
    folder.change(AUDIT, "Closed referrals were never looked at again.", "The referral of Zachary was closed.")
    assert folder.faults() == [f"{AUDIT}:22: 'Zachary' {NAME}"]


def test_a_pseudonym_lets_no_other_name_pass(folder: SmallFolder) -> None:
    published_as(folder, "Zachary")
    folder.change(TEAM, "Nobody owned them.", "Zachary and his sister Caroline were seen.")
    assert folder.faults() == [f"{TEAM}:58: 'Caroline' {NAME}"]


def test_each_name_is_told_with_the_line_of_its_own_paragraph(folder: SmallFolder) -> None:
    folder.change(
        TEAM, "Nobody owned them.", "Nobody owned them.\n\n- Some were kept.\n- Zachary was seen. So was Dr Brown."
    )
    assert folder.faults() == [f"{TEAM}:61: 'Dr Brown' {NAME}", f"{TEAM}:61: 'Zachary' {NAME}"]


def test_a_name_that_stands_in_a_line_twice_is_told_once(folder: SmallFolder) -> None:
    folder.change(TEAM, "Nobody owned them.", "They wrote to Zachary. Nobody asked Zachary.")
    assert folder.faults() == [f"{TEAM}:58: 'Zachary' {NAME}"]


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("glossary.yaml", "meaning: Board of agencies", "meaning: Zachary's board of agencies"),
        ("figures.yaml", "sentence: of the reviews", "sentence: of Zachary's reviews"),
        ("pages/help.md", "title: Help", "title: Zachary's help"),
        ("themes.yaml", "scopeNote: Abuse between adults", "scopeNote: Zachary says abuse between adults"),
        ("training/quiz.yaml", "A team reads each of them", "Zachary reads each of them"),
        (AUDIT, "title: Board asked for an audit", "title: Zachary asked for an audit"),
        (REVIEW, "About a baby", "About Zachary, a baby"),
    ],
)  # fmt: skip
def test_names_are_looked_for_in_every_file(folder: SmallFolder, name: str, old: str, new: str) -> None:
    line = folder.text(name).partition(old)[0].count("\n") + 1
    folder.change(name, old, new)
    (fault,) = folder.faults()
    assert fault == f"{name}:{line}: 'Zachary' {NAME}"


@pytest.mark.parametrize("text", ["Ring 020 7946 0123.", "Write to help@example.org.", "It began on 4 March 2014."])
def test_numbers_addresses_and_dates_are_for_pages_and_not_for_lessons(folder: SmallFolder, text: str) -> None:
    folder.change("pages/help.md", "More is at", f"{text} More is at")
    assert folder.faults() == []
    folder.change(TEAM, "Nobody owned them.", text)
    assert [fault.partition(": ")[0] for fault in folder.faults()] == [f"{TEAM}:58"]


def test_what_the_identity_check_would_only_ask_about_is_no_fault(folder: SmallFolder) -> None:
    folder.change(TEAM, "Nobody owned them.", "The baby, 11 weeks old, was on a ward.")
    assert folder.faults() == []


def test_a_folder_without_lists_is_not_asked_for_names(folder: SmallFolder) -> None:
    folder.change(TEAM, "Nobody owned them.", "Zachary owned them.")
    folder.without("lists")
    assert folder.faults() == []


def test_a_list_that_cannot_be_read_is_the_one_fault(folder: SmallFolder) -> None:
    folder.change(TEAM, "Nobody owned them.", "Zachary owned them.")
    folder.write("lists/allowed.yaml", "statutes: [Children Act\n")
    (fault,) = folder.faults()
    assert fault.startswith("lists/allowed.yaml:")
    folder.write("lists/allowed.yaml", "statutes:\n- n\xe9e\n".encode("latin-1"))
    (fault,) = folder.faults()
    assert "is not UTF-8" in fault


def test_a_name_keeps_nothing_from_being_loaded_and_fails_the_check(folder: SmallFolder) -> None:
    folder.change(TEAM, "Nobody owned them.", "Zachary owned them.")
    checked = check_folder(folder.path, TODAY)
    assert (checked.faults, checked.editorial) == ([], [])
    said: list[str] = []
    assert commands.check(folder.path, said.append) == 1
    assert said[-1] == f"1 fault in 1 file of {folder.path}"
