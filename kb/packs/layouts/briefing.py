"""The seven-minute briefing of a pack: one side of A4 from its first lessons, in the texts that the pack has."""

from kb.briefings import drafting
from kb.briefings.boxes import plan
from kb.briefings.briefing import Box, Briefing, Part
from kb.briefings.choosing import of_introduction
from kb.briefings.fitting import Unit, begun, room, sentences_of
from kb.core.characters import one_line
from kb.lessons.queries.published import lesson_in_text
from kb.lessons.queries.themes import theme_by_slug
from kb.packs.queries.resolved import Resolved

BACKGROUND, WHY = "background", "why_it_matters"
ABOUT, MATTERS = "what this session is about", "why this matters here"
INTRODUCTION = "introduction of the theme"
CAN = "After the session people can"


def briefing(found: Resolved) -> Briefing | None:
    """What the pack says of itself, and boxes from as many lessons as have room; None for a pack without lessons."""
    own = [found.lessons[each.lesson_id] for each in found.content.lessons if each.lesson_id in found.lessons]
    if not own:
        return None
    lessons = [lesson_in_text(each.id, each.revision_id, each.version) for each in own[: drafting.MOST_LESSONS]]
    return drafting.of_lessons(
        one_line(found.content.title),
        lessons,
        subject="Training pack",
        path=f"/packs/{found.slug}" if found.is_public else "",
        file_name="briefing",
        own={each.key: each for each in (_background(found), _why(found))},
    )


def _background(found: Resolved) -> Box:
    """Why its theme matters, in the words of the theme; what the pack says of itself where it has no theme."""
    known = (found.labels.themes.get(number) for number in found.content.theme_ids)
    theme = next((theme_by_slug(label.slug) for label in known if label), None)
    most = plan(BACKGROUND).most
    if theme and (why := begun(of_introduction(theme), most)):
        return _box(BACKGROUND, Part(units=tuple(why)), f"{INTRODUCTION} ({why[0].origin})")
    taken = begun(sentences_of(one_line(found.content.summary), ""), most)
    return _box(BACKGROUND, Part(units=tuple(taken)) if taken else Part(fill=ABOUT))


def _why(found: Resolved) -> Box:
    """What people will be able to do: that is why they are asked to come."""
    outcomes = [Unit(one_line(each.text), point=True) for each in found.content.outcomes if each.text.strip()]
    taken = begun(outcomes, plan(WHY).most - room(CAN))
    return _box(WHY, Part(units=tuple(taken), label=CAN) if taken else Part(fill=MATTERS))


def _box(key: str, part: Part, origin: str = "") -> Box:
    return Box(key, plan(key).title, (part,), origin)
