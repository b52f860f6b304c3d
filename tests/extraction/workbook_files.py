"""Workbooks, made with openpyxl; what it cannot make is put into the zip file by hand."""

import io
from datetime import date

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName

from tests.extraction import zip_files

Made = tuple[str, bytes]
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
THREADED = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
RELATED = "http://schemas.openxmlformats.org/package/2006/relationships"


def saved(book: Workbook) -> bytes:
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def _book() -> Workbook:
    book = Workbook()
    book.properties.creator = "Orla Quillfeather"
    sheet = book.active
    assert sheet is not None
    sheet.title = "Cases"
    sheet.append(["Jory Pennycress", date(2009, 3, 2), 9434765919])
    return book


def workbook() -> Made:
    book = _book()
    sheet = book["Cases"]
    sheet["A1"].comment = Comment("Sister of Bryony", "Tamsin Oakhollow")
    sheet.oddHeader.center.text = "Board of Nantwich Vale"
    sheet["A2"] = "profile"
    sheet["A2"].hyperlink = "https://pages.example/jory"
    book.defined_names["Pennycress_family"] = DefinedName("Pennycress_family", attr_text="Cases!$A$1")
    return "cases.xlsx", saved(book)


def with_hidden_sheets() -> Made:
    book = _book()
    book.create_sheet("Key").append(["Child K is Bryony"])
    book["Key"].sheet_state = "veryHidden"
    sheet = book["Cases"]
    sheet["A3"], sheet["D1"] = "Wenlow Street", "Quernmore"
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["D"].hidden = True
    return "cases.xlsx", saved(book)


def with_threaded_comments() -> Made:
    person = f'<personList xmlns="{THREADED}"><person displayName="Tamsin Oakhollow" id="{{1}}"/></personList>'
    said = '<threadedComment ref="A1" personId="{1}"><text>Is it Bryony?</text></threadedComment>'
    comment = f'<ThreadedComments xmlns="{THREADED}">{said}</ThreadedComments>'
    kind = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"
    target = "../threadedComments/threadedComment1.xml"
    listed = f'<Relationship Id="rId9" Type="{kind}" Target="{target}"/>'
    link = f'<Relationships xmlns="{RELATED}">{listed}</Relationships>'
    data = saved(_book())
    types = str(zip_files.entries(data)["[Content_Types].xml"], "utf-8")  # type: ignore[arg-type]
    for part, kind in (("persons/person", "person"), ("threadedComments/threadedComment1", "threadedcomments")):
        declared = f'<Override PartName="/xl/{part}.xml" ContentType="application/vnd.ms-excel.{kind}+xml"/>'
        types = types.replace("</Types>", f"{declared}</Types>")
    more: dict[str, str | bytes] = {
        "[Content_Types].xml": types, "xl/persons/person.xml": person,
        "xl/threadedComments/threadedComment1.xml": comment, "xl/worksheets/_rels/sheet1.xml.rels": link,
    }  # fmt: skip
    return "cases.xlsx", zip_files.zipped({**zip_files.entries(data), **more})


def with_pivot_table() -> Made:
    """What a pivot table keeps of rows that are no longer there."""
    rows = '<s v="Bryony Pennycress"/>'
    named = 'refreshedBy="Tamsin Oakhollow"'
    kept = f'<pivotCacheDefinition xmlns="{SHEET}" {named}>{rows}</pivotCacheDefinition>'
    data = saved(_book())
    types = str(zip_files.entries(data)["[Content_Types].xml"], "utf-8")  # type: ignore[arg-type]
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.pivotCacheDefinition+xml"
    types = types.replace("</Types>", f'<Override PartName="/xl/pivotCache/p1.xml" ContentType="{kind}"/></Types>')
    more: dict[str, str | bytes] = {"[Content_Types].xml": types, "xl/pivotCache/p1.xml": kept}
    return "cases.xlsx", zip_files.zipped({**zip_files.entries(data), **more})
