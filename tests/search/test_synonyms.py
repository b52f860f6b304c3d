"""Other names for what was typed: which are looked for, and which would find nothing more or too much."""

import pytest
from apiflask import APIFlask
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from kb.core import db
from kb.search.expression import Phrase, Widening, Word
from kb.search.parsing import understand
from kb.search.query import Understood
from kb.search.synonyms import MOST_NAMES, Group, Synonyms, variants
from tests.search.texts import TEXTS

GROUPS = (
    Group("Serious case review", ("SCR",)),
    Group("Was not brought", ("WNB",)),
    Group("Child protection", ("CP",)),
    Group("Child protection plan", ("CPP",)),
    Group("Delegated safeguarding partner", ("DSP (England)",)),
    Group("Designated safeguarding person", ("DSP (Wales)",)),
    Group("Local safeguarding children partnership (also SCP or LSCP)", ("Safeguarding partnership",)),
    Group("Sudden unexpected death in infancy", ("SUDI",)),
    Group("Sudden unexpected death in infancy and safer sleep", ("SUDI", "co-sleeping")),
    Group("Domestic abuse", ("domestic violence", "DV", "MARAC"), ("family violence",)),
    Group("Children not brought to appointments", ("was not brought", "missed appointments"), ("DNA",)),
    Group("Fathers and hidden men", ("hidden men", "new partners"), ("invisible males",)),
    Group("Health services", ("health", "GPs", "primary care")),
    Group("Adolescents and risk outside the home", ("Prevent", "SEND", "county lines", "gangs")),
    Group("Early help and family help", ("prevention",)),
    Group("Information sharing", tuple(f"way number{n}" for n in range(20))),
    Group("Hub / front door", ("contact point",)),
)
SYNONYMS = Synonyms.of(GROUPS)


def widened(text: str, synonyms: Synonyms = SYNONYMS) -> Understood:
    return synonyms.widen(understand(text, lambda facet, typed: None)[0])


def names(text: str) -> dict[str, tuple[str, ...]]:
    """What was typed, and the other names that are shown for it."""
    return {found.typed: found.names for found in widened(text).expression.widenings}


@pytest.mark.parametrize("text", ["DV", "dv", "domestic violence", "Domestic Violence", "family violence", "MARAC"])
def test_another_name_is_widened_by_the_preferred_one(text: str) -> None:
    assert names(text) == {text.lower(): ("Domestic abuse",)}


def test_the_preferred_name_is_widened_by_the_others_and_contested_ones_are_not_shown() -> None:
    (found,) = widened("domestic abuse").expression.widenings
    assert found.names == ("domestic violence", "DV", "MARAC", "")
    assert found.terms == (
        Phrase(("domestic", "violence")), Word("dv"), Word("marac"), Phrase(("family", "violence"))
    )  # fmt: skip


def test_an_abbreviation_and_what_it_is_short_for_widen_each_other() -> None:
    assert names("SCR") == {"scr": ("Serious case review",)}
    assert names("serious case review") == {"serious case review": ("SCR",)}


@pytest.mark.parametrize("text", ["SCRs", "scrs", "serious case reviews", "gang", "missed appointment", "hidden man"])
def test_singular_and_plural_are_one_name(text: str) -> None:
    assert names(text) or text == "hidden man"
    assert not names("prevent")  # a name is "prevention", which is not a plural of it


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("care leavers", "Care leavers"), ("care leaver", "Care leavers"), ("nurse", "Nurses"), ("boxes", "Box"),
        ("agency", "Agencies"), ("agencies", "Agencies"), ("car leavers", ""), ("nurs", "Nurses"), ("agence", ""),
    ],
)  # fmt: skip
def test_a_word_is_no_other_one_that_has_another_ending(text: str, name: str) -> None:
    known = Synonyms.of([Group(f"{name} here", (name,)) for name in ("Care leavers", "Nurses", "Box", "Agencies")])
    found = [given.names for given in widened(text, known).expression.widenings]
    assert found == ([] if not name else found)


def test_an_answer_does_not_depend_on_what_was_asked_before() -> None:
    known = Synonyms.of([Group("Planning", ("plans",)), Group("Plan of work", ("plan",))])
    fresh = Synonyms.of(known.groups)
    assert widened("plan", known) == widened("plan", known)
    widened("plans", fresh)
    assert widened("plan", fresh) == widened("plan", known)


def test_a_widening_says_which_clauses_it_stands_for() -> None:
    assert widened("police DV the serious case reviews school").expression.widenings == (
        Widening(1, 1, "dv", ("Domestic abuse",), (Phrase(("domestic", "abuse")),)),
        Widening(2, 4, "serious case reviews", ("SCR",), (Word("scr"),), Phrase(("serious", "case", "reviews"))),
    )


def test_the_longest_name_is_meant() -> None:
    assert names("child protection plan") == {"child protection plan": ("CPP",)}
    assert names("child protection planning") == {"child protection": ("CP",)}


def test_a_name_may_belong_to_several_things() -> None:
    assert names("DSP") == {"dsp": ("Delegated safeguarding partner", "Designated safeguarding person")}


def test_a_repeated_name_is_widened_each_time() -> None:
    assert [found.first for found in widened("DV DV").expression.widenings] == [0, 1]


# --- names that find nothing more, or too much


def test_a_name_that_has_all_typed_words_finds_nothing_more() -> None:
    assert names("hidden men") == {}


def test_a_name_that_has_some_of_the_typed_words_finds_too_much() -> None:
    assert names("health services") == {"health services": ("GPs", "primary care")}


def test_a_name_in_which_another_one_stands_finds_nothing_more() -> None:
    assert names("SUDI") == {"sudi": ("Sudden unexpected death in infancy",)}


def test_no_more_names_are_looked_for_than_a_page_can_show() -> None:
    assert len(names("information sharing")["information sharing"]) == MOST_NAMES


@pytest.mark.parametrize(
    ("typed", "meant"), [("send", False), ("Send", False), ("SEND", True), ("prevent", False), ("Prevent", True)]
)
def test_a_name_spelt_like_an_everyday_word_is_meant_where_it_is_written_so(typed: str, meant: bool) -> None:
    assert bool(names(f"{typed} letters")) == meant


def test_what_is_in_quotation_marks_or_unwanted_or_a_beginning_is_left_as_it_is() -> None:
    assert names('"domestic violence" -DV "DV" SCR* -"serious case review"') == {}


def test_a_name_does_not_reach_over_what_is_no_plain_word() -> None:
    assert names("domestic -police violence") == {}
    assert names('domestic "police" violence') == {}


# --- stop words


def test_a_name_may_have_words_that_are_too_common() -> None:
    understood = widened("child was not brought and then")
    assert understood.expression.widenings == (
        Widening(
            1,
            1,
            "was not brought",
            ("WNB", "Children not brought to appointments"),
            (Word("wnb"), Phrase(("children", None, "brought", None, "appointments"))),
            small_words=True,
        ),
    )
    assert understood.too_common == ("and", "then")


def test_the_same_word_without_them_is_not_the_name() -> None:
    assert names("brought") == {}


# --- spellings


@pytest.mark.parametrize(
    ("text", "joined"), [("pre-birth", "prebirth"), ("co\u2011operation", "cooperation"), ("well-being", "wellbeing")]
)
def test_a_hyphenated_word_is_looked_for_as_one_word_too(text: str, joined: str) -> None:
    (found,) = widened(text).expression.widenings
    assert (found.names, found.terms) == (("",), (Word(joined),))
    assert widened(text).too_common == ()


def test_words_with_a_blank_between_them_are_not_joined() -> None:
    assert widened("pre birth pre - birth").expression.widenings == ()


def test_a_name_comes_before_a_spelling() -> None:
    assert names("co-sleeping") == {"co sleeping": ("Sudden unexpected death in infancy and safer sleep",)}


# --- how names are written


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Voice of the child", ["Voice of the child"]),
        ("CPC (Scotland)", ["CPC"]),
        ("Hub / front door", ["Hub", "front door"]),
        ("Partnership (also SCP, LSCP or MASA)", ["Partnership", "SCP", "LSCP", "MASA"]),
        ("and/or", ["and/or"]),
        ("", [""]),
    ],
)
def test_a_label_may_hold_several_names(written: str, expected: list[str]) -> None:
    assert list(variants(written)) == expected


def test_each_name_of_a_label_is_known() -> None:
    assert names("LSCP") == {"lscp": ("Local safeguarding children partnership",)}
    assert names("front door") == {"front door": ("Hub",)}
    assert names("hub") == {"hub": ("front door", "contact point")}


def test_without_names_nothing_is_widened() -> None:
    understood = understand("DV", lambda facet, typed: None)[0]
    assert Synonyms.of(()).widen(understood) is understood
    assert Synonyms.of([Group("the"), Group("", ("",)), Group("?!", ("of",))]).widen(understood) is understood


def test_the_names_of_the_database_are_loaded(site: APIFlask) -> None:
    with site.app_context(), Session(db.engine()) as session:
        synonyms = Synonyms.load(session)
    groups = {group.preferred: group for group in synonyms.groups}
    assert groups["Serious case review"].others == ("SCR",)
    assert groups["Domestic abuse"].slug == "domestic-abuse"
    assert "DV" in groups["Domestic abuse"].others
    assert groups["Children not brought to appointments"].hidden == ("did not attend", "DNA", "failed appointments")
    assert "Working together" not in groups or not groups["Working together"].slug, (
        "a group of themes is not looked for"
    )
    assert widened("LSCB", synonyms).expression.widenings[0].names == ("Local Safeguarding Children Board",)


@given(
    st.one_of(
        TEXTS, st.lists(st.sampled_from([name for g in GROUPS for name in (g.preferred, *g.others)])).map(" ".join)
    )
)
def test_any_text_is_widened_within_its_clauses(text: str) -> None:
    before = understand(text, lambda facet, typed: None)[0]
    after = widened(text)
    assert after.expression.clauses == before.expression.clauses
    assert after.text == before.text
    last = -1
    for found in after.expression.widenings:
        assert last < found.first <= found.last < len(after.expression.clauses)
        last = found.last
        assert len(found.names) == len(found.terms) <= MOST_NAMES
        assert all(isinstance(clause, Word) for clause in after.expression.clauses[found.first : found.last + 1])
