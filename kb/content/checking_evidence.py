"""Checks that every statement of every lesson rests on a fact that is there, and says it in words of its own."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from kb.content.checking_fields import Record
from kb.content.faults import File, shown
from kb.content.fields import LISTS, keys
from kb.content.fields_evidence import BULLETS, FACTS, STATED
from kb.content.prose import Passage
from kb.core.statements import words

TABLE = "lessons/evidence.csv"
NO_FACTS = ("id", "confidence")
BEGINS = 5
"""Words of a statement that its row repeats, so that a statement that moved is noticed."""
RUN = 8
"""So many words in a row that a lesson shares with a fact are copied, not retold."""

_Place = tuple[str, str, int]
"""Lesson, part of it, number of the statement in that part."""


@dataclass(frozen=True, slots=True)
class _Stated:
    text: str
    line: int
    file: File


def beginning(text: str) -> str:
    """The first words of a statement, as its row in the table repeats them."""
    return " ".join(text.split()[:BEGINS])


def check_evidence(passages: Mapping[str, list[Passage]], facts: list[Record], rows: list[Record]) -> None:
    """Hold the table against the lessons (passages by slug) and the facts."""
    known = set(_fact_ids(facts))
    stated = dict(_statements(passages))
    found: dict[_Place, int] = {}
    before: tuple[str, int, int] = ("", 0, 0)
    for row in rows:
        place = _place_of(row)
        if place is None:
            continue
        _check_facts(row, known)
        _check_row(row, place, passages, stated)
        if place in found:
            row.fault(
                "statement", f"{_named(place)} has its row already in line {found[place]}; put all facts into one"
            )
        found.setdefault(place, row.entries.line)
        order = (place[0], STATED.index(place[1]), place[2])
        if order < before:
            row.fault(
                "lesson", f"{_named(place)} stands out of order; sort by lesson, part ({', '.join(STATED)}), number"
            )
        before = max(before, order)
    for place, statement in stated.items():
        if place not in found:
            message = (
                f"{_named(place)} ({shown(beginning(statement.text))}) has no row in {TABLE}; name what it rests on"
            )
            statement.file.fault(statement.line, message)
    _check_own_words(stated, facts)


def _place_of(row: Record) -> _Place | None:
    values = row.values
    if not all(key in values for key in ("lesson", "section", "statement", "facts", "begins")):
        return None
    if values["section"] not in STATED:
        row.fault(
            "section", f"section {shown(values['section'])} is no part of a lesson; use one of: {', '.join(STATED)}"
        )
        return None
    return values["lesson"], values["section"], values["statement"]


def _named(place: _Place) -> str:
    return f"statement {place[2]} of '{place[1]}'"


def _statements(passages: Mapping[str, list[Passage]]) -> Iterator[tuple[_Place, _Stated]]:
    for slug, parts in passages.items():
        for passage in parts:
            for number, statement in enumerate(passage.statements, 1):
                yield (slug, passage.key, number), _Stated(statement.text, statement.line, passage.file)


def _fact_ids(facts: list[Record]) -> Iterator[str]:
    """Every fact by the name that the table uses: `entry/key`, and `entry/key/number` for one of a list.

    An empty list is a fact: the part that was read gave nothing. A key that the entry lacks is none.
    """
    lists = {field.key for field in FACTS if field.kind in LISTS}
    for fact in facts:
        entry = fact.values.get("id", "")
        for key in keys(FACTS):
            if key in NO_FACTS or not (key in lists or key in fact.values):
                continue
            yield f"{entry}/{key}"
            if key in lists:
                yield from (f"{entry}/{key}/{n}" for n in range(1, len(fact.values.get(key, [])) + 1))


def _check_facts(row: Record, known: set[str]) -> None:
    for fact in row.values["facts"]:
        if fact not in known:
            same_entry = [name for name in known if name.partition("/")[0] == fact.partition("/")[0]]
            near = get_close_matches(fact, same_entry, n=3, cutoff=0.8)
            right = f"nearest: {', '.join(near)}" if near else "write entry/key or entry/key/number"
            row.fault("facts", f"fact {shown(fact)} is not in lessons/facts.yaml; {right}")


def _check_row(
    row: Record, place: _Place, passages: Mapping[str, list[Passage]], stated: Mapping[_Place, _Stated]
) -> None:
    slug, part, _ = place
    if slug not in passages:
        row.fault("lesson", f"lesson {shown(slug)} has no file in lessons/; take the row out or correct it")
    elif place not in stated:
        last = sum(1 for other in stated if other[:2] == (slug, part))
        row.fault("statement", f"'{part}' of '{slug}' has {last} statements; this row is for number {place[2]}")
    elif row.values["begins"] != beginning(stated[place].text):
        right = f"the statement begins {shown(beginning(stated[place].text))}; see whether the facts still carry it"
        row.fault("begins", f"begins {shown(row.values['begins'])}, but {right}")


def _check_own_words(stated: Mapping[_Place, _Stated], facts: list[Record]) -> None:
    copied = {run: fact for fact in facts for bullet in _bullets(fact) for run in _runs(bullet)}
    for statement in stated.values():
        for run in _runs(statement.text):
            if run in copied:
                entry = copied[run].values.get("id", "")
                message = f"{shown(' '.join(run))} stands so in the facts of '{entry}'; say it in words of our own"
                statement.file.fault(statement.line, message)
                break


def _bullets(fact: Record) -> Iterator[str]:
    for field in BULLETS:
        yield from fact.values.get(field.key, [])


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    found = words(text)
    yield from (tuple(found[at : at + RUN]) for at in range(len(found) - RUN + 1))
