"""A Word file as tests look at it: python-docx opens it, and its XML is asked for what that does not tell."""

import io
import zipfile
from typing import Any

import docx
from docx.oxml.ns import qn

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class WordFile:
    """What is in the bytes of a DOCX."""

    def __init__(self, content: bytes) -> None:
        self.packed = zipfile.ZipFile(io.BytesIO(content))
        self.file = docx.Document(io.BytesIO(content))
        self.body: Any = self.file.element.body

    def styled(self) -> list[tuple[str, str]]:
        """The style and the words of each paragraph, also of those that are empty."""
        return [(each.style.name, each.text) for each in self.file.paragraphs if each.style]

    def in_style(self, name: str) -> list[str]:
        """The words of paragraphs of this style."""
        return [words for style, words in self.styled() if style == name]

    def words(self) -> str:
        """All that the pages say, paragraph by paragraph."""
        return "\n".join(
            "".join(part.text or "" for part in each.iter(qn("w:t"))) for each in self.body.iter(qn("w:p"))
        )

    def values(self, path: str, name: str) -> list[str]:
        """The values of this attribute of all elements on a path such as "w:tr/w:trPr"."""
        return [each.get(qn(name)) for each in self.body.xpath(f".//{path}")]

    def lists(self) -> list[tuple[int, str]]:
        """Of each numbered paragraph the list that it is in and its words, in order."""
        found = []
        for each in self.file.paragraphs:
            for number in each._p.xpath("./w:pPr/w:numPr/w:numId"):
                found.append((int(number.get(qn("w:val"))), each.text))
        return found

    def links(self) -> dict[str, str]:
        """Words of each link, and where it leads."""
        related = self.file.part.rels
        return {
            "".join(part.text or "" for part in each.iter(qn("w:t"))): related[each.get(qn("r:id"))].target_ref
            for each in self.body.iter(qn("w:hyperlink"))
        }
