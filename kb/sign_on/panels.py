"""What other packages' pages show of single sign-on: a button to sign in, and the links of one's account."""

from flask import get_template_attribute, request, url_for
from markupsafe import Markup

from kb.accounts.models.user import User
from kb.core.settings import settings
from kb.sign_on.queries import links_of
from kb.web.kept_forms import kept_form


def for_sign_in() -> Markup:
    """The button on the page to sign in; nothing where there is no provider.

    Where the page carries a form that somebody was about to send, it has to stay open: nothing of it may go through the
    provider. So the way there opens another tab, and a second button goes on with the form afterwards.
    """
    provider = settings().sign_on
    if provider is None:
        return Markup("")
    after = request.values.get("next")
    button = get_template_attribute("sign_on/_panels.html", "button")
    there = url_for("sign_on.begin", next=after) if after else url_for("sign_on.begin")
    html: Markup = button(provider.label, there, kept_form())
    return html


def for_account(user: User) -> Markup:
    """The work accounts that are linked to one's account; nothing where there are none and there is no provider."""
    links, provider = links_of(user), settings().sign_on
    if not links and provider is None:
        return Markup("")
    html: Markup = get_template_attribute("sign_on/_panels.html", "links")(links, user, provider is not None)
    return html
