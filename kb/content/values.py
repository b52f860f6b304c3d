"""Checks single values: text, slugs, years, dates, addresses. Each gives the value back or says what is wrong."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from kb.content.faults import shown, use
from kb.content.fields import Field, Kind
from kb.content.reading import LONGEST_SLUG, Leaf, is_slug

CODE = re.compile(r"LB-[0-9]{4,6}")
YEAR = re.compile(r"[0-9]{4}")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
NUMBER = re.compile(r"0|[1-9][0-9]{0,8}")
PHONE = re.compile(r"\+?[0-9]+(?: [0-9]+)*")
URL = re.compile(r"https?://(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}(?::[0-9]{1,5})?(?:[/?#][^\s<>\"\\]*)?")
LONGEST_URL = 500
FIRST_YEAR = 1945
MAY_BE_AHEAD = {"valid_from", "valid_to"}
"""Dates that may be announced before they come."""


class Wrong(Exception):
    """A value that cannot be used; the text says what it is and what would be right."""


def value_of(leaf: Leaf, field: Field, today: date) -> Any:
    """The value of a leaf of this field, as text, whole number, date or truth value.

    Raises Wrong. Whether a choice exists is not looked at here.
    """
    if check := _TYPED.get(field.kind):
        return check(leaf, field, today)
    if leaf.kind != "text":
        quoted = leaf.text.replace("'", "''")[:40]
        raise Wrong(f"'{field.key}' is read as {leaf.kind}; put it in quotes: '{quoted}'")
    return _WORDED.get(field.kind, _as_it_is)(leaf.text, field)


def _refused(leaf: Leaf, field: Field, right: str) -> Wrong:
    return Wrong(f"{field.key} {shown(leaf.text)} {right}")


def _year(leaf: Leaf, field: Field, today: date) -> int:
    if leaf.kind == "a number" and YEAR.fullmatch(leaf.text) and FIRST_YEAR <= int(leaf.text) <= today.year:
        return int(leaf.text)
    raise _refused(leaf, field, f"is not a year from {FIRST_YEAR} to {today.year} in four digits, without quotes")


def _day(leaf: Leaf, field: Field, today: date) -> date:
    if not DAY.fullmatch(leaf.text):
        raise _refused(leaf, field, "is not a date; write year-month-day, such as 2026-03-09")
    try:
        day = date.fromisoformat(leaf.text)
    except ValueError:
        raise _refused(leaf, field, "is a day that no calendar has; correct it") from None
    if day > today and field.key not in MAY_BE_AHEAD:
        raise _refused(leaf, field, f"is in the future; today is {today.isoformat()}")
    return day


def _number(leaf: Leaf, field: Field, today: date) -> int:
    if leaf.kind == "a number" and NUMBER.fullmatch(leaf.text):
        return int(leaf.text)
    raise _refused(leaf, field, "is not a whole number without quotes")


def _flag(leaf: Leaf, field: Field, today: date) -> bool:
    if leaf.kind == "a truth value" and leaf.text in {"true", "false"}:
        return leaf.text == "true"
    raise _refused(leaf, field, "is neither true nor false, without quotes")


def _text(text: str, field: Field) -> str:
    if "\n" in text or "\t" in text:
        raise Wrong(f"{field.key} {shown(text)} has a line break or tab in it; write one paragraph")
    if text != text.strip():
        raise Wrong(f"{field.key} {shown(text)} begins or ends with a space; take it out")
    if not field.shortest <= len(text) <= field.longest:
        wanted = f"{field.shortest} to {field.longest} are wanted"
        raise Wrong(f"'{field.key}' has {len(text)} characters; {wanted}")
    if field.one_of and text not in field.one_of:
        raise Wrong(f"{field.key} {shown(text)} is not known; {use(text, field.one_of, 'the README')}")
    return text


def _slug(text: str, field: Field) -> str:
    if not is_slug(text):
        right = f"use a-z, 0-9 and single hyphens, at most {LONGEST_SLUG}"
        raise Wrong(f"{field.key} {shown(text)} is not a slug; {right}")
    return text


def _url(text: str, field: Field) -> str:
    if len(text) > LONGEST_URL:
        raise Wrong(f"'{field.key}' has {len(text)} characters; at most {LONGEST_URL} are wanted")
    if not URL.fullmatch(text):
        right = "write https://, the host and the path, without spaces"
        raise Wrong(f"{field.key} {shown(text)} is not a web address; {right}")
    return text


def _pattern(pattern: re.Pattern[str], right: str) -> Callable[[str, Field], str]:
    def check(text: str, field: Field) -> str:
        if not pattern.fullmatch(text):
            raise Wrong(f"{field.key} {shown(text)} {right}")
        return text

    return check


def _as_it_is(text: str, field: Field) -> str:
    return text


_TYPED: dict[Kind, Callable[[Leaf, Field, date], Any]] = {
    Kind.YEAR: _year,
    Kind.DAY: _day,
    Kind.NUMBER: _number,
    Kind.FLAG: _flag,
}
_WORDED: dict[Kind, Callable[[str, Field], str]] = {
    Kind.TEXT: _text,
    Kind.TEXTS: _text,
    Kind.SLUG: _slug,
    Kind.URL: _url,
    Kind.CODE: _pattern(CODE, "is not a reference; write it like LB-0042"),
    Kind.YEAR_TEXT: _pattern(YEAR, "is not a year; write four digits in quotes"),
    Kind.PHONE: _pattern(PHONE, "is not a telephone number; write digits in groups, such as 0800 1111"),
}
