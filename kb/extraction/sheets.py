"""Reads workbooks of Office Open XML (.xlsx)."""

from dataclasses import dataclass

from kb.extraction.cells import Book, column_number, formats, hidden_columns, place, rich, shown
from kb.extraction.found import Found
from kb.extraction.markup import Element, attribute, name, named, words
from kb.extraction.office import Office, read_drawing, read_shared
from kb.extraction.parts import PartKind, Refused

WIDEST_GAP = 30
"""Columns without a cell that are still kept as empty cells."""


@dataclass(frozen=True)
class _Sheet:
    part: str
    where: str
    hidden: bool


def read(office: Office, found: Found) -> None:
    """Everything in the workbook, sheet by sheet, then what stands behind them."""
    main = office.main()
    root = office.package.xml(main)
    sheets = _sheets(office, main, root, found)
    found.pages = len(sheets)
    if len(sheets) > found.limits.pages:
        raise Refused("too-large")
    book = _book(office, root)
    people = _people(office, found)
    places = {main: "workbook"}
    for sheet in sheets:
        places[sheet.part] = sheet.where
        _read_sheet(office, sheet, book, found)
        _read_around(office, sheet, people, found, places)
    for number, text in enumerate(book.texts):
        if number not in book.used:
            found.add("text of no cell", PartKind.HIDDEN, text)
    for node in named(root, "definedName"):
        found.add("name of a range", PartKind.HIDDEN, f"{attribute(node, 'name')} {words(node)}")
    _read_behind(office, found)
    read_shared(office, found, places)


def _sheets(office: Office, main: str, root: Element, found: Found) -> list[_Sheet]:
    targets = {link.number: link.target for link in office.links(main)}
    sheets = []
    for node in named(root, "sheet"):
        number = next((str(value) for key, value in node.attrib.items() if str(key).endswith("}id")), "")
        hidden = attribute(node, "state") in ("hidden", "veryHidden")
        called = attribute(node, "name")
        found.add("name of a sheet", PartKind.HIDDEN if hidden else PartKind.TEXT, called)
        if targets.get(number) in office.types:
            where = f"hidden sheet “{called}”" if hidden else f"sheet “{called}”"
            sheets.append(_Sheet(targets[number], where, hidden))
    return sheets


def _book(office: Office, root: Element) -> Book:
    texts = [
        rich(node) for part in office.parts(".sharedStrings+xml") for node in named(office.package.xml(part), "si")
    ]
    styles = office.parts(".styles+xml")
    since_1904 = any(attribute(node, "date1904") in ("1", "true") for node in named(root, "workbookPr"))
    return Book(texts, formats(office.package.xml(styles[0]) if styles else None), since_1904)


def _read_sheet(office: Office, sheet: _Sheet, book: Book, found: Found) -> None:
    """Rows as lines, cells divided by tabs; hidden rows and columns apart."""
    root = office.package.xml(sheet.part)
    columns = list(hidden_columns(root))
    lines: list[str] = []
    for number, row in enumerate(named(root, "row"), 1):
        last = 0
        row_hidden = attribute(row, "hidden") in ("1", "true") or attribute(row, "ht") == "0"
        seen: list[str] = []
        unseen: list[str] = []
        for at, cell in enumerate((node for node in row if name(node) == "c"), 1):
            column = column_number(place(cell)[0]) or at
            seen.extend([""] * (0 if row_hidden else _shown_between(last, column, columns)))
            last = column
            hides = row_hidden or any(first <= column <= last for first, last in columns)
            (unseen if hides else seen).append(shown(cell, book))
        lines.append("\t".join(seen))
        where = f"hidden {'row' if row_hidden else 'column'} of {sheet.where}, row {attribute(row, 'r') or number}"
        found.add(where, PartKind.HIDDEN, "\t".join(unseen))
    found.add(sheet.where, PartKind.HIDDEN if sheet.hidden else PartKind.TEXT, "\n".join(lines))
    for node in named(root, "oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter"):
        found.add(f"header or footer of {sheet.where}", PartKind.HEADER_FOOTER, words(node))
    for node in named(root, "hyperlink"):
        for key in ("location", "display", "tooltip"):
            found.add(f"link in {sheet.where}", PartKind.LINK, attribute(node, key))
    for node in named(root, "dataValidation", "filter", "scenario", "protectedRange"):
        said = [attribute(node, key) for key in ("promptTitle", "prompt", "errorTitle", "error", "val", "name", "user")]
        said += [words(formula) for formula in named(node, "formula1", "formula2") if '"' in words(formula)]
        found.add(f"rule for cells of {sheet.where}", PartKind.HIDDEN, "\n".join(filter(None, said)))


def _shown_between(last: int, column: int, hidden: list[tuple[int, int]]) -> int:
    """How many empty cells are shown between two of a row, so that cells stand below their heading."""
    if column - last > WIDEST_GAP:
        return 0
    return sum(not any(first <= number <= end for first, end in hidden) for number in range(last + 1, column))


def _people(office: Office, found: Found) -> dict[str, str]:
    people = {}
    for part in office.parts(".person+xml"):
        for node in named(office.package.xml(part), "person"):
            people[attribute(node, "id")] = attribute(node, "displayName")
            for key in ("displayName", "userId"):
                found.add("list of people", PartKind.REVISION_AUTHOR, attribute(node, key))
    return people


def _read_around(office: Office, sheet: _Sheet, people: dict[str, str], found: Found, places: dict[str, str]) -> None:
    """Comments, old and threaded, drawings and charts of a sheet."""
    for part in office.linked(sheet.part, "/comments"):
        root = office.package.xml(part)
        for author in named(root, "author"):
            if not words(author).startswith("tc="):
                found.add(f"author of a comment on {sheet.where}", PartKind.REVISION_AUTHOR, words(author))
        for comment in named(root, "comment"):
            found.add(f"comment on {attribute(comment, 'ref')} of {sheet.where}", PartKind.COMMENT, rich(comment))
    for part in office.linked(sheet.part, "/threadedComment"):
        for comment in named(office.package.xml(part), "threadedComment"):
            where = f"comment on {attribute(comment, 'ref')} of {sheet.where}"
            found.add(where, PartKind.COMMENT, "".join(words(node) for node in named(comment, "text")))
            found.add(f"author of {where}", PartKind.REVISION_AUTHOR, people.get(attribute(comment, "personId")))
    of = PartKind.HIDDEN if sheet.hidden else PartKind.TEXT
    for part in office.linked(sheet.part, "/drawing"):
        places[part] = sheet.where
        read_drawing(office.package.xml(part), sheet.where, found, of)
        for chart in office.linked(part, "/chart") + office.linked(part, "/chartEx"):
            places[chart] = sheet.where
            read_drawing(office.package.xml(chart), f"chart on {sheet.where}", found, of)


def _read_behind(office: Office, found: Found) -> None:
    """What pivot tables, links to other files, connections and the history of shared workbooks keep."""
    for part in office.parts(".pivotCacheDefinition+xml", ".pivotCacheRecords+xml"):
        root = office.package.xml(part)
        found.add(
            "data kept by a pivot table",
            PartKind.HIDDEN,
            "\n".join(attribute(node, "v") for node in named(root, "s", "d")),
        )
        found.add("pivot table", PartKind.REVISION_AUTHOR, attribute(root, "refreshedBy"))
    for part in office.parts(".externalLink+xml"):
        values = [words(node) for node in named(office.package.xml(part), "v")]
        found.add("data kept of another file", PartKind.HIDDEN, "\n".join(values))
    for part in office.parts(".connections+xml", ".queryTable+xml"):
        for node in named(office.package.xml(part), "connection", "dbPr", "webPr", "textPr"):
            found.add("connection", PartKind.HIDDEN, "\n".join(str(value) for value in node.attrib.values()))
    for part in office.parts(".revisionLog+xml", ".revisionHeaders+xml", ".userNames+xml"):
        for node in office.package.xml(part).iter():
            found.add("history of the workbook", PartKind.REVISION_AUTHOR, attribute(node, "userName"))
            if name(node) in ("is", "v"):
                found.add("history of the workbook", PartKind.TRACKED_CHANGE, words(node))
