"""What other packages' pages show to admins."""

from typing import Any

from flask import render_template, url_for
from markupsafe import Markup

from kb.access.actors import Permission
from kb.access.deeds import words_of
from kb.access.guard import may
from kb.admin.exporting import EXPORT, filter_of
from kb.admin.exporting_users import EXPORT as USERS
from kb.admin.forms.audit import ACTS
from kb.admin.queries.mail import messages_of
from kb.admin.queries.people import names_of, organisation_of
from kb.admin.queries.users import UserFilter
from kb.core.clock import long_date
from kb.core.jobs import Job, handlers
from kb.core.trail import Filter


def for_job(job: Job) -> Markup:
    """On the page of a job: what it is about and what went wrong, for those who look after the site's work."""
    if not may(Permission.WORK_READ):
        return Markup()
    handler = handlers().get(job.kind)
    html = render_template(
        "admin/_job.html",
        job=job,
        attempts=handler.attempts if handler else None,
        message=messages_of([job]).get(job.id),
        owner=names_of([job.owner_id]).get(job.owner_id or 0),
    )
    return Markup(html)  # noqa: S704


def for_users_exported(job: Job) -> Markup:
    """On the page of an export of users: how many there are, and the way back to them."""
    if job.kind != USERS or not may(Permission.USER_READ):
        return Markup()
    arguments: dict[str, Any] = {**UserFilter(**job.payload).arguments}
    html = render_template(
        "admin/_export_users.html",
        rows=job.progress if job.state == "done" else None,
        back=url_for("admin.users", **arguments),
    )
    return Markup(html)  # noqa: S704


def for_export(job: Job) -> Markup:
    """On the page of a job that exports the audit trail: which entries, and the way back to them."""
    if job.kind != EXPORT or not may(Permission.AUDIT_READ):
        return Markup()
    wanted = filter_of(job.payload)
    slug, organisation = organisation_of(wanted.organisation_ids)
    html = render_template(
        "admin/_export.html",
        facts=_facts(wanted, organisation),
        rows=job.progress if job.state == "done" else None,
        back=url_for("admin.audit", **_arguments(wanted, slug)),
    )
    return Markup(html)  # noqa: S704 - from a template


def _facts(wanted: Filter, organisation: str | None) -> list[tuple[str, str]]:
    """What the filter says, as pairs of words."""
    who = wanted.actor_id
    facts = {
        "Entries": ACTS[wanted.act or "any"],
        "Who": who and (names_of([who]).get(who) or f"User {who}"),
        "What": wanted.verb and words_of(wanted.verb),
        "Organisation": organisation,
        "Permission": wanted.permission,
        "Thing": wanted.thing_kind and f"{wanted.thing_kind.replace('_', ' ')} {wanted.thing_id}",
        "Request": wanted.request_id,
        "First day": wanted.since and long_date(wanted.since),
        "Last day": wanted.until and long_date(wanted.until),
    }
    return [(name, str(value)) for name, value in facts.items() if value]


def _arguments(wanted: Filter, organisation: str | None) -> dict[str, Any]:
    """The address of the page with the same filter."""
    given = {
        "who": wanted.actor_id, "act": wanted.act or "any", "verb": wanted.verb, "organisation": organisation,
        "permission": wanted.permission, "kind": wanted.thing_kind, "number": wanted.thing_id,
        "request": wanted.request_id, "since": wanted.since, "until": wanted.until,
    }  # fmt: skip
    return {name: str(value) for name, value in given.items() if value is not None}
