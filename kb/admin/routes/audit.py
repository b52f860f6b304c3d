"""The audit trail: looking through it, and taking it along."""

from flask import redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from kb.access.actors import Permission
from kb.access.guard import actor, needs
from kb.admin.forms.audit import AuditFilter
from kb.admin.queries.people import names_of
from kb.admin.routes.blueprint import blueprint
from kb.admin.service import audit as service
from kb.core import trail
from kb.web.paging import requested_page


@blueprint.get("/admin/audit")
@needs(Permission.AUDIT_READ)
def audit() -> str:
    """Entries of the audit trail, newest first."""
    form = AuditFilter.of(request.args)
    page = trail.entries(form.wanted(), requested_page()) if form.validate() else None
    names = names_of(entry.actor_id for entry in page.items) if page else {}
    return render_template("admin/audit.html", form=form, page=page, names=names)


@blueprint.post("/admin/audit/export")
@needs(Permission.AUDIT_READ)
def audit_export() -> Response | str:
    """Have the entries that the filter leaves written into a file."""
    form = AuditFilter.of(MultiDict(request.args))
    if not form.validate():
        return render_template("admin/audit.html", form=form, page=None, names={})
    job = service.export(actor(), None, wanted=form.wanted())
    return redirect(url_for("operations.job", number=job.id), 303)
