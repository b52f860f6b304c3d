"""Every page, opened by every kind of person, answers as the table says; looking changes nothing."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from apiflask import APIFlask
from itsdangerous import URLSafeTimedSerializer
from sqlalchemy import select
from werkzeug.test import TestResponse

from kb import create_app
from kb.access.guard import declaration, public
from kb.accounts.models.credentials import UserSession
from kb.accounts.models.organisation import Organisation
from kb.accounts.models.user import User
from kb.core import db
from kb.core.db import utc_now
from kb.core.errors import Moved, NotFound
from kb.core.jobs import Job
from kb.core.settings import MailSettings, SignOnSettings
from kb.expunging.fingerprints import fingerprint_of
from kb.expunging.models import Expunge
from kb.held_sessions.models import HeldSession
from kb.identity.models import IdentityTerm
from kb.identity.standing import standing_of
from kb.importing.models import LessonImport
from kb.mail.models import Delivery
from kb.members.models import Invitation, MembershipRequest
from kb.packs.content import Block, Handout, OwnQuestion, PackContent, kept
from kb.packs.models import Pack, PackPublication, PackVersion
from kb.sign_on.models import OrganisationSignOn
from kb.site.models import ProblemReport
from tests import factories
from tests.access.endpoints import PAGES
from tests.access.page_rows import AT, Page
from tests.conftest import settings_in
from tests.pages import Person, statements
from tests.people import KINDS, a_user, sign_in

NOWHERE = SignOnSettings("http://127.0.0.1:9/.well-known/openid-configuration", "kb", "secret", "a work account")
A_PACK = PackContent(
    "A pack",
    blocks=(Block("welcome", 10, "Welcome"),),
    handouts=(Handout("sheet", "A sheet"),),
    questions=(OwnQuestion("asked", "Which?", ("This", "That"), 1, "Because."),),
)
NOTES = {"audit_event", "sight"}
"""What looking may write: that something was looked at that is not public, and by whom as it was submitted."""


class World:
    """A site with one of everything that belongs to the board, and one person of each kind."""

    def __init__(self, app: APIFlask) -> None:
        self.app = app
        board = factories.organisation(slug="northbridge")
        other = factories.organisation("Southbridge Safeguarding Children Board", slug="southbridge")
        board.successors = [other]
        self.users = {kind: a_user(kind, board, other) for kind in KINDS if kind != "anonymous"}
        live = factories.lesson(slug="published-one", organisation=board).live_revision
        assert live
        factories.review(slug="the-review")
        found = "They met at Millbrook Surgery."
        drafts = {
            state: factories.lesson(state=state, organisation=board, found=found).open_revision
            for state in ("draft", "in_review")
        }
        lead, now = self.users["lead"], utc_now()
        rows = {
            "session": UserSession(user=lead, token_digest="another browser"),
            "invitation": Invitation(
                organisation=board, email="new@example.org", role="member", token_digest="x",
                expires_at=now + timedelta(days=1),
            ),
            "membership_request": MembershipRequest(user=self.users["user"], organisation=board, reason="domain"),
            "organisation_sign_on": OrganisationSignOn(organisation=board, kind="domain", value="example.org"),
            "job": Job(kind="audit.export", key="1", owner_id=lead.id),
            "failed_job": Job(kind="audit.export", key="2", state="failed", finished_at=now),
        }  # fmt: skip
        rows |= of_the_team(lead) | of_a_trainer(lead, board)
        rows["lesson_import"] = LessonImport(organisation=board, file_name="a", kind="csv", headings=["Title"], rows=0)
        rows |= {"term": IdentityTerm(term="Larkhill", key="larkhill", rule="place"), "live": live, **drafts}
        db.session.add_all(rows.values())
        db.session.flush()
        db.session.add(PackVersion(pack_id=rows["pack"].id, number=1, content=kept(A_PACK), what="begin"))
        self.numbers: dict[str, object] = {name: row.id for name, row in rows.items()}
        self.numbers["passage"] = standing_of(drafts["draft"]).to_answer[0].digest
        self.numbers |= {"membership": self.users["member"].memberships[0].id, "user": self.users["user"].id}
        db.session.commit()

    def open(self, kind: str, endpoint: str, method: str) -> "Answer":
        """What a person of this kind is answered, and which tables that wrote to."""
        return ask(self.person(kind), self.address(endpoint), method)

    def person(self, kind: str) -> Person:
        """A browser of somebody of this kind."""
        person = Person(self.app)
        return person if kind == "anonymous" else sign_in(person, db.session.get_one(User, self.users[kind].id))

    def address(self, endpoint: str, *, missing: str = "") -> str:
        """Where a page is; with the name of a part of it, where it would be of something that is not there."""
        address = {
            name: self.numbers[value.removeprefix(AT)] if str(value).startswith(AT) else value
            for name, value in PAGES[endpoint].address.items()
        }
        if missing:
            address[missing] = 987_654 if isinstance(address[missing], int) else "nowhere"
        with self.app.test_request_context():
            return self.app.url_for(endpoint, _external=False, **address)


def of_the_team(lead: User) -> dict[str, Any]:
    """What belongs to no board: what a reader reported, and what is asked to be removed for good."""
    known = fingerprint_of("Larkhill").as_mapping()
    asked = {"words": "Larkhill", "fingerprint": known, "asked_by_id": lead.id, "asked_as": "admin"}
    return {
        "delivery": Delivery(
            message_id="<1@example.org>", template="accounts/reset", to="a@example.org", subject="S", text="T",
            html="T", state="failed",
        ),
        "report": ProblemReport(subject="identity", page="/lessons/published-one", text="A name."),
        "expunge": Expunge(token="a", kind="words", **asked),
    }  # fmt: skip


def of_a_trainer(lead: User, board: Organisation) -> dict[str, Any]:
    """A pack that is shared with the board, and a session that was held with it."""
    pack = Pack(
        slug="the-pack", owner_id=lead.id, organisation_id=board.id, title="A pack", minutes=60, content=kept(A_PACK)
    )  # fmt: skip
    today, asked = utc_now().date(), {"number": 1, "content": kept(A_PACK), "asked_by_id": lead.id}
    return {
        "pack": pack,
        "publication": PackPublication(pack=pack, **asked),
        "held_session": HeldSession(pack=pack, held_on=today, format="room", pack_version=1),
    }


def ask(person: Person, url: str, method: str) -> "Answer":
    form = with_token(person) if method == "POST" else None
    with person.app.app_context(), statements() as made:
        response = person.client.open(url, method=method, data=form, headers=OUR_PAGE, buffered=True)
    return Answer(response, url, made)


def with_token(person: Person) -> dict[str, str]:
    """A form with nothing in it but the token that pages of this session have."""
    with person.client.session_transaction() as cookie:
        cookie["csrf_token"] = "0" * 40
    signed = URLSafeTimedSerializer(person.app.config["SECRET_KEY"], salt="wtf-csrf-token")
    return {"csrf_token": signed.dumps("0" * 40)}


OUR_PAGE = {"Sec-Fetch-Site": "same-origin"}
WRITES = re.compile(r"\s*(?:INSERT INTO|UPDATE|DELETE FROM) (\w+)", re.IGNORECASE)


ONCE = re.compile(r'(?<=nonce=")[^"]+|(?<=name="csrf_token" type="hidden" value=")[^"]+|[0-9a-f]{32}')
"""What is another in each answer: the nonce of scripts, the token of forms, the number of the request."""


class Answer:
    def __init__(self, response: TestResponse, url: str, made: list[str]) -> None:
        self.status, self.location = response.status_code, response.headers.get("Location", "")
        self.written = {found[1] for text in made if (found := WRITES.match(text))}
        body = response.get_data().decode("utf-8", "replace")  # a file may hold anything
        for written in (url, quote(url, safe=""), quote(url), quote(url, safe="/?")):
            body = body.replace(written, "")
        body = ONCE.sub("", body)
        self.seen = (self.status, sorted(name for name, _ in response.headers), body, len(made))
        """All that somebody could tell it by: the status, the headers, the words, and the work that it took."""

    def asks_to_sign_in(self) -> bool:
        return self.status == 303 and self.location.startswith("/sign-in?")


@pytest.fixture
def walked(app: APIFlask, tmp_path: Path, database_url: str) -> Iterator[APIFlask]:
    """An application with a sign-on provider that does not answer."""
    settings = replace(
        settings_in(tmp_path, database_url), sign_on=NOWHERE, mail=MailSettings(folder=tmp_path / "mail")
    )
    made = create_app(settings)
    with made.app_context():
        yield made
        db.session.remove()
        db.engine().dispose()


def methods(app: APIFlask, endpoint: str) -> list[str]:
    """GET, where the page has it, and POST, where it has that."""
    found = {method for rule in app.url_map.iter_rules(endpoint) for method in rule.methods or ()}
    return [method for method in ("GET", "POST") if method in found]


def test_the_table_names_every_page_and_what_the_code_declares_of_it(walked: APIFlask) -> None:
    declared = {rule.endpoint: str(declaration(walked, rule.endpoint)) for rule in walked.url_map.iter_rules()}

    assert declared == {endpoint: page.declared for endpoint, page in PAGES.items()}


@pytest.mark.parametrize("kind", KINDS)
def test_every_page_answers_this_kind_of_person_as_the_table_says(walked: APIFlask, kind: str) -> None:
    world, wrong = World(walked), []
    for endpoint, page in PAGES.items():
        for method in methods(walked, endpoint):
            if method == "POST" and kind in page.who and "GET" in methods(walked, endpoint):
                continue  # would change something; the page's own tests send the form
            answer = world.open(kind, endpoint, method)
            if not expected(kind, page, answer):
                wrong.append((endpoint, method, answer.status, answer.location))
            if method == "GET" and answer.written - NOTES:
                wrong.append((endpoint, "looking changed", *answer.written))
            if kind not in page.who and answer.written:
                wrong.append((endpoint, "a refusal changed", *answer.written))
    assert not wrong, "\n".join(map(str, wrong))


def expected(kind: str, page: Page, answer: Answer) -> bool:
    if kind in page.who:
        usual = page.anonymous if kind == "anonymous" and page.anonymous else page.answer
        wanted = page.answers.get(kind, usual)
        return answer.status == wanted and (page.declared == "public" or not answer.asks_to_sign_in())
    refusal = 403 if kind in page.knowing else page.refusal
    if kind == "anonymous":
        return answer.status == page.anonymous if page.anonymous else answer.asks_to_sign_in()
    return answer.status == refusal


OF_THINGS = {"number", "slug", "by"}
"""Parts of an address that name a row."""


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_that_is_refused_is_the_same_as_that_of_a_thing_that_is_not_there(walked: APIFlask, kind: str) -> None:
    world, told, compared = World(walked), [], 0
    person = world.person(kind)
    ask(person, "/help", "GET")  # the first request of a session notes that it is used
    for endpoint, page in PAGES.items():
        if kind in page.who | page.knowing or page.refusal != 404:
            continue
        for method in methods(walked, endpoint):
            for part in OF_THINGS & set(page.address):
                refused = ask(person, world.address(endpoint), method).seen
                missing = ask(person, world.address(endpoint, missing=part), method).seen
                compared += 1
                if refused != missing:
                    told.append((endpoint, method, part, refused, missing))
    assert not told, "\n".join(map(str, told))
    assert compared


def test_a_page_that_is_not_in_the_table_would_be_noticed(walked: APIFlask) -> None:
    walked.add_url_rule("/secret-corner", "secret", lambda: "nobody said who may read this")

    with pytest.raises(AssertionError):
        test_the_table_names_every_page_and_what_the_code_declares_of_it(walked)
    assert World(walked).app.test_client().get("/secret-corner").status_code == 404


def test_a_page_that_tells_what_there_is_would_be_noticed(walked: APIFlask, monkeypatch: pytest.MonkeyPatch) -> None:
    @walked.get("/telling/<slug>", endpoint="telling")
    @public
    def telling(slug: str) -> str:
        raise NotFound if db.session.scalar(select(Organisation).where(Organisation.slug == slug)) else Moved("x")

    page = Page("public", frozenset({"admin"}), address={"slug": "northbridge"})
    monkeypatch.setitem(PAGES, "telling", page)

    with pytest.raises(AssertionError, match="telling"):
        test_a_page_that_is_refused_is_the_same_as_that_of_a_thing_that_is_not_there(walked, "user")
