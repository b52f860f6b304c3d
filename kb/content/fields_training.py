"""The form of the trainers' material: vignettes, quiz, session templates, evaluation forms, safety."""

from dataclasses import replace

from kb.content.fields import LESSON, SECTIONS, SLUG, Field, Kind

_OF_LESSON = {field.key: field for field in LESSON}
TITLE = Field("title", required=True, shortest=10, longest=100, prose=True)
SUMMARY = Field("summary", required=True, shortest=50, longest=300, prose=True)
TEXT = Field("text", required=True, longest=1000, prose=True)
MINUTES = Field("minutes", Kind.NUMBER, required=True)
LESSON_OF = Field("lesson", Kind.CHOICE, "@lessons", required=True)
SECTION_OF = Field("section", required=True, one_of=tuple(SECTIONS))
LESSONS_OF = Field("lessons", Kind.CHOICES, "@lessons")
FROM = (LESSON_OF, SECTION_OF)

VIGNETTE = (
    TITLE,
    Field("composite", Kind.FLAG, required=True),
    SUMMARY,
    Field("age_band", Kind.CHOICE, "child-age-bands", required=True),
    replace(_OF_LESSON["themes"], most=4),
    _OF_LESSON["agencies"],
    _OF_LESSON["harm_types"],
    MINUTES,
    Field("changed", required=True, longest=600, prose=True),
    Field("stages", Kind.ENTRIES, required=True, fields=(
        Field("title", required=True, longest=100, prose=True),
        replace(TEXT, longest=2000),
        Field("from", Kind.ENTRIES, required=True, fields=FROM),
    )),
    Field("questions", Kind.ENTRIES, required=True, fields=(
        TEXT,
        Field("stage", Kind.NUMBER, required=True),
        Field("model_points", Kind.ENTRIES, required=True, fields=(
            TEXT,
            *FROM,
            Field("source", longest=200),
            Field("url", Kind.URL),
        )),
    )),
    replace(LESSONS_OF, required=True),
)  # fmt: skip
QUIZ_ITEM = (
    SLUG,
    Field("stem", required=True, longest=400, prose=True),
    Field("options", Kind.TEXTS, required=True, longest=300, prose=True),
    Field("answer", Kind.NUMBER, required=True),
    Field("explanation", required=True, longest=600, prose=True),
    *FROM,
)
SLOTS = ("contact", "threshold-document", "escalation-route", "information-sharing", "support-lines")
FILLS = (
    "lessons", "vignette", "quiz", "before-form", "end-form", "plan-form", "safety", "self-check",
)  # fmt: skip
"""What goes into a block. The questions of a self-check are those of the theme."""
MAY_BE_MISSING = ("vignette", "quiz")
"""What a theme may have none of, so that a block for any theme says what takes its place."""
ALWAYS_THERE = ("lessons", "self-check")
"""What may take its place."""
_OF_A_BLOCK = (
    Field("title", required=True, longest=100, prose=True),
    Field("purpose", required=True, longest=400, prose=True),
    Field("method", Kind.CHOICE, "session-methods", required=True),
    Field("content", required=True, longest=2000, prose=True),
    Field("screen", longest=280, prose=True),
    Field("trainer_notes", longest=2000, prose=True),
    Field("say_this", longest=1000, prose=True),
    Field("watch_for", longest=1000, prose=True),
    Field("resources", Kind.TEXTS, longest=200, prose=True),
    Field("outcomes", Kind.TEXTS),
    Field("fill", one_of=FILLS),
    Field("sections", Kind.TEXTS, one_of=tuple(SECTIONS)),
    Field("stages", Kind.NUMBER),
)  # fmt: skip
_INSTEAD = (*_OF_A_BLOCK, Field("otherwise", Kind.ENTRY, fields=_OF_A_BLOCK))
"""It may ask for parts of a lesson that some lessons lack, and name what takes its own place then."""
BLOCK = (MINUTES, *_OF_A_BLOCK, Field("otherwise", Kind.ENTRY, fields=_INSTEAD))
SESSION = (
    TITLE,
    SUMMARY,
    MINUTES,
    Field("format", Kind.CHOICE, "session-formats", required=True),
    Field("audience", required=True, longest=300, prose=True),
    Field("group_size", longest=100, prose=True),
    Field("levels", Kind.CHOICES, "training-levels"),
    Field("any_theme", Kind.FLAG),
    replace(_OF_LESSON["themes"], required=False),
    Field("outcomes", Kind.ENTRIES, required=True, fields=(SLUG, TEXT)),
    Field("prepare", Kind.TEXTS, prose=True),
    Field("local_slots", Kind.TEXTS, one_of=SLOTS),
    Field("blocks", Kind.ENTRIES, required=True, fields=BLOCK),
    Field("vignette", Kind.CHOICE, "@vignettes"),
    LESSONS_OF,
    Field("forms", Kind.CHOICES, "@forms"),
)  # fmt: skip
ANSWERS = ("scale-1-5", "yes-partly-no", "free-text")
FORM = (
    SLUG,
    Field("title", required=True, longest=100, prose=True),
    Field("when", required=True, longest=300, prose=True),
    Field("introduction", required=True, longest=1000, prose=True),
    Field("questions", Kind.ENTRIES, required=True, fields=(
        TEXT,
        Field("answer", required=True, one_of=ANSWERS),
        Field("low", longest=100, prose=True),
        Field("high", longest=100, prose=True),
        Field("who", required=True, one_of=("participant", "manager")),
    )),
)  # fmt: skip
SAFETY = (
    Field("content_notice", required=True, prose=True),
    Field("ground_rules", Kind.TEXTS, required=True, longest=400, prose=True),
    Field("opt_out", required=True, prose=True),
    Field("debrief", required=True, prose=True),
    Field("facilitators", required=True, prose=True),
)
