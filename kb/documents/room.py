"""A session to run in the room as one HTML file: it needs no network and no other file, and keeps nothing."""

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import TypeAlias

from markupsafe import Markup

from kb.documents.html import html, plain
from kb.documents.on_slides import Shown
from kb.documents.tree import Block, Document, Facts, Heading, List, Panel, Part, Question, Quote, Slide

PARTS = Path(__file__).with_name("room_parts")
FONTS = Path(__file__).parents[1] / "web/static/fonts"
STYLES = ("reading", "presenting", "printing")
"""Style sheets, each in an element of its own: for all there is, for the screen, for paper."""
SCRIPTS = ("clock.js", "quiz.js", "windows.js", "speaking.js", "presenting.js")
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


def room(
    document: Document,
    *,
    slides: Iterable[Screen],
    briefing: Document | None = None,
    safety: str = "",
    sheet: Iterable[Question] = (),
) -> bytes:
    """HTML, in UTF-8, that shows `slides` one at a time, or all below each other where no script runs.

    `slides` are those of the document as they are, or divided by `kb.documents.on_slides`: a question there is
    answered where it stands. Questions of the document that are not among them come after them as a quiz. What else
    the document says follows the `briefing` as papers. `safety` is the title of the slide that one button shows at
    any time; without it, or where no title is like it, that is the first whose title says so. `sheet` are the
    questions of the quiz as a paper, to be answered there.
    """
    questions = tuple(_questions(document.blocks))
    screens = tuple(_asked(slides, questions))
    quiz = tuple(each for each in questions if each not in screens)
    mixed = any(isinstance(each, Question) for each in screens)
    shown = tuple(_shown((*screens, *quiz), safety, document.language))
    sections = [
        _together("slides", "Slides and questions" if mixed else "Slides", shown[: len(screens)]),
        _together("quiz", "Quiz", shown[len(screens) :]),
        *([_briefing(briefing)] if briefing else []),
        *_papers([*_papers_of(document.blocks)], document.language),
        _sheet(sheet, document.language),
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
    safe = _safe(screens, safety)
    made = Markup(
        '<article class="screen{}" id="{}"{}{}>\n<div class="face" lang="{}">\n'
        '<p class="count">{} of {}{}</p>\n{}\n</div>\n{}\n</article>'
    )
    for number, screen in enumerate(screens, 1):
        id_ = f"slide-{number}"
        minutes = max(screen.minutes, 0) if isinstance(screen, Slide) else 0
        inner = made.format(
            _look(screen),
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


def _safe(screens: Iterable[Screen], safety: str) -> Slide | None:
    slides = [each for each in screens if isinstance(each, Slide)]
    named = (each for each in slides if safety and each.title == safety)
    return next(named, next((each for each in slides if SAFETY.search(each.title)), None))


def _look(screen: Screen) -> str:
    """Titles of the whole or of a part are large, and what is there to look things up is small."""
    if isinstance(screen, Slide) and (not screen.blocks or (isinstance(screen, Shown) and screen.kind == "title")):
        return " cover"
    return " reference" if isinstance(screen, Slide) and screen.reference else ""


def _title(screen: Screen, number: int) -> str:
    if isinstance(screen, Question):
        return f"Question {screen.number}: {_line(screen.stem)}"
    return _line(screen.title) or f"Slide {number}"


def _face(screen: Screen, id_: str, number: int) -> Markup:
    if isinstance(screen, Question):
        return html((screen,), top=3, ids=id_)
    said = Markup("<h3>{}</h3>\n{}").format(_title(screen, number), html(screen.blocks, top=4, ids=id_))
    return said + Markup("\n") + _small("origin", screen.source) if screen.source.strip() else said


def _notes(screen: Screen, id_: str, language: str) -> Markup:
    said = html(screen.notes, top=5, ids=f"{id_}-notes") if isinstance(screen, Slide) else Markup("")
    if not said:
        return said
    made = Markup('<details class="notes" lang="{}">\n<summary><h4>Notes</h4></summary>\n{}\n</details>')
    return made.format(language, said)


def _briefing(briefing: Document) -> _Piece:
    said = html((each for each in briefing.blocks if not isinstance(each, Slide)), top=3, ids="briefing")
    return _Piece("briefing", f"Briefing: {_line(briefing.title)}", _paper(said, briefing.language))


def _sheet(questions: Iterable[Question], language: str) -> _Piece:
    said = html(questions, top=3, ids="sheet")
    return _Piece("sheet", "Quiz sheet", _paper(said, language) if said else said)


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
            yield _Piece(f"paper-{number}", title, _paper(said, language))


def _paper(said: Markup, language: str) -> Markup:
    return Markup('<div class="paper" lang="{}">\n{}\n</div>').format(language, said)


def _asked(slides: Iterable[Screen], questions: Iterable[Question]) -> Iterator[Screen]:
    """The slides, with a question to be answered in place of those that say it and its answer."""
    waiting = iter(questions)
    before = ""
    for each in slides:
        kind = each.kind if isinstance(each, Shown) else ""
        if kind not in {"question", "answer"}:
            yield each
        elif kind == "question" != before:
            yield from islice(waiting, 1)
        before = kind


def _questions(blocks: Iterable[Block]) -> Iterator[Question]:
    """The questions in the order of their slides."""
    for each in blocks:
        match each:
            case Question():
                yield each
            case Panel(blocks=inner) | Part(blocks=inner) | Quote(blocks=inner):
                yield from _questions(inner)
            case List(items=parts):
                yield from _questions(block for part in parts for block in part)
            case Facts(pairs):
                yield from _questions(block for _, part in pairs for block in part)
            case _:
                pass


def _papers_of(blocks: Iterable[Block]) -> Iterator[Block]:
    """What is said neither on a slide nor in a question."""
    for each in blocks:
        match each:
            case Slide() | Question():
                pass
            case Part(blocks=inner):
                yield from _papers_of(inner)
            case Panel(title, inner):
                if left := tuple(_papers_of(inner)):
                    yield Panel(title, left)
            case _:
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
