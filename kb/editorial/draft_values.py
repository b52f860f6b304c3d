"""How the fields of a draft are typed, named and written to a revision (`kb.lessons.field_values`)."""

import hashlib
from collections.abc import Sequence
from datetime import date

from kb.core.clock import today
from kb.core.days import EARLIEST, latest
from kb.core.db import session
from kb.core.errors import Invalid
from kb.core.events import LessonPublished, publish
from kb.lessons.field_values import LADDER, ONE_OF, SEVERAL_OF, TEXTS, YES, Value
from kb.lessons.models.lesson import Lesson, Revision
from kb.lessons.models.parts import LadderStep, RevisionTheme, RevisionValue
from kb.lessons.models.vocabulary import ClosedValue
from kb.lessons.queries.addresses import review_at, themes_at
from kb.lessons.tagging import put_tags

TYPED = (*TEXTS, "tags")
"""Fields into which somebody types words of their own."""
LONGEST_SLUG = 100
MOST_CHOSEN = 100
"""Values of one list that a draft may have."""
GONE = "was taken out of the list meanwhile. Choose another"
STAYS_UNNAMED = "This lesson is published without your organisation's name. Ask the editorial team"


def put(revision: Revision, field: str, value: Value) -> None:
    """Write a field. Raises Invalid under the field's name for a value that there is not, or not any more."""
    if isinstance(value, tuple):
        _put_several(revision, field, value)
    elif field in TEXTS:
        setattr(revision, field, value)
    elif field == "tags":
        put_tags(revision, value)
    elif field in ONE_OF:
        setattr(revision, f"{field}_key", _key(field, ONE_OF[field], value) if value else None)
    elif field in LADDER:
        _put_step(revision, LADDER[field], date.fromisoformat(value) if value else None)
    elif field == "review":
        _put_review(revision, value)
    elif field == "year":
        revision.year = int(value) if value else None
    elif field == "unnamed":
        _put_named(revision, value != YES)
    else:
        assert field == "evidence_on"  # noqa: S101 - the last of the fields
        revision.evidence_on = date.fromisoformat(value) if value else None


def _put_several(revision: Revision, field: str, slugs: Sequence[str]) -> None:
    if len(slugs) > MOST_CHOSEN:
        raise Invalid(**{field: f"Choose fewer: at most {MOST_CHOSEN} can be kept"})
    if field == "themes":
        known = themes_at(slugs, hold=True)
        for slug in slugs:
            if slug not in known:
                raise Invalid(themes=f"A theme that you chose, “{slug}”, {GONE}")
        kept = {link.theme_id: link for link in revision.theme_links}
        chosen = dict.fromkeys(known[slug] for slug in slugs)  # two may have become one since the page was opened
        links = [kept.get(theme.id) or RevisionTheme(theme=theme) for theme in chosen]
        for place, link in enumerate(links):
            link.position = place
        revision.theme_links = links
        return
    of_list = SEVERAL_OF[field]
    keys = [_key(field, of_list, slug) for slug in slugs]
    mine = {link.value_key: link for link in revision.value_links}
    others = [link for key, link in mine.items() if not key.startswith(f"{of_list}/")]
    revision.value_links = [*others, *(mine.get(key) or RevisionValue(value_key=key) for key in keys)]
    for place, each in enumerate(revision.value_links):
        each.position = place


def _key(field: str, of_list: str, slug: str) -> str:
    key = f"{of_list}/{slug}"
    if session.get(ClosedValue, key) is None:
        raise Invalid(**{field: f"A value that you chose, “{slug}”, {GONE}"})
    return key


def _put_review(revision: Revision, slug: str) -> None:
    found = review_at(slug, hold=True) if slug else None
    if slug and found is None:
        raise Invalid(review=f"The review that you chose {GONE}")
    revision.review = found


def stays_unnamed(lesson: Lesson) -> bool:
    """Whether a draft of a lesson cannot have its organisation named, because it is published without that name."""
    return not lesson.organisation_named and lesson.live_revision_id is not None


def _put_named(revision: Revision, named: bool) -> None:
    """Have the organisation named or not. What is published already is not named by a draft that nobody has read; that
    it is not to be named any more holds at once, wherever it is found."""
    lesson = revision.lesson
    if named and stays_unnamed(lesson):
        raise Invalid(unnamed=STAYS_UNNAMED)
    changed, lesson.organisation_named = lesson.organisation_named != named, named
    if changed and lesson.is_published:
        session.flush()
        publish(LessonPublished(lesson.id))


def _put_step(revision: Revision, key: str, day: date | None) -> None:
    known = next((step for step in revision.ladder if step.step_key == key), None)
    if day is None:
        if known is not None:
            revision.ladder.remove(known)
    elif known is not None:
        known.reached_on = day
    else:
        revision.ladder.append(LadderStep(step_key=key, reached_on=day))


def typed(text: str) -> str:
    """A text as it is kept: its lines end as they do here, and nothing stands before or after it."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def understood(field: str, value: object) -> Value:
    """What a page that carries a value means by it: of the kind that the field has, without signs that nobody types.

    What cannot be meant is read as nothing.
    """
    if field in SEVERAL_OF or field == "themes":
        several = value if isinstance(value, list) else []
        return tuple(dict.fromkeys(_printable(str(each))[:LONGEST_SLUG] for each in several[:MOST_CHOSEN]))
    text = typed(_printable(value)) if isinstance(value, str) else ""
    if field in LADDER or field == "evidence_on":
        return text if _is_day(text) else ""
    if field == "year":
        return text if len(text) == len("2009") and text.isascii() and text.isdigit() and text >= "1945" else ""
    return text


def _printable(text: str) -> str:
    return text.replace("\0", "").encode("utf-8", "ignore").decode()


def _is_day(text: str) -> bool:
    try:
        return EARLIEST <= date.fromisoformat(text) <= latest(today())
    except ValueError:
        return False


def digest(value: Value) -> str:
    """Names a value, so that a page can say what it was opened with."""
    text = value if isinstance(value, str) else "\0".join(value) + "\0"
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:20]
