"""A session to run in the room as one HTML file: it needs no network and no other file, and keeps nothing."""

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TypeAlias

from markupsafe import Markup

from kb.documents.html import html, plain
from kb.documents.tree import Block, Document, Heading, Part, Question, Slide

PARTS = Path(__file__).with_name("room_parts")
FONTS = Path(__file__).parents[1] / "web/static/fonts"
STYLES = ("reading", "presenting", "printing")
"""Style sheets, each in an element of its own: for all there is, for the screen, for paper."""
SCRIPTS = ("clock.js", "quiz.js", "windows.js", "presenting.js")
"""In this order they are one script."""
SAFETY = re.compile(r"\b(safety|ground rules|looking after|look after|content notice)\b", re.IGNORECASE)
"""The title of the slide that says how people look after themselves."""

Screen: TypeAlias = Slide | Question


@dataclass(frozen=True)
class _Piece:
    """A piece of the file that the contents name: a slide, or a section with the slides in it."""

    id: str
    title: str
    inner: Markup
    below: tuple["_Piece", ...] = ()


def room(document: Document, *, slides: Iterable[Screen], briefing: Document | None = None, safety: str = "") -> bytes:
    """HTML, in UTF-8, that shows `slides` one at a time, or all below each other where no script runs.

    A question among the slides is answered where it stands; those of the document that are not come after them as a
    quiz. What else the document says, without its own slides, follows the `briefing` as papers. `safety` is the title
    of the slide that one button shows at any time; without it, that is the first whose title says so.
    """
    screens = tuple(slides)
    opened = tuple(_opened(document.blocks))
    quiz = tuple(each for each in opened if isinstance(each, Question) and each not in screens)
    papers = [each for each in opened if not isinstance(each, Slide | Question)]
    shown = tuple(_shown((*screens, *quiz), safety, document.language))
    sections = [
        _together("slides", "Slides", shown[: len(screens)]),
        _together("quiz", "Quiz", shown[len(screens) :]),
        *([_briefing(briefing)] if briefing else []),
        *_papers(papers, document.language),
    ]
    page = _page(document, [each for each in sections if each.inner], _facts(screens, quiz))
    return str(page).encode()


def _page(document: Document, sections: Sequence[_Piece], facts: str) -> Markup:
    styles, script = {name: _style(name) for name in STYLES}, _script()
    title = _line(document.title) or "Untitled"
    mark = _line(document.mark)
    logo = html((document.logo,)) if document.logo else ""
    return Markup(_read("page.html")).format(  # noqa: S704 - our own file, and what is put in is escaped
        policy=_policy(styles.values(), script),
        name=f"{mark}: {title}" if mark else title,
        script=script,
        **styles,
        language=document.language,
        title=title,
        logo=Markup('<div class="logo">{}</div>').format(logo) if logo else "",
        mark=_small("mark", mark),
        running=_small("running", document.running),
        note=_small("note", document.note),
        facts=facts,
        contents=_contents(sections),
        sections=Markup("\n").join(map(_section, sections)),
    )


def _section(piece: _Piece) -> Markup:
    made = Markup('<section class="part" id="{}">\n<h2>{}</h2>\n{}\n</section>')
    return made.format(piece.id, piece.title, piece.inner)


def _contents(pieces: Iterable[_Piece]) -> Markup:
    made = Markup("")
    for each in pieces:
        below = Markup("\n{}").format(_contents(each.below)) if each.below else ""
        made += Markup('<li><a href="#{}">{}</a>{}</li>\n').format(each.id, each.title, below)
    return Markup("<ol>\n{}</ol>").format(made)


def _together(id_: str, title: str, shown: tuple[_Piece, ...]) -> _Piece:
    return _Piece(id_, title, Markup("\n").join(each.inner for each in shown), shown)


def _shown(screens: Sequence[Screen], safety: str, language: str) -> Iterator[_Piece]:
    """Each slide or question as what the presenter shows alone, numbered through the whole file."""
    safe = next((each for each in screens if isinstance(each, Slide) and _is_safe(each, safety)), None)
    made = Markup(
        '<article class="screen{}" id="{}"{}{}>\n<div class="face" lang="{}">\n'
        '<p class="count">{} of {}{}</p>\n{}\n</div>\n{}\n</article>'
    )
    for number, screen in enumerate(screens, 1):
        id_ = f"slide-{number}"
        minutes = max(screen.minutes, 0) if isinstance(screen, Slide) else 0
        inner = made.format(
            " cover" if isinstance(screen, Slide) and not screen.blocks else "",
            id_,
            Markup(' data-minutes="{}"').format(minutes) if minutes else "",
            Markup(" data-safety") if screen is safe else "",
            language,
            number,
            len(screens),
            f" · {_counted(minutes, 'minute')}" if minutes else "",
            _face(screen, id_, number),
            _notes(screen, id_, language),
        )
        yield _Piece(id_, _title(screen, number), inner)


def _is_safe(slide: Slide, safety: str) -> bool:
    return slide.title == safety if safety else bool(SAFETY.search(slide.title))


def _title(screen: Screen, number: int) -> str:
    if isinstance(screen, Question):
        return f"Question {screen.number}: {_line(screen.stem)}"
    return _line(screen.title) or f"Slide {number}"


def _face(screen: Screen, id_: str, number: int) -> Markup:
    if isinstance(screen, Question):
        return html((screen,), top=3, ids=id_)
    return Markup("<h3>{}</h3>\n{}").format(_title(screen, number), html(screen.blocks, top=4, ids=id_))


def _notes(screen: Screen, id_: str, language: str) -> Markup:
    said = html(screen.notes, top=5, ids=f"{id_}-notes") if isinstance(screen, Slide) else Markup("")
    if not said:
        return said
    return Markup('<div class="notes" lang="{}">\n<h4>Notes</h4>\n{}\n</div>').format(language, said)


def _briefing(briefing: Document) -> _Piece:
    blocks = [each for each in _opened(briefing.blocks) if not isinstance(each, Slide)]
    said = Markup('<div class="paper" lang="{}">\n{}\n</div>').format(
        briefing.language, html(blocks, top=3, ids="briefing")
    )
    return _Piece("briefing", f"Briefing: {_line(briefing.title)}", said)


def _papers(blocks: Sequence[Block], language: str) -> Iterator[_Piece]:
    """What the document says besides, divided at its highest headings."""
    highest = min((each.level for each in blocks if isinstance(each, Heading)), default=0)
    found: list[tuple[str, list[Block]]] = [("About this session", [])]
    for each in blocks:
        if isinstance(each, Heading) and each.level == highest:
            found.append((_line(each.text) or "Untitled", []))
        else:
            found[-1][1].append(each)
    for number, (title, within) in enumerate(found):
        if said := html(within, top=3, ids=f"paper-{number}"):
            yield _Piece(
                f"paper-{number}", title, Markup('<div class="paper" lang="{}">\n{}\n</div>').format(language, said)
            )


def _opened(blocks: Iterable[Block]) -> Iterator[Block]:
    for each in blocks:
        if isinstance(each, Part):
            yield from _opened(each.blocks)
        else:
            yield each


def _facts(screens: Sequence[Screen], quiz: Sequence[Question]) -> str:
    """How much there is of everything."""
    asked = len(quiz) + sum(isinstance(each, Question) for each in screens)
    minutes = sum(max(each.minutes, 0) for each in screens if isinstance(each, Slide))
    counts = ((len(screens) + len(quiz) - asked, "slide"), (asked, "question"), (minutes, "minute"))
    return " · ".join(_counted(count, name) for count, name in counts if count)


def _counted(count: int, name: str) -> str:
    return f"{count} {name}{'' if count == 1 else 's'}"


def _line(words: str) -> str:
    return " ".join(plain(words).split())


def _small(name: str, words: str) -> Markup:
    said = _line(words)
    return Markup('<p class="{}">{}</p>').format(name, said) if said else Markup("")


def _policy(styles: Iterable[str], script: str) -> str:
    """Runs this script and these style sheets and nothing else; fetches nothing, sends nothing."""
    return (
        f"default-src 'none'; script-src {_hash(script)}; style-src {' '.join(map(_hash, styles))}; "
        "img-src data:; font-src data:; base-uri 'none'; form-action 'none'"
    )


def _hash(source: str) -> str:
    return f"'sha256-{b64encode(sha256(source.encode()).digest()).decode()}'"


@cache
def _style(name: str) -> Markup:
    """A style sheet, with the faces in it."""
    sheet = _read(f"{name}.css")
    return Markup(re.sub(r'url\("([\w-]+\.woff2)"\)', lambda found: _embedded(found[1]), sheet))  # noqa: S704


@cache
def _script() -> Markup:
    return Markup("\n".join(map(_read, SCRIPTS)))  # noqa: S704 - our own files, and no text of a document


def _embedded(font: str) -> str:
    return f'url("data:font/woff2;base64,{b64encode((FONTS / font).read_bytes()).decode()}")'


def _read(name: str) -> str:
    return (PARTS / name).read_text(encoding="utf-8")
