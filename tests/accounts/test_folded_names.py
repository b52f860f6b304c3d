"""The folded name of users and organisations: it is as the name is, however the row was written."""

from apiflask import APIFlask
from sqlalchemy import insert, select

from kb.accounts.models.organisation import Organisation
from kb.accounts.models.user import User
from kb.core import db
from kb.core.db import table_of, utc_now
from kb.core.folding import folded_name
from tests import factories


def test_a_new_user_has_one(app: APIFlask) -> None:
    user = factories.user(name="Siân Price")
    db.session.expire(user)
    assert user.name_folded == "sian price"


def test_it_follows_the_name(app: APIFlask) -> None:
    user, board = factories.user(name="Siân Price"), factories.organisation("Northbridge Board")
    user.name, board.name = "Łukasz Price", "Ynys Môn Board"
    db.session.flush()
    db.session.expire_all()
    assert (user.name_folded, board.name_folded) == ("lukasz price", "ynys mon board")


def test_rows_that_are_written_without_their_objects_have_one(app: APIFlask) -> None:
    rows = [{"name": name, "email": f"{name}@example.org", "created_at": utc_now()} for name in ("Zoë", "Élodie")]
    db.session.execute(insert(table_of(User)), rows)
    names = db.session.scalars(select(User.name_folded).order_by(User.name_folded)).all()
    assert names == ["elodie", "zoe"]


def test_every_organisation_has_that_of_its_name(app: APIFlask) -> None:
    factories.organisation("Cyngor Sir Ynys Môn")
    found = db.session.scalars(select(Organisation)).all()
    assert "cyngor sir ynys mon" in {row.name_folded for row in found}
    assert [row.name for row in found if row.name_folded != folded_name(row.name)] == []
