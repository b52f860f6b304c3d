"""Making one organisation of two rows that stood for the same. It cannot be undone.

What other packages have of the organisation they move themselves, told by `OrganisationMerged`. Here its address, the
lines of successors and the areas of boards are moved, and the row goes. Were something forgotten that points to it, the
database would refuse.
"""

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import delete, insert, inspect, select, update

from kb.access.actors import Actor, Permission
from kb.access.use_case import use_case
from kb.accounts.models.organisation import FormerOrganisationSlug, Organisation, OrganisationSuccession
from kb.admin.queries.organisations import covered, covering, elsewhere, holding, successions
from kb.admin.service.announcing import announced
from kb.admin.service.succession import comes_back, hold_lines
from kb.core.db import session
from kb.core.errors import Conflict, Invalid
from kb.core.events import OrganisationMerged, publish
from kb.core.folding import folded_name

ITSELF = "An organisation cannot be merged into itself"
ELSEWHERE = "Its lessons and reviews are of another nation or region than the one that stays"
OTHER_KIND = "Boards cover its area, and the one that stays is of another kind"
BETWEEN = "Others came between these two, so they cannot be the same organisation"


class Candidates:
    """Into which others an organisation can be merged; what that depends on is read once for all of them.

    Lessons, reviews and boards would otherwise say something of the one that is not so of the other: nation and region
    of a lesson or review are those of its organisation, and an area is that of an authority. The check of the content
    files holds an export to both.
    """

    def __init__(self, organisation: Organisation) -> None:
        self._organisation = organisation
        held = holding(organisation)
        self._has_place = bool(held.lessons or held.reviews)
        self._has_kind = covered(organisation)
        self._pairs = successions()
        self._line = _line_of(organisation.id, self._pairs)

    def obstacle(self, into: Organisation) -> str | None:
        """Why it cannot be merged into this one; None where it can."""
        organisation = self._organisation
        if organisation.id == into.id:
            return ITSELF
        if self._has_place and elsewhere(organisation, into.nation_key, into.region_key):
            return ELSEWHERE
        if self._has_kind and organisation.kind_key != into.kind_key:
            return OTHER_KIND
        if into.id in self._line and comes_back(_moved(self._pairs, organisation.id, into.id)):
            return BETWEEN
        return None


@use_case(Permission.ORGANISATION_CHANGE)
def merge(_who: Actor, organisation: Organisation, *, into: Organisation, typed_name: str) -> Organisation:
    """Move everything of an organisation to another and remove it; its address leads to the other, which is returned.

    `typed_name` is the name of the one that goes, as the admin typed it. Raises Invalid(typed_name=...) where it is
    another, Invalid(into=...) for itself, where the two are not alike enough for what hangs on them and where others
    came between them, Conflict where one is gone.
    """
    hold_lines()
    _lock(organisation, into)
    if obstacle := Candidates(organisation).obstacle(into):
        raise Invalid(into=obstacle)
    if folded_name(typed_name) != organisation.name_folded:
        raise Invalid(typed_name=f"Type the name exactly as it stands above: {organisation.name}")
    pairs = _moved(successions(), organisation.id, into.id)
    with announced(organisation, into):
        publish(OrganisationMerged(organisation.id, into.id))
        _move_successions(pairs)
        _move_areas(organisation, into)
        _move_addresses(organisation, into)
        into.changed_on_site = True
        session.flush()
        # Past the object, so that the audit trail can still say what it was done with.
        gone = delete(Organisation).where(Organisation.id == organisation.id)
        session.execute(gone, execution_options={"synchronize_session": False})
    return into


def _lock(*organisations: Organisation) -> None:
    """Let nobody else change or merge these meanwhile. Raises Conflict where one is gone."""
    numbers = {(inspect(organisation).identity or (0,))[0] for organisation in organisations}  # loads nothing
    found = select(Organisation).where(Organisation.id.in_(numbers)).order_by(Organisation.id).with_for_update()
    if len(session.scalars(found, execution_options={"populate_existing": True}).all()) != len(numbers):
        raise Conflict


def _line_of(number: int, pairs: Iterable[tuple[int, int]]) -> set[int]:
    """An organisation with all that came before and after it, however far."""
    neighbours: defaultdict[int, set[int]] = defaultdict(set)
    for before, after in pairs:
        neighbours[before].add(after)
        neighbours[after].add(before)
    line, ahead = {number}, [number]
    while ahead:
        new = neighbours[ahead.pop()] - line
        line |= new
        ahead += new
    return line


def _moved(pairs: Iterable[tuple[int, int]], old: int, new: int) -> set[tuple[int, int]]:
    """The pairs with one number in place of another, without those of one organisation alone."""
    renumbered = {tuple(new if number == old else number for number in pair) for pair in pairs}
    return {(before, after) for before, after in renumbered if before != after}


def _move_successions(pairs: set[tuple[int, int]]) -> None:
    """Write the difference between what is stored and these."""
    stored, table = successions(), OrganisationSuccession
    for before, after in stored - pairs:
        session.execute(delete(table).where(table.predecessor_id == before, table.successor_id == after))
    rows = [{"predecessor_id": before, "successor_id": after} for before, after in sorted(pairs - stored)]
    if rows:
        session.execute(insert(table), rows)


def _move_areas(organisation: Organisation, into: Organisation) -> None:
    """Boards that cover the area of one cover that of the other, and what one covers the other does too."""
    into.areas = _once([*into.areas, *organisation.areas], organisation.slug, into.slug)
    for board in session.scalars(
        select(Organisation).where(covering(organisation), Organisation.id != organisation.id)
    ):
        board.areas = _once(board.areas, organisation.slug, into.slug)


def _once(slugs: Iterable[str], old: str, new: str) -> list[str]:
    """The slugs with one in place of another, each once and in their order."""
    return list(dict.fromkeys(new if slug == old else slug for slug in slugs))


def _move_addresses(organisation: Organisation, into: Organisation) -> None:
    """The address of one, and those that led to it, lead to the other."""
    former = FormerOrganisationSlug
    session.execute(update(former).where(former.organisation_id == organisation.id).values(organisation_id=into.id))
    session.add(FormerOrganisationSlug(slug=organisation.slug, organisation_id=into.id))
