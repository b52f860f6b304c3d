"""Pages on which the owner of a pack asks that it be public, and takes that back."""

from flask import render_template
from werkzeug.wrappers import Response

from kb.access.actors import Permission
from kb.access.guard import actor, needs
from kb.core.errors import Conflict
from kb.identity.combining import by_kind
from kb.packs.comparing import FIELD_WORDS
from kb.packs.content import SLOTS, public_part
from kb.packs.forms.publishing import PublishForm
from kb.packs.forms.sharing import PlainForm
from kb.packs.lacking import lacks_of, to_fill_in
from kb.packs.models import Pack
from kb.packs.queries.packs import pack_by_slug
from kb.packs.queries.publications import decided_last, logo_now, organisations_around, waiting_of
from kb.packs.queries.told import lessons_told
from kb.packs.queries.touched import what_is_touched
from kb.packs.routes.blueprint import OF_PACK, Answer, blueprint, onward
from kb.packs.service import publicity
from kb.packs.standing import standing_of, unfit
from kb.packs.texts import place_of

CHANGED = "The pack was changed meanwhile, or somebody has asked already. This is how it stands now."


@blueprint.route(f"{OF_PACK}/publish", methods=["GET", "POST"])
@needs(Permission.PACK_MANAGE, pack=pack_by_slug)
def publish(pack: Pack) -> Answer:
    """What would be public, what the identity check finds in it, and the form that asks for it."""
    content, decided = public_part(pack.now), decided_last(pack)
    standing = standing_of(content, pack.credit, {}, organisations_around(pack))
    form = PublishForm(pack.version, standing.asked, decided.reasons if decided else {})
    told = ""
    if form.validate_on_submit():
        try:
            with form.catching():
                given, cleared = form.reasons, bool(form.cleared.data)
                publicity.ask(actor(), pack, version=form.since, reasons=given, cleared=cleared)
                return onward("packs.publish", pack, "You have asked that this pack be public.")
        except publicity.NotFit as refused:
            told = refused.problems["found"]
        except Conflict:
            told = CHANGED
            form.go_on_from(pack.version)
    lessons = lessons_told(content.lessons)
    lacks = to_fill_in(lacks_of(pack, content, lessons, what_is_touched(content, lessons).session))
    page = render_template(
        "packs/publish.html",
        pack=pack,
        content=content,
        local=(FIELD_WORDS["when_where"], *SLOTS.values()),
        form=form,
        told=told,
        standing=standing,
        unfit=unfit(content),
        lacks=[each for each in lacks if not each.where.startswith("slot:")],
        waiting=waiting_of(pack),
        same=publicity.is_public_already(pack, content),
        decided=decided,
        logo=logo_now(pack),
        place_of=place_of,
        by_kind=by_kind,
    )
    return (page, 409) if told else page


@blueprint.post(f"{OF_PACK}/publish/take-back")
@needs(Permission.PACK_MANAGE, pack=pack_by_slug)
def publish_take_back(pack: Pack) -> Answer:
    """Take back that it is to be public; it can be asked again."""
    try:
        publicity.withdraw(actor(), pack)
    except Conflict:
        return onward("packs.publish", pack, "Nothing was taken back: an editor has decided already.")
    return onward("packs.publish", pack, "You have taken it back. No editor reads it any more.")


@blueprint.route(f"{OF_PACK}/private", methods=["GET", "POST"])
@needs(Permission.PACK_MANAGE, pack=pack_by_slug)
def private(pack: Pack) -> str | Response:
    """Ask first, then have nobody see any more what was published."""
    form = PlainForm()
    if pack.published is None:
        return onward("packs.publish", pack, "It is not public.")
    if form.validate_on_submit():
        try:
            publicity.make_private(actor(), pack)
        except Conflict:
            return onward("packs.publish", pack, "It was not public any more.")
        return onward("packs.publish", pack, "It is not public any more.")
    return render_template("packs/private.html", pack=pack, form=form)
