"""What is plugged into what. Tables, no logic."""

from flask import Flask

import kb.accounts.routes.blueprint
import kb.accounts.routes.signing_in
import kb.admin.routes.blueprint
import kb.core.audit
import kb.core.jobs
import kb.core.options
import kb.lessons.routes
import kb.mail.models
import kb.members.models
import kb.operations.routes
import kb.search.routes
import kb.shortlist.routes
import kb.sign_on.models
import kb.site.routes
import kb.training.panels
import kb.training.routes
from kb.access import guard
from kb.accounts import sign_in
from kb.core import events, versions
from kb.core.events import LessonPublished, LessonWithdrawn
from kb.lessons import support
from kb.lessons.subscribers import forget_withdrawn, render_published
from kb.search import service, subscribers
from kb.search.panels import related
from kb.shortlist import panels
from kb.site import figures
from kb.site.pages import NAMES
from kb.web import addresses, errors, page_cache, security, static_files, templates
from kb.web.templates import NavigationEntry

BLUEPRINTS = (
    kb.site.routes.blueprint,
    kb.search.routes.blueprint,
    kb.lessons.routes.blueprint,
    kb.shortlist.routes.blueprint,
    kb.training.routes.blueprint,
    kb.operations.routes.blueprint,
    kb.accounts.routes.blueprint.blueprint,
    kb.admin.routes.blueprint.blueprint,
)
SUBSCRIBERS: dict[type, list[events.Subscriber]] = {
    LessonPublished: [subscribers.log_published, render_published],
    LessonWithdrawn: [subscribers.log_withdrawn, forget_withdrawn],
}
PANELS: dict[str, list[templates.Panel]] = {
    "lesson": [panels.for_lesson],
    "theme": [kb.training.panels.for_theme],
    "cards": [panels.for_cards],
    "related": [related, kb.training.panels.for_lesson],
}
NAVIGATION = (
    NavigationEntry("Search", "search.results", "/search"),
    NavigationEntry("Themes", "lessons.themes", "/themes"),
    NavigationEntry("Training", "training.index", "/training"),
    NavigationEntry("Reviews", "lessons.reviews", "/reviews"),
    NavigationEntry("Organisations", "lessons.organisations", "/organisations"),
    NavigationEntry("Glossary", "lessons.glossary", "/glossary"),
    NavigationEntry(panels.navigation_text, "shortlist.show", "/shortlist"),
    NavigationEntry("Help", "site.page", "/help", {"slug": "help"}),
)
CONTENT_FILES = (figures.FILE, support.FILE, *(f"pages/{name}.md" for name in NAMES))
"""Files of the content folder that pages read as they are."""
DEPENDS = (service.standing,)
"""What pages depend on beside the database, the content files, the day and the code."""
NEVER_KEPT = ("static", "operations.live", "site.report")
"""Endpoints whose answers are not the page cache's business: files, health, and the form with a token."""


def connect(app: Flask) -> None:
    """Plug every part into the application; what comes first runs first on a request."""
    events.subscribe(SUBSCRIBERS)
    versions.connect(app)
    templates.connect(app, panels=PANELS, navigation=NAVIGATION)
    addresses.connect(app)
    security.connect(app)
    sign_in.connect(app)
    guard.connect(app)
    page_cache.connect(app, files=CONTENT_FILES, depends=DEPENDS, never=NEVER_KEPT)
    errors.connect(app)
    static_files.connect(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
