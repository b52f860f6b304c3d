"""The pages on which somebody finds their packs."""

from flask import render_template

from kb.access.actors import Permission
from kb.access.guard import actor, needs
from kb.packs.queries.packs import packs_for
from kb.packs.routes.blueprint import blueprint
from kb.web.paging import requested_page


@blueprint.get("/mine")
@needs(Permission.PACK_MAKE)
def mine() -> str:
    """The packs that one works on, and those that colleagues share."""
    return render_template("packs/mine.html", page=packs_for(actor(), requested_page()))
