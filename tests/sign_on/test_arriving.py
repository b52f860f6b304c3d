"""Two windows of one person at the same moment."""

from threading import Barrier, Thread

import pytest
from apiflask import APIFlask

from kb.access.actors import ANONYMOUS
from kb.accounts.models.user import User
from kb.core import db
from kb.sign_on import service
from kb.sign_on.identities import Identity
from kb.sign_on.models import ExternalIdentity
from kb.sign_on.queries import known
from tests import factories
from tests.mailbox import messages
from tests.sign_on.conftest import rows


def test_somebody_new_who_comes_in_twice_at_once_gets_one_account(app: APIFlask) -> None:
    windows, came_in = 4, []

    def come_in(identity: Identity, together: Barrier) -> None:
        with app.app_context():
            together.wait()
            link = service.arrive(ANONYMOUS, identity)
            came_in.append(link and link.user_id)
            db.session.remove()

    for number in range(5):
        identity = Identity("tenant", f"subject-{number}", "Ada", f"ada-{number}@example.org", proven=True)
        together = Barrier(windows)
        threads = [Thread(target=come_in, args=(identity, together)) for _ in range(windows)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    assert len(rows(User)) == len(rows(ExternalIdentity)) == 5
    assert sorted(filter(None, came_in)) == sorted([user.id for user in rows(User)] * windows)


def test_who_was_made_in_another_window_between_two_looks_comes_in(
    app: APIFlask, monkeypatch: pytest.MonkeyPatch
) -> None:
    user = factories.user(email="ada@example.org")
    db.session.add(ExternalIdentity(user_id=user.id, tenant="tenant", subject="ada"))
    db.session.commit()
    earlier: list[ExternalIdentity | None] = [None]
    monkeypatch.setattr(service, "known", lambda identity: earlier.pop() if earlier else known(identity))

    link = service.arrive(ANONYMOUS, Identity("tenant", "ada", "Ada", "ada@example.org", proven=True))

    assert link is not None
    assert link.user_id == user.id
    assert messages() == []
