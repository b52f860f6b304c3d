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

import re
import secrets
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import quote, unquote

from flask import Flask, Response, current_app, g, redirect, render_template, request, url_for
from flask import session as cookie
from itsdangerous import BadData, URLSafeSerializer, URLSafeTimedSerializer
from markupsafe import Markup
from werkzeug.exceptions import MethodNotAllowed
from werkzeug.exceptions import NotFound as NoSuchPage
from werkzeug.routing import RequestRedirect
from werkzeug.wrappers import Response as AnyResponse

from kb.access.actors import Permission
from kb.access.guard import actor, declaration, public
from kb.access.policy import for_people
from kb.core.settings import settings
from kb.web.addresses import current_path, own_path
from kb.web.security import from_here, without_token

FIELD = "kept_form"
"""Name of the hidden field."""
BUTTON = "kept_form_arrives"
"""Name of the button that brings a kept form to the page for signing in."""
MOST_FIELDS = 500
LARGEST = 700_000
"""Characters of the hidden field: with it a form must still be as small as every other."""

_TOKEN = "csrf_token"  # noqa: S105 - a name
_SECRET = re.compile(r"passw|secret|^(.*_)?otp$|^((current|new|recovery|second|totp)_)?code$")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class KeptForm:
    """A form as it was sent."""

    path: str
    """Where it was going."""
    page: str
    """The page that it stood on."""
    fields: list[tuple[str, str]]
    """Names and values, in their order, without secrets."""
    had_secrets: bool
    had_files: bool
    typed_by: int | None
    """Number of the user who was signed in when the form was shown; None where nobody was, or nothing says who."""

    @property
    def filled(self) -> list[tuple[str, str]]:
        """Names in words, and values, of the fields that somebody filled."""
        return [(_in_words(name), value) for name, value in self.fields if value.strip()]

    @property
    def shown(self) -> list[tuple[str, str]]:
        """Those whose values say something to whoever typed them: a number mostly stands for something chosen."""
        return [(name, value) for name, value in self.filled if not value.strip().isdigit()]

    @property
    def numbers(self) -> int:
        """How many others there are."""
        return len(self.filled) - len(self.shown)


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


def carried() -> KeptForm | None:
    """The form that this request carries, if it was kept by this site."""
    if request.method != "POST" or FIELD not in request.form:
        return None
    try:
        found = _serializer().loads(request.form[FIELD])
    except BadData:
        return None
    return KeptForm(**{**found, "fields": [(name, value) for name, value in found["fields"]]})


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
    g.pop(_TOKEN, None)  # that of the session which this request may have ended
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
    kept = _sent()
    if kept is None or not kept.filled:
        return redirect(url_for("accounts.sign_in", next=page_before()), 303)
    return _stopped(kept)


def token_refused() -> AnyResponse | None:
    """The answer to a form whose token is not of this session, where it can be kept; None for the plain page.

    That one is for browsers that take no cookies, to which the same would happen again, and for signing in itself.
    """
    kept = _sent()
    if kept is None or not kept.filled:
        return None
    if _takes_account(kept):
        return _stopped(kept) if actor().user_id is None else _asked(kept, 400)
    signs_in, takes_cookies = kept.had_secrets, request.cookies or kept.typed_by is not None
    return _asked(kept, 400) if takes_cookies and not signs_in else None


def page_before() -> str:
    """Path of the page of this site that the request was sent from, as far as the browser says."""
    sent_from = request.referrer or ""
    begin = request.host_url.rstrip("/")
    path = own_path(sent_from.removeprefix(begin)) if sent_from.startswith(f"{begin}/") else "/"
    return path if _view(path, "GET") else "/"


def _view(path: str, method: str) -> str | None:
    """Endpoint of the view that answers this; None where none does."""
    adapter = current_app.create_url_adapter(request)
    try:
        return adapter.match(unquote(path.partition("?")[0]), method=method)[0] if adapter else None
    except (NoSuchPage, MethodNotAllowed, RequestRedirect):
        return None


def _takes_account(kept: KeptForm) -> bool:
    """Whether nobody can send this form who is not signed in."""
    endpoint = _view(kept.path, "POST")
    declared = declaration(current_app, endpoint) if endpoint else None
    return isinstance(declared, Permission) and for_people(declared)


# --- keeping, and the two pages


def _sent() -> KeptForm | None:
    """The form that this request brings, if a page of this site sent it and it is not too much to keep."""
    if request.method != "POST" or not from_here():
        return None
    if FIELD in request.form:
        return carried()
    sent = list(request.form.items(multi=True))
    address = f"{quote(request.path)}?{request.query_string.decode('ascii', 'replace')}".rstrip("?")
    if len(sent) > MOST_FIELDS or own_path(address, "") != address:
        return None
    return KeptForm(
        path=address,
        page=page_before(),
        fields=[(name, _CONTROL.sub("", value)) for name, value in sent if not _is_secret(name)],
        had_secrets=any(value and _is_secret(name) and not name.endswith(_TOKEN) for name, value in sent),
        had_files=any(file.filename for file in request.files.values()),
        typed_by=_typed_by(),
    )


def _is_secret(name: str) -> bool:
    return name.endswith(_TOKEN) or bool(_SECRET.search(name.lower()))


def _typed_by() -> int | None:
    """Whose page the form was on, as its token says."""
    token = next((value for name, value in request.form.items() if name.endswith(_TOKEN)), "")
    try:
        inside = str(_tokens().loads(token))
    except BadData:
        return None
    owner = inside.partition(".")[2]
    return int(owner) if owner.isascii() and owner.isdigit() else None


def _stopped(kept: KeptForm) -> AnyResponse:
    """The page for somebody who has to sign in before the form can be sent."""
    return _private(render_template("kept_stopped.html", kept=kept, **_carrying(kept)), 401)


def _asked(kept: KeptForm, code: int = 200) -> AnyResponse:
    """The page that asks whether to send it."""
    g.pop(_TOKEN, None)  # that of the session which this request may have ended
    _name_owner()
    mine = kept.typed_by is None or kept.typed_by == actor().user_id
    return _private(render_template("kept_asked.html", kept=kept, mine=mine, **_carrying(kept)), code)


def _carrying(kept: KeptForm) -> dict[str, Any]:
    """The hidden field for a kept form; empty where it would be too long."""
    value = _serializer().dumps(asdict(kept))
    return {"carried": value if len(value) <= LARGEST else "", "field": FIELD, "button": BUTTON}


def _private(page: str, code: int = 200) -> AnyResponse:
    return Response(page, code, {"Cache-Control": "no-store"})


def _name_owner() -> None:
    owner = actor().user_id
    if owner is not None and _TOKEN not in cookie:
        cookie[_TOKEN] = f"{secrets.token_hex(20)}.{owner}"


def _serializer() -> URLSafeSerializer:
    return URLSafeSerializer(settings().secret_key, salt="kept form")


def _tokens() -> URLSafeTimedSerializer:
    """How Flask-WTF signs tokens; what it does not know is read as nobody's."""
    return URLSafeTimedSerializer(settings().secret_key, salt="wtf-csrf-token")


def _in_words(name: str) -> str:
    """The name of a field as it can be read: "Answer to"."""
    return re.sub(r"[_-]+", " ", name).strip().capitalize() or "Text"
