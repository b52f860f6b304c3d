"""What was typed into a form is not lost when its session has ended, or somebody else has signed in meanwhile.

A form that cannot be taken as it was sent is answered with a page that carries all its fields in one hidden, signed
field through signing in, and ends on a page that shows what was typed, says who is signed in now, and has a button that
sends it to where it was going. Nothing is stored here, no script is needed, and nothing happens before that button.

For the pages of signing in (a password, then perhaps a code), in this order:

- `arriving()` says that a POST only brings a kept form: show the page and validate nothing;
- templates print `{{ kept_form() }}` inside of their form, which carries it on;
- `through(address, show)` leads to the next page of signing in;
- `onward(next)` leads to where somebody was going, once signed in.

Not kept are passwords and codes, files, and what another site made a browser send.
"""

import secrets
from collections.abc import Callable
from typing import Any

from flask import Flask, Response, current_app, g, redirect, render_template, request, url_for
from flask import session as cookie
from markupsafe import Markup
from werkzeug.wrappers import Response as AnyResponse

from kb.access.actors import Permission
from kb.access.guard import actor, declaration, may_use, public
from kb.access.policy import for_people, waits_for_second_step
from kb.web.addresses import current_path, own_path
from kb.web.security import from_here, without_token
from kb.web.sent_form import FIELD, LARGEST, TOKEN, KeptForm, carried, page_before, sealed, sent, view_at

BUTTON = "kept_form_arrives"
"""Name of the button that brings a kept form to the page for signing in."""


def connect(app: Flask) -> None:
    """Offer `kept_form()` to templates, and the page that goes on with a kept form."""
    app.jinja_env.globals["kept_form"] = kept_form

    @app.post("/go-on", endpoint="go_on")
    @public
    @without_token
    def go_on() -> AnyResponse:
        """Go on with a kept form, now that somebody has signed in, or somebody else."""
        kept = carried() if from_here() else None
        if kept is None:
            return redirect("/", 303)
        return _stopped(kept) if actor().user_id is None and _takes_account(kept) else _asked(kept)

    @app.before_request
    def name_owner() -> None:
        """Have the tokens of somebody signed in name the user: so another user is told apart."""
        _name_owner()


# --- for the pages of signing in


def arriving() -> bool:
    """Whether this POST only brings a kept form to a page of signing in, which is to be shown and not validated."""
    return request.method == "POST" and BUTTON in request.form


def kept_form() -> Markup:
    """For templates: the hidden field that carries the kept form on; empty where there is none."""
    if request.method != "POST" or FIELD not in request.form or carried() is None:
        return Markup()
    return Markup('<input type="hidden" name="{}" value="{}">').format(FIELD, request.form[FIELD])


def through(address: str, show: Callable[[], str]) -> AnyResponse:
    """Lead to the next page of signing in: by a redirect, or with a kept form by showing that page at once."""
    if carried() is None:
        return redirect(address, 303)
    g.pop(TOKEN, None)  # that of the session which this request may have ended
    return _private(show())


def onward(next_path: object) -> AnyResponse:
    """Lead somebody who has just signed in to where they were going, or ask whether to send what they had typed."""
    kept = carried()
    return redirect(own_path(next_path), 303) if kept is None else _asked(kept)


# --- for the error pages


def sign_in_asked() -> AnyResponse:
    """The answer to somebody not signed in who asks for something that takes an account."""
    if request.method in {"GET", "HEAD"}:
        return redirect(url_for("accounts.sign_in", next=current_path()), 303)
    kept = sent()
    if kept is None or not kept.filled:
        return redirect(url_for("accounts.sign_in", next=page_before()), 303)
    return _stopped(kept)


def token_refused() -> AnyResponse | None:
    """The answer to a form whose token is not of this session, where it can be kept; None for the plain page.

    That one is for browsers that take no cookies, to which the same would happen again, and for signing in itself.
    """
    kept = sent()
    if kept is None or not kept.filled:
        return None
    if _takes_account(kept):
        return _stopped(kept) if actor().user_id is None else _asked(kept, 400)
    signs_in, takes_cookies = kept.had_secrets, request.cookies or kept.typed_by is not None
    return _asked(kept, 400) if takes_cookies and not signs_in else None


def _takes_account(kept: KeptForm) -> bool:
    """Whether nobody can send this form who is not signed in."""
    declared = declaration(current_app, view_at(kept.path, "POST")[0])
    return isinstance(declared, Permission) and for_people(declared)


def _waits(kept: KeptForm) -> bool:
    """Whether only a second step of signing in is missing, as far as can be told."""
    declared = declaration(current_app, view_at(kept.path, "POST")[0])
    return isinstance(declared, Permission) and waits_for_second_step(actor(), declared)


# --- the pages


def _stopped(kept: KeptForm) -> AnyResponse:
    """The page for somebody who has to sign in before the form can be sent."""
    return _private(render_template("kept_stopped.html", kept=kept, **_carrying(kept)), 401)


def _asked(kept: KeptForm, code: int = 200) -> AnyResponse:
    """The page that asks whether to send it."""
    g.pop(TOKEN, None)  # that of the session which this request may have ended
    _name_owner()
    mine = kept.typed_by is None or kept.typed_by == actor().user_id
    possible = may_use(current_app, *view_at(kept.path, "POST"))
    words = {"kept": kept, "mine": mine, "back": _way_back(kept), **_carrying(kept)}
    if possible:
        return _private(render_template("kept_asked.html", **words), code)
    return _private(render_template("kept_refused.html", waits=_waits(kept), **words), 403)


def _way_back(kept: KeptForm) -> str:
    """The page that the form stood on, or else one that the person may open for certain."""
    if may_use(current_app, *view_at(kept.page, "GET")):
        return kept.page
    return url_for("accounts.account") if actor().user_id is not None else "/"


def _carrying(kept: KeptForm) -> dict[str, Any]:
    """The hidden field for a kept form; empty where it would be too long."""
    value = sealed(kept)
    return {"carried": value if len(value) <= LARGEST else "", "field": FIELD, "button": BUTTON}


def _private(page: str, code: int = 200) -> AnyResponse:
    return Response(page, code, {"Cache-Control": "no-store"})


def _name_owner() -> None:
    owner = actor().user_id
    if owner is not None and TOKEN not in cookie:
        cookie[TOKEN] = f"{secrets.token_hex(20)}.{owner}"
