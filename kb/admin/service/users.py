"""What admins do with somebody's account. What an account's owner does is in `kb.accounts.service`."""

import secrets

from kb.access.actors import Actor, Permission
from kb.access.use_case import use_case
from kb.accounts import sign_in, slow_down
from kb.accounts.letters import recipient_of
from kb.accounts.links import page_at
from kb.accounts.models.user import SITE_ROLES, SiteRole, User
from kb.accounts.queries.leaving import is_last_admin
from kb.accounts.queries.users import other_admins
from kb.accounts.roles import label
from kb.accounts.service import leaving, resetting, second_step
from kb.admin.exporting_users import EXPORT, payload_of
from kb.admin.queries.users import UserFilter
from kb.core.db import session
from kb.core.errors import Conflict, Invalid
from kb.core.jobs import Job, enqueue
from kb.core.uniqueness import being_first
from kb.mail.posting import post
from kb.sign_on import service as sign_on

LAST_ADMIN = "Nobody else can work as an admin. Make somebody else an admin first"
CLOSED = "This account is closed. Open it again first"


def close(who: Actor, user: User) -> None:
    """Let nobody sign in with the account until it is opened again: `leaving.close`, with refusals that say why.

    Raises Conflict where it is closed already, Invalid(step=...) for one's own and for the last admin's.
    """
    if user.id == who.user_id:
        raise Invalid(step="You cannot close the account that you are working with")
    if is_last_admin(user):
        raise Invalid(step=LAST_ADMIN)
    leaving.close(who, user)


@use_case(Permission.USER_CHANGE)
def end_sessions(_who: Actor, user: User) -> None:
    """Sign the user out in every browser."""
    sign_in.end_all(user)


def reset_second_step(who: Actor, user: User) -> None:
    """Forget the authenticator app and the recovery codes, and sign the user out everywhere: `second_step.reset`.

    Raises Conflict where there is no second step, Invalid(step=...) for one's own.
    """
    if user.id == who.user_id:
        raise Invalid(step="Change your own second step on the page of your account")
    second_step.reset(who, user)


@use_case(Permission.USER_CHANGE)
def send_reset_link(who: Actor, user: User) -> None:
    """Send the user what they would get had they asked for a new password; not more often than they could.

    Raises Invalid(step=...) where the account is closed, or too many messages went to the address of late.
    """
    resetting.ask(who, _address_of(user))


def send_work_link(who: Actor, user: User) -> None:
    """Send the user a link to link a work account, where nobody has a password: `sign_on.send_work_link`.

    Raises Invalid(step=...) where the account is closed, or too many messages went to the address of late.
    """
    _address_of(user)
    sign_on.send_work_link(who, user)


def _address_of(user: User) -> str:
    if not user.open or user.email is None:
        raise Invalid(step=CLOSED)
    if wait := slow_down.waiting(slow_down.mail(user.email)):
        raise Invalid(
            step=f"Nothing was sent: {slow_down.MAIL.free} such messages went to this address already."
            f" Try again in {slow_down.in_words(wait)}"
        )
    return user.email


@use_case(Permission.SITE_ROLE_CHANGE, choice="role")
def give_site_role(who: Actor, user: User, *, role: str) -> None:
    """Give a role on the whole site; it works in sessions with a second step. The other admins are told.

    Raises Conflict where the user has it already, Invalid(step=...) where the account is closed, and for one's own
    while there is another admin.
    """
    assert role in SITE_ROLES  # noqa: S101 - the address allows no other
    if not user.open:
        raise Invalid(step=CLOSED)
    if _held(user, role) is not None:
        raise Conflict
    if user.id == who.user_id and (others := other_admins(user.id)):
        raise Invalid(step=f"Nobody gives themselves a role on the site. Ask another admin, {others[0].name}")
    with being_first():
        session.add(SiteRole(user_id=user.id, role=role))
    _tell(user, role, given=True, by=who.user_id)


@use_case(Permission.SITE_ROLE_CHANGE, choice="role")
def take_site_role(who: Actor, user: User, *, role: str) -> None:
    """Take a role on the whole site away; it ends with the next page that the user opens. The other admins are told.

    Raises Conflict where the user does not have it, Invalid(step=...) for the last admin.
    """
    leaving.lock_admins()
    held = _held(user, role)
    if held is None:
        raise Conflict
    if role == "admin" and is_last_admin(user):
        raise Invalid(step=LAST_ADMIN)
    session.delete(held)
    _tell(user, role, given=False, by=who.user_id)


@use_case(Permission.USER_EXPORT)
def export(who: Actor, _nothing: None, *, wanted: UserFilter) -> Job:
    """Begin the export of these users; the job belongs to whoever asked."""
    return enqueue(EXPORT, secrets.token_hex(8), payload=payload_of(wanted), owner_id=who.user_id)


def _held(user: User, role: str) -> SiteRole | None:
    return session.get(SiteRole, (user.id, role), populate_existing=True)


def _tell(user: User, role: str, *, given: bool, by: int | None) -> None:
    """Write to the holder of the role, and to the admins other than the one who decided it."""
    post(
        recipient_of(user),
        "admin/site-role-changed",
        role=label(role),
        given=given,
        second_step=user.has_second_factor,
        set_up=page_at("/account/second-step"),
        contact=page_at("/contact"),
    )
    for admin in other_admins(user.id):
        if admin.id != by:
            post(
                recipient_of(admin),
                "admin/site-role-of-another",
                name=user.name,
                email=user.email or "",
                role=label(role),
                given=given,
                link=page_at(f"/admin/users/{user.id}"),
            )
