"""What other packages' pages show of the problems that readers reported."""

from flask import render_template
from markupsafe import Markup

from kb.access.actors import Permission
from kb.access.guard import may
from kb.site.queries import open_reports


def for_desk() -> Markup:
    """At the desk: how many reports wait, and how many of them are late."""
    if not may(Permission.REPORT_HANDLE):
        return Markup()
    return Markup(render_template("site/_desk.html", waiting=open_reports()))  # noqa: S704 - from a template
