"""The pages on which packs are found: one's own, and public ones."""

from flask import render_template

from kb.access.actors import Permission
from kb.access.guard import actor, needs, public
from kb.packs.queries.packs import packs_for, published_packs
from kb.packs.routes.blueprint import blueprint
from kb.web.paging import requested_page


@blueprint.get("")
@public
def index() -> str:
    """The packs that are public."""
    return render_template("packs/index.html", page=published_packs(requested_page()))


@blueprint.get("/mine")
@needs(Permission.PACK_MAKE)
def mine() -> str:
    """The packs that one works on, and those that colleagues share."""
    return render_template("packs/mine.html", page=packs_for(actor(), requested_page()), own=actor().user_id)
