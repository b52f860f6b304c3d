"""Pages for the saved texts of a pack, and for removing it."""

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from kb.access.actors import Permission
from kb.access.guard import actor, needs
from kb.core.errors import NotFound
from kb.packs.comparing import differences
from kb.packs.models import Pack
from kb.packs.queries.history import version_of
from kb.packs.queries.history import versions as versions_of
from kb.packs.queries.packs import pack_by_slug
from kb.packs.queries.shown import shown
from kb.packs.routes.blueprint import OF_PACK, Answer, blueprint, named, onward, pack_at, to_pack
from kb.packs.said import SAID
from kb.packs.service import making, parts
from kb.web.addresses import NUMBER
from kb.web.forms import Form
from kb.web.paging import requested_page

OF_VERSION = f"{OF_PACK}/versions/{NUMBER}"


@blueprint.get(f"{OF_PACK}/versions")
@needs(Permission.PACK_EDIT, pack=pack_by_slug)
def versions(pack: Pack) -> str:
    """Every text that was saved: who, when, what."""
    return render_template("packs/versions.html", pack=pack, page=versions_of(pack, requested_page()), said=SAID)


@blueprint.get(OF_VERSION)
@needs(Permission.PACK_EDIT, pack=pack_at)
def version(pack: Pack) -> str:
    """A version: what has changed since, and what it says."""
    found = version_of(pack, int(named("number")))
    changes, labels = differences(found.said, pack.now)
    return render_template(
        "packs/version.html",
        pack=pack,
        version=found,
        shown=shown(found.said),
        changes=changes,
        labels=labels,
        said=SAID,
    )


@blueprint.post(f"{OF_VERSION}/put-back")
@needs(Permission.PACK_EDIT, pack=pack_at)
def put_back(pack: Pack) -> Answer:
    """Have the pack say again what a version said; what it says now stays among the versions."""
    number = int(named("number"))
    try:
        written = parts.restore(actor(), pack, number=number)
    except NotFound:
        return onward("packs.versions", pack, "That version is not kept any more.")
    if not written:
        return to_pack(pack, "It says that already, so nothing was changed.")
    return to_pack(pack, f"The pack is as it was in version {number}.", undo=True)


@blueprint.route(f"{OF_PACK}/remove", methods=["GET", "POST"])
@needs(Permission.PACK_MANAGE, pack=pack_by_slug)
def remove(pack: Pack) -> str | Response:
    """Ask first, then remove the pack with all that was saved of it."""
    form = Form()
    if form.validate_on_submit():
        title = pack.title
        making.remove(actor(), pack)
        flash(f"“{title}” was removed.")
        return redirect(url_for("packs.mine"), 303)
    return render_template("packs/remove.html", pack=pack, form=form)
