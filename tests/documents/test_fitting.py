"""The room that words take is never less than what a face needs for them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ImageFont

from kb.documents.fitting import Box, line_ends, shortened, width
from kb.documents.printable import FONTS

FACES = {name: ImageFont.truetype(FONTS / f"AtkinsonHyperlegibleNext_{name}.ttf", 1000) for name in (
    "400Regular", "400Regular_Italic", "700Bold", "700Bold_Italic",
)}  # fmt: skip
LETTERS = [chr(code) for code in (*range(0x20, 0x7F), *range(0xA1, 0x180))]
BOX = Box(0, 0, 100, 26, 10)


@pytest.mark.parametrize("face", FACES)
def test_no_letter_of_our_face_is_wider_than_it_is_said_to_be(face: str) -> None:
    more = 1.2 if "Bold" in face else 1
    assert [each for each in LETTERS if FACES[face].getlength(each) > width(each) * 1000 * more + 1] == []


@given(st.text(st.sampled_from(LETTERS), max_size=80))
@settings(deadline=None)
def test_nor_are_words(words: str) -> None:
    assert FACES["400Regular"].getlength(words) <= width(words) * 1000 + 1


@given(st.text(st.sampled_from("Wi 漢\u0301-"), max_size=200))
def test_lines_are_as_wide_as_the_box_at_most(words: str) -> None:
    begin = 0
    for end in line_ends(words, BOX):
        assert width(words[begin:end].strip()) <= 10.01
        begin = end
    assert begin == len(words)


@given(st.text(st.sampled_from("Wi a-"), max_size=80), st.sampled_from(["", " (2)", " (2 of 3)"]))
def test_what_is_shortened_has_room_and_keeps_its_beginning_and_its_number(words: str, after: str) -> None:
    made = shortened(words, after, BOX)
    assert BOX.holds(made)
    assert made.endswith(after)
    assert words.startswith(made.removesuffix(after).removesuffix("…"))


def test_words_are_shortened_at_the_end_of_one() -> None:
    assert shortened("one two three four five six seven eight", "", BOX) == "one two three four five six seven…"
