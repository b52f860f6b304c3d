"""An organisation that asked not to be named: a file can say so, and no file says more than the site may show."""

import pytest
from apiflask import APIFlask

from kb.core import db
from kb.lessons.models.lesson import Revision
from kb.lessons.places import small_places
from tests.content.database import Loads, everything, lesson, revisions
from tests.content.small_folder import AUDIT, TEAM, SmallFolder

SLUG = "northbridge-referral-team"
TELLING = ("organisation", "review", "nation", "region", "sources")
BOARDS = "".join(
    f"northbridge-{name},Northbridge {name},lscb,england,north-west,,,,,,,default,,\n" for name in ("east", "west")
)


def mark(folder: SmallFolder) -> None:
    folder.change(
        TEAM, "organisation: northbridge-board\n", "organisation: northbridge-board\norganisation_named: false\n"
    )


def keys_of(text: str) -> list[str]:
    front = text.split("---\n")[1]
    return [line.partition(":")[0] for line in front.splitlines() if line[0].isalpha()]


def live() -> Revision:
    revision = lesson(SLUG).live_revision
    assert revision is not None
    return revision


def whole() -> dict[str, object]:
    """What the database knows of the lesson and hides."""
    row, revision = lesson(SLUG), live()
    found = {
        "named": row.organisation_named,
        "organisation": row.organisation.slug if row.organisation else None,
        "review": revision.review.slug if revision.review else None,
        "nation": revision.nation_key,
        "region": revision.region_key,
        "sources": [source.title for source in revision.sources],
    }
    db.session.rollback()
    return found


WHOLE = {
    "named": False,
    "organisation": "northbridge-board",
    "review": "child-z-2012",
    "nation": "nations/england",
    "region": "regions/north-west",
    "sources": ["Annual report of the board"],
}


@pytest.fixture
def loaded(empty_app: APIFlask, folder: SmallFolder) -> Loads:
    """The small folder, loaded once, with a lesson whose file says that its organisation is not to be named."""
    mark(folder)
    loads = Loads(folder)
    loads.announced()
    return loads


def test_a_file_can_say_that_its_organisation_is_not_to_be_named(loaded: Loads) -> None:
    assert whole() == WHOLE
    assert loaded.announced() == []


def test_a_lesson_that_was_named_before_is_announced_when_its_file_says_so(
    empty_app: APIFlask, folder: SmallFolder
) -> None:
    loads = Loads(folder)
    loads.announced()
    mark(folder)
    assert loads.announced() == [SLUG]
    assert whole() == WHOLE
    assert revisions(SLUG) == [(1, "published")]


def test_its_export_says_nothing_that_tells_which_it_is(loaded: Loads) -> None:
    keys = keys_of(everything()[TEAM])
    assert "organisation_named" in keys
    assert set(keys) & set(TELLING) == set()


def test_its_export_keeps_a_place_in_which_there_are_other_boards(loaded: Loads) -> None:
    loaded.folder.write("organisations.csv", in_order(loaded.folder.text("organisations.csv") + BOARDS))
    loaded.announced()
    assert set(keys_of(everything()[TEAM])) & set(TELLING) == {"nation", "region"}


def in_order(table: str) -> str:
    head, *rows = table.splitlines(keepends=True)
    return "".join([head, *sorted(rows)])


def test_load_export_load_keeps_the_mark_and_all_that_is_hidden(loaded: Loads) -> None:
    exported = everything()[TEAM]
    loaded.folder.write(TEAM, exported)
    assert loaded.announced() == []
    assert everything()[TEAM] == exported
    loaded.folder.change(TEAM, "Nobody owned them.", "Nobody had the task.")
    assert loaded.announced() == [SLUG]
    assert live().why == "Nobody had the task."
    assert whole() == WHOLE


def test_an_exported_file_loads_where_the_lesson_is_not_known(loaded: Loads, empty_app: APIFlask) -> None:
    exported = everything()[TEAM].replace("LB-0001", "LB-0009")
    loaded.folder.write("lessons/other.md", exported)
    assert loaded.announced() == ["other"]
    assert lesson("other").organisation_named is False
    assert lesson("other").organisation is None


def test_what_its_file_says_of_hidden_things_is_loaded(loaded: Loads) -> None:
    loaded.folder.change(TEAM, "title: Annual report of the board", "title: Yearly report of the board")
    assert loaded.announced() == [SLUG]
    assert whole() == WHOLE | {"sources": ["Yearly report of the board"]}
    assert loaded.announced() == []


def test_a_file_that_does_not_say_it_any_more_does_not_name_it(loaded: Loads) -> None:
    loaded.folder.change(TEAM, "organisation_named: false\n", "")
    assert loaded.announced() == []
    assert whole() == WHOLE


def test_a_file_that_says_the_contrary_names_it_again(loaded: Loads) -> None:
    loaded.folder.change(TEAM, "organisation_named: false", "organisation_named: true")
    assert loaded.announced() == [SLUG]
    assert whole() == WHOLE | {"named": True}
    assert loaded.announced() == []
    assert "organisation_named" not in everything()[TEAM]


@pytest.mark.parametrize("key", ["nation", "sources"])
def test_only_such_a_file_may_lack_what_others_must_have(folder: SmallFolder, key: str) -> None:
    text = folder.text(AUDIT)
    front = text.split("---\n")[1]
    lines, kept, inside = front.splitlines(keepends=True), [], False
    for line in lines:
        inside = line.startswith(f"{key}:") or (inside and not line[0].isalpha())
        kept += [] if inside else [line]
    folder.write(AUDIT, text.replace(front, "".join(kept)))
    assert folder.faults() == [f"{AUDIT}:2: has no '{key}'; it is required"]
    later = ("review:", "nation:", "region:", "year:", "themes:")
    at = next(place for place, line in enumerate(kept) if line.startswith(later))
    kept.insert(at, "organisation_named: false\n")
    folder.write(AUDIT, text.replace(front, "".join(kept)))
    assert folder.faults() == []


def test_a_place_that_becomes_large_or_small_announces_the_unnamed_lessons_in_it(loaded: Loads) -> None:
    before = loaded.folder.text("organisations.csv")
    assert "regions/north-west" in small_places()
    loaded.folder.write("organisations.csv", in_order(before + BOARDS))
    assert loaded.announced() == [SLUG]
    assert "regions/north-west" not in small_places()
    db.session.rollback()
    loaded.folder.change("organisations.csv", "Northbridge east,lscb", "Northbridge east,local-authority")
    assert loaded.announced() == [SLUG]
    assert "regions/north-west" in small_places()


def test_a_place_that_becomes_large_announces_no_lesson_that_is_named(empty_app: APIFlask, folder: SmallFolder) -> None:
    loads = Loads(folder)
    loads.announced()
    folder.write("organisations.csv", in_order(folder.text("organisations.csv") + BOARDS))
    assert loads.announced() == []


def test_another_title_of_its_review_does_not_announce_it(loaded: Loads) -> None:
    loaded.folder.change("reviews/child-z-2012.yaml", "Serious case review: Child Z", "Child Z, a review")
    assert loaded.announced() == []
