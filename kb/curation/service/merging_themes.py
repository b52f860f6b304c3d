"""Making one theme of two. It cannot be undone.

What lessons and the trainers' material have of the theme they move themselves, told by `ThemeMerged` and `ThemeMoved`.
Here its names, its relations and its addresses are moved, and the row goes. Were something forgotten that points to it,
the database would refuse.
"""

from sqlalchemy import delete, inspect, update

from kb.access.actors import Actor, Permission
from kb.access.use_case import use_case
from kb.core.db import session
from kb.core.errors import Invalid
from kb.core.events import LessonPublished, ThemeMerged, ThemeMoved, ThemesChanged, publish
from kb.curation.queries.themes import neighbours, published_with
from kb.curation.service.themes import next_place
from kb.lessons.holding_themes import hold_themes
from kb.lessons.models.vocabulary import FormerThemeSlug, Theme, ThemeLabel, ThemeRelation

ITSELF = "A theme cannot be merged into itself"
INTO_ITS_OWN = "“{into}” stands in the group “{theme}”. A group cannot be merged into one of its own themes"
GROUP_AND_THEME = "“{group}” is a group and “{theme}” is a theme. Lessons have themes, not groups: choose two of a kind"

_PAST_OBJECTS = {"synchronize_session": False}


def obstacle(theme: Theme, into: Theme) -> str:
    """Why a theme cannot be merged into another; empty where it can."""
    if theme.id == into.id:
        return ITSELF
    if into.broader_id == theme.id:
        return INTO_ITS_OWN.format(into=into.label, theme=theme.label)
    if (theme.broader_id is None) != (into.broader_id is None):
        group, other = (theme, into) if theme.broader_id is None else (into, theme)
        return GROUP_AND_THEME.format(group=group.label, theme=other.label)
    return ""


@use_case(Permission.THEME_EDIT)
def merge(_who: Actor, theme: Theme, *, into: Theme) -> Theme:
    """Move everything of a theme to another one and remove it; its address leads to the other, which is returned.

    Every lesson that had it has the other, once. Its names are names of the other from now on. Raises Invalid(into=...)
    where the two cannot be one, Conflict where one of them is gone.
    """
    hold_themes({(inspect(each).identity or (0,))[0] for each in (theme, into)})
    if problem := obstacle(theme, into):
        raise Invalid(into=problem)
    inside = published_with(theme) if theme.broader_id is None else ()
    publish(ThemeMerged(theme.id, into.id))
    _move_texts(theme, into)
    _move_names(theme, into)
    _move_relations(theme, into)
    session.execute(
        update(Theme).where(Theme.broader_id == theme.id).values(broader_id=into.id), execution_options=_PAST_OBJECTS
    )
    session.execute(
        update(FormerThemeSlug).where(FormerThemeSlug.theme_id == theme.id).values(theme_id=into.id),
        execution_options=_PAST_OBJECTS,
    )
    slug = theme.slug
    # Past the object, so that the audit trail can still say what it was done with.
    session.execute(delete(Theme).where(Theme.id == theme.id), execution_options=_PAST_OBJECTS)
    session.add(FormerThemeSlug(slug=slug, theme_id=into.id, merged=True))
    session.flush()
    publish(ThemeMoved(slug, into.slug))
    publish(ThemesChanged())
    for number in inside:
        publish(LessonPublished(number))
    return into


def _move_texts(theme: Theme, into: Theme) -> None:
    """What the one that stays lacks, and where both were seen."""
    into.introduction = into.introduction or theme.introduction
    into.self_check = into.self_check or theme.self_check
    into.seen_in = list(dict.fromkeys([*into.seen_in, *theme.seen_in]))
    into.changed_on_site = True


def _move_names(theme: Theme, into: Theme) -> None:
    """Label and other names of the one that goes become other names of the one that stays, so that they still find."""
    moved = [(theme.label, False), *((each.label, each.hidden) for each in theme.alternative_labels)]
    session.execute(delete(ThemeLabel).where(ThemeLabel.theme_id == theme.id), execution_options=_PAST_OBJECTS)
    known = {label.casefold() for label in (into.label, *(each.label for each in into.alternative_labels))}
    place = max((each.position for each in into.alternative_labels), default=0)
    for label, hidden in moved:
        if label.casefold() not in known:
            known.add(label.casefold())
            place += 1
            into.alternative_labels.append(ThemeLabel(label=label, hidden=hidden, position=place))
    session.flush()


def _move_relations(theme: Theme, into: Theme) -> None:
    """What was related to the one that goes is related to the one that stays, both ways and once."""
    known = {*neighbours(into), into.id, theme.id}
    own = (ThemeRelation.theme_id == theme.id) | (ThemeRelation.related_id == theme.id)
    new = [number for number in neighbours(theme) if number not in known]
    session.execute(delete(ThemeRelation).where(own), execution_options=_PAST_OBJECTS)
    for number in new:
        session.add(ThemeRelation(theme_id=into.id, related_id=number, position=next_place(into.id)))
        session.add(ThemeRelation(theme_id=number, related_id=into.id, position=next_place(number)))
        session.flush()
    session.expire(into, ["related"])
