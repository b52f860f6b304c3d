"""Lessons that say much the same as a text: twins in other words are found, other lessons are not taken for twins."""

import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from apiflask import APIFlask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kb.core import db
from kb.search import drafts, service
from kb.search.similar import ALIKE, MOST, Similar
from tests import factories
from tests.search.lessons import catch_up, edit, move, publish, withdraw_name
from tests.search.near_duplicates import EDITS, Other, mixture, sentences
from tests.search.starter_texts import HALVES, Starter, starter_lessons
from tests.search.texts import TEXTS

FINDING = (
    "A health visitor referred a baby with a bruise. The hub hesitated and asked for further enquiries first."
    " Nobody recorded the conversation, and the paediatrician examined the baby three days afterwards."
)
OTHERS = (
    "Teachers noticed hunger and dirty clothes, yet every pattern was explained away.",
    "Managers cancelled supervision for months, so inexperienced practitioners carried complicated caseloads alone.",
    "Grandparents telephoned repeatedly; nobody returned their calls or wrote down their worries.",
    "Prison released a stepfather without telling the midwife or housing officers.",
)


def similar(texts: Mapping[str, str], without: int | None = None) -> Similar:
    """What is answered now, in a transaction of its own, as a request would have."""
    db.session.rollback()
    return service.similar_to_text(texts, without=without)


def lesson(found: str = FINDING, title: str = "Alpha", **fields: Any) -> int:
    return publish(title, summary="Beta.", found=found, done="Gamma.", **fields)


def others() -> list[int]:
    """Lessons on something else, so that words are rare."""
    return [lesson(found, f"Delta {number}") for number, found in enumerate(OTHERS)]


def ids(found: Similar) -> list[int]:
    return [one.id for one in found.lessons]


# --- the starter content


def twins(lessons: Sequence[Starter], half: str, seed: int) -> Mapping[str, list[bool]]:
    """For each kind of edit whether each lesson of a half was found as the same as its edited text."""
    chance, found = random.Random(seed), defaultdict(list)
    for one in lessons:
        if one.half == half:
            foreign = [text for other in lessons if other is not one for text in other.texts.values()]
            other = Other([sentence for text in foreign for sentence in sentences(text)])
            for name, change in EDITS.items():
                answer = service.similar_to_text(change(one.texts, chance, other))
                found[name].append(any(same.id == one.id and same.same for same in answer.lessons))
    return found


@pytest.mark.usefixtures("starter")
@pytest.mark.parametrize("half", HALVES)
def test_a_twin_in_other_words_is_found(half: str) -> None:
    found = twins(starter_lessons(), half, seed=20)
    every = [one for several in found.values() for one in several]
    assert sum(every) / len(every) >= 0.95
    assert {name: several for name, several in found.items() if sum(several) / len(several) < 0.8} == {}


@pytest.mark.usefixtures("starter")
@pytest.mark.parametrize("half", HALVES)
def test_no_lesson_is_taken_for_another_one(half: str) -> None:
    mine = [one for one in starter_lessons() if one.half == half]
    wrong = [any(other.same for other in similar(one.texts, one.id).lessons) for one in mine]
    assert sum(wrong) / len(wrong) <= 0.05


@pytest.mark.usefixtures("starter")
@pytest.mark.parametrize("half", HALVES)
@pytest.mark.parametrize("among", ["any lessons", "lessons with a theme in common"])
def test_sentences_of_several_lessons_are_the_same_as_none(half: str, among: str) -> None:
    chance, wrong = random.Random(21), []
    mine = [one for one in starter_lessons() if one.half == half]
    themes = sorted({theme for one in mine for theme in one.themes})
    pools = [[one for one in mine if theme in one.themes] for theme in themes] if "theme" in among else [mine]
    pools = [pool for pool in pools if len(pool) >= 6]
    for number in range(150):
        drawn = chance.sample(chance.choice(pools), 2 + number % 5)
        answer = service.similar_to_text(mixture([one.texts for one in drawn], chance))
        wrong.append(any(one.same for one in answer.lessons))
    assert sum(wrong) / len(wrong) <= 0.05


@pytest.mark.usefixtures("starter")
def test_lessons_with_the_same_finding_have_a_theme_in_common() -> None:
    lessons = {one.id: one for one in starter_lessons()}
    pairs = [(one, lessons[other]) for one in lessons.values() for other in ids(similar(one.texts, one.id))]
    assert len(pairs) >= 30
    assert sum(bool(one.themes & other.themes) for one, other in pairs) / len(pairs) >= 0.9


@pytest.mark.usefixtures("starter")
def test_a_title_leads_to_its_lesson() -> None:
    for one in starter_lessons():
        assert ids(similar({"title": one.texts["title"]}))[:1] == [one.id]


# --- what is answered


def test_the_best_come_first_with_what_both_have(app: APIFlask) -> None:
    others()
    part, whole = lesson(FINDING.partition(" Nobody")[0]), lesson()
    catch_up()
    found = similar({"found": FINDING})
    assert ids(found) == [whole, part]
    assert found.lessons[0].score == pytest.approx(18 / drafts.FEWEST)  # it has 18 different words
    assert ALIKE <= found.lessons[1].score < found.lessons[0].score
    assert [one.same for one in found.lessons] == [True, False]
    assert found.lessons[1].reason == "Both say “baby”, “health” and “visitor”."


def test_of_equals_the_newest_come_first_and_all_are_counted(app: APIFlask) -> None:
    others()
    made = [lesson(year=2009 + number) for number in range(MOST + 2)]
    catch_up()
    found = similar({"found": FINDING})
    assert ids(found) == made[::-1][:MOST]
    assert (found.times, found.since) == (MOST + 2, 2009)


def test_a_published_twin_of_a_twin_is_the_same_too(app: APIFlask) -> None:
    others()
    made = [lesson(), lesson()]
    catch_up()
    assert {one.id for one in similar({"found": FINDING}).lessons if one.same} == set(made)


def test_a_text_made_of_two_lessons_is_the_same_as_neither(app: APIFlask) -> None:
    others()
    second = " ".join(OTHERS[:2])
    lesson(second, "Epsilon")
    lesson()
    catch_up()
    assert [one.same for one in similar({"found": f"{FINDING} {second}"}).lessons[:2]] == [False, False]


def test_without_a_year_nothing_is_said_of_it(app: APIFlask) -> None:
    others()
    lesson(year=None)
    catch_up()
    found = similar({"found": FINDING})
    assert (found.times, found.since) == (1, None)


def test_a_board_counts_once_and_only_with_a_change_that_was_done(app: APIFlask) -> None:
    others()
    with db.transaction():
        first, second = factories.organisation("First board"), factories.organisation("Second board")
        third = factories.organisation("Third board")
    for board, status in ((first, "done"), (first, "done"), (second, "done"), (third, "recommended")):
        lesson(organisation=db.session.merge(board), done_status_key=f"done-statuses/{status}")
    catch_up()
    found = similar({"found": FINDING})
    assert (found.times, found.with_change) == (4, 2)


def test_lessons_of_a_board_that_is_not_named_count_each_and_are_joined_to_none(app: APIFlask) -> None:
    others()
    with db.transaction():
        board = factories.organisation()
    for named in (True, True, False, False):
        lesson(organisation=db.session.merge(board), named=named, done_status_key="done-statuses/done")
    catch_up()
    assert similar({"found": FINDING}).with_change == 3


def test_a_name_that_was_withdrawn_joins_nothing_any_more(app: APIFlask) -> None:
    others()
    with db.transaction():
        board = factories.organisation()
    fields = {"organisation": db.session.merge(board), "done_status_key": "done-statuses/done"}
    made = [lesson(**fields), lesson(**fields)]
    catch_up()
    assert similar({"found": FINDING}).with_change == 1
    withdraw_name(made[0])
    withdraw_name(made[1])
    assert similar({"found": FINDING}).with_change == 0
    catch_up()
    assert similar({"found": FINDING}).with_change == 2


def test_a_sentence_alone_makes_no_lesson_the_same(app: APIFlask) -> None:
    others()
    made = lesson()
    catch_up()
    found = similar({"found": "The hub hesitated."})
    assert not any(one.same for one in found.lessons)
    assert ids(similar({"found": FINDING.partition(" Nobody")[0]})) == [made]


# --- what has no influence


def test_the_lesson_itself_is_left_out_of_everything(app: APIFlask) -> None:
    others()
    other = lesson(FINDING.partition(" Nobody")[0], year=2012)
    catch_up()
    before = similar({"found": FINDING})
    own = lesson(year=2009)
    catch_up()
    assert ids(similar({"found": FINDING})) == [own, other]
    assert similar({"found": FINDING}, without=own) == before


@pytest.mark.parametrize("state", ["draft", "submitted", "hidden", "archived"])
def test_a_lesson_that_is_not_public_changes_nothing(app: APIFlask, state: str) -> None:
    others()
    lesson(FINDING.partition(" Nobody")[0])
    catch_up()
    before = similar({"found": FINDING})
    made = lesson(state=state)
    catch_up()
    assert similar({"found": FINDING}) == before
    assert similar({"found": FINDING}, without=made) == before


def test_a_lesson_that_was_hidden_changes_nothing_at_once(app: APIFlask) -> None:
    others()
    lesson(FINDING.partition(" Nobody")[0], year=2012)
    catch_up()
    before = similar({"found": FINDING})
    made = lesson(year=2009)
    catch_up()
    assert similar({"found": FINDING}) != before
    move(made, "hidden")
    assert similar({"found": FINDING}) == before
    catch_up()
    assert similar({"found": FINDING}) == before


def test_an_edited_lesson_is_compared_as_it_is_now(app: APIFlask) -> None:
    others()
    made = lesson()
    catch_up()
    assert similar({"found": FINDING}).times == 1
    edit(made, found="Something else.")
    catch_up()
    assert similar({"found": FINDING}).times == 0


# --- any text


@pytest.mark.parametrize("texts", [{}, {"found": ""}, {"found": " \n"}, {"found": "the of and"}, {"notes": FINDING}])
def test_a_text_without_words_is_like_nothing(app: APIFlask, texts: Mapping[str, str]) -> None:
    lesson()
    catch_up()
    assert similar(texts) == Similar()


def test_without_an_index_nothing_is_said_to_be_like_it(app: APIFlask) -> None:
    lesson()
    assert similar({"found": FINDING}) == Similar()


@pytest.mark.usefixtures("starter")
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.sampled_from(sorted(drafts.PARTS)), TEXTS, max_size=4))
def test_any_text_has_an_answer(texts: Mapping[str, str]) -> None:
    found = service.similar_to_text(texts)
    assert len(found.lessons) == min(found.times, MOST)
    assert all(0 < one.score <= 1 for one in found.lessons)
