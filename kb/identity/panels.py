"""What other packages' pages show of the identity check."""

from flask import render_template
from markupsafe import Markup

from kb.access.guard import actor
from kb.accounts.models.user import User
from kb.identity.texts import deals_with_lessons


def for_account(user: User) -> Markup:
    """On the page of an account: the way to the check of texts, files and lessons."""
    return Markup(render_template("identity/_account.html", deals_with_lessons=deals_with_lessons(actor())))  # noqa: S704 - from a template
