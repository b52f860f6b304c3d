"""How the jobs of importing are done."""

from collections.abc import Mapping

from kb.core.jobs import Handler
from kb.importing.queries.imports import CHECK, UNDO, WRITE
from kb.importing.service import checking, undoing, writing
from kb.importing.upkeep import PRUNE, prune

HANDLERS: Mapping[str, Handler] = {
    CHECK: Handler(checking.check, outside=True, long=True, about="Look through the rows of an import of lessons"),
    WRITE: Handler(writing.write, outside=True, long=True, about="Import lessons as drafts"),
    UNDO: Handler(undoing.undo, outside=True, long=True, about="Undo an import of lessons"),
    PRUNE: Handler(prune, about="Remove the rows of old imports"),
}
