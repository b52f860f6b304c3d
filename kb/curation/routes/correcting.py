"""How every page of curation corrects what it shows: two editors may have it open, and neither loses what was typed."""

from collections.abc import Callable, Collection
from typing import TypeVar

from kb.core.errors import Conflict
from kb.curation.forms.reconciled import ReconciledForm
from kb.web.forms import UNCHANGED

Facts = TypeVar("Facts")


def corrected(
    form: ReconciledForm,
    read: Callable[[], Facts],
    change: Callable[[Facts], object],
    done: str,
    *,
    passing: Callable[[], tuple[Collection[int], Collection[str]]] = lambda: ((), ()),
) -> str:
    """Change what is read as the form says; returns what to say then, nothing where the form is to be shown.

    `read` gives the facts as they are now, `change` takes those that were compared with what was typed. `passing` gives
    the identity check the organisations whose words count, and the terms that pass.
    """
    before = read()
    if not form.is_submitted():
        form.open_with(before)
    elif form.validate() and form.reconcile(before):
        if form.facts == before:
            return UNCHANGED
        with form.catching():
            form.look(before, *passing())
            try:
                change(before)
                return done
            except Conflict:  # somebody else said something of it in this moment
                form.reconcile(read())
    return ""
