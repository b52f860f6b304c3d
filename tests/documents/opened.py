"""A PDF as tests look at it: its words, its structure, its faces."""

import io
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject


class Opened:
    """What is in the bytes of a PDF."""

    def __init__(self, data: bytes, *, strict: bool = True) -> None:
        self.reader = PdfReader(io.BytesIO(data), strict=strict)
        self.root: Any = self.reader.trailer["/Root"]

    def pages(self) -> list[str]:
        """The words of each page, with single spaces."""
        return [" ".join(page.extract_text().split()) for page in self.reader.pages]

    def signs(self) -> str:
        """Every character in the order of the pages, without spaces: where lines end is the page's business."""
        return squeezed("".join(page.extract_text() for page in self.reader.pages))

    def tags(self) -> list[str]:
        """The structure from the outside in, an element a line, set in by its depth."""
        return list(_tags(self.root["/StructTreeRoot"]["/K"], 0))

    def headings(self) -> list[tuple[str, str]]:
        """Level and words of each heading, as a screen reader lists them."""
        found = []
        for element in _elements(self.root["/StructTreeRoot"]["/K"]):
            if element["/S"] in {f"/H{level}" for level in range(1, 10)}:
                found.append((str(element["/S"])[1:], str(element["/T"])))
        return found

    def alternatives(self) -> list[str]:
        """What is said of each picture, in the order of reading."""
        found = _elements(self.root["/StructTreeRoot"]["/K"])
        return [str(element["/Alt"]) for element in found if element["/S"] == "/Figure"]

    def pictures(self) -> list[tuple[float, float]]:
        """Width and height of each picture on the pages, in points."""
        found: list[tuple[float, float]] = []
        for page in self.reader.pages:
            page.extract_text(
                visitor_operand_before=lambda sign, values, matrix, _: (
                    found.append((matrix[0], abs(matrix[3]))) if sign == b"Do" else None
                )
            )
        return found

    def lines(self) -> list[int]:
        """How many lines are drawn on each page, besides that at its foot."""
        drawn = b"/Artifact<</Type/Layout>>BDC\nq"
        return [page.get_contents().get_data().count(drawn) for page in self.reader.pages]

    def faces(self) -> dict[str, bool]:
        """The faces that the pages use, and whether each is in the file."""
        found = {}
        resources: list[Any] = [page["/Resources"] for page in self.reader.pages]
        for each in resources:
            for face in each.get("/Font", {}).values():
                for inner in face.get("/DescendantFonts", [face]):
                    descriptor = inner.get_object()["/FontDescriptor"]
                    within = any(name in descriptor for name in ("/FontFile2", "/FontFile3"))
                    found[str(descriptor["/FontName"]).split("+")[-1]] = within
        return found

    def links(self) -> list[str]:
        """Where the links of the pages lead."""
        notes = [note.get_object() for page in self.reader.pages for note in page.get("/Annots", [])]
        return [note["/A"]["/URI"] for note in notes]


def squeezed(text: str) -> str:
    """The text without spaces and places where a line may end."""
    return "".join(text.replace("\u200b", "").split())


def _elements(node: Any) -> Iterator[DictionaryObject]:
    node = node.get_object()
    if isinstance(node, ArrayObject):
        for each in node:
            yield from _elements(each)
    elif isinstance(node, DictionaryObject) and "/S" in node:
        yield node
        yield from _elements(node.get("/K", ArrayObject()))


def _tags(node: Any, depth: int) -> Iterator[str]:
    node = node.get_object()
    if isinstance(node, ArrayObject):
        for each in node:
            yield from _tags(each, depth)
    elif isinstance(node, DictionaryObject) and "/S" in node:
        yield "  " * depth + str(node["/S"])[1:]
        yield from _tags(node.get("/K", ArrayObject()), depth + 1)
