"""An organisation to which nothing belongs is removed."""

from collections.abc import Callable

import pytest

from kb.access.actors import Actor
from kb.accounts.models.organisation import Organisation
from kb.admin.service import organisations as service
from kb.core import db
from kb.core.errors import Invalid
from tests.pages import Person

Trail = Callable[[], list[tuple[str, str | None, int | None]]]


def test_what_nothing_belongs_to_is_removed_after_asking(
    admin: Person, lead: Person, board: Organisation, other_board: Organisation, audited: Trail
) -> None:
    assert "Remove it" not in admin.get("admin.organisation", slug=board.slug).text
    refused = admin.get("admin.remove_organisation", slug=board.slug).submit("Remove it")
    assert refused.errors == ["Something belongs to it. Merge it into another instead"]
    number = other_board.id

    page = admin.get("admin.organisation", slug=other_board.slug).follow("Remove it: nothing belongs to it")
    done = page.submit("Remove it")

    assert "The organisation was removed." in done.text
    assert admin.get("admin.organisation", slug="southbridge").status == 404
    assert audited() == [("ORGANISATION_CHANGE", "organisation", number)]


@pytest.mark.parametrize("of", ["area", "succession"])
def test_what_is_an_area_or_came_before_another_stays(
    who: Actor, board: Organisation, other_board: Organisation, of: str
) -> None:
    if of == "area":
        board.areas = [other_board.slug]
    else:
        board.successors = [other_board]
    db.session.commit()

    with pytest.raises(Invalid):
        service.remove(who, other_board)
