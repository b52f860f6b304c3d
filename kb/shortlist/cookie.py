"""The cookie that holds a shortlist: the numbers of its lessons, in the order in which they were added."""

import re

from flask import g, request
from werkzeug.wrappers import Response

from kb.lessons.references import written

NAME = "shortlist"
LONGEST = 100
"""More than that is no shortlist, and the cookie stays small."""
KEPT = 365 * 24 * 60 * 60
"""Seconds for which a browser keeps it."""


def chosen() -> list[str]:
    """References (`LB-0042`) of the reader's lessons; anything in the cookie that is not one is passed over."""
    if "shortlist" not in g:
        numbers = re.findall(r"(?<!\d)\d{1,8}(?!\d)", request.cookies.get(NAME, "")[:1000])
        g.shortlist = list(dict.fromkeys(written(int(number)) for number in numbers))[:LONGEST]
    found: list[str] = g.shortlist
    return found


def keep(response: Response, references: list[str], *, secure: bool) -> None:
    """Have the browser keep these lessons, or forget the list where there are none."""
    if not references:
        response.delete_cookie(NAME, httponly=True, samesite="Lax", secure=secure)
        return
    value = ".".join(str(int(found.removeprefix("LB-"))) for found in references[:LONGEST])
    response.set_cookie(NAME, value, max_age=KEPT, httponly=True, samesite="Lax", secure=secure)
