"""Pages of single sign-on: to the provider and back, and linking a work account.

The way to the provider is a link and not a form: `form-action 'self'` holds for all redirects that follow a form, so a
browser would not let a form lead there. Nothing is lost by that, since `begin` changes nothing but the browser's own
cookie. `back` is the one page that changes something on GET, because that is how a provider sends people back; a state
that only this browser knows stands in for the token of a form. What a foreign site could still bring about is that
somebody comes back from the provider as somebody else. Therefore `back` never links: it says whom the provider named,
and a form with a token does it.
"""

from apiflask import APIBlueprint
from flask import flash, redirect, render_template, request, url_for
from flask import session as cookie
from werkzeug.wrappers import Response
from wtforms import StringField
from wtforms.validators import DataRequired, Optional

from kb.access.actors import Permission
from kb.access.guard import actor, needs, public
from kb.accounts import links
from kb.accounts.forms.own_account import ProvingForm
from kb.accounts.forms.signing_in import CODE
from kb.accounts.models.credentials import OneTimeLink
from kb.accounts.models.user import User
from kb.accounts.service import proving, resetting, signing_in
from kb.accounts.sign_in import after_entering, await_code, own_user, signed_in, this_session
from kb.core.errors import NotFound
from kb.core.settings import SignOnSettings, settings
from kb.sign_on import flows, provider, service
from kb.sign_on.flows import Flow
from kb.sign_on.identities import Identity
from kb.sign_on.models import ExternalIdentity
from kb.sign_on.queries import link_of, links_of
from kb.sign_on.refusals import Reason, Refused
from kb.web.addresses import NUMBER, own_path
from kb.web.forms import Form, TextInput
from kb.web.security import private

blueprint = APIBlueprint("sign_on", __name__, enable_openapi=False)


class LinkForm(ProvingForm):
    """Agreeing to a link, with proof that its owner does."""


class LinkByMailForm(Form):
    """Agreeing to a link without having signed in here."""

    code = StringField("Code", widget=TextInput(), validators=[Optional()])


class LinkWithCodeForm(LinkByMailForm):
    """The same for somebody with a second step."""

    code = StringField("Code", description=CODE, widget=TextInput(), validators=[DataRequired("Enter a code")])


@blueprint.after_request
def keep_nothing(response: Response) -> Response:
    """No browser and no proxy keeps what is about an account."""
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.errorhandler(Refused)
def refused(refusal: Refused) -> tuple[str, int]:
    """Say in plain words what happened, and the way on."""
    words, here = refusal.reason.value, signed_in() is not None
    again = url_for("sign_on.link" if here else "sign_on.begin")
    if request.view_args and "token" in request.view_args:
        again = url_for("sign_on.link_by_mail", token=request.view_args["token"])
    return render_template("sign_on/refused.html", words=words, again=again, here=here), words.status


@blueprint.get("/sign-on")
@public
def begin() -> Response:
    """Send somebody to the provider to sign in."""
    return _leave(after=own_path(request.args.get("next")), linking=None)


@blueprint.get("/sign-on/back")
@public
def back() -> str | Response:
    """Somebody comes back from the provider."""
    chosen, flow = _provider(), flows.taken(cookie, request.args.get("state", ""))
    if "error" in request.args:
        provider.refuse(request.args["error"])
    if not request.args.get("code"):
        raise Refused(Reason.STALE)
    identity = provider.identity(chosen, code=request.args["code"], flow=flow, back=_back())
    if flow.linking is not None:
        return _set_aside(identity, flow.linking, flow.after)
    arrived = service.arrive(actor(), identity)
    if arrived is None:
        return render_template("sign_on/known_address.html")
    return _come_in(arrived.user, flow.after)


@blueprint.get(f"{service.LINKING}/begin")
@needs(Permission.ACCOUNT_CHANGE, user=own_user)
def begin_link(user: User) -> Response:
    """Send somebody to the provider who wants to link a work account."""
    proving.require_means(user, this_session())
    return _leave(after="", linking=user.id)


@blueprint.route(service.LINKING, methods=["GET", "POST"])
@needs(Permission.ACCOUNT_CHANGE, user=own_user)
def link(user: User) -> str | Response:
    """Say what linking is; and once the provider has named somebody, ask whether to link."""
    form = LinkForm.of(user)
    identity = flows.put_aside_for(cookie, user.id)
    if form.is_submitted() and identity is None:
        raise Refused(Reason.STALE)
    if identity is not None and form.validate_on_submit():
        with form.catching():
            proof = proving.prove(user, this_session(), form.proof)
            flows.forget(cookie)
            service.link(actor(), user, identity=identity, proof=proof)
            flash("Your work account is linked. You can sign in with it.")
            return redirect(url_for("accounts.account"), 303)
    label = _provider().label
    return render_template("sign_on/link.html", form=form, identity=identity, user=user, label=label)


def own_link(number: int) -> ExternalIdentity:
    """One of the work accounts that are linked to the account of whoever is signed in."""
    return link_of(own_user(), number)


@blueprint.route(f"{service.LINKING}/{NUMBER}/unlink", methods=["GET", "POST"])
@needs(Permission.ACCOUNT_CHANGE, linked=own_link)
def unlink(linked: ExternalIdentity) -> str | Response:
    """Ask before a work account is unlinked, and do it."""
    user = linked.user
    proving.require_means(user, this_session())
    form, only_way_in = ProvingForm.of(user), service.is_only_way_in(user, len(links_of(user)))
    if form.validate_on_submit():
        with form.catching():
            proof = proving.prove(user, this_session(), form.proof)
            service.unlink(actor(), user, number=linked.id, proof=proof)
            flash("That work account is unlinked.")
            return redirect(url_for("accounts.account"), 303)
    return render_template("sign_on/unlink.html", form=form, linked=linked, only_way_in=only_way_in)


@blueprint.get("/sign-on/link/<token>/begin")
@public
def begin_by_mail(token: str) -> Response:
    """Send somebody to the provider who has a link for linking a work account."""
    user = _user_by_mail(links.found(service.BY_MAIL, token))
    return _leave(after=url_for("sign_on.link_by_mail", token=token), linking=user.id)


@blueprint.route("/sign-on/link/<token>", methods=["GET", "POST"])
@public
def link_by_mail(token: str) -> Response:
    """A link from a message: say what linking is; once the provider has named somebody, ask, link and sign in."""
    found = links.found(service.BY_MAIL, token)
    user = _user_by_mail(found)
    form = LinkWithCodeForm() if user.takes_code else LinkByMailForm()
    identity = flows.put_aside_for(cookie, user.id)
    if form.is_submitted() and identity is None:
        raise Refused(Reason.STALE)
    if identity is not None and form.validate_on_submit():
        with form.catching():
            service.link_by_mail(actor(), found, identity=identity, code=form.code.data or "")
            flash("Your work account is linked. From now on you sign in with it.")
            return redirect(after_entering(user, url_for("accounts.account")), 303)
    return private(
        render_template(
            "sign_on/link_by_mail.html",
            form=form, identity=identity, user=user, label=_provider().label, token=token, current_path="/",
        )
    )  # fmt: skip


def _user_by_mail(link: OneTimeLink) -> User:
    """Whose account a link is about. Where people have passwords, they sign in with those and link then."""
    if settings().local_accounts:
        raise links.LinkUnknown(link.kind)
    _provider()
    return resetting.user_of(link)


def _leave(*, after: str, linking: int | None) -> Response:
    left = provider.departure(_provider(), _back())
    flows.remember(cookie, left.state, Flow(left.nonce, left.verifier, after, linking))
    return redirect(left.address, 303)


def _set_aside(identity: Identity, user_id: int, by_mail: str) -> Response:
    """Go on to the question whether to link: on the page of the link from a message, if one came by that; else if the
    same person is still signed in here."""
    who = signed_in()
    if not by_mail and (who is None or who.user.id != user_id):
        raise Refused(Reason.STALE)
    flows.put_aside(cookie, user_id, identity)
    return redirect(by_mail or url_for("sign_on.link"), 303)


def _come_in(user: User, after: str) -> Response:
    """Sign somebody in; who has set up a second step takes it here, whatever the provider has asked for."""
    if user.takes_code:
        await_code(user, user.password_hash)
        return redirect(url_for("accounts.sign_in_code", next=after), 303)
    signing_in.begin(actor(), user)
    return redirect(after_entering(user, after), 303)


def _provider() -> SignOnSettings:
    found = settings().sign_on
    if found is None:
        raise NotFound
    return found


def _back() -> str:
    """The address that the provider sends people back to; it has been told to use no other."""
    return settings().site_url + url_for("sign_on.back")
