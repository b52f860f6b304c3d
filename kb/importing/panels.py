"""What other packages' pages show of importing."""

from collections.abc import Sequence

from flask import render_template
from markupsafe import Markup

from kb.access.actors import Permission
from kb.access.guard import may
from kb.accounts.models.organisation import Organisation
from kb.core.clock import long_date
from kb.editorial.draft_values import digest
from kb.editorial.queries.saved_texts import EarlierText
from kb.importing.known import Known
from kb.importing.models import ImportRow
from kb.importing.queries.lessons import written_into
from kb.importing.values import Sheet, meant_by
from kb.lessons.models.lesson import Revision


def for_workspace(organisation: Organisation) -> Markup:
    """On the page with the lessons of an organisation: the way to importing, for those who may begin lessons."""
    if not may(Permission.LESSON_BEGIN, organisation):
        return Markup()
    return Markup(render_template("importing/_workspace.html", organisation=organisation))  # noqa: S704 - from a template


def for_earlier_texts(revision: Revision, texts: Sequence[EarlierText]) -> dict[int, Markup]:
    """Of earlier texts of which nobody knows who typed them: from which file they were imported, by their numbers.

    A month after its import it is only known that the text that was imported last was.
    """
    unknown = [each for each in texts if not each.by]
    if not unknown:
        return {}
    rows, imported = written_into(revision)
    written = imported.written if imported is not None else {}
    found = {}
    for each in unknown:
        row = next((row for row in rows if _says(row, each)), None)
        if row is not None:
            found[each.number] = _imported_from(row)
        elif written.get(each.field) == digest(each.text):
            found[each.number] = Markup("imported")
    return found


def _says(row: ImportRow, text: EarlierText) -> bool:
    """Whether a row has brought a text."""
    sheet = Sheet.of(row.of.headings, row.of.columns)
    column = {number: field for number, field in sheet.columns.items() if field == text.field}
    return meant_by(row.cells, (), Sheet(sheet.headings, column), Known()).values.get(text.field) == text.text


def _imported_from(row: ImportRow) -> Markup:
    who = row.of.created_by.name if row.of.created_by else "somebody who has left"
    on = long_date(row.written_at) if row.written_at else ""
    return Markup("imported from “{}” on {} by {}").format(row.of.file_name, on, who)
