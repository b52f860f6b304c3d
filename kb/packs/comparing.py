"""What is different between two texts of a pack; and values of a pack in words."""

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kb.core.word_changes import LONGEST, word_changes
from kb.lessons.comparing import IN_ALL, SHORTEST, FieldChange
from kb.lessons.queries.labels import labels
from kb.lessons.queries.lessons import titles
from kb.packs.content import SLOTS, Block, PackContent, Safety
from kb.training.queries.forms import forms
from kb.training.queries.quiz import questions
from kb.training.queries.vignettes import vignettes

FILL_WORDS: Mapping[str, str] = {
    "": "Nothing: only what I write here",
    "safety": "Ground rules and content notice",
    "lessons": "Lessons of this pack",
    "vignette": "A vignette: a case to work on",
    "quiz": "Quiz questions",
    "self-check": "The self-check of a theme",
    "before-form": "Form for the beginning",
    "end-form": "Form for the end",
    "plan-form": "Plan for one change",
}
"""What the site puts into a part, by the word of `kb.packs.content.FILLS`."""
FIELD_WORDS: Mapping[str, str] = {
    "title": "Title", "summary": "Summary", "minutes": "Length in minutes", "format": "Format",
    "audience": "For whom", "agencies": "Agencies", "group_size": "Size of the group",
    "nation": "Nation", "when_where": "When and where", "theme_ids": "Themes",
    "outcomes": "What people will be able to do", "prepare": "Before the day", "order": "Parts in their order",
    "lessons": "Lessons", "forms": "Evaluation forms", "made_by": "Name on every sheet",
    "logo_alternative": "What the picture shows", "purpose": "Purpose", "method": "How people work",
    "content": "What to do", "screen": "On the slide",
    "stages": "Stages of the case", "say_this": "Say this", "trainer_notes": "Notes for the trainer",
    "watch_for": "Watch for", "resources": "Resources", "fill": "What the site puts in", "vignette": "Vignette",
    "questions": "Quiz questions", "theme_id": "Theme of the self-check",
    "content_notice": "Content notice", "ground_rules": "Ground rules", "opt_out": "Stepping out",
    "debrief": "Before people go, and afterwards", "facilitators": "Who leads the session",
    "body": "Text", "stem": "Question", "options": "Answers", "answer": "Right answer",
    "explanation": "Explanation", "lesson_id": "Lesson that shows why", "section": "Section of the lesson", **SLOTS,
}  # fmt: skip
"""What fields of a pack and of its pieces are called on pages."""
_ABOUT = ("title", "summary", "minutes", "format", "audience", "nation", "agencies", "group_size", "when_where", "theme_ids", "outcomes", "prepare")  # fmt: skip  # noqa: E501
_LISTS = {"agencies": "agencies", "nation": "nations", "method": "session-methods", "format": "session-formats"}
_OF_BLOCK = ("minutes", "method", "purpose", "content", "screen", "say_this", "trainer_notes", "watch_for", "resources", "fill", "lessons", "vignette", "stages", "questions", "theme_id")  # fmt: skip  # noqa: E501


@dataclass(frozen=True, slots=True)
class Words:
    """Says values of packs in words."""

    lessons: Mapping[int, str]
    questions: Mapping[str, str]
    outcomes: Mapping[str, str]

    @classmethod
    def of(cls, *contents: PackContent) -> "Words":
        """For values of these texts; one statement."""
        named = titles(sorted({each.lesson_id for content in contents for each in content.lessons}))
        own = {each.key: each.stem for content in contents for each in content.questions}
        return cls(
            {number: label.label for number, label in named.items()},
            {**{each.slug: each.stem for each in questions()}, **own},
            {each.key: each.text for content in contents for each in content.outcomes},
        )

    def lines(self, field: str, value: Any, of: str = "") -> list[str]:
        """A value of a field, line by line; nothing where it is empty. `of`: the class of what has the field."""
        if value in (None, "", ()):
            return [] if field != "fill" else [FILL_WORDS[""]]
        if isinstance(value, tuple):
            return [self._one(field, each, of) for each in value]
        return str(self._one(field, value, of)).splitlines()

    def _one(self, field: str, value: Any, of: str) -> str:
        known = labels()
        if field in _LISTS:
            label = known.values.get(f"{_LISTS[field]}/{value}")
            return label.label if label else str(value)
        if field in ("theme_ids", "theme_id"):
            return known.themes[value].label if value in known.themes else "a theme that is no more"
        if field in ("lessons", "lesson_id"):
            return self._lesson(value)
        if field == "outcomes":
            return value.text if of == "PackContent" else self.outcomes.get(value, "an outcome that is no more")
        if field == "questions":
            return self.questions.get(value, "a question that is no more")
        if field == "fill":
            return FILL_WORDS.get(value, value)
        if field == "vignette":
            return next((each.title for each in vignettes() if each.slug == value), "a vignette that is not public")
        if field == "forms":
            return next((each.title for each in forms() if each.slug == value), str(value))
        return str(value)

    def _lesson(self, value: Any) -> str:
        number = value if isinstance(value, int) else value.lesson_id
        title = self.lessons.get(number, "a lesson that is not public")
        parts = [*getattr(value, "sections", ()), *([f"“{value.words}”"] if getattr(value, "words", "") else [])]
        return f"{title} ({', '.join(parts)})" if parts else title


def differences(before: PackContent, after: PackContent) -> tuple[Sequence[FieldChange], Mapping[str, str]]:
    """What is different, piece by piece; and what each of these is called."""
    words, until = Words.of(before, after), time.monotonic() + IN_ALL
    one, other = dict(_pieces(before, words)), dict(_pieces(after, words))
    found = []
    for key in dict.fromkeys((*other, *one)):
        said = [texts[key][1] if key in texts else "" for texts in (one, other)]
        if said[0] != said[1]:
            longest = max(SHORTEST, min(LONGEST, until - time.monotonic()))
            found.append(FieldChange(key, word_changes(*said, longest=longest)))
    return found, {key: (other.get(key) or one[key])[0] for key in dict.fromkeys((*other, *one))}


def _pieces(content: PackContent, words: Words) -> Iterator[tuple[str, tuple[str, str]]]:
    """Every piece of a pack with a key that stays the same, its name, and its text."""
    for field in _ABOUT:
        yield field, (FIELD_WORDS[field], "\n".join(words.lines(field, getattr(content, field), "PackContent")))
    yield "order", (FIELD_WORDS["order"], "\n".join(block.title for block in content.blocks))
    for number, block in enumerate(content.blocks, 1):
        yield f"block {block.key}", (f"Part {number}: {block.title}", _text(block, _OF_BLOCK, words))
    yield "lessons", (FIELD_WORDS["lessons"], "\n".join(words.lines("lessons", content.lessons)))
    if content.safety:
        yield "safety", ("Words on safety", _text(content.safety, tuple(Safety.__dataclass_fields__), words))
    for slot in SLOTS:
        yield slot, (FIELD_WORDS[slot], getattr(content.slots, slot))
    for sheet in content.handouts:
        yield f"handout {sheet.key}", (f"Handout: {sheet.title}", _text(sheet, ("title", "purpose", "body"), words))
    for each in content.questions:
        of_question = ("stem", "options", "answer", "explanation", "lesson_id")
        yield f"question {each.key}", ("Quiz question of your own", _text(each, of_question, words))
    for field in ("forms", "made_by", "logo_alternative"):
        yield field, (FIELD_WORDS[field], "\n".join(words.lines(field, getattr(content, field))))


def _text(piece: Any, names: Iterable[str], words: Words) -> str:
    said = [piece.title] if isinstance(piece, Block) else []
    for name in names:
        lines = words.lines(name, getattr(piece, name)) if name != "fill" or piece.fill else []
        if lines:
            said.append(f"{FIELD_WORDS[name]}: " + "\n".join(lines))
    return "\n".join(said)
