"""Pages on which a part of the session is added and changed."""

import re
from dataclasses import replace

from flask import render_template, request
from werkzeug.wrappers import Response

from kb.access.actors import Permission
from kb.access.guard import actor, needs
from kb.core.errors import NotFound
from kb.packs.content import Block
from kb.packs.forms.blocks import BlockForm
from kb.packs.keys import drawn
from kb.packs.models import Pack
from kb.packs.queries.packs import pack_by_slug
from kb.packs.queries.shown import shown
from kb.packs.routes.blueprint import OF_PACK, Answer, blueprint, disputed, named, pack_at, to_pack
from kb.packs.saving import Saved, version_at
from kb.packs.service.blocks import add_block as add
from kb.packs.service.blocks import save_block
from kb.web.forms import UNCHANGED

_KEY = re.compile(r"[a-z0-9-]{1,40}")


@blueprint.route(f"{OF_PACK}/parts/add", methods=["GET", "POST"])
@needs(Permission.PACK_EDIT, pack=pack_by_slug)
def add_block(pack: Pack) -> Answer:
    """Add a part of the session, after another one."""
    form = BlockForm(Block(drawn(8)), shown(pack.now), pack.version)
    if form.validate_on_submit():
        with form.catching():
            sent = form.key.data or ""
            key = sent if _KEY.fullmatch(sent) else drawn(8)
            before = _as_it_was(pack, form, key)
            if pack.now.block(key) is not None:
                before = replace(before, key=drawn(8))
            add(actor(), pack, block=form.block(before), after=request.args.get("after", ""))
            return _saved(pack, form, before.key, "added")
    after = pack.now.block(request.args.get("after", ""))
    return render_template("packs/add_block.html", pack=pack, shown=form.pack, form=form, after=after)


@blueprint.route(f"{OF_PACK}/parts/<key>", methods=["GET", "POST"])
@needs(Permission.PACK_EDIT, pack=pack_at)
def block(pack: Pack) -> Answer:
    """Change a part of the session."""
    key = named("key")
    present = pack.now.block(key)
    if present is None:
        return _taken_out(pack, key)
    form = BlockForm(present, shown(pack.now), pack.version)
    if not form.validate_on_submit():
        return _shown(pack, form, present)
    try:
        saved = save_block(actor(), pack, block=form.block(_as_it_was(pack, form, key)), opened=form.since)
    except NotFound:
        return _taken_out(pack, key)
    if saved.contested:
        return _disputed(pack, form, saved, key)
    return _saved(pack, form, key, "saved" if saved else "")


def _as_it_was(pack: Pack, form: BlockForm, key: str) -> Block:
    """The part as the page was opened with it: what the form does not show comes from there."""
    before = version_at(pack, form.since)
    return (before.block(key) if before else None) or pack.now.block(key) or Block(key)


def _disputed(pack: Pack, form: BlockForm, saved: Saved, key: str) -> Answer:
    present = pack.now.block(key) or Block(key)
    found = disputed(pack, form, saved, BlockForm(present, shown(pack.now), pack.version, formdata=None))
    return _shown(pack, form, present, found), 409


def _shown(pack: Pack, form: BlockForm, present: Block, found: object = None) -> str:
    keys = [each.key for each in pack.now.blocks]
    number = keys.index(present.key) + 1 if present.key in keys else 0
    return render_template(
        "packs/block.html", pack=pack, shown=form.pack, form=form, block=present, number=number, disputed=found
    )


def _taken_out(pack: Pack, key: str) -> Answer:
    """The part is there no more. What was typed stands in a form that puts it back as a new one."""
    if request.method == "GET":
        raise NotFound
    form = BlockForm(Block(key), shown(pack.now), pack.version)
    form.validate()
    earlier = version_at(pack, form.since)
    keys = [each.key for each in earlier.blocks] if earlier else []
    left = [each for each in keys[: keys.index(key)] if pack.now.block(each)] if key in keys else []
    page = render_template(
        "packs/block_gone.html", pack=pack, shown=form.pack, form=form, after=left[-1] if left else None
    )
    return page, 409


def _saved(pack: Pack, form: BlockForm, key: str, done: str) -> Response:
    """Back to the row of the part, which says what was done, and how much time is planned now."""
    told = f"“{form.title.data}” was {done}. {shown(pack.now).balance}." if done else UNCHANGED
    return to_pack(pack, told + _untold(form), anchor=f"part-{key}", undo=bool(done))


def _untold(form: BlockForm) -> str:
    """What was ticked on the page and is told by nothing now."""
    lost = " A lesson that you had ticked is no longer in the pack: it was taken out meanwhile." if form.lost else ""
    unread = any(form.no_longer_public.values())
    return lost + (" A lesson that you had ticked is no longer public, so no file has it." if unread else "")
