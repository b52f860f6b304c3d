"""A column beside the name of a row, in which the name is searched and by which lists are ordered."""

from typing import Any

from sqlalchemy.engine.default import DefaultExecutionContext
from sqlalchemy.orm import Mapped, mapped_column, validates

from kb.core.folding import folded_name


def _of_row(context: DefaultExecutionContext) -> str:
    """The folded name of a row that is written without its object, as loading content does."""
    values: dict[str, Any] = context.get_current_parameters()  # type: ignore[no-untyped-call]
    return folded_name(values["name"])


class FoldedName:
    """Keeps `name_folded` as `name` is: when the name of an object is set, and when a row is added without one.

    Who changes the names of rows by a statement sets both columns.
    """

    name_folded: Mapped[str] = mapped_column(default=_of_row, index=True)

    @validates("name")
    def _fold(self, _key: str, name: str) -> str:
        self.name_folded = folded_name(name)
        return name
