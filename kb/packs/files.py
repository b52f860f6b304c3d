"""What of a pack can be taken along: each thing, its formats, and what makes the file."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from kb.briefings import sheets
from kb.briefings.briefing import Briefing
from kb.core.clock import long_date
from kb.core.errors import NotFound
from kb.core.text import slugify
from kb.documents.apart import made_apart
from kb.documents.boxed import boxed_pdf
from kb.documents.boxed_docx import boxed_docx
from kb.documents.on_slides import slides as laid_out
from kb.documents.pdf import pdf
from kb.documents.plain_text import plain_text
from kb.documents.room import room
from kb.documents.tree import Document, Question
from kb.lessons.citations import NAME
from kb.packs.layouts.briefing import briefing
from kb.packs.layouts.closing import pack_address
from kb.packs.layouts.slides import SAFETY
from kb.packs.layouts.whole import document, thing
from kb.packs.queries.resolved import Resolved

SMALL = 12
"""Lessons with which a file is made while its reader waits; with more a job makes it."""
BEGAN = (1980, 1, 1, 0, 0, 0)
"""The time of every file in a ZIP, so that the same pack makes the same bytes."""


@dataclass(frozen=True, slots=True)
class Taken:
    """All that the files of a pack are made from; nothing more is read for them."""

    whole: Document
    briefing: Briefing | None
    """None where there is no lesson, or none of the files that are asked for has it."""


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file."""

    title: str
    kind: str
    """Media type."""


_OFFICE = "application/vnd.openxmlformats-officedocument."
FORMATS: Mapping[str, Format] = {
    "pdf": Format("PDF", "application/pdf"),
    "docx": Format("Word", f"{_OFFICE}wordprocessingml.document"),
    "pptx": Format("PowerPoint", f"{_OFFICE}presentationml.presentation"),
    "html": Format("HTML", "text/html; charset=utf-8"),
    "txt": Format("Plain text", "text/plain; charset=utf-8"),
}
_DOCUMENTS: Mapping[str, Callable[[Document], bytes]] = {
    "pdf": pdf,
    "docx": lambda document: made_apart("docx", document),
    "pptx": lambda document: made_apart("pptx", document),
}
_BRIEFINGS: Mapping[str, Callable[[Briefing], bytes]] = {
    "pdf": lambda briefing: boxed_pdf(sheets.sheet(briefing)),
    "docx": lambda briefing: boxed_docx(sheets.sheet(briefing)),
    "txt": lambda briefing: plain_text(sheets.document(briefing)).encode(),
}


@dataclass(frozen=True, slots=True)
class Thing:
    """Something to take along, which there may be in several formats."""

    name: str
    title: str
    use: str
    """What it is for, in a line."""
    formats: tuple[str, ...]
    lacks: Callable[[Resolved], str] = lambda _found: ""
    """What has to be done first where there is nothing in it; empty where there is something."""
    needless: Callable[[Resolved], str] = lambda _found: ""
    """Why this session does without it, so that who wants it asks for it by itself; empty where it belongs to all."""


def _no_questions(found: Resolved) -> str:
    return "" if found.questions else "Choose quiz questions, or write your own, and there is a quiz to print."


def _no_forms(found: Resolved) -> str:
    every = any(not form.of_a_team for form in found.forms)
    return "" if every else "Choose evaluation forms, and they are here to print."


def _no_lessons(found: Resolved) -> str:
    own = any(each.lesson_id in found.lessons for each in found.content.lessons)
    return "" if own else "Add lessons, and a briefing is made from them."


def _read_out(found: Resolved) -> str:
    if not found.is_read_out:
        return ""
    return "A session as short as this is read out, and needs nothing on a screen. It is made if you ask for it here."


THINGS = (
    Thing("guide", "Facilitator’s guide", "For you: what to prepare, what to say, and all lessons.", ("pdf", "docx")),
    Thing("slides", "Slides", "For the screen, with everything else in the notes.", ("pptx",), needless=_read_out),
    Thing("handouts", "Handouts", "For everybody in the room: ground rules, lessons, case, plan.", ("pdf", "docx")),
    Thing("quiz", "Quiz", "Questions on one sheet, answers on another.", ("pdf", "docx"), _no_questions),
    Thing("forms", "Evaluation forms", "To fill in by hand before and after.", ("pdf", "docx"), _no_forms),
    Thing(
        "briefing",
        "Seven-minute briefing",
        "One side of A4 for a team meeting, from the first lessons.",
        ("pdf", "docx", "txt"),
        _no_lessons,
    ),
    Thing(
        "room",
        "Room file",
        "Slides, quiz and papers in one file. It needs no internet.",
        ("html",),
        needless=_read_out,
    ),
)
PARTS: Mapping[str, tuple[str, ...]] = {"room": ("room", "slides", "quiz", "briefing")}
"""What else a thing is made from than what has its name."""
ALL = "all.zip"
NAMES = tuple(f"{each.name}.{kind}" for each in THINGS for kind in each.formats)
"""Of every file but the one that holds all others."""
BY_NAME: Mapping[str, tuple[Thing, Format]] = {
    f"{each.name}.{kind}": (each, FORMATS[kind]) for each in THINGS for kind in each.formats
}


def names_of(found: Resolved) -> list[str]:
    """The files that can be made of this pack; none of an empty one."""
    return [] if found.is_empty else [name for name in NAMES if not BY_NAME[name][0].lacks(found)]


def together(found: Resolved) -> list[str]:
    """Those of them that the session needs: what is taken along as a whole."""
    return [name for name in names_of(found) if not BY_NAME[name][0].needless(found)]


def file_name(found: Resolved, name: str) -> str:
    """What a file is called where it is saved."""
    return f"{slugify(found.content.title)[:60].strip('-') or 'pack'}-{name}"


def taken(found: Resolved, names: Iterable[str]) -> Taken:
    """What these files are made from; the briefing is read where one of them has it."""
    asked_for = {name.partition(".")[0] for name in names}
    things = {part for what in asked_for for part in PARTS.get(what, (what,))}
    return Taken(document(found, things), briefing(found) if "briefing" in things else None)


def made(of: Taken, name: str) -> bytes:
    """The file of this name, which is one of `NAMES`.

    Raises Unavailable for a document that is too large, NotFound for a briefing of no lessons.
    """
    what, _, kind = name.partition(".")
    if what == "room":
        said = sheets.document(of.briefing) if of.briefing else None
        sheet = [each for each in thing(of.whole, "quiz").blocks if isinstance(each, Question)]
        deck = laid_out(thing(of.whole, "slides"))
        return room(thing(of.whole, what), slides=deck, briefing=said, safety=SAFETY, sheet=sheet)
    if what == "briefing":
        if of.briefing is None:
            raise NotFound
        return _BRIEFINGS[kind](of.briefing)
    return _DOCUMENTS[kind](thing(of.whole, what))


def zipped(found: Resolved, files: Iterable[tuple[str, bytes]]) -> bytes:
    """These files with a page that says what is what; the same files make the same bytes."""
    kept = BytesIO()
    with ZipFile(kept, "w", ZIP_DEFLATED) as archive:
        for name, content in (("README.txt", read_me(found).encode()), *files):
            entry = ZipInfo(name, BEGAN)
            entry.compress_type, entry.external_attr = ZIP_DEFLATED, 0o644 << 16
            archive.writestr(entry, content)
    return kept.getvalue()


def read_me(found: Resolved) -> str:
    """What is what in the ZIP."""
    lines = [found.content.title, "", f"Made with {NAME} on {long_date(found.day)}.", ""]
    for name in together(found):
        of, form = BY_NAME[name]
        lines.append(f"{name}: {of.title}, {form.title}. {of.use}")
    lines += ["", *found.gone, "Sources, licence and addresses stand at the end of each file."]
    if address := pack_address(found):
        lines.append(f"A newer version is to be found at {address}")
    return "\r\n".join(lines) + "\r\n"


def sizes(found: Resolved) -> Mapping[str, str]:
    """How long each thing is, as far as that can be told before its file is made."""
    of_slides = thing(document(found, {"slides"}), "slides")
    deck = laid_out(of_slides)
    asked = sum(isinstance(each, Question) for each in of_slides.blocks)
    shown = sum(each.kind not in ("question", "answer") for each in deck)
    numbers = {"slides": len(deck), "room": shown + asked}
    told = {name: f"{number} slide{'s' * (number != 1)}" for name, number in numbers.items()}
    return {**told, "briefing": "1 page"}
