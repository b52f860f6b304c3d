"""Pages on who sees and edits a pack, and on copying one."""

from contextlib import suppress

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from kb.access.actors import Permission
from kb.access.guard import actor, may, needs
from kb.core.errors import NotFound
from kb.packs.forms.sharing import NOBODY, EditorForm, OwnerForm, PlainForm, ShareForm
from kb.packs.models import Pack
from kb.packs.queries.packs import credit_to, pack_by_slug, seen_by
from kb.packs.queries.people import invitation_for, own_organisations
from kb.packs.routes.blueprint import OF_PACK, Answer, blueprint
from kb.packs.service import making, sharing

ASKED = (
    "We have sent them a message. They can edit the pack once they have opened its link. If they have no account here,"
    " they make one first."
)


@blueprint.route(f"{OF_PACK}/sharing", methods=["GET", "POST"])
@needs(Permission.PACK_MANAGE, pack=pack_by_slug)
def share(pack: Pack) -> str | Response:
    """Who sees it and who edits it."""
    organisations = own_organisations(actor())
    form = ShareForm(organisations, data={"organisation": str(pack.organisation_id or NOBODY)})
    if form.validate_on_submit():
        with form.catching():
            sharing.share(actor(), pack, organisation_id=form.organisation_id)
            flash("Colleagues can see the pack now." if pack.is_shared else "Only you and its co-editors see it now.")
            return redirect(url_for("packs.share", slug=pack.slug), 303)
    return render_template("packs/share.html", pack=pack, form=form, organisations=organisations)


@blueprint.route(f"{OF_PACK}/editors/add", methods=["GET", "POST"])
@needs(Permission.PACK_MANAGE, pack=pack_by_slug)
def invite(pack: Pack) -> str | Response:
    """Ask somebody to edit it, too."""
    form = EditorForm()
    if form.validate_on_submit():
        with form.catching():
            sharing.invite(actor(), pack, email=form.email.data or "")
            flash(ASKED)
            return redirect(url_for("packs.share", slug=pack.slug), 303)
    return render_template("packs/invite.html", pack=pack, form=form)


@blueprint.post(f"{OF_PACK}/editors/take-back")
@needs(Permission.PACK_MANAGE, pack=pack_by_slug)
def take_back(pack: Pack) -> Response:
    """Take an invitation back; they can be asked again."""
    sharing.take_back(actor(), pack, email=request.form.get("email", ""))
    flash("The invitation was taken back. Its link leads nowhere now.")
    return redirect(url_for("packs.share", slug=pack.slug), 303)


@blueprint.route(f"{OF_PACK}/join", methods=["GET", "POST"])
@needs(Permission.PACK_MAKE)
def join(slug: str) -> Answer:
    """Become an editor of a pack that one was asked to help with; who is one already is led to it."""
    try:
        invitation = invitation_for(actor(), slug)
    except NotFound:
        return _not_asked(slug)
    form = PlainForm()
    if form.validate_on_submit():
        sharing.join(actor(), invitation)
        flash("You can edit this pack now.")
        return redirect(url_for("packs.show", slug=slug), 303)
    return render_template("packs/join.html", pack=invitation.pack, form=form)


def _not_asked(slug: str) -> Answer:
    """Where somebody goes who has no invitation: whatever the address, the answer is the same for who edits no pack."""
    with suppress(NotFound):
        if may(Permission.PACK_EDIT, pack_by_slug(slug)):
            return redirect(url_for("packs.show", slug=slug), 303)
    return render_template("packs/no_invitation.html"), 404


@blueprint.post(f"{OF_PACK}/editors/remove")
@needs(Permission.PACK_MANAGE, pack=pack_by_slug)
def remove_editor(pack: Pack) -> Response:
    """Let somebody edit it no longer; they can be added again."""
    number = request.form.get("user", "")
    if number.isdecimal():
        sharing.remove_editor(actor(), pack, user_id=int(number))
        flash("They can no longer edit the pack.")
    return redirect(url_for("packs.share", slug=pack.slug), 303)


@blueprint.route(f"{OF_PACK}/hand-over", methods=["GET", "POST"])
@needs(Permission.PACK_MANAGE, pack=pack_by_slug)
def hand_over(pack: Pack) -> str | Response:
    """Make a co-editor the owner."""
    form = OwnerForm([editor.user for editor in pack.editors])
    if form.validate_on_submit():
        with form.catching():
            chosen, was_shared = form.user.data or "", pack.is_shared
            sharing.hand_over(actor(), pack, user_id=int(chosen) if chosen.isdecimal() else 0)
            unshared = " Members of your organisation no longer see it." if was_shared and not pack.is_shared else ""
            flash(f"The pack has a new owner. You can still edit it.{unshared}")
            return redirect(url_for("packs.show", slug=pack.slug), 303)
    return render_template("packs/hand_over.html", pack=pack, form=form)


@blueprint.route(f"{OF_PACK}/leave", methods=["GET", "POST"])
@needs(Permission.PACK_EDIT, pack=pack_by_slug)
def leave(pack: Pack) -> str | Response:
    """Stop editing somebody else's pack; asks first."""
    form = PlainForm()
    if actor().user_id == pack.owner_id:
        return redirect(url_for("packs.share", slug=pack.slug), 303)
    if form.validate_on_submit():
        sharing.leave(actor(), pack)
        flash(f"You no longer edit “{pack.title}”.")
        return redirect(url_for("packs.mine"), 303)
    return render_template("packs/leave.html", pack=pack, form=form)


@blueprint.route(f"{OF_PACK}/copy", methods=["GET", "POST"])
@needs(Permission.PACK_COPY, pack=pack_by_slug)
def copy(pack: Pack) -> str | Response:
    """Make a pack of one's own from another one, with credit to it."""
    form, content = PlainForm(), seen_by(actor(), pack)
    credit = credit_to(pack, content)
    if form.validate_on_submit():
        made = making.copy(actor(), pack, content=content, credit=credit)
        flash("This is your copy. Nobody else sees it.")
        return redirect(url_for("packs.show", slug=made.slug), 303)
    return render_template("packs/copy.html", pack=pack, content=content, credit=credit, form=form)
