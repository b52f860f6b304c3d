"""What programs know of a Word file without reading it: its title and its language."""

from docx.document import Document
from docx.oxml.ns import qn

from kb.documents.word_xml import Element

REGIONS = {"en": "en-GB", "cy": "cy-GB"}
"""What office programs call a language that is given without a region."""


def about(file: Document, title: str, language: str) -> None:
    """Write both into the file."""
    named = REGIONS.get(language, language)
    file.core_properties.title = title[:255]
    file.core_properties.language = named
    styles: Element = file.styles.element
    settings: Element = file.settings.element
    for found in (styles.find(f".//{qn('w:lang')}"), settings.find(qn("w:themeFontLang"))):
        found.set(qn("w:val"), named)
