"""The first page for admins: what needs attention."""

from flask import render_template

from kb.access.actors import Permission
from kb.access.guard import needs
from kb.admin.queries import attention
from kb.admin.queries.mail import messages_of
from kb.admin.routes.blueprint import blueprint
from kb.core.jobs import handlers


@blueprint.get("/admin")
@needs(Permission.ADMIN_READ)
def index() -> str:
    """What needs attention."""
    jobs = attention.failed_jobs()
    return render_template(
        "admin/index.html",
        now=attention.attention(),
        jobs=jobs,
        about={kind: handler.about for kind, handler in handlers().items()},
        about_messages=messages_of(jobs),
        messages=attention.failed_mail(),
    )
