"""Every error page: the refusals of the packages, and those of the web server, in one table and one template."""

from dataclasses import dataclass, replace

from flask import Flask, current_app, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from kb.access.actors import Permission
from kb.access.guard import actor, declaration
from kb.access.policy import allows
from kb.core.audit import request_id
from kb.core.errors import (
    Conflict,
    Denied,
    Gone,
    Invalid,
    Moved,
    NotFound,
    Refusal,
    SecondStepNeeded,
    SignInNeeded,
    Unavailable,
)
from kb.web import kept_forms
from kb.web.addresses import current_path
from kb.web.sent_form import KeptForm, page_before, typed


@dataclass(frozen=True, slots=True)
class _Words:
    title: str
    text: str


WORDS = {
    400: _Words("We could not read that request", "Go back, reload the page and try again."),
    403: _Words("You cannot do this", "It takes a role that you do not have here. Ask an admin if you should have it."),
    404: _Words("Page not found", "Check the address for typing errors, or look for what you need here."),
    405: _Words("That does not work here", "This address cannot be used in that way. Go back and try again."),
    409: _Words("Somebody was faster", "This has changed since you opened it. Reload the page to see how it is now."),
    410: _Words("This page was taken down", "It is no longer available."),
    413: _Words(
        "That is too much at once",
        "Nothing was saved. A file may have up to 50 MB, and a form 1 MB. Go back: what you typed is still there."
        " Make it shorter, or send it in parts.",
    ),
    414: _Words("That address is too long", "Use a shorter search."),
    422: _Words("Something needs to be put right", "Go back and check what you typed."),
    429: _Words("Too many requests", "Wait a minute and try again."),
    500: _Words(
        "Something went wrong on our side", "Try again in a few minutes. Nothing you can do will have caused it."
    ),
    503: _Words("Not available just now", "Try again in a few minutes."),
}
STATUS: dict[type[Refusal], int] = {NotFound: 404, Denied: 403, Conflict: 409, Invalid: 422, Unavailable: 503}
EXPIRED = _Words(
    "Please send that again",
    "The page had been open for too long, or your browser blocks cookies. Nothing was changed. Open the page again and"
    " send it again.",
)
MERGED = "Merged into another organisation"


def connect(app: Flask) -> None:
    """Answer every error with a page."""
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Refusal, refused)
    app.register_error_handler(Moved, _moved)
    app.register_error_handler(Gone, _gone)
    app.register_error_handler(SignInNeeded, lambda _refusal: kept_forms.sign_in_asked())
    app.register_error_handler(SecondStepNeeded, lambda _refusal: _second_step())
    app.register_error_handler(CSRFError, _token)
    app.register_error_handler(500, _broken)


def _token(_error: CSRFError) -> ResponseReturnValue:
    return kept_forms.token_refused() or _page(400, EXPIRED, back=page_before())


def _page(code: int, words: _Words, *, back: str = "", number: str = "", kept: KeptForm | None = None) -> Response:
    """`back` is the page to open again; `kept` is what somebody typed, which is shown to be copied."""
    about = {"title": words.title, "text": words.text, "number": number}
    return _answer(render_template("error.html", code=code, back=back, kept=kept, **about), code, kept)


def _answer(page: str, code: int, kept: KeptForm | None) -> Response:
    response: Response = make_response(page, code)
    if kept:
        response.headers["Cache-Control"] = "no-store"
    return response


def _http(error: HTTPException) -> ResponseReturnValue:
    if error.response is not None or error.code is None or error.code < 400:
        return error.get_response()  # a page that is made already, or a redirect
    response = _page(error.code, WORDS.get(error.code, WORDS[500 if error.code >= 500 else 400]))
    response.headers.extend([each for each in error.get_headers() if each[0] in {"Allow", "Retry-After"}])
    return response


def refused(error: Refusal) -> Response:
    """The page of a refusal, with what somebody typed into the form that is refused: it must not be lost with it."""
    code = next(STATUS[kind] for kind in type(error).__mro__ if kind in STATUS)
    words = replace(WORDS[code], text=error.words) if error.words else WORDS[code]
    sent_here = request.method == "POST" and code == 409
    return _page(code, words, back=page_before() if sent_here else "", kept=typed())


def _moved(error: Moved) -> Response:
    """Lead to the new address; but not to a step with the heir of a thing, for that was meant for the thing."""
    rule = request.url_rule
    if error.heir is None or rule is None or "POST" not in (rule.methods or ()):
        return redirect(url_for(str(request.endpoint), **{**(request.view_args or {}), "slug": error.slug}), 301)
    declared = declaration(current_app, rule.endpoint)
    if isinstance(declared, Permission) and not allows(actor(), declared, error.heir):
        return refused(NotFound())
    kept = typed()
    return _answer(render_template("merged.html", title=MERGED, heir=error.heir, kept=kept), 410, kept)


def _gone(error: Gone) -> Response:
    """The page that says why something is not there any more, and what to read instead."""
    kept = typed()
    return _answer(render_template("gone.html", was=error.was, kept=kept), 410, kept)


def _second_step() -> Response:
    """The page for somebody whose role on the site waits for the second step."""
    kept, onward = typed(), current_path() if request.method in {"GET", "HEAD"} else page_before()
    return _answer(render_template("second_step_needed.html", onward=onward, kept=kept), 403, kept)


def _broken(_error: Exception) -> Response:
    return _page(500, WORDS[500], number=request_id.get() or "")
