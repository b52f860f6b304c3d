"""An export writes the database as the same files, byte for byte, and only what is published."""

from pathlib import Path

import pytest
from apiflask import APIFlask

from config import HERE
from kb.content import commands, fields
from kb.content.checking import check_folder
from kb.content.exporting import WORK, texts, yaml_text
from kb.core import db
from tests import factories
from tests.content.database import everything
from tests.content.small_folder import SMALL, TEAM, TODAY, SmallFolder

LOADED = (
    "organisations.csv", "evaluations.csv", "reviews-per-year.csv", "vocabularies.yaml", "themes.yaml", "glossary.yaml",
    "lessons/*.md", "reviews/*", "training/*.yaml", "training/*/*.yaml",
)  # fmt: skip


def files(folder: Path) -> dict[str, bytes]:
    """The files of the kinds that are loaded, with their bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for pattern in LOADED for path in folder.glob(pattern)
    }


def export(folder: Path) -> list[str]:
    """Export into a folder, which must succeed; what was said."""
    said: list[str] = []
    assert commands.export(folder, said.append) == 0, said
    db.session.rollback()
    return said


def load(folder: Path) -> None:
    said: list[str] = []
    assert commands.load(folder, said.append) == 0, said
    db.session.rollback()


def test_the_shipped_content_comes_back_byte_for_byte(empty_app: APIFlask, tmp_path: Path) -> None:
    shipped = files(HERE / "content")
    load(HERE / "content")
    export(tmp_path / "first")
    assert files(tmp_path / "first") == shipped
    load(tmp_path / "first")
    export(tmp_path / "second")
    assert files(tmp_path / "second") == shipped


def test_load_export_load_export_gives_the_same_bytes(empty_app: APIFlask, tmp_path: Path, folder: SmallFolder) -> None:
    load(folder.path)
    export(tmp_path / "first")
    assert files(tmp_path / "first") == files(SMALL)
    load(tmp_path / "first")
    export(tmp_path / "second")
    assert files(tmp_path / "second") == files(SMALL)


def test_the_small_folder_has_every_key_so_that_none_can_be_lost() -> None:
    found = check_folder(SMALL, TODAY).contents
    lesson, review = found.lessons["northbridge-referral-team"], found.reviews["child-z-2012"]
    of_unnamed = "organisation_named"  # tests/content/test_unnamed.py
    assert list(lesson) == [*(key for key in fields.keys(fields.LESSON) if key != of_unnamed), *fields.SECTIONS]
    assert {key for theme in found.themes["themes"] for key in theme} == set(fields.keys(fields.THEME))
    assert list(lesson["sources"][0]) == fields.keys(fields.SOURCE)
    assert list(review) == fields.keys(fields.REVIEW)
    assert list(review["evaluations"][0]) == fields.keys(fields.EVALUATION)
    assert {key for row in found.organisations.values() for key in row} == set(fields.keys(fields.ORGANISATION))


def test_another_layout_becomes_the_one_layout(empty_app: APIFlask, folder: SmallFolder) -> None:
    before = folder.text(TEAM)
    folder.change(TEAM, "tags:\n- referral\n- triage\n", "tags: [referral,   'triage']\n")
    folder.change(TEAM, "kind: good-practice\n", "kind:   'good-practice'   # as agreed\n")
    folder.change(TEAM, "## Why\n\n", "## Why\n\n\n\n")
    load(folder.path)
    assert everything()[TEAM] == before


@pytest.mark.parametrize("state", ["draft", "submitted", "in_review", "scheduled", "hidden", "archived", "superseded"])
def test_only_published_lessons_are_written(empty_app: APIFlask, folder: SmallFolder, state: str) -> None:
    load(folder.path)
    before = everything()
    factories.lesson("A title that nobody may see", state=state, slug="not-public", themes=["domestic-abuse"])
    db.session.commit()
    assert everything() == before


def test_a_draft_beside_a_published_text_is_not_written(empty_app: APIFlask, folder: SmallFolder) -> None:
    load(folder.path)
    before = everything()
    made = factories.lesson(slug="public", themes=["domestic-abuse"])
    made.open_revision = factories.revision(made, "A title that nobody may see", state="draft", number=2)
    db.session.commit()
    after = everything()
    assert set(after) - set(before) == {"lessons/public.md"}
    assert "nobody may see" not in after["lessons/public.md"]


def test_equal_values_are_written_out_and_not_referred_to() -> None:
    shared = ["one"]
    assert yaml_text({"a": shared, "b": shared}) == "a:\n- one\nb:\n- one\n"


def test_an_export_says_how_many_files_are_new_or_changed(
    empty_app: APIFlask, folder: SmallFolder, tmp_path: Path
) -> None:
    load(folder.path)
    out = tmp_path / "out"
    assert export(out) == [f"15 files are in {out}, 15 of them new or changed."]
    assert export(out) == [f"15 files are in {out}, 0 of them new or changed."]
    (out / TEAM).write_text("changed by hand\n")
    assert export(out) == [f"15 files are in {out}, 1 of them new or changed."]


def test_files_that_are_not_from_the_database_are_left_and_named(empty_app: APIFlask, folder: SmallFolder) -> None:
    load(folder.path)
    folder.write("lessons/other.md", "not in the database\n")
    assert export(folder.path)[0] == "Note: lessons/other.md is not from the database and was left as it is"
    assert folder.text("lessons/other.md") == "not in the database\n"
    assert folder.text("pages/help.md").startswith("---\ntitle: Help\n")


def test_a_folder_with_other_files_is_refused(empty_app: APIFlask, tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters/letter.txt").write_text("Dear Sir\n")
    said: list[str] = []
    assert commands.export(tmp_path / "letters", said.append) == 1
    right = "name a folder that is new, empty or an earlier export"
    assert said == [f"Nothing was written: {tmp_path / 'letters'} holds other files; {right}"]
    assert [path.name for path in (tmp_path / "letters").iterdir()] == ["letter.txt"]


def test_a_file_in_the_place_of_the_folder_is_refused(empty_app: APIFlask, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file\n")
    said: list[str] = []
    assert commands.export(tmp_path / "out", said.append) == 1
    assert said == [f"Nothing was written: {tmp_path / 'out'} is a file; name a folder"]


def test_a_folder_below_a_file_is_refused(empty_app: APIFlask, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file\n")
    said: list[str] = []
    assert commands.export(tmp_path / "out/deeper", said.append) == 1
    assert said[0].endswith("Not a directory; choose a folder you may write")


def test_what_a_broken_off_export_left_is_cleared(empty_app: APIFlask, folder: SmallFolder, tmp_path: Path) -> None:
    load(folder.path)
    (tmp_path / "out" / WORK / "lessons").mkdir(parents=True)
    (tmp_path / "out" / WORK / "lessons/half.md").write_text("half a f")
    export(tmp_path / "out")
    assert files(tmp_path / "out") == files(SMALL)
    assert not (tmp_path / "out" / WORK).exists()


def test_an_empty_database_gives_files_without_entries(empty_app: APIFlask) -> None:
    assert set(dict(texts(check_folder(SMALL, TODAY).contents))) > set(everything())
