"""The audit trail: looking through it, and taking it along."""

from collections.abc import Iterable

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from kb.access.actors import Permission
from kb.access.guard import actor, needs
from kb.admin.forms.audit import AuditFilter
from kb.admin.queries.people import names_of, organisations_of
from kb.admin.routes.blueprint import blueprint
from kb.admin.service import audit as service
from kb.core import trail
from kb.core.audit import AuditEvent
from kb.core.paging import Page
from kb.web.paging import requested_page


@blueprint.get("/admin/audit")
@needs(Permission.AUDIT_READ)
def audit() -> str:
    """Entries of the audit trail, newest first."""
    form, organisation = _filter()
    page = trail.entries(form.wanted(organisation), requested_page()) if form.validate() else None
    return _page(form, page)


@blueprint.post("/admin/audit/export")
@needs(Permission.AUDIT_EXPORT)
def audit_export() -> Response | str:
    """Have the entries that the filter leaves written into a file."""
    form, organisation = _filter()
    if not form.validate():
        return _page(form, None)
    job = service.export(actor(), None, wanted=form.wanted(organisation))
    return redirect(url_for("operations.job", number=job.id), 303)


def _filter() -> tuple[AuditFilter, int | None]:
    """The filter in the address, and the number of the organisation that it names; 0 for one without entries."""
    known = trail.occurring()
    organisations = organisations_of(known.organisation_ids).values()
    form = AuditFilter.of(request.args, known, organisations)
    chosen = form.organisation.data
    numbers = {row.slug: row.id for row in organisations}
    return form, numbers.get(chosen, 0) if chosen else None


def _page(form: AuditFilter, page: Page[AuditEvent] | None) -> str:
    entries = page.items if page else ()
    people = {entry.actor_id for entry in entries} | _things(entries, "user_account")
    organisations = {entry.organisation_id for entry in entries} | _things(entries, "organisation")
    return render_template(
        "admin/audit.html",
        form=form,
        page=page,
        names=names_of(people),
        organisations=organisations_of(organisations),
    )


def _things(entries: Iterable[AuditEvent], kind: str) -> set[int | None]:
    """Numbers of what entries are about that is of this table."""
    sides = [(entry.thing_kind, entry.thing_id) for entry in entries]
    sides += [(entry.result_kind, entry.result_id) for entry in entries]
    return {number for table, number in sides if table == kind}
