"""`kb identity evaluate` prints tables over labelled files, and no text of the unseen part."""

import json
from pathlib import Path

import pytest

from kb.identity.commands import identity_evaluate
from kb.identity.evaluation import read_labelled

CONTENT = Path(__file__).parents[2] / "content"
MISSED = [f"Nobody of number {number} was seen." for number in range(12)]
"""Each is said to hold a name where there is none."""


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    made = []
    for part, texts in enumerate((MISSED[:6], MISSED[6:])):
        lines = [
            {"text": text, "level": "stop", "spans": [{"start": 0, "end": 6, "rule": "person-name", "group": "other"}]}
            for text in texts
        ]
        made.append(tmp_path / f"{part}.jsonl")
        made[-1].write_text("\n".join(map(json.dumps, lines)))
    return made


def printed(files: list[Path], part: str) -> str:
    lines: list[str] = []
    assert identity_evaluate(files, CONTENT, lines.append, part=part, name=99) == 0
    return "\n".join(lines)


def test_all_files_count_together(files: list[Path]) -> None:
    assert printed(files, "all").startswith("12 texts (all)")


def test_what_was_missed_is_named_in_the_seen_part_alone(files: list[Path]) -> None:
    texts = {each.text: each.unseen for path in files for each in read_labelled(path.read_text().splitlines())}
    unseen = [text for text, of_unseen in texts.items() if of_unseen]
    assert 0 < len(unseen) < len(texts)

    assert [text for text in texts if text in printed(files, "all")] == [text for text in texts if text not in unseen]
    assert [text for text in texts if text in printed(files, "unseen")] == []
