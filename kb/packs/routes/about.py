"""Pages for what a pack is about, the trainer's area, the words on safety, and the forms for those who take part."""

from flask import render_template, request

from kb.access.actors import Permission
from kb.access.guard import actor, needs
from kb.core.errors import NotFound
from kb.packs import limits
from kb.packs.forms.about import AboutForm, EvaluationForm, LocalForm, SafetyForm
from kb.packs.models import Pack
from kb.packs.queries.packs import pack_by_slug
from kb.packs.queries.shown import safety_of_site
from kb.packs.routes.blueprint import OF_PACK, Answer, blueprint, disputed, onward, to_pack
from kb.packs.saving import version_at
from kb.packs.service import parts
from kb.packs.touching import touches_on
from kb.training.queries import forms as site_forms
from kb.web.forms import UNCHANGED


@blueprint.route(f"{OF_PACK}/about", methods=["GET", "POST"])
@needs(Permission.PACK_EDIT, pack=pack_by_slug)
def about(pack: Pack) -> Answer:
    """What the session is about: title, length, whom it is for, what people will be able to do."""
    form, found = AboutForm(pack.now, pack.version), None
    if form.validate_on_submit():
        typed = form.typed(version_at(pack, form.since) or pack.now)
        saved = parts.save_fields(actor(), pack, typed=typed, opened=form.since, what="about")
        if not saved.contested:
            return to_pack(pack, "What the session is about was saved." if saved else UNCHANGED)
        found = disputed(pack, form, saved, AboutForm(pack.now, pack.version, formdata=None), "PackContent")
    page = render_template("packs/about.html", pack=pack, form=form, disputed=found, limits=limits.SESSION)
    return (page, 409) if found else page


@blueprint.route(f"{OF_PACK}/local", methods=["GET", "POST"])
@needs(Permission.PACK_EDIT, pack=pack_by_slug)
def local(pack: Pack) -> Answer:
    """What only the trainer's own area knows."""
    form, found = LocalForm(pack.now, pack.version), None
    if form.validate_on_submit():
        saved = parts.save_slots(actor(), pack, slots=form.slots, opened=form.since)
        if not saved.contested:
            return to_pack(pack, "What you wrote about your area was saved." if saved else UNCHANGED)
        found = disputed(pack, form, saved, LocalForm(pack.now, pack.version, formdata=None))
    page = render_template("packs/local.html", pack=pack, form=form, disputed=found)
    return (page, 409) if found else page


@blueprint.route(f"{OF_PACK}/safety", methods=["GET", "POST"])
@needs(Permission.PACK_EDIT, pack=pack_by_slug)
def safety(pack: Pack) -> Answer:
    """The words on safety: the site's, until somebody writes others."""
    of_site = safety_of_site()
    if of_site is None:
        raise NotFound
    if request.method == "POST" and request.form.get("act") == "site":
        saved = parts.save_fields(actor(), pack, typed={"safety": None}, opened=pack.version, what="safety")
        done = "The site’s words on safety are used again." if saved else UNCHANGED
        return onward("packs.safety", pack, done, undo=bool(saved))
    form, found = SafetyForm(pack.now.safety or of_site, pack.version), None
    if form.validate_on_submit():
        saved = parts.save_safety(actor(), pack, safety=form.safety, of_site=of_site, opened=form.since)
        if not saved.contested:
            return to_pack(pack, "The words on safety were saved." if saved else UNCHANGED)
        fresh = SafetyForm(pack.now.safety or of_site, pack.version, formdata=None)
        found = disputed(pack, form, saved, fresh)
    page = render_template(
        "packs/safety.html",
        pack=pack,
        form=form,
        disputed=found,
        own=pack.now.safety is not None,
        touches_on=touches_on(pack.now),
    )
    return (page, 409) if found else page


@blueprint.route(f"{OF_PACK}/forms", methods=["GET", "POST"])
@needs(Permission.PACK_EDIT, pack=pack_by_slug)
def forms(pack: Pack) -> Answer:
    """Which forms for those who take part go with the pack."""
    form, found = EvaluationForm(pack.now, pack.version), None
    if form.validate_on_submit():
        typed = {"forms": form.chosen}
        saved = parts.save_fields(actor(), pack, typed=typed, opened=form.since, what="forms")
        if not saved.contested:
            return to_pack(pack, "The evaluation forms were saved." if saved else UNCHANGED)
        found = disputed(pack, form, saved, EvaluationForm(pack.now, pack.version, formdata=None))
    offered = site_forms.forms()
    page = render_template("packs/forms.html", pack=pack, form=form, disputed=found, offered=offered)
    return (page, 409) if found else page
