"""The README of the content folder names every key, in the order in which the files have them."""

import re

import pytest

from config import HERE
from kb.content import fields
from kb.content.fields_evidence import EVIDENCE, FACTS
from kb.content.fields_figures import COUNT, PERIOD
from kb.content.fields_plain import FIGURE, POINT_OF_LAW, SUPPORT_LINE
from kb.content.fields_training import FORM, QUIZ_ITEM, SAFETY, SESSION, VIGNETTE
from kb.content.folders import FOLDERS, SINGLE_FILES

README = (HERE / "content/README.md").read_text(encoding="utf-8")


def part(heading: str) -> str:
    """The text under a heading."""
    return README.partition(f"## {heading}\n")[2].partition("\n## ")[0]


@pytest.mark.parametrize(
    ("heading", "form"),
    [
        ("A review", fields.REVIEW), ("Organisations", fields.ORGANISATION), ("Words", fields.THEME),
        ("Words", fields.VALUE), ("Words", fields.TERM), ("A lesson", fields.LESSON), ("A lesson", fields.SOURCE),
        ("Pages, support lines, figures", SUPPORT_LINE), ("Pages, support lines, figures", FIGURE),
        ("Pages, support lines, figures", POINT_OF_LAW),
        ("Facts and evidence", FACTS), ("Facts and evidence", EVIDENCE),
        ("Published figures", PERIOD), ("Published figures", COUNT), ("Trainers' material", VIGNETTE),
        ("Trainers' material", QUIZ_ITEM), ("Trainers' material", SESSION), ("Trainers' material", FORM),
        ("Trainers' material", SAFETY),
    ],
)  # fmt: skip
def test_every_key_is_named_in_its_order(heading: str, form: tuple[fields.Field, ...]) -> None:
    named = re.findall(r"`(\w+)`", part(heading))
    for key in fields.keys(form):
        assert key in named, key
        named = named[named.index(key) :]


def test_the_required_keys_of_a_lesson_are_marked() -> None:
    before_sources = part("A lesson").partition("`sources` *")[0]
    marked = [*re.findall(r"`(\w+)` \*", before_sources), "sources", "published"]
    assert marked == [field.key for field in fields.LESSON if field.required]


def test_every_kind_of_file_is_named() -> None:
    for name in (
        *SINGLE_FILES,
        *(f"{folder}/<slug>{ending}" for folder, ending in FOLDERS.items()),
    ):
        assert f"| `{name}` |" in README
