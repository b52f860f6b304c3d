"""A form as it was sent: what of it can be kept, and how it reads."""

import inspect
import re
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import quote, unquote

from flask import current_app, request
from itsdangerous import BadData, URLSafeSerializer, URLSafeTimedSerializer
from werkzeug.exceptions import MethodNotAllowed
from werkzeug.exceptions import NotFound as NoSuchPage
from werkzeug.routing import RequestRedirect

from kb.core.settings import settings
from kb.web.addresses import own_path
from kb.web.field_labels import Known, fields_of
from kb.web.security import from_here

FIELD = "kept_form"
"""Name of the hidden field."""
MOST_FIELDS = 500
LARGEST = 700_000
"""Characters of the hidden field: with it a form must still be as small as every other."""

TOKEN = "csrf_token"  # noqa: S105 - a name
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
        """Names and values of the fields that are not empty."""
        return [(name, value) for name, value in self.fields if value.strip()]

    @property
    def shown(self) -> list[tuple[str, str]]:
        """What somebody filled, as its page has it: labels, what was typed, the words of what was chosen."""
        return [(field.label, field.value(value)) for field, value in self._seen() if field.says(value)]

    @property
    def numbers(self) -> int:
        """How many there are besides that stand for something chosen."""
        return sum(not field.says(value) for field, value in self._seen())

    def _seen(self) -> list[tuple[Known, str]]:
        known = _known_fields(self)
        read = [(known.get(name) or Known(_in_words(name), {}, chosen=True), value) for name, value in self.filled]
        return [(field, value) for field, value in read if not field.hidden]


def sent() -> KeptForm | None:
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
        had_secrets=any(value and _is_secret(name) and not name.endswith(TOKEN) for name, value in sent),
        had_files=any(file.filename for file in request.files.values()),
        typed_by=_typed_by(),
    )


def typed() -> KeptForm | None:
    """The same where somebody filled something in it that can be read; None where only a button was pressed."""
    kept = sent()
    return kept if kept and kept.shown else None


def tokens() -> list[tuple[str, str]]:
    """Name and value of what shows that the form was this user's page."""
    return [(name, value) for name, value in request.form.items(multi=True) if name.endswith(TOKEN)]


def _is_secret(name: str) -> bool:
    return name.endswith(TOKEN) or bool(_SECRET.search(name.lower()))


def _typed_by() -> int | None:
    """Whose page the form was on, as its token says."""
    token = next((value for name, value in request.form.items() if name.endswith(TOKEN)), "")
    try:
        inside = str(_tokens().loads(token))
    except BadData:
        return None
    owner = inside.partition(".")[2]
    return int(owner) if owner.isascii() and owner.isdigit() else None


def carried() -> KeptForm | None:
    """The form that this request carries, if it was kept by this site."""
    if request.method != "POST" or FIELD not in request.form:
        return None
    try:
        found = _serializer().loads(request.form[FIELD])
    except BadData:
        return None
    return KeptForm(**{**found, "fields": [(name, value) for name, value in found["fields"]]})


def sealed(kept: KeptForm) -> str:
    """The form in one word that a hidden field holds, and that nobody else can make."""
    return _serializer().dumps(asdict(kept))


def page_before() -> str:
    """Path of the page of this site that the request was sent from, as far as the browser says."""
    sent_from = request.referrer or ""
    begin = request.host_url.rstrip("/")
    path = own_path(sent_from.removeprefix(begin)) if sent_from.startswith(f"{begin}/") else "/"
    return path if view_at(path, "GET")[0] else "/"


def view_at(path: str, method: str) -> tuple[str, dict[str, Any]]:
    """Endpoint and arguments of the view that answers this; an empty name where none does."""
    adapter = current_app.create_url_adapter(request)
    try:
        endpoint, arguments = adapter.match(unquote(path.partition("?")[0]), method=method) if adapter else ("", {})
    except (NoSuchPage, MethodNotAllowed, RequestRedirect):
        return "", {}
    return str(endpoint), dict(arguments)


def _known_fields(kept: KeptForm) -> dict[str, Known]:
    """What the form's fields are called on its page."""
    view = inspect.unwrap(current_app.view_functions.get(view_at(kept.path, "POST")[0], _known_fields))
    return fields_of(
        view.__module__,
        [each for each in view.__globals__.values() if isinstance(each, type)],
        [name for name, _ in kept.fields],
    )


def _serializer() -> URLSafeSerializer:
    return URLSafeSerializer(settings().secret_key, salt="kept form")


def _tokens() -> URLSafeTimedSerializer:
    """How Flask-WTF signs tokens; what it does not know is read as nobody's."""
    return URLSafeTimedSerializer(settings().secret_key, salt="wtf-csrf-token")


def _in_words(name: str) -> str:
    """The name of a field as it can be read: "Answer to"."""
    return re.sub(r"[_-]+", " ", name).strip().capitalize() or "Text"
