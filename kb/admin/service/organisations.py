"""What admins do with one organisation: add it, correct its name and its dates, remove what was a mistake."""

from dataclasses import dataclass
from datetime import date
from itertools import count

from sqlalchemy import select

from kb.access.actors import Actor, Permission
from kb.access.use_case import use_case
from kb.accounts.models.organisation import Organisation
from kb.accounts.names import organisation_name_of
from kb.admin.queries.organisations import (
    closed_values,
    covered,
    elsewhere,
    holding,
    is_unused,
    of_same_name,
    slug_taken,
)
from kb.admin.service.announcing import announced
from kb.core.characters import one_line
from kb.core.db import session
from kb.core.errors import Conflict, Invalid
from kb.core.text import slugify
from kb.core.uniqueness import being_first

NAME_STATUSES = {
    "official": "It is in an official register",
    "seen": "It was seen on the organisation's own page or in a report",
    "abbreviation-seen": "Only its abbreviation was seen",
    "predecessor": "It follows the name of what came before",
    "general-knowledge": "It is general knowledge",
    "default": "It follows the usual pattern",
}
"""How sure a name is, as pages put it."""
WHOLE_KINGDOM = "united-kingdom"


@dataclass(frozen=True, slots=True)
class Place:
    """Where an organisation works: slugs of a nation and of a region in it, the latter empty where it has none."""

    nation: str
    region: str


@use_case(Permission.ORGANISATION_CHANGE)
def add(_who: Actor, _nothing: None, *, name: str, name_status: str, kind: str, place: Place) -> Organisation:
    """Add an organisation; its address is made from its name.

    `kind` is a slug of the closed list. Raises Invalid for a name that another one has, and for a kind or region that
    the nation does not have.
    """
    name = _good_name(name)
    _check_place(kind, place)
    added = Organisation(
        slug=_free_slug(name),
        name=name,
        name_status=name_status,
        kind_key=f"organisation-kinds/{kind}",
        nation_key=f"nations/{place.nation}",
        region_key=f"regions/{place.region}" if place.region else None,
        changed_on_site=True,
    )
    try:
        with being_first(), announced():
            session.add(added)
    except Conflict:
        _good_name(name)  # says so where the other one has the same name, too
        raise
    return added


@use_case(Permission.ORGANISATION_CHANGE)
def rename(_who: Actor, organisation: Organisation, *, name: str, name_status: str) -> None:
    """Correct a name, or how sure it is; the address stays. Raises Invalid for a name that another one has.

    A new name from a certain day on is that of a successor: `kb.admin.service.succession`.
    """
    name = _good_name(name, of=organisation)
    with announced(organisation):
        organisation.name, organisation.name_status = name, name_status
        organisation.changed_on_site = True


@use_case(Permission.ORGANISATION_CHANGE)
def change_dates(_who: Actor, organisation: Organisation, *, valid_from: date | None, valid_to: date | None) -> None:
    """Correct since when and until when the organisation had this name; None where that is not known.

    Raises Invalid where it would have ended before it began.
    """
    if valid_from and valid_to and valid_to < valid_from:
        raise Invalid(valid_to="The last day cannot be before the first day")
    organisation.valid_from, organisation.valid_to = valid_from, valid_to
    organisation.changed_on_site = True


@use_case(Permission.ORGANISATION_CHANGE)
def change_place(_who: Actor, organisation: Organisation, *, kind: str, place: Place) -> None:
    """Correct what sort of organisation it is, and where it works.

    `kind` is a slug of the closed list. Raises Invalid for a kind or region that the nation does not have, and where
    lessons, reviews or boards would say something else than the organisation.
    """
    _check_place(kind, place)
    nation_key, region_key = f"nations/{place.nation}", f"regions/{place.region}" if place.region else None
    if f"organisation-kinds/{kind}" != organisation.kind_key and covered(organisation):
        raise Invalid(kind="Boards cover its area, and an area is that of an authority. Change the boards first")
    held = holding(organisation)
    if elsewhere(organisation, nation_key, region_key) and (held.lessons or held.reviews):
        raise Invalid(nation="Its lessons and reviews are of the present place. Correct all of it in the content files")
    with announced(organisation):
        organisation.kind_key = f"organisation-kinds/{kind}"
        organisation.nation_key, organisation.region_key = nation_key, region_key
        organisation.changed_on_site = True


@use_case(Permission.ORGANISATION_CHANGE)
def remove(_who: Actor, organisation: Organisation) -> None:
    """Remove an organisation to which nothing belongs, such as one that was added by mistake.

    Raises Invalid(step=...) where something does.
    """
    session.execute(select(Organisation.id).where(Organisation.id == organisation.id).with_for_update())
    if not is_unused(organisation):
        raise Invalid(step="Something belongs to it. Merge it into another instead")
    with announced(organisation):
        session.delete(organisation)


def is_called(organisation: Organisation, name: str, name_status: str) -> bool:
    """Whether it has this name already, as surely, so that there is nothing to correct."""
    return (organisation.name, organisation.name_status) == (one_line(name), name_status)


def _good_name(typed: str, *, of: Organisation | None = None) -> str:
    """The name as it is kept. Raises Invalid(name=...)."""
    name = organisation_name_of(typed)
    if of_same_name(name, but=of):
        raise Invalid(name="There is an organisation of this name already")
    return name


def _free_slug(name: str) -> str:
    """An address that no organisation has or had; letters that an address cannot hold leave none of their own."""
    base = slugify(name)[:80].strip("-") or "organisation"
    return next(slug for slug in (base if n == 1 else f"{base}-{n}" for n in count(1)) if not slug_taken(slug))


def _check_place(kind: str, place: Place) -> None:
    """Raise Invalid unless the region lies in the nation and the kind exists there, as the closed lists say."""
    regions = {value.slug: value.details.get("nation") for value in closed_values("regions")}
    if place.region and regions.get(place.region) != place.nation:
        raise Invalid(region="This region is not in that nation")
    kinds = {value.slug: value.details.get("nations") for value in closed_values("organisation-kinds")}
    nations = kinds.get(kind)
    if nations and place.nation not in (*nations, WHOLE_KINGDOM):
        raise Invalid(kind="There is no organisation of this kind in that nation")
