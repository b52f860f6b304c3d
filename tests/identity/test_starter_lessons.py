"""The starter lessons pass their own check: nobody is named, little is asked, no facts together point at a child."""

from functools import cache

import yaml

from config import HERE
from kb.identity.check import Checked, check_texts
from kb.identity.findings import Level
from tests.identity.finding import LISTS

TEXTS = ("title", "summary", "evidence_reason", "in_place_first", "people", "time", "risks")


@cache
def starter_lessons() -> dict[str, Checked]:
    return {path.stem: _checked(path.read_text("utf-8")) for path in sorted((HERE / "content/lessons").glob("*.md"))}


def _checked(file: str) -> Checked:
    head, body = file.split("\n---\n", 1)
    fields = yaml.safe_load(head.lstrip("-\n"))
    texts = {name: fields.get(name, "") for name in TEXTS}
    texts |= {"tags": ", ".join(fields.get("tags", ())), "sections": body}
    return check_texts(texts, LISTS.allowing(_pseudonyms(fields.get("review"))))


def _pseudonyms(review: str | None) -> list[str]:
    if review is None:
        return []
    pseudonym = yaml.safe_load((HERE / f"content/reviews/{review}.yaml").read_text("utf-8")).get("pseudonym")
    return [pseudonym] if pseudonym else []


def found(level: Level) -> list[tuple[str, str, str]]:
    """Lesson, rule and words of every finding of a level."""
    return [
        (lesson, finding.rule, finding.text)
        for lesson, checked in starter_lessons().items()
        for findings in checked.findings.values()
        for finding in findings
        if finding.level is level
    ]


def test_there_is_nothing_that_must_be_changed() -> None:
    assert found(Level.STOP) == []


def test_at_most_two_answers_a_lesson_are_asked_for_in_the_mean() -> None:
    assert len(found(Level.ASK)) <= 2 * len(starter_lessons())


def test_few_lessons_have_facts_that_point_at_one_child_together() -> None:
    assert sum(bool(checked.combination) for checked in starter_lessons().values()) <= 0.15 * len(starter_lessons())
