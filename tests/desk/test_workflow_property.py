"""Whatever people try with a lesson, and in whichever order: what happens is what the product's table says."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from apiflask import APIFlask
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test
from sqlalchemy import select, update

from kb.access.actors import ANONYMOUS, SITE, Actor
from kb.accounts.models.organisation import Organisation
from kb.accounts.models.user import Membership, SiteRole, User
from kb.core import db
from kb.core.db import utc_now
from kb.desk.readiness import hindrances
from kb.desk.service import archiving, claiming, commenting, hiding, publishing, returning, signing
from kb.editorial.service import submitting
from kb.lessons.frozen import frozen
from kb.lessons.models.comment import RevisionComment
from kb.lessons.models.lesson import Lesson, Revision
from kb.lessons.models.step import RevisionStep
from tests import factories
from tests.desk.lifetimes import Life, Somebody, Text
from tests.desk.reviewing import ALL, change, next_text, now, refusal
from tests.editorial.drafting import acting, draft

HOUR = timedelta(hours=1)
STEPS: dict[str, Callable[[Actor, Revision, Any], object]] = {
    "change": lambda who, text, count: change(who, text, how=f"Begin with an audit, for the {count}th time."),
    "submit": lambda who, text, _: submitting.submit(who, text, declared=ALL),
    "withdraw": lambda who, text, _: submitting.withdraw(who, text),
    "claim": lambda who, text, _: claiming.claim(who, text),
    "release": lambda who, text, _: claiming.release(who, text),
    "comment": lambda who, text, _: commenting.comment(who, text, field="found", text="Who found it?"),
    "return": lambda who, text, _: returning.send_back(who, text, reasons={"done": "Say who read them."}),
    "sign_content": lambda who, text, _: signing.sign_content(who, text, digest=frozen(text).digest),
    "sign_identity": lambda who, text, _: signing.sign_identity(who, text, digest=frozen(text).digest),
    "publish": lambda who, text, _: publishing.publish_now(who, text, change_note="More is said."),
    "schedule": lambda who, text, _: publishing.schedule(who, text, at=utc_now() + HOUR, change_note="More is said."),
    "cancel": lambda who, text, _: publishing.cancel(who, text),
    "come_due": lambda who, text, _: _later(who, text),
    "hide": lambda who, text, _: hiding.hide(who, text.lesson, reason="Somebody asked."),
    "unhide": lambda who, text, _: hiding.unhide(who, text.lesson, reason="Nothing was in it."),
    "archive": lambda who, text, _: archiving.archive(who, text.lesson, reason="It was replaced."),
    "restore": lambda who, text, _: archiving.restore(who, text.lesson, reason="It holds again."),
    "discard": lambda who, text, _: submitting.discard(who, text),
    "recover": lambda who, text, _: submitting.recover(who, text),
}
LIKELY = {
    "draft": ("submit", "submit", "submit", "submit", "change", "discard"),
    "returned": ("submit", "change", "submit", "submit"),
    "submitted": ("claim", "claim", "claim", "claim", "claim", "withdraw"),
    "in_review": ("sign_content", "sign_identity", "sign_content", "sign_identity", "return", "release", "withdraw"),
    "ready": ("publish", "schedule", "publish", "schedule", "schedule", "release", "return"),
    "scheduled": ("come_due", "come_due", "come_due", "cancel"),
    "discarded": ("recover",),
}
"""Steps that go on from a state; others are tried as well."""


TAKEN_DOWN = ["hide", "unhide", "archive", "restore"]
"""Steps with what is or was public."""


def _later(who: Actor, text: Revision) -> None:
    at = text.scheduled_for or utc_now()
    with time_machine.travel(max(at, utc_now()) + timedelta(minutes=1), tick=True):
        publishing.come_due(who, text)


class People:
    """Everybody who may try something: as the table tells them apart, and as the site does."""

    def __init__(self, board: Organisation, other: Organisation) -> None:
        self.board = board
        self.all: dict[str, tuple[Somebody, Actor]] = {
            "anonymous": (Somebody("anonymous", None), ANONYMOUS),
            "site": (Somebody("site", None, is_worker=True), SITE),
        }
        self._add("contributor", board, "contributor", writes=True)
        self._add("lead", board, "lead", writes=True, leads=True)
        self._add("member", board, "member")
        self._add("stranger", other, "contributor")
        self._add("editor", None, "", "editor", edits=True)
        self._add("other_editor", None, "", "editor", edits=True)
        self._add("reviewer", None, "", "identity_reviewer", reviews=True)
        self._add("both", None, "", "editor", "identity_reviewer", edits=True, reviews=True)
        self._add("editor_who_writes", board, "contributor", "editor", edits=True, writes=True)
        self._add("admin", None, "", "admin")

    def _add(self, name: str, of: Organisation | None, role: str, *site_roles: str, **known: bool) -> None:
        user: User = factories.user(name=name)
        user.site_roles = [SiteRole(role=each) for each in site_roles]
        user.memberships = [Membership(organisation=of, role=role)] if of else []
        db.session.flush()
        self.all[name] = Somebody(name, user.id, **known), acting(user)


class Lives(RuleBasedStateMachine):
    """A lesson, and people who try steps with its texts."""

    people: People

    @initialize(lead_agrees_first=st.booleans())
    def begin(self, lead_agrees_first: bool) -> None:
        db.session.rollback()
        self.people.board.lead_agrees_first = lead_agrees_first
        made = draft(self.people.board, slug=None)
        db.session.commit()
        self.lesson, self.count = made.lesson_id, 0
        self.life = Life(lead_agrees_first, {made.id: Text()}, opened=made.id)

    def _try(self, step: str, name: str, number: int) -> None:
        somebody, actor = self.people.all[name]
        text = db.session.get_one(Revision, number)
        expected = self.life.may(step, somebody, number)
        before = self._seen()
        self.count += 1
        refused = refusal(lambda: STEPS[step](actor, text, self.count))
        if refused is not None:
            assert not expected, f"{name} may {step}, but: {refused!r}"
            assert self._seen() == before, f"a refused {step} by {name} left something behind"
            return
        assert expected, f"{name} may not {step} what is {before}"
        self.life.take(step, somebody, number)
        self._compare()

    def _seen(self) -> list[tuple[object, ...]]:
        """The texts of the lesson, and how many steps and comments there are."""
        db.session.rollback()
        db.session.expire_all()
        texts = select(Revision).where(Revision.lesson_id == self.lesson).order_by(Revision.id)
        rows: list[tuple[object, ...]] = [
            (each.id, each.state, each.version, each.claimed_by_id, each.content_signed_by_id,
             each.identity_signed_by_id, each.scheduled_for, each.how, each.change_note)
            for each in db.session.scalars(texts)
        ]  # fmt: skip
        for table in (RevisionStep, RevisionComment):
            of_lesson = select(table.id).join(Revision, Revision.id == table.revision_id)
            rows.append(tuple(db.session.scalars(of_lesson.where(Revision.lesson_id == self.lesson))))
        return rows

    def _compare(self) -> None:
        """That the database holds what the table says, and that every step was noted."""
        db.session.rollback()
        db.session.expire_all()
        lesson = db.session.get_one(Lesson, self.lesson)
        assert (lesson.live_revision_id, lesson.open_revision_id) == (self.life.live, self.life.opened)
        public = [each for each in lesson.revisions if each.state in {"published", "hidden", "archived"}]
        assert [each.id for each in public] == ([self.life.live] if self.life.live else [])
        for each in lesson.revisions:
            text = self.life.texts[each.id]
            signers = each.content_signed_by_id, each.identity_signed_by_id
            wanted = tuple(signed[0] if signed else None for signed in (text.content_signed, text.identity_signed))
            assert (each.state, each.claimed_by_id, signers) == (text.state, text.claimed_by, wanted)
            assert each.author_ids == text.authors
            assert self._noted(each.id) == text.taken
            if each.state == "published":
                assert text.is_ready()
                assert each.published_at is not None
            assert (each.state == "scheduled") <= (each.scheduled_for is not None)

    @staticmethod
    def _noted(number: int) -> list[tuple[str, str, str, int | None]]:
        taken = select(RevisionStep).where(RevisionStep.revision_id == number).order_by(RevisionStep.id)
        found = list(db.session.scalars(taken))
        assert all(each.taken_at and each.taken_by_kind == ("person" if each.taken_by_id else "site") for each in found)
        return [(each.step, each.before, each.after, each.taken_by_id) for each in found]

    @rule(data=st.data(), steps=st.integers(2, 6))
    def the_lesson_goes_on(self, data: st.DataObject, steps: int) -> None:
        for _ in range(steps):
            if self.life.opened is None and self.life.live is not None:
                self._begin_another()
            number = self.life.opened or next(iter(self.life.texts))
            text = self.life.texts[number]
            ready = text.state == "in_review" and text.is_ready()
            step = data.draw(st.sampled_from(LIKELY["ready" if ready else text.state]))
            able = [name for name, (each, _) in self.people.all.items() if self.life.may(step, each, number)]
            if able:
                self._try(step, data.draw(st.sampled_from(able)), number)

    @rule(data=st.data(), step=st.sampled_from(sorted(STEPS)))
    def anybody_tries_anything(self, data: st.DataObject, step: str) -> None:
        number = data.draw(st.sampled_from(sorted(self.life.texts)))
        if step in TAKEN_DOWN and self.life.live is not None:  # asked for the lesson: whichever text of it is public
            number = self.life.live
        self._try(step, data.draw(st.sampled_from(sorted(self.people.all))), number)

    @rule(who=st.sampled_from(["editor", "reviewer", "both", "contributor"]), step=st.sampled_from(TAKEN_DOWN))
    def what_is_public_is_taken_down_or_shown(self, who: str, step: str) -> None:
        self._try(step, who, self.life.live or next(iter(self.life.texts)))

    def _begin_another(self) -> None:
        db.session.rollback()
        lesson = db.session.get_one(Lesson, self.lesson)
        made = next_text(lesson, f"A team reads every referral within {len(lesson.revisions)} days")
        self.life.texts[made.id], self.life.opened = Text(), made.id

    @precondition(lambda self: any(text.state in {"in_review", "scheduled"} for text in self.life.texts.values()))
    @rule()
    def a_frozen_text_is_changed_all_the_same(self) -> None:
        """As nobody can on a page; what was signed is not what would be published then."""
        assert self.life.opened
        self.count += 1
        db.session.rollback()
        number = self.life.opened
        db.session.execute(update(Revision).where(Revision.id == number).values(how=f"Otherwise {self.count}."))
        db.session.commit()
        self.life.texts[number].content += 1
        self._compare()


def live(board: Organisation, other_board: Organisation, examples: int) -> None:
    made = People(board, other_board)
    db.session.commit()
    checked = settings(
        max_examples=examples, stateful_step_count=40, deadline=None, database=None, print_blob=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    run_state_machine_as_test(type("LivesHere", (Lives,), {"people": made}), settings=checked)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_people_do_with_a_lesson_what_the_table_of_the_product_says(
    app: APIFlask, board: Organisation, other_board: Organisation
) -> None:
    live(board, other_board, 9)


@pytest.mark.postgresql
@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_so_they_do_on_postgresql(app: APIFlask, board: Organisation, other_board: Organisation) -> None:
    live(board, other_board, 4)


def test_what_was_signed_and_then_changed_is_named_as_such(board: Organisation, other_board: Organisation) -> None:
    people = People(board, other_board).all
    text = draft(board)
    db.session.commit()
    for name, step in (("contributor", "submit"), ("editor", "claim"), ("both", "sign_content"),
                       ("reviewer", "sign_identity")):  # fmt: skip
        STEPS[step](people[name][1], now(text), 1)
    db.session.execute(update(Revision).where(Revision.id == text.id).values(how="Otherwise."))
    db.session.commit()

    assert [each.words.partition(".")[0] for each in hindrances(now(text))] == [
        "Something in it is not as it was when somebody signed what it says",
        "Something in it is not as it was when somebody signed that nobody can be recognised",
    ]
