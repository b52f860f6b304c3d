"""Words that an admin adds to the lists of the identity check."""

from kb.access.actors import Actor, Permission
from kb.access.use_case import use_case
from kb.core.db import session
from kb.core.errors import Conflict, Invalid
from kb.core.uniqueness import being_first
from kb.identity.catalogue import RULES
from kb.identity.models import ALLOWED, IdentityTerm
from kb.identity.phrases import key_of
from kb.identity.queries.terms import term_by_key
from kb.identity.site_lists import lists_for

ADDABLE = (
    "person-name", "address", "place", "school", "nursery", "ward", "gp-practice", "hospital", "hostel",
    "nationality", "faith-group", "rare-condition", "medication",
)  # fmt: skip
"""Rules that report added words: those that look words up in lists."""
SHORTEST = 3
"""Letters and digits: shorter ones would be found in every other text."""
LONGEST = 100


@use_case(Permission.SETTING_CHANGE)
def add_term(who: Actor, _nothing: None, *, term: str, rule: str, organisation_id: int | None) -> IdentityTerm:
    """Have a word or phrase reported by a rule, or passed over, everywhere or in the texts of one organisation.

    Raises Invalid(term=...) where it is too short, or is in the same list already.
    """
    assert rule == ALLOWED or rule in ADDABLE  # noqa: S101 - the form offers no other
    words = " ".join(term.split())
    if len(key_of(words).replace(" ", "")) < SHORTEST:
        raise Invalid(term=f"Enter a word of at least {SHORTEST} letters")
    _must_mean_something(words, rule)
    known = term_by_key(key_of(words), organisation_id)
    if known is not None:
        raise Invalid(term=f"“{known.term}” is there already: {name_of(known.rule)}")
    made = IdentityTerm(
        term=words, key=key_of(words), rule=rule, organisation_id=organisation_id, added_by_id=who.user_id
    )
    try:
        with being_first():
            session.add(made)
    except Conflict:
        raise Invalid(term=f"“{words}” was added by somebody else just now") from None
    return made


def _must_mean_something(words: str, rule: str) -> None:
    """One word that is everyday would be found in every text, and one that is a name would hide everybody of it."""
    lists, key = lists_for(()), key_of(words)
    if " " in key:
        return
    if rule != ALLOWED and key in lists.of("ordinary-words"):
        raise Invalid(term=f"“{words}” is an everyday word, and would be found in every text: enter a phrase")
    if rule == ALLOWED and key in lists.names:
        raise Invalid(term=f"“{words}” is a name, and everybody of that name would pass: enter the whole phrase")


@use_case(Permission.SETTING_CHANGE)
def remove_term(_who: Actor, term: IdentityTerm) -> None:
    """Take an added word out of the lists."""
    session.delete(term)


def name_of(rule: str) -> str:
    """What the list of a rule is called."""
    return "Allowed" if rule == ALLOWED else RULES[rule].title
