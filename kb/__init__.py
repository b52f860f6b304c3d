"""Lessonbank: lessons from serious case reviews, found by theme and by words."""

from apiflask import APIFlask
from werkzeug.middleware.proxy_fix import ProxyFix

from kb import wiring
from kb.core import db
from kb.core.settings import Settings
from kb.web import security

LARGEST = 1024 * 1024
"""Bytes of what may be sent at once; a page that takes files sets a limit of its own."""


def create_app(settings: Settings) -> APIFlask:
    """The web application for these settings, complete but with no thread started and no file touched."""
    app = APIFlask("kb", docs_path=None, spec_path=None, json_errors=False, static_folder=None)  # type: ignore[arg-type]
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        SQLALCHEMY_ENGINE_OPTIONS=db.engine_options(settings.database_url),
        MAX_CONTENT_LENGTH=LARGEST,
        MAX_FORM_MEMORY_SIZE=LARGEST,
        MAX_FORM_PARTS=1000,
        SESSION_COOKIE_NAME=security.cookie_name(settings),
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SECURE=settings.secure_cookies,
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=False,  # asks for a header that proxies of offices take away; kb.web.security asks others
        TESTING=settings.testing,
    )
    app.ensure_sync = lambda func: func  # type: ignore[method-assign]  # none is a coroutine, so do not ask
    app.extensions["kb.settings"] = settings
    db.connect(app)
    wiring.connect(app)
    if settings.trusted_proxies:  # the outermost, so that everything else sees what the reader's browser sent
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    return app
