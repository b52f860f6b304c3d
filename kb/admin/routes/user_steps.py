"""What can be done with an account, as data: each step with the words of the page that asks first."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kb.access.actors import Actor
from kb.accounts.models.user import User
from kb.accounts.roles import BY_ROLE, label
from kb.accounts.service import leaving
from kb.admin.service import users as service
from kb.core.settings import settings


@dataclass(frozen=True, slots=True)
class Step:
    """One step: when it can be done, what its page says, and what its button does."""

    link: str
    """Words of the link on the user's page, and the beginning of the heading of its own."""
    says: tuple[str, ...]
    """What will happen, a paragraph each."""
    button: str
    done: str
    """What the user's page says afterwards."""
    possible: Callable[[User], bool]
    act: Callable[[Actor, User], object]
    warns: bool = False
    """Whether it takes something away, so that its button is red."""
    checked: bool = False
    """Whether the admin has to say that they have checked who asks."""
    posts: bool = False
    """Whether it is of no use unless a message arrives, so that its page says where the last one came back."""


STEPS: Mapping[str, Step] = {
    "send-reset-link": Step(
        "Send a link for a new password",
        (
            "A link to choose a new password goes to the address of the account. Nobody but its owner sees it, you do"
            " not either. The old password works until the link is used. Somebody who signs in through a provider gets"
            " a message that says so.",
            "If the person can no longer read mail at this address, a link does not help. If they know their password,"
            " correct the address instead. If not, invite them again, to an address that their organisation confirms,"
            " and close this account.",
        ),
        "Send the link", "A message is on its way.",
        lambda user: user.open and settings().local_accounts, service.send_reset_link, posts=True,
    ),
    "send-work-link": Step(
        "Send a link to link a work account",
        (
            "For somebody who has an account from when people had passwords here, or whose work account is another one"
            " now. A link goes to the address of the account. Whoever opens it signs in at the provider, links the"
            " work account they sign in with, and is signed in here; if the account has a second step, they give a"
            " code as well. You do not see the link.",
            "Check first that the address is still the person’s, such as by calling them on a number that you know"
            " from their organisation. Whoever reads mail at this address gets into the account.",
        ),
        "Send the link", "A message is on its way.",
        lambda user: user.open and not settings().local_accounts, service.send_work_link, checked=True, posts=True,
    ),
    "end-sessions": Step(
        "Sign the person out everywhere",
        ("The account is signed out in every browser. Its owner can sign in again.",),
        "Sign out everywhere", "The account is signed out everywhere.",
        lambda user: user.open, service.end_sessions,
    ),
    "reset-second-step": Step(
        "Reset the second step",
        (
            "The authenticator app and the recovery codes of this account stop working, and it is signed out"
            " everywhere. From then on whoever has its password, or its work account, gets in with that alone, until"
            " its owner sets up a new second step. Roles on the site wait until then.",
            "Check first who asks. Whoever has stolen a password needs exactly this from you. Call the person back on a"
            " number that you know from their organisation or find on its own pages, not on one from the message."
            " Ask for something that is not in their mail, such as who leads their organisation here. Urgency"
            " is a reason to take more care. If you are not sure, ask the lead of the organisation.",
        ),
        "Reset the second step", "The second step was reset, and the owner was told.",
        lambda user: user.has_second_factor, service.reset_second_step, warns=True, checked=True,
    ),
    "close": Step(
        "Close the account",
        (
            "Nobody can sign in with this account any more, and it is signed out everywhere. Its memberships and roles"
            " stay in the list and come back if you open it again. Its owner is told.",
            "Drafts that they have in hand go to a lead of the organisation, or else to another contributor. To choose"
            " who takes over, remove them there first.",
        ),
        "Close the account", "The account is closed.",
        lambda user: user.open, service.close, warns=True,
    ),
    "reopen": Step(
        "Open the account again",
        ("Its owner can sign in again, with the memberships and roles that the list shows, and is told.",),
        "Open the account", "The account is open again.",
        lambda user: not user.open, leaving.reopen,
    ),
}  # fmt: skip


def role_step(role: str, act: str, *, demo: bool = False, own: bool = False) -> Step:
    """The step that gives a role on the site, or takes it away; `demo` for a fictional user, `own` for oneself."""
    name = label(role)
    given = act == "give"
    says: tuple[str, ...]
    if given:
        says = (
            f"{BY_ROLE[role].label}: {BY_ROLE[role].may}",
            "The role works at once: this person is fictional, and signs in without a second step."
            if demo
            else "The role works only in sessions with a second step: after a password, a code from an authenticator"
            " app. The person is told, and how to set it up.",
        )
    elif own:
        says = (
            f"Your role of {name} ends with the next page that you open. You can no longer open what it opened, and"
            " only an admin can give it back.",
        )
    else:
        says = (f"The role of {name} ends with the next page that the person opens. They are told.",)
    return Step(
        f"Make {name}" if given else f"End the role of {name}",
        says,
        f"Give the role of {name}" if given else "End the role",
        f"The role of {name} was given." if given else f"The role of {name} was ended.",
        lambda user: (role in held_roles(user)) != given and (user.open or not given),
        lambda who, user: (service.give_site_role if given else service.take_site_role)(who, user, role=role),
        warns=not given,
    )


def held_roles(user: User) -> set[str]:
    """The roles on the site that somebody has, whether or not they work at the moment."""
    return {held.role for held in user.site_roles}
