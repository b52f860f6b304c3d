"""The first page for admins: what needs attention."""

from flask import render_template

from kb.access.actors import Permission
from kb.access.guard import needs
from kb.admin.queries import attention
from kb.admin.routes.blueprint import blueprint


@blueprint.get("/admin")
@needs(Permission.ADMIN_READ)
def index() -> str:
    """What needs attention."""
    return render_template(
        "admin/index.html",
        now=attention.attention(),
        jobs=attention.failed_jobs(),
        messages=attention.failed_mail(),
    )
