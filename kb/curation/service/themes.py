"""Adding a theme, and changing what is said of one; lessons, pages and the search follow at once."""

from collections.abc import Iterable, Sequence

from sqlalchemy import delete, func, select

from kb.access.actors import Actor, Permission
from kb.access.use_case import use_case
from kb.core.db import session
from kb.core.errors import Conflict, Invalid
from kb.core.events import LessonPublished, ThemeMoved, ThemesChanged, publish
from kb.core.folding import folded_label
from kb.core.statements import words as words_in
from kb.core.text import slugify
from kb.curation.queries.themes import (
    ThemeWords,
    groups,
    neighbours,
    owner_of_label,
    owner_of_slug,
    published_with,
    words_of,
)
from kb.lessons.holding_themes import hold_themes
from kb.lessons.models.vocabulary import (
    INTRODUCTION_WORDS,
    SELF_CHECK,
    FormerThemeSlug,
    Theme,
    ThemeLabel,
    ThemeRelation,
)

LONGEST_LABEL, LONGEST_SLUG, LONGEST_NOTE, LONGEST_QUESTION, MOST_NAMES = 120, 100, 1000, 300, 500


@use_case(Permission.THEME_EDIT)
def add(_who: Actor, _nothing: None, *, words: ThemeWords) -> Theme:
    """Add a theme to a group. Raises Invalid with what is wrong, by the name of the field."""
    hold_themes()
    _check(words, None)
    last = session.scalar(select(func.max(Theme.position))) or 0
    made = Theme(slug=words.slug, position=last + 1)
    _write(made, words)
    made.broader = next(group for group in groups() if group.slug == words.group)
    session.add(made)
    session.flush()
    _write_names(made, words)
    _write_related(made, words.related)
    publish(ThemesChanged())
    return made


@use_case(Permission.THEME_EDIT)
def change(_who: Actor, theme: Theme, *, words: ThemeWords, before: ThemeWords) -> None:
    """Change what is said of a theme or a group; its old address leads to the new one.

    `before` is what was said of it when that was compared with `words`. Raises Conflict where something else is said by
    now, Invalid with what is wrong, by the name of the field.
    """
    hold_themes([theme.id])
    session.expire(theme)
    if words_of(theme) != before:
        raise Conflict
    _check(words, theme)
    shown_otherwise = (words.label, words.slug, words.group) != (before.label, before.slug, before.group)
    _write(theme, words)
    if words.slug != before.slug:
        _readdress(theme, words.slug)
    if words.group != before.group:
        theme.broader = next(group for group in groups() if group.slug == words.group)
    if (words.alternative, words.hidden) != (before.alternative, before.hidden):
        _write_names(theme, words)
    if words.related != before.related:
        _write_related(theme, words.related)
    session.flush()
    publish(ThemesChanged())
    for number in published_with(theme) if shown_otherwise else ():
        publish(LessonPublished(number))


def _write(theme: Theme, words: ThemeWords) -> None:
    theme.label, theme.scope_note, theme.introduction = words.label, words.scope_note, words.introduction
    theme.self_check = list(words.self_check)
    theme.changed_on_site = True


def _readdress(theme: Theme, slug: str) -> None:
    """Give a theme another address; one that it had before is its own again."""
    old = theme.slug
    session.execute(delete(FormerThemeSlug).where(FormerThemeSlug.slug == slug, FormerThemeSlug.theme_id == theme.id))
    theme.slug = slug
    session.add(FormerThemeSlug(slug=old, theme_id=theme.id))
    session.flush()
    publish(ThemeMoved(old, slug))


def _write_names(theme: Theme, words: ThemeWords) -> None:
    theme.alternative_labels = []
    session.flush()
    names = [*((label, False) for label in words.alternative), *((label, True) for label in words.hidden)]
    theme.alternative_labels = [
        ThemeLabel(label=label, hidden=hidden, position=place) for place, (label, hidden) in enumerate(names, 1)
    ]
    session.flush()


def _write_related(theme: Theme, slugs: Sequence[str]) -> None:
    """Whoever is related points back."""
    wanted = {
        slug: number for slug, number in session.execute(select(Theme.slug, Theme.id).where(Theme.slug.in_(slugs)))
    }
    numbers, before = [wanted[slug] for slug in slugs], set(neighbours(theme))
    own = ThemeRelation.theme_id == theme.id
    back = (ThemeRelation.related_id == theme.id) & ThemeRelation.theme_id.in_(before - set(numbers))
    session.execute(delete(ThemeRelation).where(own | back), execution_options={"synchronize_session": False})
    session.expire(theme)
    session.add_all(
        ThemeRelation(theme_id=theme.id, related_id=each, position=at) for at, each in enumerate(numbers, 1)
    )
    for number in numbers:
        if number not in before:
            session.add(ThemeRelation(theme_id=number, related_id=theme.id, position=next_place(number)))
    session.flush()
    session.expire_all()


def next_place(number: int) -> int:
    """The place behind the last of those that a theme is related to."""
    last = select(func.max(ThemeRelation.position)).where(ThemeRelation.theme_id == number)
    return (session.scalar(last) or 0) + 1


# --- what can be wrong


def _check(words: ThemeWords, theme: Theme | None) -> None:
    problems = {
        "label": _wrong_label(words.label, theme),
        "slug": _wrong_slug(words.slug, theme),
        "scope_note": _wrong_length(words.scope_note, "Scope note", LONGEST_NOTE),
        "alternative": _wrong_names(words.alternative, [words.label], theme),
        "hidden": _wrong_names(words.hidden, [words.label, *words.alternative], theme),
        "group": _wrong_group(words, theme),
        "related": _wrong_related(words.related, theme),
        "introduction": _wrong_introduction(words.introduction, theme),
        "self_check": _wrong_questions(words.self_check, theme),
    }
    found = {field: problem for field, problem in problems.items() if problem}
    if found:
        raise Invalid(**found)


def _wrong_length(text: str, name: str, longest: int) -> str:
    if not text:
        return f"Enter the {name.lower()}"
    return f"{name} must have {longest:,} characters or fewer" if len(text) > longest else ""


def _wrong_label(label: str, theme: Theme | None) -> str:
    wrong = _wrong_length(label, "Label", LONGEST_LABEL)
    return wrong or ("" if folded_label(label) else "Enter a label that has letters") or _taken(label, theme)


def _taken(label: str, theme: Theme | None) -> str:
    owner = owner_of_label(label, but=theme)
    if owner is None:
        return ""
    what = "is the label of" if owner[1] else "is another name of"
    return f"“{label}” {what} the theme “{owner[0].label}”. A name leads to one theme: choose another, or merge the two"


def _wrong_slug(slug: str, theme: Theme | None) -> str:
    if not slug or slugify(slug) != slug or len(slug) > LONGEST_SLUG:
        return f"Enter an address of a to z, 0 to 9 and single hyphens, with at most {LONGEST_SLUG} characters"
    owner = owner_of_slug(slug, but=theme)
    if owner is None:
        return ""
    if owner[1]:
        return f"“{slug}” is the address of the theme “{owner[0].label}”. Enter another one"
    return f"“{slug}” was an address of “{owner[0].label}” and still leads there. Enter another one"


def _wrong_names(names: Sequence[str], others: Iterable[str], theme: Theme | None) -> str:
    if len(names) > MOST_NAMES:
        return f"Enter at most {MOST_NAMES} names: these are {len(names)}"
    seen = {other.casefold() for other in others}
    for name in names:
        if len(name) > LONGEST_LABEL:
            return f"A name must have {LONGEST_LABEL} characters or fewer. This one is longer: “{name[:40]}…”"
        if name.casefold() in seen:
            return f"“{name}” is there twice. Take one of them out"
        seen.add(name.casefold())
    return next(filter(None, (_taken(name, theme) for name in names)), "")


def _wrong_group(words: ThemeWords, theme: Theme | None) -> str:
    if theme is not None and theme.broader_id is None:
        return "A group does not stand in another group" if words.group else ""
    known = {group.slug for group in groups()}
    return "" if words.group in known else "Choose the group that it stands in"


def _wrong_related(slugs: Sequence[str], theme: Theme | None) -> str:
    if theme is not None and theme.slug in slugs:
        return "A theme is not related to itself"
    if theme is not None and theme.broader_id is None and slugs:
        return "A group has no related themes"
    known = set(session.scalars(select(Theme.slug).where(Theme.slug.in_(slugs), Theme.broader_id.is_not(None))))
    gone = next((slug for slug in slugs if slug not in known), "")
    return f"“{gone}” is not a theme any more. Choose others" if gone else ""


def _wrong_introduction(text: str, theme: Theme | None) -> str:
    if not text:
        return ""
    if theme is not None and theme.broader_id is None:
        return "A group has no introduction"
    (low, high), length = INTRODUCTION_WORDS, len(words_in(text))
    if not low <= length <= high:
        return f"The introduction must have {low} to {high} words. This one has {length}"
    return _wrong_length(text, "Introduction", LONGEST_NOTE)


def _wrong_questions(questions: Sequence[str], theme: Theme | None) -> str:
    if not questions:
        return ""
    if theme is not None and theme.broader_id is None:
        return "A group asks no questions"
    if len(questions) != SELF_CHECK:
        return f"Enter {SELF_CHECK} questions, each on a line, or none. You have entered {len(questions)}"
    for question in questions:
        if len(question) > LONGEST_QUESTION:
            return f"A question must have {LONGEST_QUESTION} characters or fewer. This is longer: “{question[:40]}…”"
    return ""
