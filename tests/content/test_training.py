"""Trainers' material is loaded and taken out with its files, and exported as far as it rests on what is published."""

from pathlib import Path

import pytest
from apiflask import APIFlask
from sqlalchemy import func, select, update

from kb.content import commands
from kb.core import db
from kb.lessons.models.lesson import Revision
from kb.training.models import EvaluationForm, QuizItem, Safety, SessionTemplate, Vignette
from kb.training.queries import sessions
from tests.content.database import Loads, everything
from tests.content.small_folder import TEAM, SmallFolder

VIGNETTE = "training/vignettes/letter-without-answer.yaml"
FRAME = "training/sessions/any-theme.yaml"
FILES = (
    "vignettes/letter-without-answer", "sessions/team-talk", "sessions/any-theme", "quiz", "evaluation-forms", "safety",
)  # fmt: skip


@pytest.fixture
def loads(empty_app: APIFlask, folder: SmallFolder) -> Loads:
    """The small folder, loaded once."""
    found = Loads(folder)
    assert found.load() == 0
    return found


def rows(model: type[db.Base]) -> int:
    number = db.session.scalar(select(func.count()).select_from(model)) or 0
    db.session.rollback()
    return number


def hide_every_lesson() -> None:
    db.session.execute(update(Revision).values(state="hidden"))
    db.session.commit()


def test_what_the_files_no_longer_have_is_taken_out(loads: Loads) -> None:
    for name in FILES:
        (loads.folder.path / f"training/{name}.yaml").unlink()
    loads.folder.write("reviews-per-year.csv", loads.folder.text("reviews-per-year.csv").splitlines()[0] + "\n")

    assert loads.load() == 0

    assert [rows(model) for model in (Vignette, QuizItem, SessionTemplate, EvaluationForm, Safety)] == [0] * 5
    assert "Counts of reviews: 0 (1 taken out)" in loads.said
    assert "Vignettes: 0 (1 taken out)" in loads.said


def test_a_vignette_that_changed_is_counted_once_whatever_changed_in_it(loads: Loads) -> None:
    loads.folder.change(VIGNETTE, "title: A letter without an answer", "title: A letter and no answer")
    loads.folder.change(VIGNETTE, "themes:\n- thresholds", "themes:\n- domestic-abuse\n- thresholds")
    assert loads.load() == 0
    assert "Vignettes: 1 (1 changed)" in loads.said


def test_an_export_says_nothing_that_rests_on_a_lesson_that_is_not_published(loads: Loads, tmp_path: Path) -> None:
    hide_every_lesson()

    text = "".join(everything().values())
    assert "letter-without-answer" not in text
    assert "who-reads" not in text
    assert "northbridge-referral-team" not in text
    said: list[str] = []
    assert commands.export(tmp_path / "out", said.append) == 0
    assert commands.check(tmp_path / "out", said.append) == 0, said
    assert commands.load(tmp_path / "out", said.append) == 0, said


def test_an_export_names_files_that_the_database_no_longer_has(loads: Loads) -> None:
    hide_every_lesson()
    said: list[str] = []
    assert commands.export(loads.folder.path, said.append) == 0
    assert "Note: training/quiz.yaml is not from the database and was left as it is" in said


def test_a_lesson_that_is_not_published_may_have_another_address_than_its_file(loads: Loads) -> None:
    hide_every_lesson()
    folder = loads.folder
    (folder.path / TEAM).rename(folder.path / "lessons/new-name.md")
    for path in sorted(folder.path.rglob("*")):
        if path.is_file() and b"northbridge-referral-team" in path.read_bytes():
            path.write_bytes(path.read_bytes().replace(b"northbridge-referral-team", b"new-name"))

    assert loads.load() == 0, loads.said


def test_a_second_frame_for_any_theme_of_one_length_is_named(folder: SmallFolder) -> None:
    folder.write("training/sessions/other.yaml", folder.text(FRAME))

    assert folder.faults() == [
        f"training/sessions/other.yaml:6: a session for any theme of 7 minutes is already {FRAME}"
    ]


def test_a_frame_is_loaded_with_what_takes_the_place_of_a_block(loads: Loads) -> None:
    frame = sessions.frame_of(7)

    assert frame
    assert [(block.fill, block.sections) for block in frame.blocks] == [("lessons", ("found", "why")), ("vignette", ())]
    assert [(block.screen, block.stages) for block in frame.blocks] == [("", 0), ("What would you do next?", 1)]
    instead = frame.blocks[1].otherwise
    assert instead
    assert (instead.number, instead.start, instead.minutes) == (2, 2, 5)
    assert (instead.title, instead.fill, instead.otherwise) == ("A lesson as the case", "self-check", None)
    assert sessions.frame_of(30) is None
