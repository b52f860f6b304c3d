"""What rules are made of: each predicate says of an actor and a thing whether it holds, and says the same in SQL.

In SQL the thing is a bundle of columns with the names that the thing's attributes have (`kb.access.policy.reach`), so
that one rule decides about one thing and about all rows of a list.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, and_, false, not_, or_, true

from kb.access.actors import Actor

Holds = Callable[[Actor, Any], bool]
Among = Callable[[Actor, Any], ColumnElement[bool]]


@dataclass(frozen=True, slots=True)
class Predicate:
    """One condition, named by an adjective or a role."""

    name: str
    holds: Holds
    among: Among
    """The same over the columns of many things."""
    needs_person: bool = False
    """Whether it never holds for somebody who is not signed in."""
    of_state: bool = False
    """Whether it is about the state that the thing is in, which others may have changed meanwhile."""
    site_role: str = ""
    """The role on the site that it asks for, where it asks for one."""

    def __repr__(self) -> str:
        return self.name


def _of_actor(name: str, holds: Callable[[Actor], bool], *, needs_person: bool = True) -> Predicate:
    """A condition on who asks alone."""
    return Predicate(
        name,
        lambda actor, _thing: holds(actor),
        lambda actor, _of: true() if holds(actor) else false(),
        needs_person,
    )


def _site_role(name: str, role: str) -> Predicate:
    """A role on the whole site."""
    return replace(_of_actor(name, lambda actor: role in actor.site_roles), site_role=role)


def _role_in_organisation(name: str, *roles: str) -> Predicate:
    """A role in the organisation that the thing belongs to."""
    return Predicate(
        name,
        lambda actor, thing: thing.organisation_id in actor.organisations(*roles),
        lambda actor, of: of.organisation_id.in_(sorted(actor.organisations(*roles))),
        needs_person=True,
    )


def _by_actor(name: str, attribute: str) -> Predicate:
    """The thing names the actor there."""
    return Predicate(
        name,
        lambda actor, thing: actor.user_id is not None and getattr(thing, attribute) == actor.user_id,
        lambda actor, of: getattr(of, attribute) == actor.user_id if actor.user_id is not None else false(),
        needs_person=True,
    )


def _not_by_actor(name: str, attribute: str) -> Predicate:
    """The thing names nobody there, or somebody else."""
    return Predicate(
        name,
        lambda actor, thing: getattr(thing, attribute) is None or getattr(thing, attribute) != actor.user_id,
        lambda actor, of: getattr(of, attribute).is_distinct_from(actor.user_id) | getattr(of, attribute).is_(None),
    )


def _filled(name: str, attribute: str) -> Predicate:
    """The thing names somebody there."""
    return Predicate(
        name,
        lambda _actor, thing: getattr(thing, attribute) is not None,
        lambda _actor, of: getattr(of, attribute).is_not(None),
    )


def in_state(*states: str) -> Predicate:
    """The text is in one of these states; for a lesson, the text that its readers see or saw."""
    return Predicate(
        f"in_state{states}",
        lambda _actor, thing: thing.state in states,
        lambda _actor, of: of.state.in_(states),
        of_state=True,
    )


def not_in_state(*states: str) -> Predicate:
    """The text is in none of these states; a lesson that was never public is in none at all."""
    return Predicate(
        f"not_in_state{states}",
        lambda _actor, thing: thing.state not in states,
        lambda _actor, of: or_(of.state.is_(None), of.state.not_in(states)),
        of_state=True,
    )


anybody = _of_actor("anybody", lambda _actor: True, needs_person=False)
signed_in = _of_actor("signed_in", lambda actor: actor.user_id is not None)
person = _of_actor("person", lambda actor: actor.kind == "person")
"""Somebody with an account, and no command and no job: signatures are given by people."""
on_the_machine = _of_actor("on_the_machine", lambda actor: actor.kind in {"operator", "site"})
"""A `kb` command, or a job of the site: nobody comes to it over the network."""
worker = _of_actor("worker", lambda actor: actor.kind == "site")
"""A job of the site, at the time that was set."""
editor = _site_role("editor", "editor")
identity_reviewer = _site_role("identity_reviewer", "identity_reviewer")
site_admin = _site_role("site_admin", "admin")

member = _role_in_organisation("member", "member", "contributor", "lead")
contributor = _role_in_organisation("contributor", "contributor", "lead")
lead = _role_in_organisation("lead", "lead")

own = _by_actor("own", "owner_id")
co_editor = Predicate(
    "co_editor",
    lambda actor, thing: actor.user_id in thing.editor_ids,
    lambda actor, of: of.edited_by(actor.user_id),
    needs_person=True,
)
"""Edits it together with its owner. In SQL `of.edited_by(user)` is the condition that somebody does."""
published = Predicate("published", lambda _actor, thing: bool(thing.is_published), lambda _actor, of: of.is_published)
shared = Predicate("shared", lambda _actor, thing: bool(thing.is_shared), lambda _actor, of: of.is_shared)
"""Its owner lets colleagues of the own organisation see it."""

lead_agrees_first = Predicate(
    "lead_agrees_first",
    lambda _actor, thing: bool(thing.lead_agrees_first),
    lambda _actor, of: of.lead_agrees_first,
)
"""The organisation has chosen that only its lead submits."""
no_lead_agrees = Predicate(
    "no_lead_agrees",
    lambda _actor, thing: not thing.lead_agrees_first,
    lambda _actor, of: not_(of.lead_agrees_first),
)

claimed_by_them = _by_actor("claimed_by_them", "claimed_by_id")
content_signed = _filled("content_signed", "content_signed_by_id")
identity_signed = _filled("identity_signed", "identity_signed_by_id")
content_not_signed_by_them = _not_by_actor("content_not_signed_by_them", "content_signed_by_id")
identity_not_signed_by_them = _not_by_actor("identity_not_signed_by_them", "identity_signed_by_id")

wrote_nothing_of_it = Predicate(
    "wrote_nothing_of_it",
    lambda actor, thing: actor.user_id not in thing.author_ids,
    lambda actor, of: not_(of.written_by(actor.user_id)),
)
"""Neither wrote nor submitted the text. In SQL `of.written_by(user)` is the condition that somebody did."""

asked_by_another_admin = Predicate(
    "asked_by_another_admin",
    lambda actor, thing: thing.asked_as == "admin" and thing.asked_by_id != actor.user_id,
    lambda actor, of: and_(of.asked_as == "admin", of.asked_by_id != actor.user_id),
)
asked_by_another_reviewer = Predicate(
    "asked_by_another_reviewer",
    lambda actor, thing: thing.asked_as == "identity_reviewer" and thing.asked_by_id != actor.user_id,
    lambda actor, of: and_(of.asked_as == "identity_reviewer", of.asked_by_id != actor.user_id),
)
