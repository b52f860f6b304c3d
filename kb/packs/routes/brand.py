"""Pages for the name and the picture that stand on every sheet of a pack."""

from flask import Response as FlaskResponse
from flask import render_template

from kb.access.actors import Permission
from kb.access.guard import actor, needs
from kb.core.db import session
from kb.core.errors import NotFound
from kb.packs.forms.about import BrandForm
from kb.packs.models import Pack, PackLogo
from kb.packs.queries.packs import has_logo, pack_by_slug
from kb.packs.routes.blueprint import OF_PACK, Answer, blueprint, disputed, onward, to_pack
from kb.packs.service import brand as service
from kb.web.forms import UNCHANGED, Form


@blueprint.route(f"{OF_PACK}/brand", methods=["GET", "POST"])
@needs(Permission.PACK_EDIT, pack=pack_by_slug)
def brand(pack: Pack) -> Answer:
    """Name and logo."""
    form, found = BrandForm(pack.now, pack.version), None
    accepted = form.validate_on_submit()
    if form.sent:  # whatever is the matter with the words: browsers do not keep a file
        service.save_logo(actor(), pack, picture=form.sent.data, kind=f"image/{form.sent.kind.value}")
    if accepted:
        words = {"made_by": form.made_by.data or "", "alternative": form.logo_alternative.data or ""}
        saved = service.save_brand(actor(), pack, **words, opened=form.since)
        if not saved.contested:
            return to_pack(pack, _done(pack) if saved or form.sent else UNCHANGED)
        found = disputed(pack, form, saved, BrandForm(pack.now, pack.version, formdata=None))
    shown = {"pack": pack, "form": form, "disputed": found, "has_logo": has_logo(pack)}
    page = render_template("packs/brand.html", **shown)
    return (page, 409) if found else page


def _done(pack: Pack) -> str:
    lacks = not pack.now.logo_alternative and has_logo(pack)
    return (
        f"Name and logo were saved.{' No sheet shows the logo until you say in words what it shows.' if lacks else ''}"
    )


@blueprint.get(f"{OF_PACK}/logo")
@needs(Permission.PACK_EDIT, pack=pack_by_slug)
def logo(pack: Pack) -> FlaskResponse:
    """The picture itself."""
    found = session.get(PackLogo, pack.id)
    if found is None:
        raise NotFound
    headers = {"Content-Type": found.kind, "Cache-Control": "private, no-store"}
    return FlaskResponse(found.content, 200, headers)


@blueprint.route(f"{OF_PACK}/logo/remove", methods=["GET", "POST"])
@needs(Permission.PACK_EDIT, pack=pack_by_slug)
def remove_logo(pack: Pack) -> Answer:
    """Ask first, then remove the picture for good."""
    form = Form()
    if form.validate_on_submit():
        service.remove_logo(actor(), pack)
        return onward("packs.brand", pack, "The logo was removed.")
    if not has_logo(pack):
        raise NotFound
    return render_template("packs/remove_logo.html", pack=pack, form=form)
