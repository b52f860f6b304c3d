"""A pack that somebody may not see is found by them in no way, nor is a text of it that is not public."""

import json
import zipfile
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

import pytest
from apiflask import APIFlask
from werkzeug.routing import Rule

from kb import create_app
from kb.accounts import own_data
from kb.core import db
from kb.core.jobs import Job, Task
from kb.mail.models import Delivery
from kb.packs import exporting
from kb.packs.files import NAMES
from kb.packs.models import Pack
from kb.packs.queries.publications import waiting_of
from kb.packs.texts import typed_texts
from tests.access.endpoints import PAGES
from tests.access.test_route_walk import with_token
from tests.conftest import settings_in
from tests.editorial.leaked import Answer, ask
from tests.packs.leaking import (
    BY_WORD,
    LOCAL,
    OUTSIDERS,
    SECRET,
    WORDS,
    Builder,
    Site,
    Standing,
    said,
    tables_with,
    whole,
)
from tests.pages import Person
from tests.search.lessons import catch_up

KINDS = pytest.mark.parametrize("kind", OUTSIDERS)
NO_PACK = "a2b3c4d5e6"
"""As long as the address of a pack, and of none."""
NONSENSE, OTHER_NONSENSE = "zqxmork", "zqymork"
NO_NUMBER = 9
"""As long as the number of a text that waits, and of none."""
EVERYWHERE = (
    "/", "/packs", "/packs?page=2", "/training", "/training/quiz", "/themes", "/themes/neglect", "/search",
    "/search?sort=newest", "/sitemap.xml", "/shortlist", "/shortlist/shortlist.csv", "/organisations/northbridge",
    "/organisations", "/reviews/the-review", "/lessons/the-lesson", "/lessons/the-lesson/history", "/glossary",
)  # fmt: skip
ASKING = ("/search?q={}", "/search?q=%22{}%22", "/search?tag={}", "/search/suggestions?q={}", "/glossary?q={}")


@pytest.fixture(scope="module")
def standing(lasting_database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Standing]:
    """A site with all that may not be seen, built once."""
    app = create_app(settings_in(tmp_path_factory.mktemp("leaks"), lasting_database_url))
    with app.app_context():
        made = Standing.of(whole(app))
        db.session.remove()
    yield made
    with app.app_context():
        db.engine().dispose()


@pytest.fixture
def site(standing: Standing) -> Iterator[Site]:
    """That site. For reading only."""
    with standing.app.app_context():
        yield standing.read()
        db.session.remove()


@pytest.fixture
def own_site(app: APIFlask) -> Site:
    """The same for the test alone, which may change it."""
    return whole(app)


def test_each_word_stands_in_every_text_that_somebody_types(site: Site) -> None:
    texts = typed_texts(said("a word", site.lesson, 1))

    assert all("a word" in text for text in texts.values())
    assert len(texts) > 25
    for name, word in WORDS.items():
        assert {"pack_version"} <= tables_with(word), name
    for name in ("waiting", "returned", "superseded", "withdrawn"):
        assert "pack_publication" in tables_with(WORDS[name])


def test_their_owner_sees_them_and_an_editor_those_that_wait(site: Site) -> None:
    owner, editor = site.person("lead"), site.person("editor")
    for name, pack in site.packs.items():
        shown = "edited" if name == "waiting" else name
        assert WORDS[shown] in ask(owner, f"/packs/{pack.slug}/session").body
    waiting = waiting_of(site.packs["waiting"])
    assert waiting is not None
    assert WORDS["waiting"] in ask(editor, f"/desk/packs/{waiting.id}").body
    assert WORDS["edited"] not in ask(editor, f"/desk/packs/{waiting.id}").body
    assert WORDS["waiting"] in ask(editor, "/desk/packs").body


def test_what_is_local_stays_with_those_who_work_on_a_pack(site: Site) -> None:
    waiting = waiting_of(site.packs["waiting"])
    assert waiting is not None
    theirs, editor = f"/packs/{site.public.slug}/session", site.person("editor")

    assert LOCAL in ask(site.person("lead"), theirs).body
    assert LOCAL not in ask(editor, theirs).all
    assert LOCAL not in ask(editor, f"/desk/packs/{waiting.id}").all
    assert "pack_publication" not in tables_with(LOCAL)


@pytest.mark.parametrize(("kind", "said"), [("user", "everybody"), ("member", WORDS["shared"])])
def test_what_is_local_is_not_copied(own_site: Site, kind: str, said: str) -> None:
    person, pack = own_site.person(kind), own_site.public if kind == "user" else own_site.packs["shared"]

    person.open(f"/packs/{pack.slug}/copy").submit("Copy it")

    copied = db.session.query(Pack).filter_by(copied_from_id=pack.id).one()
    assert said in json.dumps(copied.content)
    assert LOCAL not in json.dumps(copied.content)


def test_colleagues_see_what_is_shared_and_nothing_else(site: Site) -> None:
    member = site.person("member")

    assert WORDS["shared"] in ask(member, f"/packs/{site.packs['shared'].slug}").body
    listed = ask(member, "/packs/mine").body
    assert set(SECRET.findall(listed)) == {WORDS["shared"]}


@KINDS
def test_no_page_or_search_has_a_word_of_theirs(site: Site, kind: str) -> None:
    person = site.person(kind)
    pages = [*EVERYWHERE, "/packs/mine", "/account", "/packs/add?lesson=LB-0001", f"/packs/{site.public.slug}"]
    pages += [f"/packs/{site.public.slug}/{name}" for name in ("session", "take", "copy", "why", "changes", "versions")]
    for page in pages:
        assert not SECRET.search(ask(person, page).all), page
    for form in ASKING:
        ask(person, form.format(OTHER_NONSENSE))  # what is kept between requests is read
        nothing = ask(person, form.format(NONSENSE)).without(NONSENSE)
        for word in WORDS.values():
            assert ask(person, form.format(word)).without(word).differences(nothing) == [], form


@KINDS
def test_every_page_that_they_may_open_is_without_their_words(site: Site, kind: str) -> None:
    person, opened = site.person(kind), 0
    for endpoint, page in PAGES.items():
        rules = site.app.url_map.iter_rules(endpoint)
        if kind not in page.who or page.address or not any("GET" in (rule.methods or ()) for rule in rules):
            continue
        with site.app.test_request_context():
            address = site.app.url_for(endpoint, _external=False)
        answer = ask(person, address)
        opened += answer.status == 200
        assert not SECRET.search(answer.all), address
    assert opened > 15


def test_pages_for_everybody_are_the_same_as_without_them(app: APIFlask) -> None:
    built = Builder(app)
    catch_up()
    before = built.site({})
    shown = {page: ask(before.person("anonymous"), page) for page in EVERYWHERE}

    built.secrets()
    catch_up()

    after = built.site({}).person("anonymous")
    assert [page for page, answer in shown.items() if ask(after, page).body != answer.body] == []


@KINDS
def test_a_pack_that_is_not_theirs_is_answered_like_one_that_is_not_there(site: Site, kind: str) -> None:
    person, told = site.person(kind), []
    rules = [rule for rule in site.app.url_map.iter_rules() if rule.rule.startswith("/packs/<slug>")]
    assert len(rules) > 30
    slugs = [site.packs[name].slug for name in sorted(BY_WORD)]
    for rule in rules:
        for method in {"GET", "POST"} & set(rule.methods or ()):
            told += compared(site, person, rule, method, slug=slugs)
    assert told == []


def compared(site: Site, person: Person, rule: Rule, method: str, **part: Sequence[str | int]) -> list[str]:
    """In what answers differ from that to an address that names nothing."""
    ((name, values),) = part.items()
    nothing = NO_PACK if name == "slug" else NO_NUMBER
    known: dict[str, Any] = {"number": 1, "key": "tell", "name": "guide.pdf", "point": "end", "kind": "pdf"}
    others = {each: known[each] for each in rule.arguments - {name}}
    answers: list[Answer] = []
    for each in (nothing, *values):
        with site.app.test_request_context():
            address = site.app.url_for(rule.endpoint, _external=False, **{**others, name: each})
        named = (f"packs/{each}", f"packs%2F{each}") if name == "number" else (str(each),)
        form = with_token(person) if method == "POST" else {}
        answers.append(ask(person, address, method, **form).without(*named))
    assert answers[0].status in {303, 404}, rule.rule
    found = [line for answer in answers[1:] for line in answer.differences(answers[0])]
    return [f"{method} {rule.rule}", *found] if found else []


@pytest.mark.parametrize("kind", ["anonymous", "user", "member", "other_contributor", "admin"])
def test_a_text_that_waits_is_found_by_nobody_but_the_team(site: Site, kind: str) -> None:
    person, told = site.person(kind), []
    waiting = waiting_of(site.packs["waiting"])
    assert waiting is not None
    for rule in site.app.url_map.iter_rules():
        if rule.rule.startswith("/desk/packs/"):
            for method in {"GET", "POST"} & set(rule.methods or ()):
                told += compared(site, person, rule, method, number=[waiting.id])
    assert told == []


def test_files_that_anybody_takes_along_have_no_word_and_no_picture_of_theirs(site: Site) -> None:
    person = site.person("user")
    for name in NAMES:
        address = f"/packs/{site.public.slug}/files/{name}"
        with person.app.app_context():
            response = person.client.get(address, buffered=True)
        if response.status_code == 200 and not name.endswith(".pdf"):
            assert not SECRET.search(unpacked(response.get_data())), name
            assert "everybody" in unpacked(response.get_data()), name


def test_a_file_that_a_job_makes_for_somebody_has_no_word_of_theirs(own_site: Site) -> None:
    person = own_site.person("user")
    person.open(f"/packs/{own_site.public.slug}/take").submit("Make a ZIP of all files")
    job = db.session.query(Job).filter_by(kind=exporting.EXPORT).one()
    made: list[bytes] = []

    exporting.export(Task(job.id, job.kind, job.key, job.payload, keep=made.append))

    assert not SECRET.search(json.dumps(job.payload))
    assert not SECRET.search(unpacked(b"".join(made)))
    assert "everybody" in unpacked(b"".join(made))


def unpacked(content: bytes) -> str:
    """All words of a file, of files in it too; of PDF nothing."""
    if not content.startswith(b"PK"):
        return "" if content.startswith(b"%PDF") else content.decode("utf-8", "replace")
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return "\n".join(unpacked(archive.read(name)) for name in archive.namelist())


def test_no_message_has_a_word_of_a_text_that_is_not_public(site: Site) -> None:
    sent = db.session.query(Delivery).all()

    assert {each.to for each in sent} == {"lead@example.org"}
    told = {each.template for each in sent if SECRET.search(f"{each.subject}{each.text}{each.html}")}
    assert told <= {"packs/published"}  # what was public when it was written


@pytest.mark.parametrize("kind", [*OUTSIDERS[1:], "member"])
def test_a_copy_of_what_is_kept_about_somebody_else_has_none_of_their_words(site: Site, kind: str) -> None:
    assert not SECRET.search(json.dumps(own_data.of_user(site.users[kind]), default=str))
    assert SECRET.search(json.dumps(own_data.of_user(site.users["lead"]), default=str))
