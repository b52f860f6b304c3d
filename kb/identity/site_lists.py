"""The lists with which the texts of an organisation are checked."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from kb.core.settings import settings
from kb.identity.lists import Lists, read_lists
from kb.identity.models import ALLOWED
from kb.identity.queries.terms import added_terms


def lists_for(organisations: Collection[int], allowed: Iterable[str] = ()) -> Lists:
    """The lists for texts of these organisations: those that are shipped, and what admins added.

    `allowed`: terms that pass in these texts, such as the pseudonym of the review that they are drawn from.
    """
    added: dict[str, list[str]] = defaultdict(list)
    for rule, term in added_terms(organisations):
        added[rule].append(term)
    passing = [*allowed, *added.pop(ALLOWED, ())]
    return read_lists(settings().content_folder / "lists").allowing(passing).listing(added)
