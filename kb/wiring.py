"""What is plugged into what. Tables, no logic."""

from flask import Flask

import kb.lessons.routes
import kb.operations.routes
import kb.search.routes
import kb.shortlist.routes
import kb.site.routes
from kb.access import guard
from kb.accounts import sign_in
from kb.core import events
from kb.core.events import LessonPublished, LessonWithdrawn
from kb.search import subscribers
from kb.shortlist import panels
from kb.web import addresses, errors, security, static_files, templates
from kb.web.templates import NavigationEntry

BLUEPRINTS = (
    kb.site.routes.blueprint,
    kb.search.routes.blueprint,
    kb.lessons.routes.blueprint,
    kb.shortlist.routes.blueprint,
    kb.operations.routes.blueprint,
)
SUBSCRIBERS: dict[type, list[events.Subscriber]] = {
    LessonPublished: [subscribers.log_published],
    LessonWithdrawn: [subscribers.log_withdrawn],
}
PANELS: dict[str, list[templates.Panel]] = {
    "lesson": [panels.for_lesson],
    "cards": [panels.for_cards],
}
NAVIGATION = (
    NavigationEntry("Search", "search.results", "/search"),
    NavigationEntry("Themes", "lessons.themes", "/themes"),
    NavigationEntry("Reviews", "lessons.reviews", "/reviews"),
    NavigationEntry("Organisations", "lessons.organisations", "/organisations"),
    NavigationEntry("Glossary", "lessons.glossary", "/glossary"),
    NavigationEntry(panels.navigation_text, "shortlist.show", "/shortlist"),
    NavigationEntry("Help", "site.page", "/help", {"slug": "help"}),
)


def connect(app: Flask) -> None:
    """Plug every part into the application; what comes first runs first on a request."""
    events.subscribe(SUBSCRIBERS)
    addresses.connect(app)
    security.connect(app)
    sign_in.connect(app)
    guard.connect(app)
    errors.connect(app)
    templates.connect(app, panels=PANELS, navigation=NAVIGATION)
    static_files.connect(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
