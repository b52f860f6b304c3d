"""A mail template of the tests' own, and an application that sends in one way or another."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from apiflask import APIFlask
from jinja2 import ChoiceLoader, DictLoader

from kb import create_app
from kb.core import db
from kb.core.settings import MailSettings
from tests.conftest import settings_in

TEMPLATES = {
    "mail/mail/plain.md": "Subject: Hello\nBecause: a test runs\n\nOpen this page:\n\n{{ link }}\n",
    "mail/mail/typed.md": (
        "Subject: {{ name }} asks you\nBecause: {{ name }} asked\n\n{{ name }} asks. Open {{ link }}.\n\n"
        "[Open the page]({{ link }})\n\n- {{ name }}\n- another\n\n{{ name }}\n"
    ),
}
LINK = "https://lessons.example.org/register/abc_d-e?x=1&y=2"

Sending = Callable[[MailSettings], APIFlask]


def with_templates(app: APIFlask) -> APIFlask:
    """The application, which knows the templates of the tests too."""
    loader = app.jinja_env.loader
    assert loader is not None
    app.jinja_env.loader = ChoiceLoader([DictLoader(TEMPLATES), loader])
    return app


@pytest.fixture
def posting_app(app: APIFlask) -> APIFlask:
    """An application of one's own with the templates of the tests."""
    return with_templates(app)


@pytest.fixture
def sending(database_url: str, tmp_path: Path) -> Iterator[Sending]:
    """Makes an application that sends mail in this way; the test is inside its context until it ends."""
    contexts = []

    def made(mail: MailSettings) -> APIFlask:
        app = with_templates(create_app(replace(settings_in(tmp_path, database_url), mail=mail)))
        context = app.app_context()
        context.push()
        contexts.append(context)
        return app

    yield made
    while contexts:
        db.session.remove()
        db.engine().dispose()
        contexts.pop().pop()
