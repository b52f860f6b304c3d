"""What is not published is found by nobody outside its organisation, in any way."""

import json
import re

import pytest
from werkzeug.routing import Rule

from kb.accounts import own_data
from kb.accounts.models.user import User
from kb.core import db
from tests.access.endpoints import PAGES
from tests.access.page_rows import AT, Page
from tests.editorial.leaked import KINDS, OUTSIDERS, Answer, Site, ask
from tests.editorial.leaking import (
    ALONE,
    BESIDE,
    FIRST_NUMBER,
    FIRST_REFERENCE,
    NO_NUMBER,
    NO_REFERENCE,
    NONSENSE,
    UNPUBLISHED,
    slug_of,
    tables_with,
    word,
)
from tests.pages import Person

pytestmark = pytest.mark.xdist_group("leaks")  # the world is made once

NUMBERS = range(40)
SET_TIME = re.compile(r"24 December 2031|2031-12-24")
"""The time at which each of them is to be published."""
TYPED = word(3)
"""What is typed wherever something can be typed; pages may repeat it."""


# --- that there is something to find


def test_each_word_stands_in_all_that_belongs_to_its_text(leaks: Site) -> None:
    everywhere = {
        "revision", "source", "tag", "saved_text", "revision_comment", "identity_decision", "source_suggestion",
        "attachment", "submission", "revision_step",
    }  # fmt: skip
    stands = tables_with(UNPUBLISHED)

    assert sorted(stands) == [word(number) for number in NUMBERS]
    assert [mark for mark, tables in stands.items() if not everywhere <= tables] == []
    assert {"lesson", "former_slug", "quiz_item", "stored_piece"} <= stands[word(0)]


def test_those_who_write_for_the_organisation_find_each_of_them(leaks: Site) -> None:
    owner = leaks.person("owner")

    for number in NUMBERS:
        of_lesson = f"/workspace/lessons/{FIRST_NUMBER + number}"
        file = f"{of_lesson}/files/{FIRST_NUMBER + number}"
        for address in (of_lesson, f"{of_lesson}/preview", file):
            answer = ask(owner, address)
            assert (answer.status, word(number) in answer.body) == (200, True), address
        if number % 2 == 0:
            assert word(number) in ask(owner, f"{file}/content").body
        if (*ALONE, *BESIDE)[number] not in {"discarded", "superseded"}:
            assert f'{of_lesson}"' in ask(owner, f"/workspace/northbridge?q={word(number)}").body


def test_one_that_is_published_is_seen_everywhere_at_once(leaks: Site) -> None:
    shown = [page for page, (_, body) in leaks.while_shown.items() if leaks.shown_word in body]

    for page in (
        "/", "/search", "/search?sort=newest", "/search/filter/tag", "/sitemap.xml", "/shortlist/shortlist.csv",
        "/organisations/northbridge", f"/search?q={leaks.shown_word}", "/training/quiz",
    ):  # fmt: skip
        assert page in shown


# --- texts that are not published


def test_every_page_count_and_recommendation_is_as_it_would_be_without_them(leaks: Site) -> None:
    assert leaks.before.differences(leaks.after) == []
    assert [page for page, (status, _) in leaks.before.pages.items() if status != 200] == []
    assert leaks.after.likenesses == leaks.before.likenesses
    assert sum(bool(similar.lessons) for similar, _ in leaks.before.likenesses) > len(NUMBERS)
    assert all(suggested.themes for _, suggested in leaks.before.likenesses)


def test_one_that_was_published_for_a_moment_leaves_nothing_behind(leaks: Site) -> None:
    assert leaks.before.differences(leaks.after_all) == []
    assert leaks.after_all.likenesses == leaks.before.likenesses


@KINDS
def test_no_page_that_somebody_from_outside_may_open_holds_any_of_their_words(leaks: Site, kind: str) -> None:
    person, opened = leaks.person(kind), 0
    for endpoint, page in PAGES.items():
        for address in addresses_of(leaks, kind, endpoint, page):
            answer = ask(person, address)
            assert not UNPUBLISHED.search(answer.without(TYPED).all), address
            assert not SET_TIME.search(answer.all), address
            opened += answer.status == 200
    assert opened > 40


def addresses_of(site: Site, kind: str, endpoint: str, page: Page) -> list[str]:
    """Where this kind of person may open a page: what is of an organisation or a draft is their own."""
    if kind not in page.who or not any("GET" in (rule.methods or ()) for rule in rules(site, endpoint)):
        return []
    parts = dict(page.address)
    if page.declared not in {"public", "LESSON_READ"} and parts.get("slug") == "northbridge":
        parts["slug"] = "southbridge"
    if parts.get("number") == "@draft":
        parts["number"] = site.own_draft
    if "passage" in parts or str(parts.get("number", "")).startswith(AT):
        return []
    with site.app.test_request_context():
        address = site.app.url_for(endpoint, _external=False, **parts)
    return [address, *(f"{address}?q={each}&find={each}&page=1" for each in (TYPED, "zq"))]


def rules(site: Site, endpoint: str) -> list[Rule]:
    return list(site.app.url_map.iter_rules(endpoint))


FORMS = (
    "/search?q={w}", "/search?q=%22{w}%22", "/search?q={w}*", "/search?q={p}*", "/search?q={m}", "/search?q=tag:{w}",
    "/search?q=theme:{w}", "/search?q=organisation:{w}", "/search?q={w}+referral", "/search?q=referral+-{w}",
    "/search?tag={w}", "/search?organisation={w}", "/search?theme={w}", "/search?q={w}&sort=newest&exact=on",
    "/search/suggestions?q={w}", "/search/suggestions?q={p}", "/search/filter/tag?find={w}",
    "/search/filter/tag?tag={w}&find={p}", "/search/filter/organisation?find={w}", "/glossary?q={w}",
    "/organisations?q={w}", "/reviews?q={w}", "/training/quiz?lesson={w}-lesson", "/search?q=%22what+is+{w}%22",
    "/search?q={w}-lesson", "/search?q={w}.csv",
)  # fmt: skip
"""Asking for a word, for its beginning, and for it with a slip of the finger."""


@KINDS
def test_asking_for_their_words_is_answered_like_asking_for_a_word_that_nobody_wrote(leaks: Site, kind: str) -> None:
    person = leaks.person(kind)
    nothing = {form: asked_for(person, form, NONSENSE) for form in FORMS}

    for number in NUMBERS:
        for place, form in enumerate(FORMS):
            if (number + place) % len(OUTSIDERS) != OUTSIDERS.index(kind):
                continue  # each form with each word is asked by one kind of person
            told = asked_for(person, form, word(number))
            assert not UNPUBLISHED.search(told.all), (form, word(number))
            assert told.differences(nothing[form]) == [], (form, word(number))


def asked_for(person: Person, form: str, mark: str) -> Answer:
    """The answer, as if nothing had been typed that it repeats."""
    begins, slip = mark[:5], mark[:-2] + mark[-1]
    return ask(person, form.format(w=mark, p=begins, m=slip)).without(mark, slip, begins)


@KINDS
@pytest.mark.parametrize("beginning", ["zq", "zqa"])
def test_their_beginning_finds_what_any_other_finds(leaks: Site, kind: str, beginning: str) -> None:
    person, other = leaks.person(kind), "xj" + beginning[2:]
    for form in ("/search?q={}*", "/search/suggestions?q={}", "/search/filter/tag?find={}", "/organisations?q={}"):
        told = ask(person, form.format(beginning)).without(beginning)
        assert told.body == ask(person, form.format(other)).without(other).body, form


@pytest.mark.parametrize("kind", OUTSIDERS[1:])
def test_a_copy_of_what_is_kept_about_somebody_outside_has_none_of_their_words(leaks: Site, kind: str) -> None:
    user = db.session.get_one(User, leaks.users[kind])

    assert not UNPUBLISHED.search(json.dumps(own_data.of_user(user)))
    assert UNPUBLISHED.search(json.dumps(own_data.of_user(db.session.get_one(User, leaks.users["owner"]))))


# --- their addresses


NUMBERED = ("number", "file", "source", "text", "comment")
"""Parts of an address that name the text, its file, its source, a text that was saved in it and a comment on it."""


@KINDS
def test_an_address_of_their_number_is_answered_like_one_of_a_number_that_is_not_there(leaks: Site, kind: str) -> None:
    person, told = leaks.person(kind), []
    of_revisions = [rule for rule in leaks.app.url_map.iter_rules() if names_a_revision(rule)]
    assert len(of_revisions) > 20
    for place, rule in enumerate(of_revisions):
        for number in NUMBERS[(OUTSIDERS.index(kind) + place) % 4 :: 4]:
            parts = {"step": "found", "passage": "0" * 64, **dict.fromkeys(NUMBERED, FIRST_NUMBER + number)}
            told += compared(leaks, person, rule, parts, "number")
    assert told == []


@pytest.mark.parametrize("part", ["file", "source", "text"])
def test_what_belongs_to_them_cannot_be_had_by_way_of_a_text_of_ones_own(leaks: Site, part: str) -> None:
    person, told = leaks.person("contributor"), []
    of_parts = [rule for rule in leaks.app.url_map.iter_rules() if names_a_revision(rule) and part in rule.arguments]
    assert of_parts
    for rule in of_parts:
        for number in NUMBERS[::3]:
            told += compared(leaks, person, rule, {"number": leaks.own_draft, part: FIRST_NUMBER + number}, part)
    assert told == []


def names_a_revision(rule: Rule) -> bool:
    return rule.rule.startswith(("/workspace/lessons/", "/identity-check/lessons/", "/desk/lessons/")) and "GET" in (
        rule.methods or ()
    )


def compared(site: Site, person: Person, rule: Rule, parts: dict[str, object], asked_for: str) -> list[str]:
    """In what an answer differs from that to an address of which one part names nothing."""
    wanted = {name: value for name, value in parts.items() if name in rule.arguments}
    with site.app.test_request_context():
        address = site.app.url_for(rule.endpoint, _external=False, **wanted)
        unknown = site.app.url_for(rule.endpoint, _external=False, **{**wanted, asked_for: NO_NUMBER})
    nothing, answer = (ask(person, each).without(str(parts[asked_for]), str(NO_NUMBER)) for each in (unknown, address))
    assert nothing.status in {303, 404}
    found = answer.differences(nothing)
    return [address, *found] if found else []


@KINDS
def test_an_address_of_their_lessons_is_answered_like_one_that_never_was(leaks: Site, kind: str) -> None:
    person, told = leaks.person(kind), []
    person.client.set_cookie("shortlist", "1")  # for one with cookies each page is made
    ask(person, f"/lessons/{NONSENSE}-lesson/files/1")
    for number in range(OUTSIDERS.index(kind), len(ALONE), 2):
        if ALONE[number] == "archived":
            continue  # its page says that it was archived
        mark, before = slug_of(number), f"{word(number)}-before"
        reference = FIRST_REFERENCE + number
        for form in (
            "/lessons/{}",
            "/lessons/{}/cite",
            "/lessons/{}/history",
            "/lessons/{}/files/1",
            "/lessons/{}/files/2",
        ):
            for slug, other in ((mark, word(number)), (before, word(number)), (f"lb-{reference}", str(reference))):
                unknown = slug.replace(word(number), NONSENSE).replace(str(reference), str(NO_REFERENCE))
                nothing = ask(person, form.format(unknown)).without(NONSENSE, str(NO_REFERENCE))
                assert nothing.status == 404
                told += ask(person, form.format(slug)).without(other).differences(nothing)
    assert told == []


@KINDS
def test_a_file_of_a_text_beside_a_published_one_is_answered_like_one_that_is_not_there(leaks: Site, kind: str) -> None:
    person = leaks.person(kind)
    for slug in [f"published-{number}" for number in range(2, 10)]:
        nothing = ask(person, f"/lessons/{slug}/files/7").without("/files/7")
        assert nothing.status == 404
        assert ask(person, f"/lessons/{slug}/files/1").without("/files/1").differences(nothing) == []


@KINDS
def test_a_shortlist_takes_them_no_more_than_what_never_was(leaks: Site, kind: str) -> None:
    for number in range(OUTSIDERS.index(kind), len(ALONE), 4):
        told = []
        for reference in (FIRST_REFERENCE + number, NO_REFERENCE):
            person = leaks.person(kind)
            person.client.set_cookie("shortlist", str(reference))
            pages = [f"/shortlist?removed=LB-{reference}", "/shortlist/shortlist.csv", "/shortlist", "/"]
            answers = [ask(person, page) for page in pages]
            answers.append(ask(person, "/shortlist/add", "POST", lesson=f"LB-{reference}"))
            told.append([answer.without(str(reference)) for answer in answers])
        assert [one.differences(other) for one, other in zip(*told, strict=True) if one != other] == [], number
