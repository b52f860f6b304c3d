"""What the pages of this package are registered with, and what they answer alike."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from apiflask import APIBlueprint
from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from kb.access.guard import actor
from kb.core.clock import long_moment
from kb.packs.comparing import FIELD_WORDS, Words
from kb.packs.forms.fields import PackForm
from kb.packs.models import Pack
from kb.packs.queries.history import last_of_others
from kb.packs.queries.packs import pack_by_slug
from kb.packs.saving import Saved

blueprint = APIBlueprint("packs", "kb.packs.routes", enable_openapi=False)

OF_PACK = "/packs/<slug>"
UNDO, SAID = "undo", "said"
"""Begin the category of what was done, and whether it can be taken back. The number of the version that did it follows,
and the anchors at which it is said, and will be said once it was taken back (`packs/_done.html`)."""
NOTICE = "done"
"""The anchor of what was done, where it stands at no row: the notice at the top of a page."""
Answer = str | Response | tuple[str, int]


@dataclass(frozen=True, slots=True)
class Theirs:
    """What somebody else has written into a field meanwhile."""

    label: str
    lines: list[str]


@dataclass(frozen=True, slots=True)
class Disputed:
    """Fields that two people have changed: what the other one wrote stands beside what was typed."""

    by: str
    at: str
    fields: Mapping[str, Theirs]


def pack_at(slug: str, **_part: object) -> Pack:
    """The pack at an address that names a part of it as well, which is looked for once the pack may be seen."""
    return pack_by_slug(slug)


def named(name: str) -> str:
    """A part of the address beside the pack."""
    return str((request.view_args or {})[name])


def to_pack(pack: Pack, done: str, *, anchor: str = "", undo: bool = False, again: str = "") -> Response:
    """Back to the pack, which says what was done; with `undo` it can be taken back there."""
    return onward("packs.show", pack, done, anchor=anchor, undo=undo, again=again)


def onward(
    endpoint: str, pack: Pack, done: str, *, anchor: str = "", undo: bool = False, again: str = "", **values: Any
) -> Response:
    """On to another page of the pack, which says at the anchor what was done: the reader is led there.

    `again`: the anchor where it will stand again once it was taken back, if that is another one.
    """
    if done:
        flash(done, f"{UNDO if undo else SAID} {pack.version} {anchor} {again or anchor}")
    return redirect(url_for(endpoint, slug=pack.slug, _anchor=anchor or None, **values), 303)


def disputed(pack: Pack, form: PackForm, saved: Saved, fresh: PackForm, of: str = "") -> Disputed:
    """What is shown to somebody who has changed the same fields as somebody else; the form goes on from there.

    `fresh`: the same form as it shows what is kept now; `of`: the class of what has the fields.
    """
    name, at = last_of_others(pack, form.since, actor().user_id) or ("Another window of yours", None)
    words = Words.of(pack.now)
    fields = {
        field: Theirs(FIELD_WORDS.get(field, field), words.lines(field, value, of))
        for field, value in saved.contested.items()
    }
    form.follow(fresh, saved.contested)
    form.dispute(saved.contested, name)
    return Disputed(name, long_moment(at) if at else "", fields)
