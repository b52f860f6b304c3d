"""The pages on which packs are found: one's own, and public ones."""

from flask import render_template

from kb.access.actors import Permission
from kb.access.guard import actor, needs, public
from kb.accounts.models.user import User
from kb.core.db import session
from kb.packs.queries.packs import packs_for, published_packs
from kb.packs.queries.people import invitations_of
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
    """The packs that one works on, those that colleagues share, and those that one was asked to edit."""
    user = session.get_one(User, actor().user_id)
    asked = invitations_of(user)
    return render_template(
        "packs/mine.html", page=packs_for(actor(), requested_page()), own=actor().user_id, asked=asked
    )
