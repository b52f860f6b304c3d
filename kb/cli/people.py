"""Commands about people with accounts, for the first admin and for when nobody can get in."""

from collections.abc import Iterator
from contextlib import contextmanager

import click

from kb.access.actors import OPERATOR, Permission
from kb.access.use_case import note_reading
from kb.accounts.addresses import folded
from kb.accounts.models.user import SITE_ROLES, User
from kb.accounts.passwords import NoPasswords
from kb.accounts.queries.users import user_by_email, users_in_order
from kb.accounts.service import leaving, registering, resetting, second_step
from kb.admin.service import users as admin_service
from kb.cli.application import kb, saying, with_tables
from kb.core.errors import Conflict, Invalid, NotFound
from kb.core.settings import settings
from kb.sign_on import service as sign_on

THROUGH_PROVIDER = "Sign in through the provider, which makes your account, then type: kb users grant ADDRESS admin"
"""How the first admin comes about where nobody has a password."""


@kb.group()
def users() -> None:
    """People with accounts."""


@contextmanager
def _user(address: str) -> Iterator[User]:
    """The user with this address, in the application; otherwise, and where the command is refused, says why."""
    with with_tables(), saying({NotFound: f"Nobody has an account with {address}."}):
        try:
            yield user_by_email(folded(address))
        except Invalid as refusal:
            raise SystemExit(". ".join(refusal.problems.values())) from None


@users.command("list")
def list_users() -> None:
    """Show everybody with their roles."""
    with with_tables():
        note_reading(OPERATOR, Permission.USER_READ, verb="users.list")
        click.echo(f"{'number':>6} {'address':<40} roles")
        for user in users_in_order():
            marks = [*(role.role for role in user.site_roles)]
            marks += [f"{membership.role} of {membership.organisation.slug}" for membership in user.memberships]
            marks += ["closed"] if user.closed_at else []
            marks += ["demonstration"] if user.demo else []
            click.echo(f"{user.id:>6} {user.email or '(deleted)':<40} {', '.join(marks) or 'user'}")


@users.command("first-admin")
def first_admin() -> None:
    """Print a link with which the first admin makes an account; it works once, for seven days."""
    refused = "There is an admin already. Give the role with: kb users grant ADDRESS admin"
    with with_tables(), saying({Conflict: refused, NoPasswords: THROUGH_PROVIDER}):
        click.echo(registering.first_admin_link(OPERATOR, None))


@users.command()
@click.argument("address")
@click.argument("role", type=click.Choice(SITE_ROLES))
def grant(address: str, role: str) -> None:
    """Give somebody a role on the whole site."""
    with _user(address) as user, saying({Conflict: f"{address} has this role already."}):
        admin_service.give_site_role(OPERATOR, user, role=role)
        click.echo(f"{address} is {role.replace('_', ' ')} from now on. It takes a second step when signing in.")


@users.command()
@click.argument("address")
@click.argument("role", type=click.Choice(SITE_ROLES))
def revoke(address: str, role: str) -> None:
    """Take a role on the whole site away from somebody."""
    refused = f"{address} does not have this role."
    with _user(address) as user, saying({Conflict: refused}):
        admin_service.take_site_role(OPERATOR, user, role=role)
        click.echo(f"{address} is {role.replace('_', ' ')} no more.")


@users.command()
@click.argument("address")
def link(address: str) -> None:
    """Print a link with which somebody gets in again: to choose a new password, or where nobody has one, to link the
    account at work."""
    with _user(address) as user, saying({Conflict: f"{address} cannot sign in: the account is closed, or fictional."}):
        make = resetting.link_for if settings().local_accounts else sign_on.work_link_for
        click.echo(make(OPERATOR, user))


@users.command("reset-second-step")
@click.argument("address")
@click.confirmation_option(prompt="Are you sure who is asking?")
def reset_second_step(address: str) -> None:
    """Let somebody set up the second step of signing in anew, who has lost phone and recovery codes."""
    with _user(address) as user, saying({Conflict: f"{address} has no second step."}):
        second_step.reset(OPERATOR, user)
        click.echo(f"{address} signs in without a second step now, and sets up a new one.")


@users.command()
@click.argument("address")
def close(address: str) -> None:
    """Close an account: nobody can sign in with it any more."""
    with _user(address) as user, saying({Conflict: f"{address} is closed already, or is the last admin."}):
        leaving.close(OPERATOR, user)
        click.echo(f"The account of {address} is closed.")


@users.command()
@click.argument("address")
def reopen(address: str) -> None:
    """Open a closed account again."""
    with _user(address) as user, saying({Conflict: f"{address} is not closed."}):
        leaving.reopen(OPERATOR, user)
        click.echo(f"The account of {address} is open again.")
