"""What is offered where nothing is found: the nearest search that finds something, and the nearest themes."""

from dataclasses import replace

import pytest
from apiflask import APIFlask
from hypothesis import given

from kb.search import service
from kb.search.nearest import MOST_TRIED, nearest, themes_like
from kb.search.query import Query
from kb.search.snapshot import Snapshot
from kb.search.synonyms import Group, Synonyms
from tests.search.lessons import catch_up, publish
from tests.search.texts import TEXTS

THEMES = Synonyms.of(
    [
        Group("Serious case review", ("SCR",)),
        Group(
            "Domestic abuse", ("domestic violence", "DV", "Operation Encompass"), ("family violence",), "domestic-abuse"
        ),
        Group("Child sexual abuse in the family", ("CSA",), ("incest",), "child-sexual-abuse"),
        Group("Physical abuse", ("head injury",), (), "physical-abuse"),
        Group("Emotional abuse", (), (), "emotional-abuse"),
        Group("Voice of the child", ("child's voice",), (), "voice-of-the-child"),
        Group("Children who go missing", ("return home interviews",), ("runaways",), "missing-children"),
    ]
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("domestic homicide", ["domestic-abuse"]),
        ("domstic", ["domestic-abuse"]),
        ("voices", ["voice-of-the-child"]),
        ("incest", ["child-sexual-abuse"]),
        ("runaway", ["missing-children"]),
        ("encompas", ["domestic-abuse"]),
        ("sexual abuse of a child", ["child-sexual-abuse"]),
        ("serious case review", []),
        ("abuse", []),
        ("the of", []),
        ("xqzzyw", []),
        ("dv2", []),
        ("", []),
        ("-domestic", []),
    ],
)
def test_themes_are_near_whose_names_have_words_of_the_search(text: str, expected: list[str]) -> None:
    assert [slug for slug, _ in themes_like(THEMES, text)][:1] == expected


def test_a_theme_with_more_of_the_words_is_nearer() -> None:
    assert [slug for slug, _ in themes_like(THEMES, "violence and voice of domestic family")] == [
        "domestic-abuse",
        "voice-of-the-child",
        "child-sexual-abuse",
    ]


@given(TEXTS)
def test_any_text_has_near_themes_or_none(text: str) -> None:
    found = themes_like(THEMES, text)
    assert len({slug for slug, _ in found}) == len(found)


# --- searches


@pytest.fixture
def snapshot(app: APIFlask) -> Snapshot:
    publish("Mentoring of fathers", region_key="regions/london", year=2010, themes=["missing-children"])
    publish("Mentoring of mothers", region_key="regions/north-west", year=2012)
    publish("Housing of mothers", region_key="regions/north-west", year=2012)
    publish("Quillfeather", region_key="regions/london", state="hidden", themes=["early-help"])
    catch_up()
    return service.backend().reader.snapshot()  # type: ignore[attr-defined]


def offered(
    snapshot: Snapshot, text: str, **filters: tuple[str, ...]
) -> tuple[str, str, dict[str, tuple[str, ...]], int]:
    hits = snapshot.answer(Query(text, filters), ())
    assert not hits.total
    found = nearest(snapshot, hits, ())
    query = found.query or Query()
    assert not found.query or snapshot.answer(query, ()).total == found.total > 0
    return found.change, query.text, dict(query.filters), found.total


def test_filters_go_first(snapshot: Snapshot) -> None:
    assert offered(snapshot, "fathers", regions=("north-west",)) == ("without the filters", "fathers", {}, 1)


def test_one_filter_less_is_nearer_than_none(snapshot: Snapshot) -> None:
    found = offered(snapshot, "fathers", regions=("north-west",), years=("2010",))
    assert found == ("without region", "fathers", {"years": ("2010",)}, 1)


def test_then_what_was_ruled_out(snapshot: Snapshot) -> None:
    assert offered(snapshot, "fathers -mentoring") == ("with nothing left out", "fathers", {}, 1)


def test_then_quotation_marks(snapshot: Snapshot) -> None:
    assert offered(snapshot, '"fathers mentoring"') == ("without quotation marks", "fathers mentoring", {}, 2)


@pytest.mark.parametrize("text", ["fathers-2010", "LB-9999", '-"fathers" fathers-2010'])
def test_a_code_has_no_quotation_marks_to_leave_out(snapshot: Snapshot, text: str) -> None:
    assert "quotation marks" not in offered(snapshot, text)[0]


def test_then_words_that_no_lesson_has(snapshot: Snapshot) -> None:
    assert offered(snapshot, 'housing "xqzzyw xqzzyv"') == ("without “xqzzyw xqzzyv”", "housing", {}, 1)
    assert offered(snapshot, 'xqz1* "xqz2 xqz3" "xqz4 xqz5" housing') == (
        "without “xqz1*”, “xqz2 xqz3” and “xqz4 xqz5”",
        "housing",
        {},
        1,
    )


def test_a_search_that_finds_lessons_with_all_its_words_is_nearer(snapshot: Snapshot) -> None:
    assert offered(snapshot, '"housing xqzzyw" mothers')[:2] == ("without “housing xqzzyw”", "mothers")
    assert offered(snapshot, '"housing xqzzyw"')[:2] == ("without quotation marks", "housing xqzzyw")


def test_words_and_filters_may_both_have_to_go(snapshot: Snapshot) -> None:
    found = offered(snapshot, '"fathers mentoring"', regions=("wales",))
    assert found[:3] == ("without quotation marks and without the filters", "fathers mentoring", {}) or found[0] == ""


def test_a_word_like_no_other_has_nothing_near(snapshot: Snapshot) -> None:
    assert offered(snapshot, "xqzzyw") == ("", "", {}, 0)


def test_what_is_hidden_is_not_near(snapshot: Snapshot) -> None:
    assert offered(snapshot, '"quillfeather now"') == ("", "", {}, 0)
    hits = snapshot.answer(Query("familyhelp", {"regions": ("london",)}), ())
    assert "early-help" not in [theme.slug for theme in nearest(snapshot, hits, ()).themes]


def test_what_was_hidden_a_moment_ago_is_not_near(snapshot: Snapshot) -> None:
    everybody = snapshot.table.ids.tolist()
    hits = snapshot.answer(Query("missing fathers"), everybody)
    assert nearest(snapshot, hits, everybody) == replace(
        nearest(snapshot, hits, everybody), query=None, total=0, themes=()
    )


def test_themes_without_a_lesson_are_not_offered(snapshot: Snapshot) -> None:
    hits = snapshot.answer(Query("runaways", {"regions": ("wales",)}), ())
    assert [theme.slug for theme in nearest(snapshot, hits, ()).themes] == ["missing-children"]
    hits = snapshot.answer(Query("neglekt"), ())
    assert nearest(snapshot, hits, ()).themes == ()


def test_few_searches_are_tried(snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Query] = []
    totals = Snapshot.totals

    def counted(self: Snapshot, query: Query, hidden: tuple[int, ...]) -> tuple[int, int]:
        asked.append(query)
        return totals(self, query, hidden)

    text = " ".join(f'"xq{n} zz{n}"' for n in range(30))
    hits = snapshot.answer(Query(text, {"regions": ("london",), "years": ("1999",)}), ())
    monkeypatch.setattr(Snapshot, "totals", counted)
    nearest(snapshot, hits, ())
    assert 0 < len(asked) <= MOST_TRIED
