"""What of a text stands on a slide: whole findings of few words."""

import re
from pathlib import Path

import pytest

from kb.packs.layouts.excerpts import excerpt

LESSONS = Path(__file__).parents[2] / "content/lessons"
MOST = 40


def sections() -> list[tuple[str, str]]:
    """Names of lessons and what they found or did, the longest first."""
    found = []
    for path in LESSONS.glob("*.md"):
        parts = re.split(r"^## (\w+)\n", path.read_text(encoding="utf-8").partition("\n---\n")[2] or
                         path.read_text(encoding="utf-8"), flags=re.MULTILINE)  # fmt: skip
        found += [
            (f"{path.stem}-{name}", words.strip())
            for name, words in zip(parts[1::2], parts[2::2], strict=True)
            if name in ("Found", "Done")
        ]
    return sorted(found, key=lambda each: (-len(each[1]), each[0]))


LONGEST = sections()[:10]


@pytest.mark.parametrize("words", [words for _, words in LONGEST], ids=[name for name, _ in LONGEST])
def test_the_longest_lessons_are_told_in_whole_statements(words: str) -> None:
    said = excerpt(words, MOST)
    assert 0 < said.words <= MOST
    whole = re.sub(r"[*_`]|\[([^\]]*)\]\([^)]*\)", r"\1", " ".join(words.split())).casefold()
    for each in said.points or said.sentences:
        assert each[-1] not in ":,;"
        assert each.rstrip(".").casefold() in whole


def test_every_lesson_has_something_to_say_in_forty_words() -> None:
    assert [name for name, words in sections() if not excerpt(words, MOST)] == []


def test_what_announces_points_goes_with_them_or_not_at_all() -> None:
    points = "\n".join(f"- point number {number} says one thing" for number in range(1, 9))
    assert excerpt(f"These matter most:\n\n{points}", 20).sentences == ("These matter most:",)
    assert excerpt(f"The review found that:\n\n{points}", 20).sentences == ()
    assert excerpt(f"{'It matters a lot ' * 5}:\n\n{points}", 20).sentences == ()


def test_that_points_were_only_asked_for_is_said_with_them() -> None:
    said = excerpt("The review **recommends** that:\n\n- staff ask\n- managers look", 20)
    assert said.sentences == ("The review recommends that:",)
    assert said.points == ("staff ask", "managers look")


def test_which_reviews_were_looked_at_is_passed_over_where_a_finding_follows() -> None:
    said = excerpt("The analysis covers 67 reviews. They were of one year. Children were not seen.", MOST)
    assert said.line == "Children were not seen."
    assert excerpt("The analysis covers 67 reviews.", MOST).line == "The analysis covers 67 reviews."


def test_a_sentence_too_long_for_a_slide_is_not_cut() -> None:
    assert not excerpt("word " * 60 + "end.", MOST)
    assert excerpt("word " * 60 + "end. Staff ask.", MOST).line == "Staff ask."
