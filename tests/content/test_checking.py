"""A check reads every file, names every fault of all of them at once, and touches nothing."""

from pathlib import Path

import pytest
import yaml

from config import HERE
from kb.content import commands
from kb.content.checking import check_folder
from kb.content.exporting import yaml_text
from kb.content.folders import STANDING_PAGES
from kb.site.pages import NAMES
from tests.content.small_folder import AUDIT, SMALL, TEAM, SmallFolder


def said_by_check(folder: Path) -> tuple[int, list[str]]:
    said: list[str] = []
    return commands.check(folder, said.append), said


def test_the_shipped_content_has_no_fault_and_25_lessons_or_more() -> None:
    checked = check_folder(HERE / "content")
    assert [str(fault) for fault in checked.faults] == []
    assert len(checked.contents.lessons) >= 25


def test_every_fault_of_every_file_is_named_in_one_run_and_counted(folder: SmallFolder) -> None:
    folder.change(TEAM, "kind: good-practice", "kind: good")
    folder.change(TEAM, "year: 2014\nthemes", "year: 14\nthemes")
    folder.change(AUDIT, "reference: LB-0002", "reference: LB-2")
    folder.change("themes.yaml", "broader: forms-of-harm", "broader: harm")
    code, said = said_by_check(folder.path)
    place = folder.path.resolve().as_posix()
    assert code == 1
    assert [line.partition(": ")[0] for line in said[:-1]] == [
        f"{place}/{TEAM}:5", f"{place}/{TEAM}:17", f"{place}/{AUDIT}:2", f"{place}/themes.yaml:25",
    ]  # fmt: skip
    assert said[-1] == f"4 faults in 3 files of {folder.path}"


def test_faults_are_shown_with_a_path_that_opens_from_where_one_is(
    folder: SmallFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder.path.parent)
    folder.change(AUDIT, "reference: LB-0002", "reference: LB-2")
    assert said_by_check(Path("small"))[1][0].startswith(f"small/{AUDIT}:2: ")


def test_the_shipped_content_is_enough_for_a_site() -> None:
    assert said_by_check(HERE / "content")[0] == 0


def test_a_clean_folder_is_said_to_be_clean() -> None:
    assert said_by_check(SMALL) == (0, ["24 files checked, nothing wrong."])


def test_a_folder_that_is_none_is_named(tmp_path: Path) -> None:
    right = "give the folder that holds lessons/, reviews/ and organisations.csv."
    assert said_by_check(tmp_path / "nowhere") == (1, [f"{tmp_path / 'nowhere'} is not a folder; {right}"])


def test_a_file_of_5_mb_is_named_and_not_taken_apart(folder: SmallFolder) -> None:
    folder.write(AUDIT, folder.text(AUDIT) + "x" * 5_000_000)
    assert folder.faults() == [f"{AUDIT}:1: holds 5.0 MB; a content file holds 1 MB at most"]


def test_an_empty_file_is_named(folder: SmallFolder) -> None:
    folder.write(AUDIT, " \n\n")
    assert folder.faults() == [f"{AUDIT}:1: is empty; fill it in or take it out of the folder"]


def test_bytes_of_another_encoding_are_named_with_their_place(folder: SmallFolder) -> None:
    folder.write(AUDIT, folder.text(AUDIT).replace("never looked", "n\xe9ver looked").encode("latin-1"))
    assert folder.faults() == [f"{AUDIT}:22: byte 24 (0xe9) is not UTF-8; save the file as UTF-8"]


def test_a_byte_order_mark_is_named(folder: SmallFolder) -> None:
    folder.write("themes.yaml", b"\xef\xbb\xbf" + folder.text("themes.yaml").encode())
    assert folder.faults() == ["themes.yaml:1: begins with a byte order mark; save the file as UTF-8 without one"]


def test_front_matter_that_is_a_list_is_named(folder: SmallFolder) -> None:
    folder.write("pages/help.md", "---\n- title\n---\nText.\n")
    assert folder.faults() == ["pages/help.md:2: front matter is a list; write 'key: value'"]


def test_a_review_that_is_a_list_is_named(folder: SmallFolder) -> None:
    folder.write("reviews/other.yaml", "- title: Child Y\n")
    keys = "title, pseudonym, kind, organisation, nation, region, year, summary, sources, evaluations"
    assert folder.faults() == [f"reviews/other.yaml:1: is a list; begin with the keys {keys}"]


def test_a_review_without_values_is_named(folder: SmallFolder) -> None:
    folder.write("reviews/other.yaml", "# nothing yet\n")
    assert folder.faults() == ["reviews/other.yaml:1: holds no values; fill it in or take it out of the folder"]


def test_support_lines_that_are_no_list_are_named(folder: SmallFolder) -> None:
    folder.write("support-lines.yaml", "name: A helpline\n")
    assert folder.faults() == ["support-lines.yaml:1: has keys; it is a list of entries that begin with '- name:'"]


def test_a_page_without_text_is_named(folder: SmallFolder) -> None:
    folder.write("pages/help.md", "---\ntitle: Help\nsummary: How to find an example.\n---\n")
    assert folder.faults() == ["pages/help.md:4: has no text below the front matter; write some"]


@pytest.mark.parametrize("name", ["Southbridge", "south_bridge", "south--bridge", "-south", "söuth", "s" * 101])
def test_a_file_name_that_is_no_address_is_named(folder: SmallFolder, name: str) -> None:
    (folder.path / AUDIT).rename(folder.path / f"lessons/{name}.md")
    shown = name.encode("unicode_escape").decode()
    right = "use a-z, 0-9 and single hyphens, at most 100"
    assert folder.faults() == [f"lessons/{shown}.md:1: the file name is no address; {right}"]


@pytest.mark.parametrize(
    "name", ["notes.txt", "lessons/notes.txt", "lessons/copy.md~", "reviews/.DS_Store", "theme.yaml"]
)
def test_a_stray_file_is_named(folder: SmallFolder, name: str) -> None:
    folder.write(name, "notes\n")
    assert folder.faults() == [f"{name}:1: is a file that does not belong here; take it out or correct its name"]


@pytest.mark.parametrize("name", ["drafts", "lessons/drafts", "lessons/draft.md"])
def test_a_stray_folder_is_named(folder: SmallFolder, name: str) -> None:
    (folder.path / name).mkdir()
    assert folder.faults() == [f"{name}:1: is a folder that does not belong here; take it out or correct its name"]


@pytest.mark.parametrize("name", ["vocabularies.yaml", "themes.yaml", "glossary.yaml", "organisations.csv"])
def test_a_missing_file_of_words_is_the_one_fault(folder: SmallFolder, name: str) -> None:
    (folder.path / name).unlink()
    assert folder.faults() == [f"{name}:1: is missing; the README of the content folder says what it holds"]


def test_a_word_file_that_cannot_be_read_brings_no_faults_of_those_who_use_it(folder: SmallFolder) -> None:
    folder.change("vocabularies.yaml", "version: 2", "version: [2")
    assert [fault.partition(": ")[0] for fault in folder.faults()] == ["vocabularies.yaml:4"]


def test_a_folder_without_support_lines_figures_and_pages_is_in_order(folder: SmallFolder) -> None:
    folder.without("support-lines.yaml", "figures.yaml", "lists", "pages", "README.md")
    assert folder.faults() == []
    assert said_by_check(folder.path)[0] == 0


@pytest.mark.parametrize("gone", ["pages/contact.md", "support-lines.yaml", "lists"])
def test_a_folder_for_a_site_has_every_file_that_the_site_needs(folder: SmallFolder, gone: str) -> None:
    folder.without(gone)
    code, said = said_by_check(folder.path)
    assert code == 1
    assert f"/{gone}:1: is missing; " in said[0]
    assert folder.faults() == [], "it can be loaded all the same"


def test_a_folder_for_a_site_that_lost_its_pages_is_told_all_of_them(folder: SmallFolder) -> None:
    folder.without("pages", "support-lines.yaml")
    assert said_by_check(folder.path)[1][-1].startswith("8 faults in 8 files of ")
    folder.without("figures.yaml", "lists")
    assert said_by_check(folder.path)[0] == 0
    said: list[str] = []
    assert commands.check(folder.path, said.append, for_site=True) == 1


def test_the_pages_that_are_required_are_those_that_the_site_has() -> None:
    assert set(STANDING_PAGES) == set(NAMES)


def test_a_section_that_is_too_long_is_named_with_its_line(folder: SmallFolder) -> None:
    folder.change(TEAM, "Nobody owned them.", "Nobody owned them. " * 1100)
    line = folder.text(TEAM).splitlines().index("## Why") + 1
    assert folder.faults() == [f"{TEAM}:{line}: '## Why' has 20900 characters; at most 20000 are wanted"]


def test_a_label_is_shown_or_hidden_and_not_both(folder: SmallFolder) -> None:
    folder.change("themes.yaml", "  hiddenLabel:\n", "  hiddenLabel:\n  - Case Audit\n")
    line = folder.text("themes.yaml").splitlines().index("  - Case Audit") + 1
    assert folder.faults() == [f"themes.yaml:{line}: 'Case Audit' is also a label that is shown; keep one of them"]


def test_a_hidden_label_leads_to_one_theme(folder: SmallFolder) -> None:
    folder.change("themes.yaml", "  hiddenLabel:\n", "  hiddenLabel:\n  - mash\n")
    assert [fault.partition(": ")[2] for fault in folder.faults()] == [
        "'mash' also leads to 'thresholds-and-referrals' in line 33; a label leads to one theme"
    ]


@pytest.mark.parametrize(
    ("times", "fault"), [(0, "the stages have 78 words together"), (4, "the stages have 342 words")]
)
def test_a_vignette_is_neither_too_short_nor_too_long_to_be_read_out(
    folder: SmallFolder, times: int, fault: str
) -> None:
    name = "training/vignettes/letter-without-answer.yaml"
    vignette = yaml.safe_load(folder.text(name))
    vignette["stages"][0]["text"] = (
        "She writes a letter. " + "Nobody answers it, and a week goes by before she rings. " * 6 * times
    )
    vignette["stages"][0]["text"] = vignette["stages"][0]["text"].strip()
    folder.write(name, yaml_text(vignette))
    (found,) = folder.faults()
    assert fault in found, found


@pytest.mark.parametrize("length", [59, 121])
def test_an_introduction_has_60_to_120_words(folder: SmallFolder, length: int) -> None:
    themes = yaml.safe_load(folder.text("themes.yaml"))
    themes["themes"][2]["introduction"] = " ".join(["A short one."] * (length // 3) + ["More."] * (length % 3))
    folder.write("themes.yaml", yaml_text(themes))
    (found,) = folder.faults()
    assert f"'introduction' has {length} words; 60 to 120 are wanted" in found
