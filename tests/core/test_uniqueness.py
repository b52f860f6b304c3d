"""Two who write the same row at the same moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from apiflask import APIFlask
from sqlalchemy import event, func, insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from kb.access.actors import OPERATOR
from kb.accounts.models.organisation import Organisation
from kb.accounts.models.user import SiteRole, User
from kb.admin.service import options
from kb.admin.service.organisations import Place, add
from kb.admin.service.users import give_site_role
from kb.core import db
from kb.core.db import transaction
from kb.core.errors import Conflict, Invalid
from kb.core.options import SiteOption, option
from kb.core.uniqueness import being_first
from kb.sign_on.models import OrganisationSignOn
from kb.sign_on.service import add_sign_on
from tests import factories


def at_once(app: APIFlask, *acts: Callable[[], object]) -> list[str]:
    """What becomes of acts that all have looked before one writes: "done", or what the refusal says."""
    looked = Barrier(len(acts))
    db.session.commit()

    def run(act: Callable[[], object]) -> str:
        waited = []

        def wait(session: Session, *_: object) -> None:
            if session.new and not waited:  # of a thread, whose session this is, and once
                waited.append(True)
                looked.wait(5 if on_postgresql else 0)

        with app.app_context():
            on_postgresql = db.engine().dialect.name == "postgresql"
            if on_postgresql:  # on SQLite the second looks only when the first is done
                event.listen(db.session(), "before_flush", wait)
            try:
                act()
            except (Conflict, Invalid) as refusal:
                return str(refusal) or type(refusal).__name__
            finally:
                db.session.remove()
            return "done"

    with ThreadPoolExecutor(len(acts)) as pool:
        return sorted(pool.map(run, acts))


def count(table: type[db.Base]) -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(table)) or 0


def test_nothing_is_written_by_who_comes_second_and_the_transaction_goes_on(app: APIFlask) -> None:
    with transaction():
        db.session.add(SiteOption(name="quiet_from", value="20"))
    two = [{"name": name, "value": "7"} for name in ("quiet_until", "quiet_from")]
    with transaction():
        with pytest.raises(Conflict), being_first():
            db.session.execute(insert(SiteOption), two)
        db.session.add(SiteOption(name="invitation_days", value="7"))

    found = db.session.execute(select(SiteOption.name, SiteOption.value).order_by(SiteOption.name)).all()
    assert [tuple(row) for row in found] == [("invitation_days", "7"), ("quiet_from", "20")]


def test_a_row_that_is_refused_for_another_reason_is_no_conflict(app: APIFlask) -> None:
    with pytest.raises(IntegrityError), transaction(), being_first():
        db.session.add(SiteRole(user_id=factories.user().id, role="nothing like this"))


def test_a_role_on_the_site_is_given_once(app: APIFlask) -> None:
    number = factories.user().id

    def give() -> None:
        give_site_role(OPERATOR, db.session.get_one(User, number), role="editor")

    assert at_once(app, give, give) == ["Conflict", "done"]
    assert count(SiteRole) == 1


def test_an_organisation_is_added_once(app: APIFlask) -> None:
    before = count(Organisation)

    def once() -> None:
        place = Place("england", "north-west")
        add(OPERATOR, None, name="Thirdshire Partnership", name_status="seen", kind="lscb", place=place)

    assert at_once(app, once, once) == ["done", "name: There is an organisation of this name already"]
    assert count(Organisation) == before + 1


def test_a_domain_is_entered_for_one_organisation(app: APIFlask) -> None:
    boards = [factories.organisation(name).id for name in ("First Board", "Second Board")]

    def enter(number: int) -> Callable[[], None]:
        def act() -> None:
            add_sign_on(OPERATOR, db.session.get_one(Organisation, number), kind="domain", value="board.example.org")

        return act

    done, refused = at_once(app, *map(enter, boards))
    owner = db.session.scalars(select(Organisation).join(OrganisationSignOn)).one()
    assert (done, refused) == ("done", f"value: This is entered already, for {owner.name}")


def test_an_option_that_two_change_at_once_has_one_of_their_values(app: APIFlask) -> None:
    def change(value: int) -> Callable[[], None]:
        return lambda: options.change(OPERATOR, "invitation_days", value=value)

    assert at_once(app, change(3), change(4)) == ["done", "done"]
    db.session.rollback()
    assert option("invitation_days") in {3, 4}
