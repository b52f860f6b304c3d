"""The page of a pack."""

from flask import render_template

from kb.access.actors import Permission
from kb.access.guard import actor, needs
from kb.packs.models import Pack
from kb.packs.queries.packs import pack_by_slug, seen_by
from kb.packs.routes.blueprint import OF_PACK, blueprint


@blueprint.get(OF_PACK)
@needs(Permission.PACK_READ, pack=pack_by_slug)
def show(pack: Pack) -> str:
    """What a pack says."""
    return render_template("packs/show.html", pack=pack, content=seen_by(actor(), pack))
