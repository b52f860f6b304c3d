"""What the pages of this package are registered with, and what several of them read."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from apiflask import APIBlueprint
from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response as Redirect

from kb.core.errors import NotFound
from kb.held_sessions.limits import FEWEST
from kb.held_sessions.models import POINTS, HeldSession
from kb.held_sessions.queries.held import Given, as_given, held_of
from kb.held_sessions.queries.questions import Point, point_of
from kb.held_sessions.results import QuestionResult, Response, response, results
from kb.held_sessions.said import HOW_WORDS, NO_NAMES, POINT_WORDS, came_back, in_words
from kb.lessons.queries.labels import labels
from kb.packs.models import Pack
from kb.packs.queries.packs import pack_by_slug
from kb.web.addresses import NUMBER

blueprint = APIBlueprint(
    "held_sessions", "kb.held_sessions.routes", url_prefix="/packs/<slug>/sessions", enable_openapi=False
)
OF_HELD = f"/{NUMBER}"
_POINT = ",".join(f"'{point}'" for point in POINTS)
OF_POINT = f"{OF_HELD}/answers/<any({_POINT}):point>"
Answer = str | Redirect | tuple[str, int]


@blueprint.context_processor
def _words_of_pages() -> dict[str, Any]:
    return {
        "points": POINTS,
        "point_words": POINT_WORDS,
        "no_names": NO_NAMES,
        "in_words": in_words,
        "came_back": came_back,
        "fewest": FEWEST,
        "agency": agency,
        "how_words": HOW_WORDS,
    }


@dataclass(frozen=True, slots=True)
class Told:
    """What may be said of the answers of a session, or of all sessions of a pack."""

    questions: Sequence[QuestionResult]
    responses: dict[str, Response | None]

    @property
    def is_empty(self) -> bool:
        """Whether there is no answer yet."""
        return not any(self.responses.values())


def told_of(given: Sequence[Given], people: dict[int, int]) -> Told:
    """What may be said of these answers; `people`: how many took part, by session."""
    return Told(results(given), {point: response(people, given, point) for point in POINTS})


def told_of_one(held: HeldSession) -> Told:
    """What may be said of the answers of one session."""
    return told_of(as_given(held.answers), {held.id: held.people})


def pack_at(slug: str, **_part: object) -> Pack:
    """The pack at an address; the session in it is looked for once the pack may be edited."""
    return pack_by_slug(slug)


def held_at(pack: Pack) -> HeldSession:
    """The session that the address names. Raises NotFound."""
    return held_of(pack, (request.view_args or {})["number"])


def point_at(held: HeldSession) -> Point:
    """The point in time that the address names. Raises NotFound where its form asks nothing that is counted."""
    found = point_of(held, (request.view_args or {})["point"])
    if not found.questions:
        raise NotFound
    return found


def agency(key: str) -> str:
    """The label of an agency."""
    found = labels().values.get(key)
    return found.label if found else key.partition("/")[2]


def to_held(pack: Pack, held_id: int, done: str) -> Redirect:
    """To the page of a session, which says what was done."""
    flash(done)
    return redirect(url_for("held_sessions.show", slug=pack.slug, number=held_id), 303)
