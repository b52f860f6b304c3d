"""Of whom a lesson is can be found out by nobody where its organisation asked not to be named."""

import pytest

from tests.editorial.leaked import KINDS, OUTSIDERS, Site, ask, both, found_lessons
from tests.editorial.leaking import UNNAMED, UNNAMED_LESSON, lesson_word, organisation_word, tables_with

pytestmark = pytest.mark.xdist_group("leaks")  # the world is made once


def test_each_organisation_has_its_word_in_all_that_could_tell_its_name(leaks: Site) -> None:
    stands = tables_with(UNNAMED)

    everywhere = {"organisation", "closed_value", "review", "source", "attachment"}
    assert len(stands) == 10
    assert all(everywhere <= tables for tables in stands.values())
    assert "stored_piece" in stands[organisation_word(0)]


def test_pages_of_organisations_and_reviews_know_no_lesson_in_which_they_are_not_to_be_named(
    leaks: Site,
) -> None:
    assert [page for page, told in leaks.with_named_only.items() if leaks.with_unnamed[page] != told] == []
    assert not any(UNNAMED_LESSON.search(body) for _, body in leaks.with_unnamed.values())


@KINDS
def test_no_page_holds_words_of_such_a_lesson_and_of_its_organisation(leaks: Site, kind: str) -> None:
    person, near = leaks.person(kind), []
    for number in range(10):
        lesson = f"{lesson_word(number)}-lesson"
        pages = [f"/lessons/{lesson}", f"/lessons/{lesson}/cite"]
        pages += [f"/search?q={lesson_word(number)}{more}" for more in ("", "*", "+report")]
        pages.append(f"/search/suggestions?q={lesson_word(number)[:4]}")
        answers = {page: ask(person, page) for page in pages}
        assert all(answer.status == 200 and lesson_word(number) in answer.body for answer in answers.values())
        near += [page for page, answer in answers.items() if UNNAMED.search(answer.all)]
    assert near == []
    assert [page for page, (_, body) in leaks.after_all.pages.items() if both(body)] == ["/sitemap.xml"]


def test_the_list_of_all_addresses_has_such_an_organisation_for_its_reviews_alone(leaks: Site) -> None:
    _, body = leaks.after_all.pages["/sitemap.xml"]

    listed = [number for number in range(10) if f"/organisations/{organisation_word(number)}<" in body]
    assert listed == [number for number in range(10) if number % 2]  # those that did a review


WORDS_OF_THEIRS = (
    "/search?q={}", "/search?q=%22{}+coast%22", "/search?q=%22report+of+{}%22", "/search?q={}+referral",
    "/search?q=plan+{}", "/search?q={}-review", "/search?q={}.csv", "/search?q={}*", "/search/suggestions?q={}",
)  # fmt: skip
FILTERS_OF_THEIRS = (
    "/search?organisation={}", "/search?q=organisation:{}", "/search?region={}", "/search?q=region:{}",
    "/search?organisation={}&q=referral", "/search?organisation={}-council",
)  # fmt: skip


@KINDS
def test_words_of_such_organisations_find_no_lesson(leaks: Site, kind: str) -> None:
    person = leaks.person(kind)
    for number in range(OUTSIDERS.index(kind), 10, 2):
        theirs = organisation_word(number)
        for form in WORDS_OF_THEIRS:
            found, nothing = (found_lessons(ask(person, form.format(each))) for each in (theirs, "zwxydorf"))
            assert found == nothing, (form, theirs)
        for form in FILTERS_OF_THEIRS:
            assert found_lessons(ask(person, form.format(theirs))) == [], (form, theirs)


@KINDS
def test_a_file_of_such_a_lesson_is_answered_like_one_that_is_not_there(leaks: Site, kind: str) -> None:
    person = leaks.person(kind)
    for number in range(10):
        lesson = f"/lessons/{lesson_word(number)}-lesson/files"
        nothing = ask(person, f"{lesson}/7").without("/files/7")
        assert nothing.status == 404
        assert ask(person, f"{lesson}/1").without("/files/1").differences(nothing) == []
