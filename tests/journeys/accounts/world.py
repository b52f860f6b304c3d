"""A site with something on every page of accounts, members and admin, and windows of those who see them."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from playwright.sync_api import Page
from sqlalchemy import select, update

from kb.accounts import links
from kb.accounts.digests import token_digest
from kb.accounts.models.credentials import UserSession
from kb.accounts.models.organisation import FormerOrganisationSlug, Organisation, OrganisationSuccession
from kb.accounts.models.user import Membership
from kb.core import db
from kb.core.db import utc_now
from kb.core.jobs import Job
from kb.editorial import checking_files
from kb.editorial.models import SavedText, SourceSuggestion
from kb.identity.files import CHECKED
from kb.identity.models import IdentityTerm
from kb.identity.standing import standing_of
from kb.lessons.files import received, store
from kb.lessons.models.attachment import Attachment
from kb.lessons.models.comment import RevisionComment
from kb.lessons.models.lesson import Lesson, Revision
from kb.lessons.models.source import Source
from kb.mail.models import STATES, Delivery
from kb.members.models import Invitation, MembershipRequest
from kb.sign_on.models import ExternalIdentity, OrganisationSignOn
from tests.editorial.drafting import draft
from tests.importing.shown import imports
from tests.journeys.accounts.desk_world import put_on_desk
from tests.journeys.accounts.names import DAY, DRAFT, IN_REVIEW, LONG_BOARD, LONG_NAME
from tests.journeys.accounts.pack_world import packs
from tests.journeys.accounts.public_pack_world import public_packs
from tests.journeys.accounts.public_world import curate, publish, report_and_expunge
from tests.journeys.accounts.site import Site, stranger
from tests.journeys.accounts.steps import sign_in


class World:
    """The people of a site with all that its pages can show, and what stands in the addresses of these pages."""

    def __init__(self, site: Site, open_window: Callable[[], Page]) -> None:
        board = site.board(LONG_BOARD)
        careful = site.board("Eastbridge Safeguarding Children Board")
        self.site, self.open_window = site, open_window
        self.people = {
            "user": site.somebody("Ada Oduya"),
            "careful": site.somebody("Noor Haddad", second_step=True),
            "fleeting": site.somebody("Bo Lindqvist"),
            "lead": site.member("Ruth Okafor", board, "lead"),
            "contributor": site.member(LONG_NAME, board, "contributor"),
            "asking": site.member("Pilar Andersson", careful, "contributor"),
            "agreeing": site.member("Kwame Boateng", careful, "lead"),
            "admin": site.holder("admin"),
            "editor": site.holder("editor"),
            "reviewer": site.holder("identity_reviewer", "Sina Tuilagi"),
            "waiting": site.holder("admin", "Mei Castellanos"),
            "guest": site.somebody("Ifor Blackwood"),
        }
        self.words: dict[str, Any] = {
            "board": board,
            "agreeing_board": careful,
            "empty": site.board("Westbridge"),
            "ended": site.board("Old One"),
        }
        self.words["message"] = "2026-01-02-030405-000001.eml"
        self._windows: dict[str, Page] = {}
        with site.rows():
            self.words |= {who: site.user(person).id for who, person in self.people.items()}
            self.words |= {f"{who}_email": person.email for who, person in self.people.items()}
            self._make_wait()
            self._belong()
            self._invite()
            self._issue_links()
            self._list_work()
            self._have_lessons()
        file = site.folder / "mail" / f"{self.words['message']}"
        file.parent.mkdir(exist_ok=True)
        file.write_text("From: a@example.org\nTo: b@example.org\nSubject: Join us\n\nHello, and a link.\n")

    def _have_lessons(self) -> None:
        """Lessons in all states, and what is done with them."""
        self._write()
        self._agree()
        publish(self.words)
        self._review()
        curate(self.words)
        report_and_expunge(self.words)
        self._import()
        board = db.session.scalars(select(Organisation).where(Organisation.slug == self.words["board"])).one()
        self.words |= packs(self.words["user"], self.words["lead"], board.id)
        who = (self.words[each] for each in ("user", "reviewer", "lead", "guest_email"))
        self.words |= public_packs(*who)

    def window(self, who: str) -> Page:
        """A window in which somebody is signed in; for "nobody", one that knows nothing of what was done in it."""
        if who not in self._windows:
            self._windows[who] = self.open_window()
            if who != "nobody":
                sign_in(self._windows[who], self.people[who])
        if who == "nobody":
            self._windows[who].context.clear_cookies()
        return self._windows[who]

    def close(self) -> None:
        """Close the windows."""
        for page in self._windows.values():
            page.context.close()

    def forget_proof(self, who: str) -> None:
        """Have somebody, who is signed in, be one who has no password and who signed in long ago."""
        with self.site.rows():
            user = self.site.user(self.people[who])
            user.password_hash = None
            of_user = update(UserSession).where(UserSession.user_id == user.id)
            db.session.execute(of_user.values(began_at=utc_now() - timedelta(hours=2)))

    def _make_wait(self) -> None:
        """An admin whose role waits for the second step."""
        waiting = self.site.user(self.people["waiting"])
        waiting.totp_since, self.people["waiting"].secret = None, ""

    def _belong(self) -> None:
        ids = {row.slug: row.id for row in db.session.scalars(select(Organisation))}
        board = ids[self.words["board"]]
        identity = ExternalIdentity(
            user_id=self.words["careful"], tenant="northbridge", subject="noor", email="noor.haddad@northbridge.example"
        )
        request = MembershipRequest(user_id=self.words["user"], organisation_id=board, reason="domain")
        domain = OrganisationSignOn(organisation_id=board, kind="domain", value="northbridge.example")
        took_over = OrganisationSuccession(predecessor_id=ids[self.words["ended"]], successor_id=board)
        merged = FormerOrganisationSlug(slug=f"{self.words['board']}-before", organisation_id=board)
        db.session.add_all([identity, request, domain, took_over, merged])
        db.session.flush()
        members = db.session.scalars(select(Membership).where(Membership.organisation_id == board))
        self.words |= {f"member_{member.role}": member.id for member in members}
        self.words |= {"identity": identity.id, "request": request.id, "domain": domain.id}

    def _import(self) -> None:
        board = db.session.scalars(select(Organisation).where(Organisation.slug == self.words["board"])).one()
        self.words |= imports(board.id, self.words["contributor"])

    def _invite(self) -> None:
        board = db.session.scalars(select(Organisation).where(Organisation.slug == self.words["board"])).one()
        for word, to, fields in (
            ("inviting", stranger("Cai Bevan").email, {}),
            ("inviting_user", self.people["user"].email, {}),
            ("inviting_late", "a.very.long.address.of.somebody@northbridge.example", {"expires_at": utc_now() - DAY}),
            ("inviting_not", stranger("Ana Duarte").email, {"withdrawn_at": utc_now()}),
            ("inviting_joined", self.people["lead"].email, {"accepted_at": utc_now()}),
        ):
            given = {"expires_at": utc_now() + 7 * DAY, "role": "contributor", "invited_by_id": self.words["lead"]}
            row = Invitation(organisation_id=board.id, email=to, token_digest=token_digest(word), **{**given, **fields})
            db.session.add(row)
            db.session.flush()
            self.words[f"number_of_{word}"] = row.id

    def _write(self) -> None:
        """A draft and a text in review, in which the identity check finds something of every level."""
        board = db.session.scalars(select(Organisation).where(Organisation.slug == self.words["board"])).one()
        for state, texts in (("draft", DRAFT), ("in_review", IN_REVIEW)):
            lesson = Lesson(organisation_id=board.id)
            db.session.add(lesson)
            db.session.flush()
            made = Revision(
                lesson_id=lesson.id, number=1, state=state, created_by_id=self.words["contributor"], **texts
            )
            db.session.add(made)
            db.session.flush()
            lesson.open_revision = made
            self.words[state] = made.id
            standing = standing_of(made)
            for level, passages in (("stop", standing.to_change), ("ask", standing.to_answer)):
                self.words |= {f"{state}_{level}": each.digest for each in passages[:1]}
        self._cite()
        self._share()
        term = IdentityTerm(term="Larkhill " * 6, key="larkhill", rule="place", organisation_id=board.id)
        db.session.add(term)
        db.session.flush()
        self.words["term"] = term.id

    def _review(self) -> None:
        board = db.session.scalars(select(Organisation).where(Organisation.slug == self.words["board"])).one()
        who = {"writer": "contributor", "editor": "editor", "reviewer": "reviewer"}
        self.words |= put_on_desk(board, **{name: self.words[word] for name, word in who.items()})

    def _agree(self) -> None:
        """Lessons of a board whose lead agrees first: to ask for, waiting for the lead, come back, and late."""
        board = db.session.scalars(select(Organisation).where(Organisation.slug == self.words["agreeing_board"])).one()
        board.lead_agrees_first = True
        asking, asked = self.words["asking"], {"lead_asked_by_id": self.words["asking"], "lead_asked_at": utc_now()}
        late = {"submitted_at": utc_now() - 90 * DAY, "submitted_by_id": asking}
        self.words |= {
            "to_ask": draft(board).id,
            "asked": draft(board, **asked).id,
            "came_back": draft(board, state="returned", title=DRAFT["title"][:120]).id,
            "late": draft(board, state="submitted", **late).id,
        }
        for field, done in (("found", None), ("", None), ("title", utc_now())):
            said = RevisionComment(
                revision_id=self.words["came_back"],
                field=field,
                text="Say who read them.\n\n" * 3,
                resolved_at=done,
                told_at=utc_now(),
            )
            db.session.add(said)
            db.session.flush()
            self.words["comment_back"] = said.id

    def _cite(self) -> None:
        """A source in which something is found, a text that was typed, and sources that readers have suggested."""
        said = {"title": "Annual report " * 9, "publisher": LONG_BOARD, "kind_key": "source-kinds/annual-report"}
        source = Source(revision_id=self.words["draft"], position=0, note="Ring 01632 960123 for it", **said)
        text = SavedText(
            revision_id=self.words["draft"], field="why", text="Nobody asked.\n\n" * 9, page="", by_itself=False,
            saved_by_id=self.words["contributor"],
        )  # fmt: skip
        address = f"https://www.example.org/{'annual-report-' * 9}"
        suggestions = [
            SourceSuggestion(
                title="Annual report", url=address, reason="How they read referrals together. " * 9,
                suggested_by_id=self.words["user"], handled_at=handled_at,
            )
            for handled_at in (None, utc_now())
        ]  # fmt: skip
        db.session.add_all([source, text, *suggestions])
        db.session.flush()
        self.words |= {"draft_source": source.id, "draft_text": text.id}

    def _share(self) -> None:
        """A file in which something is found once the site has checked it, and one that cannot stay."""
        revision = db.session.get_one(Revision, self.words["draft"])
        about = {"title": "Checklist " * 9, "purpose": "For the first visit. " * 9, "licence_key": "licences/ogl"}
        kept = store(revision, received(b"step,what\n1,Ring 01632 960123.\n", "checklist.csv", CHECKED))
        found = Attachment(revision_id=revision.id, position=1, file_id=kept.id, file_name="checklist.csv", **about)
        refused = Attachment(
            revision_id=revision.id, position=2, file_name="plan.docx", state="refused", virus="found",
            reason="A virus was found in it. Have your computer looked at, and send another file.", **about,
        )  # fmt: skip
        db.session.add_all([found, refused])
        db.session.flush()
        checking_files.begin(found)
        self.words |= {"draft_file": found.id, "refused_file": refused.id}

    def _issue_links(self) -> None:
        users = {who: self.site.user(person) for who, person in self.people.items()}
        self.words |= {
            "registering": links.issue("register", email=stranger().email, lasts=DAY),
            "registering_late": links.issue("register", email=stranger().email, lasts=-DAY),
            "resetting": links.issue("reset", user=users["user"], lasts=DAY),
            "resetting_with_code": links.issue("reset", user=users["careful"], lasts=DAY),
            "changing": links.issue("change-new", user=users["user"], email="ada.new@example.org", lasts=DAY),
            "correcting": links.issue("change-by-admin", user=users["user"], email="ada.b@example.org", lasts=DAY),
            "linking": links.issue("work-account", user=users["user"], email=users["user"].email, lasts=DAY),
        }

    def _list_work(self) -> None:
        now, owner = utc_now(), self.words["admin"]
        lease = {"lease_until": now + DAY, "lease_holder": "another machine", "attempts": 1}
        fault = {"attempts": 8, "error": "OperationalError in kb/admin/exporting.py, line 41"}
        fields: dict[str, dict[str, Any]] = {
            "waiting": {"due_at": now + DAY},
            "running": {**lease, "progress": 12_400, "progress_total": 31_000},
            "begun": {**lease, "state": "running"},
            "done": {"finished_at": now},
            "failed": {"finished_at": now, **fault},
            "cancelled": {"finished_at": now},
        }
        for word, given in fields.items():
            job = Job(kind="audit.export", key=f"a {word} one", owner_id=owner, **{"state": word, **given})
            db.session.add(job)
            db.session.flush()
            self.words[f"job_{word}"] = job.id
        for state in STATES:
            open_one = state in {"waiting", "failed"}
            row = Delivery(
                message_id=f"<{state}@example.org>", template="members/invitation", to="cai.bevan@example.org",
                subject=f"Join {LONG_BOARD}", text="Hello" if open_one else None, html="Hello" if open_one else None,
                state=state, sent_at=now if state in {"sent", "bounced"} else None, attempts=3,
                error="550 5.1.1 no such mailbox here" if state in {"failed", "bounced"} else None,
            )  # fmt: skip
            db.session.add(row)
            db.session.flush()
            self.words[f"mail_{state}"] = row.id
