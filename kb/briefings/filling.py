"""Fills the seven boxes from what there is, within their limits, and says what is lacking and what is left out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kb.briefings.boxes import LAST_FILLED, MOST, PLANS, Take
from kb.briefings.briefing import Box, Part
from kb.briefings.choosing import Material
from kb.briefings.fitting import Unit, begun, fitted, room
from kb.core.statements import leans

Left = dict[str, list[Unit]]
LEAST = 3
"""Words of "See the lesson", which has room in every box."""


@dataclass(frozen=True, slots=True)
class _Given:
    """What a field has given to a box."""

    take: Take
    part: Part | None
    """None where there was no room, or nothing is to be said."""
    own: bool
    """Whether its words are the field's, and not ours on its being empty."""
    sees: bool = False
    """Whether it says where its words can be read, and has none of them."""

    @property
    def room(self) -> int:
        return self.part.room if self.part else 0


def filled(material: Material, takes: Mapping[str, Sequence[Take]], *, used: int = 0) -> list[Box]:
    """The boxes that are asked for, by their keys, in the order of all; `used` words of the whole are taken already.

    What one box has taken from a field the next one does not say again.
    """
    left: Left = {name: [*units] for name, units in material.units.items()}
    wanted = [each for each in PLANS if each.key in takes]
    given: dict[str, list[_Given]] = {}
    for each in sorted(wanted, key=lambda one: one.key == LAST_FILLED):
        whole = MOST - used - sum(one.room for box in given.values() for one in box)
        given[each.key] = _given(takes[each.key], min(each.most, whole), left, material)
    last_with = {take.field: key for key in (each.key for each in wanted) for take in takes[key]}
    boxes = []
    for each in wanted:
        last = [one.take.field for one in given[each.key] if last_with[one.take.field] == each.key and not one.sees]
        over = [field for field in last if left.get(field)]
        boxes.append(
            Box(
                key=each.key,
                title=each.title,
                parts=tuple(one.part for one in given[each.key] if one.part),
                origin=_origin(given[each.key], material),
                more=next((more for field in over if (more := material.more.get(field))), ""),
            )
        )
    return boxes


def _given(takes: Sequence[Take], most: int, left: Left, material: Material) -> list[_Given]:
    """What each field gives: those go first that are to be given their room first."""
    found: dict[int, _Given] = {}
    for place, take in sorted(enumerate(takes), key=lambda one: not one[1].first):
        free = most - sum(each.room for each in found.values())
        # A field that has nothing needs room for what is said of that, which is always little.
        others = (other for number, other in enumerate(takes) if number not in found and number != place)
        spare = sum(_least(other, left) for other in others)
        found[place] = _taken(take, min(free - spare, take.most or free), left, material)
    return [found[place] for place in sorted(found)]


def _least(take: Take, left: Left) -> int:
    return LEAST + room(take.label) if left.get(take.field) else _instead(take, take.label).room


def _taken(take: Take, most: int, left: Left, material: Material) -> _Given:
    label = material.labels.get(take.field, take.label)
    units = left.get(take.field, [])
    if not units:
        return _Given(take, _instead(take, label) if take.fill or take.empty else None, own=False)
    goes_on = len(units) < len(material.units[take.field])
    first = next((at for at, unit in enumerate(units) if not (goes_on and leans(unit.text))), len(units))
    taken, others = fitted(units[first:], most - room(label), take.points, loose=take.loose)
    if taken and not (take.whole and others):
        left[take.field] = [*units[:first], *others]
        return _Given(take, Part(tuple(taken), label), own=True)
    where = material.more.get(take.field)
    return _seen(take, most, label, where) if where else _begun(take, units, most, label)


def _seen(take: Take, most: int, label: str, where: str) -> _Given:
    """Where it can be read, as nothing whole of it has room."""
    part = Part((Unit(f"See {where.removeprefix('in ').removeprefix('with ')}."),), label)
    return _Given(take, part if part.room <= most else None, own=False, sees=True)


def _begun(take: Take, units: Sequence[Unit], most: int, label: str) -> _Given:
    """The beginning of what can be read nowhere else, or is no finding."""
    taken = tuple(begun(units, most - room(label)))
    return _Given(take, Part(taken, label) if taken else None, own=bool(taken))


def _instead(take: Take, label: str) -> Part:
    """What stands where a field is empty: that nothing is known, or what is to be filled in."""
    if take.fill:
        return Part(label=label, fill=take.fill)
    return Part((Unit(take.empty),), "") if take.empty else Part()


def _origin(given: Sequence[_Given], material: Material) -> str:
    """Which fields, and then which lessons and themes."""
    own = [each for each in given if each.own and each.part]
    units = [unit for each in own for unit in (each.part.units if each.part else ())]
    origins = [*dict.fromkeys(unit.origin for unit in units if unit.origin)]
    known = {**material.names, **material.labels}
    names = [known.get(each.take.field, each.take.name) for each in own if each.take.field != "links"]
    return f"{'; '.join(name[0].lower() + name[1:] for name in names)} ({', '.join(origins)})" if origins else ""
