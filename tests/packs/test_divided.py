"""A text is on slides whole or not at all, in its order, and in as few as can be."""

from collections.abc import Sequence

import pytest

from kb.documents.passages import passages
from kb.packs.layouts.divided import MOST_PAGES, divided, words_of
from kb.packs.layouts.pieces import markdown

MOST = 34


def pages(words: str, most: int = MOST) -> list[list[str]]:
    """The paragraphs and points of each slide."""
    found = divided(markdown(words, 1), lambda page: words_of(page) <= most)
    return [[f"{each.mark} {getattr(each, 'text')}".strip() for each in passages(page)] for page in found]  # type: ignore[union-attr] # noqa: B009


def said(found: Sequence[Sequence[str]]) -> str:
    return " ".join(words for page in found for words in page).replace("• ", "")


def test_a_short_text_is_one_slide_with_its_caveat() -> None:
    words = "The article calls the project successful. It gives no figures, so we cannot tell what changed."
    assert pages(words) == [[words]]


def test_what_has_no_room_goes_on_and_nothing_is_left_out() -> None:
    words = " ".join(f"Sentence number {number} says one thing about the team." for number in range(1, 12))
    found = pages(words)
    assert 1 < len(found) <= MOST_PAGES
    assert said(found) == words


def test_a_paragraph_or_a_point_stays_together_where_it_can() -> None:
    first = "Early help meetings helped the parents. What they forgot to ask was whether life had become better."
    found = pages(f"- {'The word was used as a reason for not calling anybody in the hub, ' * 2}they said.\n- {first}")
    assert found[1] == [f"• {first}"]


def test_a_point_that_has_room_on_one_slide_is_not_cut_even_if_that_takes_a_slide_more() -> None:
    before = "A local review of neglect in one area had lessons for schools and for other settings."
    point = "The definition has a long word. It was used as a reason for not calling anybody in the hub of the area."
    after = (
        "Early help meetings helped the parents. What they forgot to ask was whether life had become better for all."
    )

    assert pages(f"{before}\n\n- {point}\n- {after}") == [[before], [f"• {point}"], [f"• {after}"]]


def test_a_slide_gets_more_than_a_few_words_where_the_one_before_can_give_some_away() -> None:
    first = "There were many early signs that this family would not work with anybody there."
    second = "Practice in one of the agencies had become worse over the years."
    last = "The professionals did not challenge each other enough."

    assert pages(f"{first} {second}\n\n{last}", 30) == [[first], [second, last]]


def test_a_caveat_stays_with_what_it_is_about() -> None:
    finding = "It is now described as established in all of the area, and it was a finalist for a national award."
    caveat = "It is too early to say whether it works."
    assert pages(f"{'Other areas have taken it up by now. ' * 3}\n\n{finding} {caveat}")[-1] == [f"{finding} {caveat}"]


def test_what_announces_points_stands_over_the_first_of_them() -> None:
    points = "\n".join(f"- point number {number} says one more thing about it" for number in range(1, 7))
    for before in ("Some words on the review come first here.\n\n", ""):
        found = pages(f"{before}The review **recommends** that:\n\n{points}", 30)
        at = next(page for page in found if "The review recommends that:" in page)
        assert at[-1].startswith("• point")


def test_points_keep_their_numbers() -> None:
    found = pages("\n".join(f"{number}. Step {number} is told in a few more words" for number in range(1, 9)), 20)
    assert [line.partition(" ")[0] for page in found for line in page] == [*"12345678"]


@pytest.mark.parametrize("words", ["word " * 60 + "end. Staff ask.", "One more sentence. " * 100, ""])
def test_what_cannot_be_shown_whole_is_not_shown_at_all(words: str) -> None:
    assert pages(words) == []
