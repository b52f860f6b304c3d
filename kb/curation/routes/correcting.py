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
    the identity check the organisations whose words count, and the terms that pass. What somebody else has said in the
    moment of saving is read, and compared, once more. Raises Conflict where somebody was faster then, too.
    """
    before = read()
    if not form.is_submitted():
        form.open_with(before)
    elif form.validate():
        with form.catching():
            for last in (False, True):
                if not form.reconcile(before):
                    break
                if form.facts == before:
                    return UNCHANGED
                form.look(before, *passing())
                try:
                    change(before)
                    return done
                except Conflict:  # somebody else said something of it in this moment
                    if last:
                        raise
                    before = read()
    return ""
