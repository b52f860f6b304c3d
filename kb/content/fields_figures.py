"""The form of the tables of published figures: reviews evaluated in a period, reviews and notifications counted."""

from kb.content.fields import SLUG, Field, Kind

FIGURES_STATUSES = ("published", "part-derived", "derived", "general-knowledge")
"""How far the figures of a row are as they were printed."""
SERIES = ("annual", "quarter", "part-period", "calendar", "cumulative")
GRADES = ("outstanding", "good", "adequate", "inadequate")
FIGURES_STATUS = Field("figures_status", required=True, one_of=FIGURES_STATUSES)
URL = Field("url", Kind.URL, required=True)
NOTES = Field("notes")

PERIOD = (
    SLUG,
    Field("series", required=True, one_of=SERIES),
    Field("period_start", Kind.DAY, required=True),
    Field("period_end", Kind.DAY),
    Field("evaluated", Kind.NUMBER),
    *(Field(grade, Kind.NUMBER) for grade in GRADES),
    *(Field(f"{grade}_pct", Kind.NUMBER) for grade in GRADES),
    Field("boards_submitting", Kind.NUMBER),
    FIGURES_STATUS,
    Field("overlaps", Kind.CHOICES, "@periods"),
    Field("source_title", required=True, longest=300),
    Field("source_publisher", required=True, longest=200),
    Field("source_date", Kind.DAY),
    URL,
    NOTES,
)
COUNT = (
    SLUG,
    Field("nation", Kind.CHOICE, "nations", required=True),
    Field("measure", Kind.SLUG, required=True),
    Field("period_start", Kind.DAY, required=True),
    Field("period_end", Kind.DAY, required=True),
    Field("period_label", required=True, longest=60),
    Field("count", Kind.NUMBER),
    Field("child_deaths", Kind.NUMBER),
    Field("serious_harm", Kind.NUMBER),
    Field("other", Kind.NUMBER),
    Field("children", Kind.NUMBER),
    FIGURES_STATUS,
    Field("source_title", required=True, longest=300),
    URL,
    NOTES,
)
