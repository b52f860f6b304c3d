"""Which module reads which kind of file, and which makes a cleaned copy of it."""

from collections import Counter
from collections.abc import Callable

from kb.extraction import (
    cleaning_office,
    cleaning_opendocument,
    opendocument,
    pictures,
    plain,
    sheets,
    slides,
    writing,
)
from kb.extraction.found import Found
from kb.extraction.kinds import kind_of
from kb.extraction.office import Office
from kb.extraction.packages import Package
from kb.extraction.parts import REMOVABLE, Cleaned, Extracted, Kind, Limits

OFFICE: dict[Kind, Callable[[Office, Found], None]] = {
    Kind.DOCX: writing.read,
    Kind.XLSX: sheets.read,
    Kind.PPTX: slides.read,
}
DEEPEST = 2
"""Files within files are read so far down; what lies deeper can be read by a person only."""


def read(data: bytes, name: str, limits: Limits) -> Extracted:
    """Everything that can be read in this file."""
    found = Found(limits)
    kind = kind_of(data, name, limits)
    _read(kind, data, found, 0)
    return found.whole(kind)


def _read(kind: Kind, data: bytes, found: Found, nested: int) -> None:
    if kind in OFFICE:
        office = Office(Package(data, found.limits))
        OFFICE[kind](office, found)
        _read_within(office, found, nested)
    elif kind is Kind.ODT:
        opendocument.read(Package(data, found.limits), found)
    elif kind is Kind.PDF:
        from kb.extraction import pdf  # loading it takes a third of the time that other files need

        pdf.read(data, found)
    elif kind in (Kind.JPEG, Kind.PNG):
        pictures.read(data, "picture", found)
    else:
        plain.read(data, found)


def _read_within(office: Office, found: Found, nested: int) -> None:
    """Read the files that an office file holds, such as the sheet behind a chart."""
    before, pages = found.before, found.pages
    for inner in office.embedded():
        place = f"file within the file: {inner.rpartition('/')[2]}"
        if nested >= DEEPEST:
            found.no_text(place)
            continue
        data = office.package.read(inner)
        kind = kind_of(data, inner, found.limits)
        found.before = f"{before}{place}, "
        _read(kind, data, found, nested + 1)
        found.before = before
    found.pages = pages


def clean(data: bytes, name: str, limits: Limits) -> Cleaned | None:
    """A copy without what can be removed, or None; the copy is read again, and must have nothing of it."""
    before = read(data, name, limits)
    made = _cleaned(before.kind, data, limits, 0)
    if made is None:
        return None
    after = read(made, name, limits)
    had, has = (Counter(part.of for part in one.parts) for one in (before, after))
    if any(has[of] for of in REMOVABLE):
        return None
    return Cleaned(made, tuple(words for of, words in REMOVABLE.items() if had[of]))


def _cleaned(kind: Kind, data: bytes, limits: Limits, nested: int) -> bytes | None:
    if kind in OFFICE:
        office = Office(Package(data, limits))
        within: dict[str, bytes | None] = {}
        for inner in office.embedded():
            content = office.package.read(inner)
            within[inner] = _cleaned(kind_of(content, inner, limits), content, limits, nested + 1)
            if within[inner] is None or nested >= DEEPEST:
                return None
        return cleaning_office.cleaned(office, within)
    if kind is Kind.ODT:
        return cleaning_opendocument.cleaned(Package(data, limits))
    if kind is Kind.PDF:
        from kb.extraction import cleaning_pdf

        return cleaning_pdf.cleaned(data)
    return pictures.cleaned(data) if kind in (Kind.JPEG, Kind.PNG) else None
