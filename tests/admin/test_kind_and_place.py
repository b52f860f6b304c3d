"""What sort of organisation one is and where it works, corrected by an admin."""

from collections.abc import Callable

import pytest
from apiflask import APIFlask

from kb.access.actors import Actor
from kb.accounts.models.organisation import Organisation
from kb.admin.service import organisations as service
from kb.core import db
from kb.core.errors import Invalid
from tests import factories
from tests.admin.test_organisations import announced_since, last_sequence
from tests.pages import Person

Trail = Callable[[], list[tuple[str, str | None, int | None]]]


def test_kind_and_place_are_corrected_and_shown_at_once(admin: Person, board: Organisation, audited: Trail) -> None:
    page = admin.get("admin.organisation", slug=board.slug).follow("Correct its kind and place")
    chosen = [str(option["value"]) for option in page.soup.select("option[selected]")]
    assert chosen == ["lscb", "england", "north-west"]

    done = page.submit("Change kind and place", kind="local-authority", nation="england", region="london")

    assert "Kind and place were changed." in done.text
    db.session.refresh(board)
    assert (board.kind_key, board.nation_key, board.region_key) == (
        "organisation-kinds/local-authority", "nations/england", "regions/london",
    )  # fmt: skip
    assert board.changed_on_site
    assert audited() == [("ORGANISATION_CHANGE", "organisation", board.id)]
    assert "London" in admin.get("lessons.organisation", slug=board.slug).text


def test_lessons_of_one_whose_kind_changes_are_announced(who: Actor, board: Organisation) -> None:
    lesson = factories.lesson(organisation=board)
    db.session.commit()
    before = last_sequence()
    service.change_place(who, board, kind="local-authority", place=service.Place("england", "north-west"))
    assert lesson.id in announced_since(before)


@pytest.mark.parametrize(
    ("kind", "nation", "region", "error"),
    [
        ("", "england", "", "Choose a kind"),
        ("lscb", "", "", "Choose a nation"),
        ("lscb", "wales", "north-west", "This region is not in that nation"),
        ("lscb", "scotland", "", "There is no organisation of this kind in that nation"),
        ("nonsense", "england", "", "Not a valid choice."),
    ],
)
def test_a_kind_or_place_that_cannot_be_is_refused(
    admin: Person, board: Organisation, kind: str, nation: str, region: str, error: str
) -> None:
    page = admin.get("admin.change_place", slug=board.slug)
    assert page.submit("Change kind", kind=kind, nation=nation, region=region).errors == [error]
    db.session.refresh(board)
    assert (board.region_key, board.changed_on_site) == ("regions/north-west", False)


def test_a_place_that_lessons_or_reviews_contradict_is_refused(who: Actor, board: Organisation) -> None:
    factories.review(organisation=board)
    db.session.commit()
    with pytest.raises(Invalid) as refusal:
        service.change_place(who, board, kind="lscb", place=service.Place("england", "london"))
    assert "Its lessons and reviews are of the present place" in refusal.value.problems["nation"]
    service.change_place(who, board, kind="lscb", place=service.Place("england", ""))
    assert board.region_key is None


def test_a_kind_that_boards_contradict_is_refused(who: Actor, app: APIFlask) -> None:
    authority = factories.organisation("Moorland", kind_key="organisation-kinds/local-authority")
    factories.organisation("Moorland Board", areas=[authority.slug])
    db.session.commit()
    with pytest.raises(Invalid) as refusal:
        service.change_place(who, authority, kind="lscb", place=service.Place("england", "north-west"))
    assert "Boards cover its area" in refusal.value.problems["kind"]
