"""Reads of messages as admins look for them: by person, kind and state, and what can be done about one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, func, or_, select

from kb.accounts.models.organisation import Organisation
from kb.accounts.models.user import User
from kb.accounts.queries.users import with_words
from kb.core.db import session
from kb.core.jobs import Job
from kb.core.paging import Page, page_of
from kb.mail.models import SENDABLE, STATES, UNDELIVERED, Delivery, has_ended
from kb.mail.posting import SEND
from kb.mail.queries import WITHOUT_TEXTS, counts, last_undelivered, sent_to
from kb.members.models import Invitation
from kb.members.queries.waiting import pending

KINDS: Mapping[str, str] = {
    "accounts/register": "A link to register",
    "accounts/register-known": "There is an account already",
    "accounts/reset": "A link for a new password",
    "accounts/reset-unknown": "No password to choose anew",
    "accounts/password-changed": "The password was changed",
    "accounts/change-old": "Another address: to the old one",
    "accounts/change-new": "Another address: to the new one",
    "accounts/address-taken": "Another address: it has an account",
    "accounts/address-changed": "The address was changed",
    "accounts/correct-new": "Another address by an admin: to the new one",
    "accounts/correct-old": "Another address by an admin: to the old one",
    "accounts/second-step-changed": "The second step was changed",
    "accounts/recovery-code-used": "A recovery code was used",
    "accounts/wrong-codes": "Wrong codes",
    "accounts/dormant": "The account is not used",
    "accounts/closed": "The unused account was closed",
    "accounts/closed-by-admin": "An admin closed the account",
    "accounts/reopened": "The account was opened again",
    "accounts/account-deleted": "The account was deleted",
    "members/invitation": "An invitation",
    "members/added": "Made a member",
    "members/joined": "To leads: somebody joined",
    "members/members-of-another": "To leads: members of another organisation",
    "members/changed-by-admin": "To leads: an admin changed who belongs to it",
    "members/handed-over": "Made lead in place of another",
    "members/role-changed": "Another role in an organisation",
    "members/removed": "No longer a member",
    "members/request": "Somebody waits to be confirmed",
    "members/request-decided": "A membership was decided about",
    "sign_on/known-address": "A work account with a known address",
    "sign_on/linked": "A work account was linked",
    "sign_on/unlinked": "A work account was unlinked",
    "sign_on/link-by-mail": "A link to link a work account",
    "editorial/submitted": "A lesson was submitted",
    "editorial/handed-over": "A lesson was handed over",
    "editorial/taken": "A lesson is in another hand",
    "editorial/lead-asked": "To leads: a lesson waits for them to agree",
    "editorial/sent-back": "The lead sent a lesson back",
    "packs/invited": "Asked to edit a training pack",
    "held_sessions/follow-up": "To a trainer: time for the follow-up form",
    "packs/handed-over": "A training pack was handed over",
    "packs/published": "A training pack is public",
    "packs/sent-back": "A training pack was sent back",
    "packs/taken-down": "A training pack is no longer public",
    "packs/lessons-changed": "Lessons in training packs have changed",
    "site/identity-report": "To editors: somebody could be recognised",
    "editorial/look-again": "Lessons to be looked at again",
    "desk/taken-down": "A lesson was hidden or archived",
    "editorial/withdrawn": "To editors: a lesson was taken back",
    "desk/returned": "Editors returned a lesson",
    "desk/scheduled": "A lesson was accepted",
    "desk/published": "A lesson was published",
    "desk/not-signed": "To editors: a lesson is not signed as it is",
    "desk/put-back": "To editors: a lesson was not published",
    "admin/site-role-changed": "A role on the site",
    "admin/site-role-of-another": "To admins: a role of somebody else",
}
"""What messages are about, by their templates."""


def kind_in_words(template: str) -> str:
    """What a message is about; a template that is none any more is called by its name."""
    return KINDS.get(template) or template


@dataclass(frozen=True, slots=True)
class MailFilter:
    """Which messages to list: part of an address or of the name of its owner, a template, the number of a user, a
    state; and of those that did not arrive only the ones nobody has noted. Empty for all."""

    words: str = ""
    kind: str = ""
    person: int | None = None
    state: str = ""
    unseen: bool = False

    def conditions(self) -> list[ColumnElement[bool]]:
        """What a message has to meet, whatever its state."""
        wanted: list[ColumnElement[bool]] = []
        if self.words:
            in_address = and_(*(Delivery.to.icontains(word, autoescape=True) for word in self.words.split()[:10]))
            wanted.append(or_(in_address, Delivery.user_id.in_(select(User.id).where(*with_words(self.words)))))
        if self.kind:
            wanted.append(Delivery.template == self.kind)
        if self.person is not None:
            address = session.scalar(select(User.email).where(User.id == self.person))
            wanted.append(sent_to(self.person, address))
        if self.unseen:
            wanted += [Delivery.state.in_(UNDELIVERED), Delivery.seen_at.is_(None)]
        return wanted

    def with_state(self) -> list[ColumnElement[bool]]:
        """The same with the state."""
        return [*self.conditions(), Delivery.state == self.state] if self.state in STATES else self.conditions()


def messages(chosen: MailFilter, page: int) -> Page[Delivery]:
    """A page of the messages, the newest first, and without their texts."""
    wanted = chosen.with_state()
    total = session.scalar(select(func.count()).select_from(Delivery).where(*wanted)) or 0
    newest = select(Delivery).where(*wanted).options(*WITHOUT_TEXTS).order_by(Delivery.id.desc())
    return page_of(page, total, lambda offset, limit: session.scalars(newest.offset(offset).limit(limit)).all())


def sendable(chosen: MailFilter, limit: int) -> tuple[int, list[int]]:
    """How many messages of the filter failed and can be sent again, and the numbers of some, the oldest first."""
    return _some([*chosen.with_state(), Delivery.state == "failed", ~has_ended()], limit)


def unseen(chosen: MailFilter, limit: int) -> tuple[int, list[int]]:
    """The same for those that did not arrive and that nobody has noted."""
    return _some([*chosen.with_state(), Delivery.state.in_(UNDELIVERED), Delivery.seen_at.is_(None)], limit)


def _some(wanted: list[ColumnElement[bool]], limit: int) -> tuple[int, list[int]]:
    total = session.scalar(select(func.count()).select_from(Delivery).where(*wanted)) or 0
    found = select(Delivery.id).where(*wanted).order_by(Delivery.id).limit(limit)
    return total, list(session.scalars(found)) if limit else []


@dataclass(frozen=True, slots=True)
class Way:
    """How somebody gets a link that works, in place of one that has ended."""

    user: int | None = None
    """The account whose owner can be sent another link for a new password."""
    organisation: str | None = None
    """Slug of the organisation whose invitation can be sent again."""


def fresh_ways(among: Iterable[Delivery]) -> dict[int, Way]:
    """By number of a message whose link has ended: where an admin has another one sent; two statements at most."""
    ended = [row for row in among if row.state == "lapsed" or (row.state in SENDABLE and row.ended)]
    resets = {row.id: row.user_id for row in ended if row.template == "accounts/reset" and row.user_id}
    invited = {row.id: row.to for row in ended if row.template == "members/invitation" and row.to}
    return _ways_to_password(resets) | _ways_to_invitation(invited)


def _ways_to_password(users: Mapping[int, int]) -> dict[int, Way]:
    found = select(User.id).where(User.id.in_(users.values()), User.closed_at.is_(None), User.deleted_at.is_(None))
    open_ones = set(session.scalars(found)) if users else set()
    return {number: Way(user=user) for number, user in users.items() if user in open_ones}


def _ways_to_invitation(addresses: Mapping[int, str]) -> dict[int, Way]:
    found = select(Invitation.email, Organisation.slug).join(Organisation).where(pending)
    newest = found.where(Invitation.email.in_(addresses.values())).order_by(Invitation.id)
    slugs = {email: slug for email, slug in session.execute(newest)} if addresses else {}
    return {number: Way(organisation=slugs[to]) for number, to in addresses.items() if to in slugs}


@dataclass(frozen=True, slots=True)
class Written:
    """What was written to a user."""

    counts: Mapping[str, int]
    """Messages by state."""
    last: Delivery | None
    """The newest that did not arrive."""


def written_to(user: User) -> Written:
    """What was written to a user, at any address, and to the present one before there was an account."""
    theirs = sent_to(user.id, user.email)
    return Written(counts(theirs), last_undelivered(theirs))


def job_of(delivery: Delivery) -> Job | None:
    """The last job that was to send a message."""
    found = select(Job).where(Job.kind == SEND, Job.key == str(delivery.id)).order_by(Job.id.desc()).limit(1)
    return session.scalar(found)


def messages_of(jobs: Iterable[Job]) -> dict[int, Delivery]:
    """By number of a job: the message that it sends; one statement."""
    keys = {job.id: int(job.key) for job in jobs if job.kind == SEND and job.key.isdigit() and len(job.key) < 10}
    wanted = select(Delivery).where(Delivery.id.in_(keys.values())).options(*WITHOUT_TEXTS)
    found = {row.id: row for row in session.scalars(wanted)} if keys else {}
    return {job: found[number] for job, number in keys.items() if number in found}
