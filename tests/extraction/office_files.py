"""Documents and slides, made with python-docx and python-pptx; what these cannot make is added as XML."""

import io
from typing import Any

import docx
import msoffcrypto
import pptx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches

from tests.extraction import zip_files

Made = tuple[str, bytes]
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def saved(made: Any) -> bytes:
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def _document() -> Any:
    made = docx.Document()
    made.core_properties.author = "Orla Quillfeather"
    made.core_properties.title = "Case of Jory"
    made.core_properties.keywords = "Nantwich Vale"
    made.add_paragraph("Jory Pennycress was seen.")
    return made


def document() -> Made:
    made = _document()
    table = made.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Name", "Bryony Pennycress"
    made.sections[0].header.paragraphs[0].text = "Board of Nantwich Vale"
    made.sections[0].footer.paragraphs[0].text = "Wenlow Street"
    made.part.relate_to(
        "mailto:orla@quillfeather.example", "http://x.example/relationships/hyperlink", is_external=True
    )
    return "report.docx", saved(made)


def commented() -> Made:
    made = _document()
    made.add_comment(made.paragraphs[0].runs, "Is this Bryony?", author="Tamsin Oakhollow", initials="TO")
    return "report.docx", saved(made)


def changed() -> Made:
    made = _document()
    marks = f'{nsdecls("w")} w:id="7" w:author="Tamsin Oakhollow"'
    line = made.paragraphs[0]._p
    line.append(parse_xml(f"<w:del {marks}><w:r><w:delText> in Quernmore</w:delText></w:r></w:del>"))
    line.append(parse_xml(f"<w:ins {marks}><w:r><w:t> by a worker</w:t></w:r></w:ins>"))
    return "report.docx", saved(made)


def with_hidden_text() -> Made:
    made = _document()
    made.paragraphs[0].add_run(" at Wenlow Street").font.hidden = True
    return "report.docx", saved(made)


def with_notes_and_boxes() -> Made:
    """A text box, a footnote and a field with an address."""
    made = _document()
    inside = f"<w:txbxContent {nsdecls('w')}><w:p><w:r><w:t>Bryony in a box</w:t></w:r></w:p></w:txbxContent>"
    shape = f'<v:textbox xmlns:v="urn:schemas-microsoft-com:vml">{inside}</v:textbox>'
    box = f"<w:r {nsdecls('w')}><w:pict>{shape}</w:pict></w:r>"
    made.paragraphs[0]._p.append(parse_xml(box))
    code = f'<w:r {nsdecls("w")}><w:instrText> HYPERLINK "https://pages.example/jory" </w:instrText></w:r>'
    made.paragraphs[0]._p.append(parse_xml(code))
    data = saved(made)
    told = '<w:footnote w:id="1"><w:p><w:r><w:t>Told by Tamsin</w:t></w:r></w:p></w:footnote>'
    note = f'<w:footnotes xmlns:w="{WORD}">{told}</w:footnotes>'
    types = str(zip_files.entries(data)["[Content_Types].xml"], "utf-8")  # type: ignore[arg-type]
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    types = types.replace("</Types>", f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/></Types>')
    more: dict[str, str | bytes] = {"[Content_Types].xml": types, "word/footnotes.xml": note}
    return "report.docx", zip_files.zipped({**zip_files.entries(data), **more})


def with_photograph(photograph: bytes, words: bool = True) -> Made:
    made = _document() if words else docx.Document()
    made.add_picture(io.BytesIO(photograph))
    if words:
        made.inline_shapes[0]._inline.docPr.set("descr", "Bryony at the lake")
    return "report.docx", saved(made)


def encrypted() -> Made:
    made = io.BytesIO()
    msoffcrypto.OfficeFile(io.BytesIO(document()[1])).encrypt("a-password", made)
    return "report.docx", made.getvalue()


def _slides() -> Any:
    made = pptx.Presentation()
    made.core_properties.author = "Orla Quillfeather"
    slide = made.slides.add_slide(made.slide_layouts[5])
    slide.shapes.title.text = "Jory Pennycress"
    return made


def slides() -> Made:
    made = _slides()
    made.slides[0].notes_slide.notes_text_frame.text = "Say nothing of Bryony"
    table = made.slides[0].shapes.add_table(1, 1, Inches(1), Inches(1), Inches(2), Inches(1)).table
    table.cell(0, 0).text = "Wenlow Street"
    hidden = made.slides.add_slide(made.slide_layouts[5])
    hidden.shapes.title.text = "Quernmore"
    hidden._element.set("show", "0")
    return "talk.pptx", saved(made)


def slides_with_chart() -> Made:
    made = _slides()
    rows = CategoryChartData()
    rows.categories = ["Nantwich Vale", "Quernmore"]
    rows.add_series("Children", (3, 4))
    place = (Inches(1), Inches(2), Inches(4), Inches(3))
    made.slides[0].shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, *place, rows)
    return "talk.pptx", saved(made)
