"""What pages of packs show of sessions that were held."""

from flask import render_template
from markupsafe import Markup

from kb.access.actors import Permission
from kb.access.guard import may
from kb.held_sessions.queries.held import in_short
from kb.packs.models import Pack


def for_pack(pack: Pack) -> Markup:
    """On the page of a pack, for those who edit it: what was held, and what is due now."""
    if not may(Permission.PACK_EDIT, pack):
        return Markup()
    found = in_short(pack)
    return Markup(render_template("held_sessions/_of_pack.html", pack=pack, held=found))  # noqa: S704 - a template
