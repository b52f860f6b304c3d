"""Every error page: the refusals of the packages, and those of the web server, in one table and one template."""

from dataclasses import dataclass

from flask import Flask, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from kb.core.audit import request_id
from kb.core.errors import Conflict, Denied, Invalid, Moved, NotFound, Refusal, SignInNeeded, Unavailable
from kb.web import kept_forms


@dataclass(frozen=True, slots=True)
class _Words:
    title: str
    text: str


WORDS = {
    400: _Words("We could not read that request", "Go back, reload the page and try again."),
    403: _Words("You cannot do this", "You may look at this page but not do what you asked for."),
    404: _Words("Page not found", "Check the address for typing errors, or look for what you need here."),
    405: _Words("That does not work here", "This address cannot be used in that way. Go back and try again."),
    409: _Words("Somebody was faster", "This has changed since you opened it. Reload the page to see how it is now."),
    410: _Words("This page was taken down", "It is no longer available."),
    413: _Words(
        "That is too much at once",
        "Nothing was saved. Go back: what you typed is still there. Make it shorter, or send it in parts.",
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


def connect(app: Flask) -> None:
    """Answer every error with a page."""
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Refusal, _refusal)
    app.register_error_handler(Moved, _moved)
    app.register_error_handler(SignInNeeded, lambda _refusal: kept_forms.sign_in_asked())
    app.register_error_handler(CSRFError, _token)
    app.register_error_handler(500, _broken)


def _token(_error: CSRFError) -> ResponseReturnValue:
    return kept_forms.token_refused() or _page(400, EXPIRED, back=kept_forms.page_before())


def _page(code: int, words: _Words, *, back: str = "", number: str = "") -> tuple[str, int]:
    page = render_template("error.html", code=code, title=words.title, text=words.text, back=back, number=number)
    return page, code


def _http(error: HTTPException) -> ResponseReturnValue:
    if error.response is not None or error.code is None or error.code < 400:
        return error.get_response()  # a page that is made already, or a redirect
    html, code = _page(error.code, WORDS.get(error.code, WORDS[500 if error.code >= 500 else 400]))
    headers = [(name, value) for name, value in error.get_headers() if name in {"Allow", "Retry-After"}]
    return html, code, headers


def _refusal(error: Refusal) -> tuple[str, int]:
    code = STATUS[type(error)]
    return _page(code, WORDS[code])


def _moved(error: Moved) -> Response:
    return redirect(url_for(str(request.endpoint), **{**(request.view_args or {}), "slug": error.slug}), 301)


def _broken(_error: Exception) -> tuple[str, int]:
    return _page(500, WORDS[500], number=request_id.get() or "")
