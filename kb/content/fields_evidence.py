"""The form of the files that lessons rest on: facts taken from sources, and which fact carries which statement."""

from dataclasses import replace

from kb.content.fields import LESSON, NOTE, PLACE, SECTIONS, SLUG, YEAR, Field, Kind

EVIDENCE = (
    Field("lesson", Kind.SLUG, required=True),
    Field("section", required=True),
    Field("statement", Kind.NUMBER, required=True),
    Field("facts", Kind.TEXTS, required=True),
    Field("begins", required=True),
)
STATED = ("title", "summary", "evidence_reason", *SECTIONS, "in_place_first", "people", "time", "risks")
"""Parts of a lesson whose statements rest on facts, in the order of the table."""

BULLETS = tuple(Field(key, Kind.TEXTS, required=True, kept_empty=True) for key in ("context", *tuple(SECTIONS)[:4]))
_OF_LESSON = {field.key: field for field in LESSON}
FACTS = (
    replace(SLUG, key="id"),
    Field("title_hint", required=True),
    Field("source", Kind.ENTRY, required=True, fields=(
        Field("title", required=True, longest=300),
        Field("publisher", required=True),
        YEAR,
        Field("url", Kind.URL, required=True),
        Field("kind", Kind.CHOICE, "source-kinds", required=True),
    )),
    Field("review_name"),
    Field("board"),
    *PLACE,
    YEAR,
    Field("review_type", Kind.CHOICE, "review-types", required=True),
    Field("lesson_kind", Kind.CHOICE, "lesson-kinds", required=True),
    _OF_LESSON["done_status"],
    _OF_LESSON["themes"],
    *(
        replace(_OF_LESSON[key], required=True, kept_empty=True)
        for key in ("kinds_of_change", "causes", "agencies", "harm_types", "outcomes", "age_bands")
    ),
    _OF_LESSON["evidence_stage"],
    Field("evidence_reason", required=True),
    replace(_OF_LESSON["result"], required=True),
    *BULLETS,
    Field("confidence", required=True, one_of=("high", "medium")),
    NOTE,
)  # fmt: skip
