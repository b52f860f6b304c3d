"""What is plugged into what. Tables, no logic."""

from datetime import timedelta

from flask import Flask

import kb.accounts.own_data
import kb.accounts.routes.blueprint
import kb.accounts.routes.changing_address
import kb.accounts.routes.correcting_address
import kb.accounts.routes.deleting
import kb.accounts.routes.entering
import kb.accounts.routes.own_account
import kb.accounts.routes.registering
import kb.accounts.routes.resetting
import kb.accounts.routes.second_step
import kb.accounts.routes.sessions
import kb.accounts.routes.signing_in
import kb.admin.panels
import kb.admin.routes.audit
import kb.admin.routes.blueprint
import kb.admin.routes.identity_terms
import kb.admin.routes.lists
import kb.admin.routes.mail
import kb.admin.routes.options
import kb.admin.routes.organisations
import kb.admin.routes.overview
import kb.admin.routes.sign_on
import kb.admin.routes.succession
import kb.admin.routes.user_address
import kb.admin.routes.users
import kb.admin.routes.work
import kb.editorial.models
import kb.editorial.own_data
import kb.editorial.panels
import kb.editorial.routes.agreeing
import kb.editorial.routes.beginning
import kb.editorial.routes.blueprint
import kb.editorial.routes.checking
import kb.editorial.routes.earlier
import kb.editorial.routes.files
import kb.editorial.routes.sources
import kb.editorial.routes.steps
import kb.editorial.routes.submitting
import kb.editorial.routes.suggesting
import kb.editorial.routes.workspace
import kb.editorial.upkeep
import kb.identity.merging
import kb.identity.own_data
import kb.identity.panels
import kb.identity.routes.answering
import kb.identity.routes.blueprint
import kb.identity.routes.deciding
import kb.identity.routes.lessons
import kb.identity.routes.texts
import kb.importing.merging
import kb.importing.own_data
import kb.importing.panels
import kb.importing.routes.blueprint
import kb.importing.routes.importing
import kb.importing.routes.sending
import kb.importing.service.jobs
import kb.importing.upkeep
import kb.lessons.leavers
import kb.lessons.merging
import kb.lessons.own_data
import kb.lessons.routes
import kb.mail.forgetting
import kb.members.merging
import kb.members.own_data
import kb.members.panels
import kb.members.routes.accepting
import kb.members.routes.blueprint
import kb.members.routes.changing
import kb.members.routes.inviting
import kb.members.routes.leaving
import kb.members.routes.listing
import kb.members.subscribers
import kb.members.upkeep
import kb.operations.routes
import kb.operations.upkeep
import kb.search.routes
import kb.shortlist.routes
import kb.sign_on.own_data
import kb.sign_on.panels
import kb.sign_on.routes
import kb.sign_on.subscribers
import kb.site.routes
import kb.training.panels
import kb.training.routes
from kb.access import guard
from kb.accounts import own_data, sign_in
from kb.accounts.service import dormant, upkeep
from kb.admin import exporting, exporting_users
from kb.core import events, jobs, versions
from kb.core.events import (
    AccountClosed,
    AccountDeleted,
    LessonPublished,
    LessonWithdrawn,
    MemberRemoved,
    OrganisationMerged,
    WritingEnded,
)
from kb.core.jobs import Handler
from kb.editorial import checking_files
from kb.extraction.parts import DEFAULT, MIB
from kb.lessons import support
from kb.lessons.subscribers import forget_withdrawn, render_published
from kb.mail import sender
from kb.search import service, subscribers
from kb.search.panels import related
from kb.shortlist import panels
from kb.site import figures
from kb.site.pages import NAMES
from kb.web import addresses, errors, kept_forms, limits, page_cache, security, static_files, templates, uploads
from kb.web.templates import NavigationEntry

BLUEPRINTS = (
    kb.site.routes.blueprint,
    kb.search.routes.blueprint,
    kb.lessons.routes.blueprint,
    kb.shortlist.routes.blueprint,
    kb.training.routes.blueprint,
    kb.accounts.routes.blueprint.blueprint,
    kb.members.routes.blueprint.blueprint,
    kb.sign_on.routes.blueprint,
    kb.identity.routes.blueprint.blueprint,
    kb.editorial.routes.blueprint.blueprint,
    kb.importing.routes.blueprint.blueprint,
    kb.admin.routes.blueprint.blueprint,
    kb.operations.routes.blueprint,
)
SUBSCRIBERS: dict[type, list[events.Subscriber]] = {
    LessonPublished: [subscribers.log_published, render_published],
    LessonWithdrawn: [subscribers.log_withdrawn, forget_withdrawn],
    MemberRemoved: [kb.lessons.leavers.hand_over],
    WritingEnded: [kb.lessons.leavers.hand_over],
    AccountClosed: [kb.members.subscribers.pass_drafts_on, kb.members.subscribers.forget_requests],
    AccountDeleted: [
        kb.members.subscribers.forget_person,
        kb.sign_on.subscribers.forget_deleted,
        kb.mail.forgetting.forget,
    ],
    OrganisationMerged: [
        kb.members.merging.move,
        kb.sign_on.subscribers.move,
        kb.lessons.merging.move,
        kb.identity.merging.move,
        kb.importing.merging.move,
    ],
}
JOBS: dict[str, Handler] = {
    **sender.HANDLERS,
    **kb.importing.service.jobs.HANDLERS,
    dormant.LOOK: Handler(
        dormant.look_for_dormant,
        outside=True,
        long=True,
        about="Write to owners of unused accounts, and close those",
    ),
    upkeep.PRUNE: Handler(upkeep.prune, about="Remove ended sessions and old links"),
    kb.editorial.upkeep.PRUNE: Handler(kb.editorial.upkeep.prune, about="Remove earlier texts and discarded drafts"),
    kb.members.upkeep.PRUNE: Handler(kb.members.upkeep.prune, about="Remove old invitations"),
    kb.operations.upkeep.PRUNE: Handler(kb.operations.upkeep.prune, about="Remove finished jobs"),
    exporting.EXPORT: Handler(
        exporting.export, outside=True, long=True, file=exporting.FILE, about="Export the audit trail"
    ),
    exporting_users.EXPORT: Handler(
        exporting_users.export, outside=True, long=True, file=exporting_users.FILE, about="Export a list of users"
    ),
    checking_files.CHECK: Handler(
        checking_files.check, outside=True, long=True, stoppable=False, about="Check a file that goes with a lesson"
    ),
}
"""How each kind of job is done."""
EVERY: dict[str, timedelta] = {
    **sender.EVERY,
    **dict.fromkeys(
        (
            dormant.LOOK,
            upkeep.PRUNE,
            kb.editorial.upkeep.PRUNE,
            kb.members.upkeep.PRUNE,
            kb.operations.upkeep.PRUNE,
            kb.importing.upkeep.PRUNE,
        ),
        timedelta(days=1),
    ),
}
"""How often those that repeat are done."""
OWN_DATA = (
    kb.members.own_data.own_data,
    kb.sign_on.own_data.linked_work_accounts,
    kb.lessons.own_data.own_data,
    kb.identity.own_data.own_data,
    kb.editorial.own_data.own_data,
    kb.importing.own_data.own_data,
)
"""What packages add to the export of one's own data."""
PANELS: dict[str, list[templates.Panel]] = {
    "lesson": [panels.for_lesson],
    "theme": [kb.training.panels.for_theme],
    "cards": [panels.for_cards],
    "related": [related, kb.training.panels.for_lesson],
    "organisation": [kb.editorial.panels.for_organisation, kb.members.panels.for_organisation],
    "workspace": [kb.importing.panels.for_workspace],
    "job_holds": [kb.admin.panels.for_export, kb.admin.panels.for_users_exported],
    "account": [
        kb.members.panels.for_account,
        kb.editorial.panels.for_account,
        kb.sign_on.panels.for_account,
        kb.identity.panels.for_account,
    ],
    "joined": [kb.editorial.panels.for_joined],
    "checked_lesson": [kb.editorial.panels.for_checked_lesson],
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
SELDOM_SENT = (
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
    "site.report",
)
"""Forms of which one network may send few: they have mail sent, have to be read by somebody, or take much work."""

TAKE_FILES = dict.fromkeys(
    ("identity.file", "identity.file_copy", "editorial.attach", "editorial.file_replace", "importing.start"),
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
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
