"""The form of the lists that the site reads as they are: helplines, figures, an example, points of law."""

from kb.content.fields import Field, Kind

SUPPORT_LINE = (
    Field("name", required=True, longest=120),
    Field("phone", Kind.PHONE, required=True),
    Field("text", required=True, longest=300, prose=True),
    Field("url", Kind.URL, required=True),
    Field("nations", Kind.CHOICES, "nations", required=True, kept_empty=True),
    Field("harm_types", Kind.CHOICES, "harm-types", required=True, kept_empty=True),
)
FIGURE = (
    Field("number", required=True, longest=20),
    Field("sentence", required=True, longest=300, prose=True),
    Field("source", required=True, longest=300),
    Field("url", Kind.URL, required=True),
)
EXAMPLE = (
    Field("field", required=True, longest=40),
    Field("text", required=True, longest=400, prose=True),
)
POINT_OF_LAW = (
    Field("point", required=True, longest=400, prose=True),
    Field("nations", Kind.CHOICES, "nations", required=True, kept_empty=True),
    Field("source", required=True, longest=200),
    Field("url", Kind.URL, required=True),
)
PLAIN_LISTS = {
    "support-lines.yaml": (SUPPORT_LINE, "name"),
    "figures.yaml": (FIGURE, "sentence"),
    "worked-example.yaml": (EXAMPLE, "field"),
    "information-sharing.yaml": (POINT_OF_LAW, "point"),
}
"""Files that the site reads as they are: each a list of entries with these keys, and the key that tells them apart."""
