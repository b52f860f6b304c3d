"""What is plugged into what. Tables, no logic."""

from flask import Flask

import kb.accounts.own_data
import kb.admin.panels
import kb.briefings.panels
import kb.curation.panels
import kb.desk.own_data
import kb.desk.panels
import kb.editorial.models
import kb.editorial.own_data
import kb.editorial.panels
import kb.editorial.upkeep
import kb.expunging.keeping_out
import kb.expunging.own_data
import kb.expunging.panels
import kb.held_sessions.own_data
import kb.held_sessions.panels
import kb.held_sessions.service
import kb.identity.merging
import kb.identity.own_data
import kb.identity.panels
import kb.importing.merging
import kb.importing.own_data
import kb.importing.panels
import kb.importing.service.jobs
import kb.importing.upkeep
import kb.lessons.leavers
import kb.lessons.merging
import kb.lessons.own_data
import kb.mail.forgetting
import kb.members.merging
import kb.members.own_data
import kb.members.panels
import kb.members.subscribers
import kb.members.upkeep
import kb.operations.upkeep
import kb.packs.own_data
import kb.packs.panels
import kb.packs.subscribers
import kb.packs.telling
import kb.packs.upkeep
import kb.sign_on.own_data
import kb.sign_on.panels
import kb.sign_on.subscribers
import kb.site.letters
import kb.site.own_data
import kb.site.panels
import kb.site.service
import kb.training.panels
import kb.training.subscribers
from kb.access import guard
from kb.accounts import own_data, sign_in
from kb.core import events, jobs, versions
from kb.core.events import (
    AccountClosed,
    AccountDeleted,
    LessonExpunged,
    LessonPublished,
    LessonWithdrawn,
    MemberRemoved,
    OrganisationMerged,
    ReviewMerged,
    ThemeMerged,
    ThemeMoved,
    ThemesChanged,
    WritingEnded,
)
from kb.extraction.parts import DEFAULT, MIB
from kb.lessons import support
from kb.lessons.subscribers import forget_withdrawn, render_published
from kb.search import service, subscribers
from kb.search.panels import related
from kb.shortlist import panels
from kb.site import figures
from kb.site.pages import NAMES
from kb.web import addresses, errors, kept_forms, limits, page_cache, security, static_files, templates, uploads
from kb.web.blueprints import pages_of
from kb.web.templates import NavigationEntry
from kb.wiring_jobs import EVERY, JOBS

PAGES = (
    "site", "search", "lessons", "briefings", "shortlist", "training", "accounts", "members", "sign_on", "identity",
    "editorial", "importing", "packs", "held_sessions", "curation", "desk", "expunging", "admin", "operations",
)  # fmt: skip
"""Packages with pages, in the order in which their addresses are looked at."""

SUBSCRIBERS: dict[type, list[events.Subscriber]] = {
    LessonPublished: [subscribers.log_published, render_published, kb.packs.telling.tell_later],
    LessonWithdrawn: [
        subscribers.log_withdrawn,
        forget_withdrawn,
        kb.packs.subscribers.forget_withdrawn,
        kb.packs.telling.tell_later,
    ],
    LessonExpunged: [kb.packs.subscribers.forget_lesson],
    MemberRemoved: [kb.lessons.leavers.hand_over, kb.packs.subscribers.hand_over],
    WritingEnded: [kb.lessons.leavers.hand_over],
    AccountClosed: [
        kb.members.subscribers.pass_drafts_on,
        kb.members.subscribers.forget_requests,
        kb.packs.subscribers.forget_files,
    ],
    AccountDeleted: [
        kb.members.subscribers.forget_person,
        kb.sign_on.subscribers.forget_deleted,
        kb.mail.forgetting.forget,
        kb.packs.subscribers.forget_person,
        kb.packs.subscribers.forget_files,
    ],
    OrganisationMerged: [
        kb.members.merging.move,
        kb.sign_on.subscribers.move,
        kb.lessons.merging.move,
        kb.identity.merging.move,
        kb.importing.merging.move,
        kb.packs.subscribers.move,
    ],
    ThemeMerged: [kb.lessons.merging.move_theme, kb.training.subscribers.move_theme, kb.packs.subscribers.move_theme],
    ThemeMoved: [kb.training.subscribers.readdress],
    ThemesChanged: [subscribers.log_themes],
    ReviewMerged: [kb.lessons.merging.move_review],
}
OWN_DATA = (
    kb.members.own_data.own_data,
    kb.sign_on.own_data.linked_work_accounts,
    kb.lessons.own_data.own_data,
    kb.identity.own_data.own_data,
    kb.editorial.own_data.own_data,
    kb.desk.own_data.own_data,
    kb.expunging.own_data.own_data,
    kb.site.own_data.own_data,
    kb.importing.own_data.own_data,
    kb.packs.own_data.own_data,
    kb.held_sessions.own_data.own_data,
)
"""What packages add to the export of one's own data."""
PANELS: dict[str, list[templates.Panel]] = {
    "lesson": [panels.for_lesson, kb.packs.panels.for_lesson, kb.briefings.panels.for_lesson],
    "lesson_work": [kb.editorial.panels.for_public_lesson, kb.desk.panels.for_public_lesson],
    "archived_lesson": [kb.desk.panels.for_archived_lesson],
    "revision": [kb.desk.panels.for_revision],
    "theme": [kb.training.panels.for_theme, kb.packs.panels.public_on_theme],
    "session_on_theme": [kb.packs.panels.for_theme],
    "pack": [kb.held_sessions.panels.for_pack],
    "training": [kb.packs.panels.for_training, kb.packs.panels.public_on_training],
    "training_session": [kb.packs.panels.for_session],
    "theme_take": [kb.briefings.panels.for_theme],
    "theme_work": [kb.curation.panels.for_theme],
    "review_work": [kb.curation.panels.for_review],
    "cards": [panels.for_cards, kb.packs.panels.for_cards],
    "shortlist": [kb.packs.panels.for_shortlist],
    "related": [related, kb.training.panels.for_lesson],
    "organisation": [kb.editorial.panels.for_organisation, kb.members.panels.for_organisation],
    "earlier_texts": [kb.importing.panels.for_earlier_texts],
    "workspace": [kb.importing.panels.for_workspace],
    "job_holds": [kb.admin.panels.for_export, kb.admin.panels.for_users_exported],
    "account": [
        kb.members.panels.for_account,
        kb.editorial.panels.for_account,
        kb.desk.panels.for_account,
        kb.packs.panels.for_account,
        kb.sign_on.panels.for_account,
        kb.identity.panels.for_account,
    ],
    "desk": [kb.site.panels.for_desk, kb.packs.panels.for_desk, kb.expunging.panels.for_team],
    "admin": [kb.expunging.panels.for_team],
    "joined": [kb.editorial.panels.for_joined],
    "own_lesson": [kb.desk.panels.for_own_lesson],
    "checked_lesson": [kb.editorial.panels.for_checked_lesson, kb.desk.panels.for_checked_lesson],
    "job": [kb.admin.panels.for_job],
    "sign_in": [kb.sign_on.panels.for_sign_in],
}
NAVIGATION = (
    NavigationEntry("Search", "search.results", "/search"),
    NavigationEntry("Themes", "lessons.themes", "/themes"),
    NavigationEntry("Training", "training.index", "/training"),
    NavigationEntry("Reviews", "lessons.reviews", "/reviews"),
    NavigationEntry("Organisations", "lessons.organisations", "/organisations"),
    NavigationEntry("Glossary", "lessons.glossary", "/glossary"),
    NavigationEntry("Submit", "editorial.submit", "/submit"),
    NavigationEntry(panels.navigation_text, "shortlist.show", "/shortlist"),
    NavigationEntry("Help", "site.page", "/help", {"slug": "help"}),
)
CONTENT_FILES = (figures.FILE, support.FILE, *(f"pages/{name}.md" for name in NAMES))
"""Files of the content folder that pages read as they are."""
DEPENDS = (service.standing,)
"""What pages depend on beside the database, the content files, the day and the code."""
FOR_ANYBODY = ("static", "operations.live")
"""Endpoints whose answers are the same whoever asks: files, and whether the site is alive."""
NEVER_KEPT = (
    *FOR_ANYBODY,
    "site.report",
    "members.accept",
    "sign_on.begin",
    "sign_on.back",
    "sign_on.begin_by_mail",
    "accounts.sign_in",
)
"""Endpoints whose answers are not the page cache's business: files, health, forms with a token, links from mail."""
_SELDOM = (
    "accounts.register",
    "accounts.reset",
    "accounts.change_address",
    "accounts.change_password",
    "accounts.first_admin",
    "accounts.register_confirm",
    "accounts.reset_confirm",
    "sign_on.link_by_mail",
    "editorial.suggest_source",
    "members.accept",
    "members.invite",
    "members.send_again",
    "members.send_expired",
)
SELDOM_SENT = {**dict.fromkeys(_SELDOM, limits.AN_HOUR), "site.report": 20}
"""Forms of which one network may send few an hour: they have mail sent, have to be read, or take much work.

Of reports it is far less than is taken from all readers, so that one network cannot close the way for the others.
"""

TAKE_FILES = dict.fromkeys(
    (
        "identity.file",
        "identity.file_copy",
        "editorial.attach",
        "editorial.file_replace",
        "importing.start",
        "packs.brand",
        "held_sessions.file",
    ),
    DEFAULT.size + MIB,
)
"""Pages that take files, and how many bytes of file and form."""


def connect(app: Flask) -> None:
    """Plug every part into the application; what comes first runs first on a request."""
    events.subscribe(SUBSCRIBERS)
    jobs.connect(JOBS, EVERY)
    own_data.connect(OWN_DATA)
    versions.connect(app)
    templates.connect(app, panels=PANELS, navigation=NAVIGATION)
    limits.connect(app, seldom=SELDOM_SENT)
    addresses.connect(app)
    security.connect(app)
    sign_in.connect(app, for_anybody=FOR_ANYBODY)
    guard.connect(app)
    uploads.connect(app, takes=TAKE_FILES)
    page_cache.connect(app, files=CONTENT_FILES, depends=DEPENDS, never=NEVER_KEPT)
    kept_forms.connect(app)
    security.protect_forms(app)
    errors.connect(app)
    static_files.connect(app)
    for blueprint in pages_of(PAGES):
        app.register_blueprint(blueprint)
