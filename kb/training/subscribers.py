"""What becomes of the trainers' material when a theme goes into another, or has another address."""

from sqlalchemy import delete, exists, select, update
from sqlalchemy.orm import aliased

from kb.core.db import session
from kb.core.events import ThemeMerged, ThemeMoved
from kb.training.models import SessionTemplate, VignetteTheme

_PAST_OBJECTS = {"synchronize_session": False}


def move_theme(event: ThemeMerged) -> None:
    """Vignettes about the theme are about the other, each once."""
    other = aliased(VignetteTheme)
    has_other = exists().where(other.vignette_id == VignetteTheme.vignette_id, other.theme_id == event.into_id)
    second = delete(VignetteTheme).where(VignetteTheme.theme_id == event.theme_id, has_other)
    session.execute(second, execution_options=_PAST_OBJECTS)
    only = update(VignetteTheme).where(VignetteTheme.theme_id == event.theme_id).values(theme_id=event.into_id)
    session.execute(only, execution_options=_PAST_OBJECTS)


def readdress(event: ThemeMoved) -> None:
    """Session templates name themes by their address."""
    for template in session.scalars(select(SessionTemplate)):
        themes = template.details.get("themes", [])
        if event.slug in themes:
            now = dict.fromkeys(event.now_at if slug == event.slug else slug for slug in themes)
            template.details = {**template.details, "themes": list(now)}
