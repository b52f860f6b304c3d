"""A site with a provider, and people who sign in there."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, TypeVar

import pytest
from apiflask import APIFlask
from sqlalchemy import select

import kb.sign_on.routes
from kb.accounts.models.user import User
from kb.core import db
from kb.core.settings import SignOnSettings
from kb.sign_on.models import ExternalIdentity
from tests.pages import Page, Person
from tests.sign_on.provider import Provider

Configure = Callable[..., None]
Row = TypeVar("Row", bound=db.Base)


def rows(model: type[Row]) -> list[Row]:
    """All rows of a table as they are by now, the oldest first."""
    db.session.rollback()
    return list(db.session.scalars(select(model).order_by(model.__table__.c.id)))


def linked(user: User, provider: Provider, subject: str, **fields: Any) -> ExternalIdentity:
    """Link somebody whom the provider knows to a user's account."""
    row = ExternalIdentity(**{"user_id": user.id, "tenant": provider.url, "subject": subject, **fields})
    db.session.add(row)
    db.session.commit()
    return row


@pytest.fixture
def plugged(app: APIFlask) -> None:
    """The pages, where `kb.wiring` has none yet."""
    if "sign_on" not in app.blueprints:
        app.register_blueprint(kb.sign_on.routes.blueprint)


@pytest.fixture
def provider() -> Iterator[Provider]:
    """The provider, which knows nobody yet."""
    with Provider().running() as running:
        yield running


@pytest.fixture
def configure(app: APIFlask, provider: Provider, plugged: None) -> Configure:
    """Changes the settings of the site: those of single sign-on by name, `local_accounts` besides."""

    def change(*, local_accounts: bool = True, **sign_on: Any) -> None:
        chosen = SignOnSettings(
            metadata_url=f"{provider.url}/.well-known/openid-configuration",
            client_id="lessonbank",
            client_secret="for-tests-only",
            label="your council account",
        )
        settings = app.extensions["kb.settings"]
        changed = replace(settings, sign_on=replace(chosen, **sign_on), local_accounts=local_accounts)
        app.extensions["kb.settings"] = changed
        app.jinja_env.globals["site"] = changed

    return change


class Traveller(Person):
    """A browser that goes to the provider and comes back."""

    def __init__(self, app: APIFlask, provider: Provider) -> None:
        super().__init__(app)
        self.provider = provider

    def leave(self, address: str = "/sign-on") -> str:
        """Follow the link to the provider; returns the address there."""
        with self.app.app_context():
            answer = self.client.get(address)
        assert answer.status_code == 303, answer.get_data(as_text=True)
        return str(answer.headers["Location"])

    def come_in(self, subject: str, address: str = "/sign-on") -> Page:
        """Sign in at the provider and come back."""
        return self.open(self.provider.let_in(self.leave(address), subject))


@pytest.fixture
def traveller(app: APIFlask, provider: Provider, configure: Configure) -> Traveller:
    """Somebody who is not signed in, on a site with the provider."""
    configure()
    return Traveller(app, provider)
