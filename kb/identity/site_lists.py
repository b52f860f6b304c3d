"""The lists with which the texts of an organisation are checked."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from pathlib import Path

from kb.core.settings import settings
from kb.identity.check import check_text
from kb.identity.lists import Lists, read_lists
from kb.identity.models import ALLOWED
from kb.identity.queries.terms import added_terms


def shipped_lists(content_folder: Path) -> Lists:
    """Those that are shipped."""
    return read_lists(content_folder / "lists")


def get_ready(content_folder: Path) -> None:
    """Read them and the rules, and what rules make of them, before somebody waits for the first answer."""
    check_text("Whoever is asked first answers late.", shipped_lists(content_folder))


def lists_for(organisations: Collection[int], allowed: Iterable[str] = ()) -> Lists:
    """The lists for texts of these organisations: those that are shipped, and what admins added.

    `allowed`: terms that pass in these texts, such as the pseudonym of the review that they are drawn from.
    """
    added: dict[str, list[str]] = defaultdict(list)
    for rule, term in added_terms(organisations):
        added[rule].append(term)
    passing = [*allowed, *added.pop(ALLOWED, ())]
    return shipped_lists(settings().content_folder).allowing(passing).listing(added)
