"""docs/briefings.md says which box comes from where: the same as the code."""

from pathlib import Path

from kb.briefings.boxes import LEAST, LONGEST_TITLE, MOST, PLANS

DOCUMENT = (Path(__file__).resolve().parents[2] / "docs/briefings.md").read_text(encoding="utf-8")


def test_the_table_of_boxes_is_that_of_the_code() -> None:
    rows = [line for line in DOCUMENT.splitlines() if line.startswith(tuple(f"| {number}. " for number in range(1, 9)))]
    assert rows == [
        f"| {number}. {box.title} | {box.least} to {box.most} | {'; '.join(take.name for take in box.lesson)}"
        f" | {'; '.join(take.name for take in box.theme)} |"
        for number, box in enumerate(PLANS, 1)
    ]


def test_the_limits_of_the_whole_are_those_of_the_code() -> None:
    assert f"{MOST} words at most, and {LEAST} to {MOST} is usual" in DOCUMENT
    assert f"The title has {LONGEST_TITLE} characters at most" in DOCUMENT
