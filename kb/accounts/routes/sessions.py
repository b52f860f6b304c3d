"""Pages about the browsers in which one is signed in."""

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from kb.access.actors import Permission
from kb.access.guard import actor, needs
from kb.accounts.forms.own_account import ConfirmingForm
from kb.accounts.models.credentials import UserSession
from kb.accounts.models.user import User
from kb.accounts.queries.sessions import of_user, one_of_user
from kb.accounts.routes.blueprint import blueprint
from kb.accounts.service import own_account
from kb.accounts.sign_in import end, own_user, this_session
from kb.web.addresses import NUMBER
from kb.web.paging import requested_page


def own_session(number: int) -> UserSession:
    """One of the sessions of whoever is signed in. Raises NotFound."""
    return one_of_user(own_user(), number)


@blueprint.get("/account/sessions")
@needs(Permission.ACCOUNT_READ, user=own_user)
def sessions(user: User) -> str:
    """The browsers in which one is signed in."""
    return render_template(
        "accounts/sessions.html", page=of_user(user, requested_page()), this=this_session(), form=ConfirmingForm()
    )


@blueprint.post(f"/account/sessions/{NUMBER}/end")
@needs(Permission.SESSION_END, ended=own_session)
def end_session(ended: UserSession) -> Response:
    """Sign out one browser."""
    browser, is_this = ended.browser, ended.id == this_session().id
    own_account.end_session(actor(), ended)
    if is_this:
        end()
        return redirect(url_for("accounts.signed_out"), 303)
    flash(f"{browser} is signed out." if browser else "That browser is signed out.")
    return redirect(url_for("accounts.sessions"), 303)


@blueprint.post("/account/sessions/end-all")
@needs(Permission.SESSION_END, user=own_user)
def sign_out_everywhere(user: User) -> Response:
    """Sign out every browser, this one included."""
    own_account.sign_out_everywhere(actor(), user)
    end()
    flash("You are signed out in all browsers, in this one too.")
    return redirect(url_for("accounts.sign_in"), 303)
