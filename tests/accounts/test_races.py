"""Two requests at the same moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from apiflask import APIFlask
from sqlalchemy import func, select

from kb.access.actors import Actor
from kb.accounts.models.credentials import OneTimeLink
from kb.accounts.models.organisation import Organisation
from kb.accounts.models.user import Membership, User
from kb.accounts.service import changing_address, leaving
from kb.accounts.service.proving import Proof
from kb.core import db
from kb.core.errors import Conflict, Invalid
from kb.members.service import memberships
from tests import factories
from tests.pages import Person


def at_once(app: APIFlask, *acts: Callable[[], None]) -> list[str]:
    """What becomes of acts that begin together, each with a connection of its own: "done", or the refusal's name."""
    together = Barrier(len(acts))
    db.session.commit()

    def run(act: Callable[[], None]) -> str:
        with app.app_context():
            together.wait(10)
            try:
                act()
            except (Conflict, Invalid) as refusal:
                return type(refusal).__name__
            finally:
                db.session.remove()
            return "done"

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def test_of_changes_of_address_asked_for_at_once_one_stays_open(app: APIFlask, user: Person) -> None:
    number = user.user.id

    def ask(address: str) -> Callable[[], None]:
        def act() -> None:
            owner = db.session.get_one(User, number)
            changing_address.ask(Actor(number, kind="person"), owner, proof=Proof(number), email=address)

        return act

    assert at_once(app, *(ask(f"new-{each}@example.org") for each in range(4))) == ["done"] * 4

    db.session.rollback()
    open_ones = select(OneTimeLink.email, func.count()).where(OneTimeLink.used_at.is_(None)).group_by(OneTimeLink.email)
    assert [count for _, count in db.session.execute(open_ones)] == [2]


def test_of_two_leads_who_go_at_once_one_stays(app: APIFlask, board: Organisation) -> None:
    for _ in range(5):
        leads = [factories.user(memberships=[Membership(organisation=board, role="lead")]) for _ in range(2)]
        db.session.flush()
        deleting, going = (lead.id for lead in leads)
        membership = leads[1].memberships[0].id

        def delete(number: int = deleting) -> None:
            leaving.delete(Actor(number, kind="person"), db.session.get_one(User, number), proof=Proof(number))

        def leave(number: int = going, board_id: int = board.id, of: int = membership) -> None:
            who = Actor(number, memberships={board_id: "lead"}, kind="person")
            memberships.leave(who, db.session.get_one(Membership, of), successor_id=None)

        assert sorted(at_once(app, delete, leave)) in (["Conflict", "done"], ["Invalid", "done"])

        db.session.rollback()
        for left in db.session.scalars(select(Membership).where(Membership.organisation_id == board.id)):
            db.session.delete(left)
        db.session.commit()
