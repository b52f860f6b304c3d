"""The form of every content file: its keys, their order and their rules. Check, load and export all read it here."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """What sort of value a key has."""

    TEXT = "text"  # one paragraph
    SLUG = "slug"  # its own address
    CODE = "code"  # LB-0001
    CHOICE = "choice"  # a slug of `of`
    YEAR = "year"
    YEAR_TEXT = "year in quotes"
    DAY = "day"
    URL = "url"
    PHONE = "phone"
    NUMBER = "number"
    FLAG = "flag"
    TEXTS = "texts"
    CHOICES = "choices"
    ENTRY = "entry"  # keys of their own
    ENTRIES = "entries"


LISTS = {Kind.TEXTS, Kind.CHOICES, Kind.ENTRIES}


@dataclass(frozen=True, slots=True)
class Field:
    """One key. `of` names where a choice comes from: a closed list, or `@themes`, `@organisations` and the like."""

    key: str
    kind: Kind = Kind.TEXT
    of: str = ""
    required: bool = False
    shortest: int = 1
    longest: int = 1000
    most: int = 5000
    """Number of values that a list may have."""
    one_of: tuple[str, ...] = ()
    fields: tuple["Field", ...] = ()
    kept_empty: bool = False
    """A list that is written even if it is empty; any other is left out."""
    unless: str = ""
    """A key before it: where that is false, the record may lack this one."""
    prose: bool = False
    """Our own sentences, which are checked for names, spelling and the like."""


SLUG = Field("slug", Kind.SLUG, required=True)
LABEL = Field("label", required=True, longest=120)
TITLE = Field("title", required=True, longest=300)
URL = Field("url", Kind.URL)
NOTE = Field("note")
YEAR = Field("year", Kind.YEAR)
BASES = ("seen", "general-knowledge")

SOURCE = (
    TITLE,
    Field("publisher", required=True, longest=200),
    YEAR,
    URL,
    Field("kind", Kind.CHOICE, "source-kinds", required=True),
    Field("pages", longest=60),
    Field("accessed", Kind.DAY),
    Field("withdrawn_on", Kind.DAY),
    NOTE,
)
SOURCES = Field("sources", Kind.ENTRIES, required=True, fields=SOURCE)
PLACE = (Field("nation", Kind.CHOICE, "nations", required=True), Field("region", Kind.CHOICE, "regions"))

LESSON = (
    Field("reference", Kind.CODE, required=True),
    Field("title", required=True, shortest=10, longest=120, prose=True),
    Field("summary", required=True, shortest=50, longest=400, prose=True),
    Field("kind", Kind.CHOICE, "lesson-kinds", required=True),
    Field("done_status", Kind.CHOICE, "done-statuses", required=True),
    Field("kinds_of_change", Kind.CHOICES, "kinds-of-change"),
    Field("evidence_stage", Kind.CHOICE, "evidence-stages", required=True),
    Field("evidence_reason", required=True, prose=True),
    Field("result", Kind.CHOICE, "results"),
    Field("organisation", Kind.CHOICE, "@organisations"),
    Field("organisation_named", Kind.FLAG),
    Field("review", Kind.CHOICE, "@reviews"),
    *(replace(field, unless="organisation_named") for field in PLACE),
    YEAR,
    Field("themes", Kind.CHOICES, "@themes", required=True, most=6),
    Field("tags", Kind.TEXTS, longest=60, most=10, prose=True),
    Field("causes", Kind.CHOICES, "causes"),
    Field("agencies", Kind.CHOICES, "agencies"),
    Field("harm_types", Kind.CHOICES, "harm-types"),
    Field("outcomes", Kind.CHOICES, "outcomes"),
    Field("age_bands", Kind.CHOICES, "child-age-bands"),
    Field("in_place_first", prose=True),
    Field("people", prose=True),
    Field("time", prose=True),
    Field("risks", prose=True),
    Field("cost_band", Kind.CHOICE, "cost-bands"),
    replace(SOURCES, unless="organisation_named"),
    Field("published", Kind.DAY, required=True),
)
SECTIONS = {"found": "Found", "why": "Why", "done": "Done", "effect": "Effect", "how": "How"}
"""Key and heading of each section of a lesson, in the order in which they are read."""
SECTION_FIELDS = tuple(Field(key, longest=20_000) for key in SECTIONS)
SECTIONS_REQUIRED = ("found", "done")

EVALUATION = (
    Field("evaluator", required=True, longest=200),
    Field("scheme", Kind.CHOICE, "evaluation-schemes", required=True),
    Field("grade", Kind.SLUG, required=True),
    YEAR,
    Field("day", Kind.DAY),
    URL,
    NOTE,
)
REVIEW = (
    TITLE,
    Field("pseudonym", longest=60),
    Field("kind", Kind.CHOICE, "review-types", required=True),
    Field("organisation", Kind.CHOICE, "@organisations"),
    *PLACE,
    YEAR,
    Field("summary", prose=True),
    SOURCES,
    Field("evaluations", Kind.ENTRIES, fields=EVALUATION),
)

NAME_STATUSES = ("official", "seen", "abbreviation-seen", "predecessor", "general-knowledge", "default")
ORGANISATION = (
    SLUG,
    Field("name", required=True, longest=200),
    Field("kind", Kind.CHOICE, "organisation-kinds", required=True),
    *PLACE,
    Field("areas", Kind.CHOICES, "@organisations"),
    Field("gss_code", longest=9),
    Field("dfe_code", longest=3),
    Field("valid_from", Kind.DAY),
    Field("valid_to", Kind.DAY),
    Field("successors", Kind.CHOICES, "@organisations"),
    Field("name_status", required=True, one_of=NAME_STATUSES),
    URL,
    NOTE,
)

ABOUT = (
    Field("title", required=True),
    Field("language", required=True),
    Field("version", Kind.NUMBER, required=True),
    Field("licence", required=True),
)
THEME = (
    SLUG,
    Field("prefLabel", required=True, longest=120),
    Field("altLabel", Kind.TEXTS, required=True, longest=120, kept_empty=True),
    Field("hiddenLabel", Kind.TEXTS, longest=120),
    Field("scopeNote", required=True, prose=True),
    Field("introduction", longest=1000, prose=True),
    Field("selfCheck", Kind.TEXTS, longest=300, prose=True),
    Field("broader", Kind.CHOICE, "@groups", required=True),
    Field("related", Kind.CHOICES, "@themes", required=True, kept_empty=True),
    Field("seenIn", Kind.CHOICES, "@analyses", required=True, kept_empty=True),
)
THEMES = (
    Field("scheme", Kind.ENTRY, required=True, fields=(SLUG, *ABOUT, Field("model"))),
    Field("sources", Kind.ENTRIES, required=True, fields=(SLUG, TITLE, URL)),
    Field(
        "groups",
        Kind.ENTRIES,
        required=True,
        fields=tuple(
            replace(f, required=f.key != "altLabel", kept_empty=False)
            for f in THEME
            if f.key in {"slug", "prefLabel", "altLabel", "scopeNote"}
        ),
    ),
    Field("themes", Kind.ENTRIES, required=True, fields=THEME),
)

DESCRIPTION = Field("description", required=True, prose=True)
RANK = Field("rank", Kind.NUMBER)
SINCE = Field("since", Kind.YEAR_TEXT)
UNTIL = Field("until", Kind.YEAR_TEXT)
VALUE = (
    SLUG,
    LABEL,
    DESCRIPTION,
    Field("abbreviation", longest=30),
    Field("gssCode", longest=9),
    Field("nation", Kind.CHOICE, "nations"),
    Field("scheme", Kind.SLUG),
    Field("aliases", Kind.TEXTS, longest=120),
    Field("nations", Kind.CHOICES, "nations"),
    Field("body", Kind.CHOICE, "organisation-kinds"),
    SINCE,
    UNTIL,
    Field("datesBasis", one_of=BASES),
    Field("replacedBy", Kind.SLUG),
    Field("group", Kind.SLUG),
    Field("minYears", Kind.NUMBER),
    Field("maxYears", Kind.NUMBER),
    Field("colour", longest=30),
    RANK,
    Field("blocks", Kind.TEXTS, longest=60),
    Field("grades", Kind.ENTRIES, fields=(SLUG, LABEL, DESCRIPTION, RANK)),
)
CLOSED_LIST = (
    Field("key", Kind.SLUG, required=True),
    TITLE,
    NOTE,
    Field("basis", required=True),
    Field("open", Kind.FLAG),
    Field("groups", Kind.ENTRIES, fields=(SLUG, LABEL)),
    Field("items", Kind.ENTRIES, required=True, fields=VALUE),
)
VOCABULARIES = (*ABOUT, Field("rules"), Field("vocabularies", Kind.ENTRIES, required=True, fields=CLOSED_LIST))

CATEGORIES = ("body", "harm", "law", "process", "review", "role", "status")
TERM = (
    SLUG,
    Field("term", required=True, longest=120),
    Field("expansion", required=True, longest=300),
    Field("meaning", required=True, prose=True),
    Field("category", required=True, one_of=CATEGORIES),
    Field("nations", Kind.CHOICES, "@nation names"),
    SINCE,
    UNTIL,
    Field("replaces", Kind.CHOICES, "@terms"),
    Field("replacedBy", Kind.CHOICES, "@terms"),
    Field("basis", Kind.ENTRY, required=True, fields=(
        Field("expansion", required=True, one_of=BASES), Field("dates", one_of=BASES),
    )),
    URL,
    NOTE,
)  # fmt: skip
GLOSSARY = (*ABOUT, Field("notes"), Field("terms", Kind.ENTRIES, required=True, fields=TERM))

PAGE = (
    Field("title", required=True, longest=120, prose=True),
    Field("summary", required=True, shortest=10, longest=200, prose=True),
)


def keys(fields: tuple[Field, ...]) -> list[str]:
    """The keys in their order."""
    return [field.key for field in fields]


def ordered(values: Mapping[str, Any], fields: tuple[Field, ...]) -> dict[str, Any]:
    """The same values in the order of the fields, those inside them too; what is empty is left out."""
    found: dict[str, Any] = {}
    for field in fields:
        value = values.get(field.key)
        if value in (None, "") or (value == [] and not field.kept_empty):
            continue
        if field.kind is Kind.ENTRIES:
            value = [ordered(entry, field.fields) for entry in value]
        elif field.kind is Kind.ENTRY:
            value = ordered(value, field.fields)
        found[field.key] = value
    return found


def many_closed(field: Field) -> bool:
    """Whether the field holds several values of a closed list."""
    return field.kind is Kind.CHOICES and not field.of.startswith("@")


def closed_lists(fields: tuple[Field, ...]) -> set[str]:
    """The closed lists that these fields choose from, those inside them included."""
    own = {field.of for field in fields if field.of and not field.of.startswith("@")}
    return own.union(*(closed_lists(field.fields) for field in fields))
