"""The pages that show a pack: to those who build it, and to those who read it."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flask import jsonify, render_template, request, url_for
from werkzeug.wrappers import Response

from kb.access.actors import Permission
from kb.access.guard import actor, may, needs
from kb.core.errors import NotFound
from kb.packs.lacking import FILL_IN, NOTE, WARNING, Lack, lacks_of
from kb.packs.models import Pack
from kb.packs.queries.packs import pack_by_slug, seen_by
from kb.packs.queries.publications import decided_last, waiting_of
from kb.packs.queries.shown import shown
from kb.packs.queries.touched import what_is_touched
from kb.packs.routes.blueprint import NOTICE, OF_PACK, Answer, blueprint, named, onward, pack_at, to_pack
from kb.packs.service import blocks, parts

GONE = "That part was taken out meanwhile."
CHANGED_SINCE = "The same was changed once more since, so nothing was taken back. Put an earlier version back here."
_PLACE = re.compile(r"(?:part|lesson)-[a-z0-9-]{1,40}")
"""The anchor of a row."""


@blueprint.get(OF_PACK)
@needs(Permission.PACK_READ, pack=pack_by_slug)
def show(pack: Pack) -> str:
    """The builder for those who edit the pack; the session for everybody else who may see it."""
    if not may(Permission.PACK_EDIT, pack):
        return _session(pack)
    found = shown(pack.now)
    touched = what_is_touched(found.content, found.lessons).session
    lacks = mended(pack, lacks_of(pack, found.content, found.lessons, touched))
    notes = [each for each in lacks if each.kind == NOTE]
    manages = may(Permission.PACK_MANAGE, pack)
    return render_template(
        "packs/show.html",
        pack=pack,
        shown=found,
        to_fill_in=[each for each in lacks if each.kind == FILL_IN],
        warnings=[each for each in lacks if each.kind == WARNING],
        notes=[each for each in notes if not each.of_part],
        notes_on=notes_by_part(lacks),
        waiting=waiting_of(pack) if manages else None,
        decided=decided_last(pack) if manages else None,
    )


def notes_by_part(lacks: Iterable["Mended"]) -> Mapping[str, list[str]]:
    """What is said at parts, by their keys: what is only to be known, and what is mended where the parts stand."""
    found: dict[str, list[str]] = defaultdict(list)
    for each in lacks:
        if each.of_part and (each.kind == NOTE or each.lack.page.startswith("blocks:")):
            found[each.of_part].append(each.words)
    return found


@dataclass(frozen=True, slots=True)
class Mended:
    """Something that the pack lacks, with the address where it is mended."""

    lack: Lack
    address: str

    @property
    def words(self) -> str:
        """What to do."""
        return self.lack.words

    @property
    def kind(self) -> str:
        """Whether it counts as to be filled in."""
        return self.lack.kind

    @property
    def of_part(self) -> str:
        """The key of the part of the session that it is of; empty where it is of something else."""
        kind, _, key = self.lack.where.partition(":")
        return key if kind == "block" else ""


def mended(pack: Pack, lacks: Iterable[Lack]) -> list[Mended]:
    """What the pack lacks, each with where to mend it."""
    return [Mended(each, _mended_at(pack, each.page)) for each in lacks]


_PAGES = {"slots": "local", "blocks": "show", "lessons": "lessons", "safety": "safety", "brand": "brand"}


def _mended_at(pack: Pack, page: str) -> str:
    """The address of a page by the word of `kb.packs.lacking`."""
    kind, _, key = page.partition(":")
    if kind == "block":
        key, _, field = key.partition("#")
        return url_for("packs.block", slug=pack.slug, key=key, _anchor=field or None)
    anchor = (f"part-{key}" if key else "parts") if kind == "blocks" else None
    return url_for(f"packs.{_PAGES.get(kind, kind)}", slug=pack.slug, _anchor=anchor)


@blueprint.get(f"{OF_PACK}/session")
@needs(Permission.PACK_READ, pack=pack_by_slug)
def session(pack: Pack) -> str:
    """The whole session, to read and to print."""
    return _session(pack)


def _session(pack: Pack) -> str:
    return render_template("packs/session.html", pack=pack, shown=shown(seen_by(actor(), pack)))


@blueprint.post(f"{OF_PACK}/order")
@needs(Permission.PACK_EDIT, pack=pack_by_slug)
def order(pack: Pack) -> Response:
    """Put the parts into the order that was made by dragging; answers with how they stand now."""
    changed = blocks.order_blocks(actor(), pack, keys=request.form.getlist("part"))
    now = shown(pack.now)
    parts_now = [{"key": each.key, "time": each.time} for each in now.blocks]
    return jsonify(parts=parts_now, done=pack.version if changed else None)


@blueprint.post(f"{OF_PACK}/parts/<key>/move")
@needs(Permission.PACK_EDIT, pack=pack_at)
def move_block(pack: Pack) -> Response:
    """Move a part one place up or down."""
    key = named("key")
    by = -1 if request.form.get("way") == "up" else 1
    try:
        moved = blocks.move_block(actor(), pack, key=key, by=by)
    except NotFound:
        return to_pack(pack, GONE, anchor=NOTICE)
    place = [each.key for each in pack.now.blocks].index(key)
    title = pack.now.blocks[place].title or "The part"
    told = f"“{title}” is now part {place + 1} of {len(pack.now.blocks)}."
    return to_pack(pack, told, anchor=f"part-{key}", undo=moved)


@blueprint.post(f"{OF_PACK}/parts/<key>/remove")
@needs(Permission.PACK_EDIT, pack=pack_at)
def remove_block(pack: Pack) -> Response:
    """Take a part out, which can be taken back."""
    key = named("key")
    block = pack.now.block(key)
    try:
        blocks.remove_block(actor(), pack, key=key)
    except NotFound:
        return to_pack(pack, GONE, anchor=NOTICE)
    told = f"“{block.title if block else 'The part'}” was taken out."
    return to_pack(pack, told, anchor=NOTICE, undo=True, again=f"part-{key}")


@blueprint.post(f"{OF_PACK}/undo")
@needs(Permission.PACK_EDIT, pack=pack_by_slug)
def undo(pack: Pack) -> Answer:
    """Take back what was done last, if nobody has changed the same since."""
    said = request.form.get("done", "")
    done = int(said) if said.isascii() and said.isdigit() and len(said) < 9 else 0
    endpoint = {
        "changes": "packs.changes",
        "lessons": "packs.lessons",
        "sheets": "packs.sheets",
        "safety": "packs.safety",
    }
    back = endpoint.get(request.form.get("back", ""), "packs.show")
    at = request.form.get("at", "")
    try:
        saved = parts.undo(actor(), pack, done=done)
    except NotFound:
        return onward(back, pack, "That version is not kept any more, so nothing was taken back.", anchor=NOTICE)
    if saved.contested:
        return onward("packs.versions", pack, CHANGED_SINCE)
    return onward(back, pack, "Taken back: it is as it was before.", anchor=at if _PLACE.fullmatch(at) else NOTICE)
