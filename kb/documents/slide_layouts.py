"""What stands on the master and the layouts of a deck: places for words, the thread, and nothing that says more."""

from kb.documents.fitting import APART, BODY, BOXES, FEET, FOOT, NUMBER, PAGE, SET_IN, TITLE, Box
from kb.documents.tree import PROPOSED

SECTIONS = ("Found", "Why", "Done", "Effect", "How")
"""The five parts of a lesson, which hang on the thread."""
_POINTS = {**{f"point {at}": at for at in range(1, len(SECTIONS) + 1)}, **dict.fromkeys(PROPOSED, 3)}
CALLED = {
    "title": "Opening", "body": "Title and text", "long": "Long title and text", "picture": "Title and picture",
    "question": "Question", "answer": "Answer", "reference": "Sources",
    **{name: f"Title and text: {PROPOSED.get(name, SECTIONS[at - 1])}" for name, at in _POINTS.items()},
}  # fmt: skip
"""What the layouts are called in office programs."""
LAYOUTS = (*CALLED,)
"""Their names, in the order in which a deck has them."""
POINT = 12700
"""Points are written in units of this."""
NAMES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
LEVELS = 5
RAIL = 40.0, 50.0, 432.0, 16.0
"""Left edge, top, length and width of the points of the thread on the master."""
RING = 5.0
"""How thick the ring of an open point is, in points."""
BESIDE = 13.0
"""Size of the word that stands upright beside the point that is told."""
_GROUP = '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>'
_MAP = (
    '<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" '
    'accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/>'
)
_DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)
_BOUND = '<a:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="{}"><a:noAutofit/></a:bodyPr>'
_NUMBER = (
    '<a:fld id="{{C1FF6DA9-008F-4B48-92A6-B652298478BF}}" type="slidenum"><a:rPr lang="{}"/><a:t>‹#›</a:t></a:fld>'
)


def master(language: str) -> str:
    """The master: title, text, foot and number, with the thread of five points down its left edge."""
    rail = _thread(RAIL, "accent1")
    words = [
        _place("title", TITLE, _said("Title", language)),
        _place("body", BODY, "".join(_said(f"Level {at}", language, at - 1) for at in range(1, LEVELS + 1)), index=1),
        _place("ftr", FOOT, f'<a:p><a:endParaRPr lang="{language}"/></a:p>', index=3, styles=_small("l")),
        _place("sldNum", NUMBER, f"<a:p>{_NUMBER.format(language)}</a:p>", index=4, styles=_small("r")),
    ]
    listed = "".join(f'<p:sldLayoutId id="{2147483649 + at}" r:id="rId{at + 1}"/>' for at in range(len(LAYOUTS)))
    return (
        f"<p:sldMaster {NAMES}>{_content('bg1', rail + ''.join(words))}{_MAP}"
        f'<p:sldLayoutIdLst>{listed}</p:sldLayoutIdLst><p:hf hdr="0" dt="0"/><p:txStyles>'
        f"<p:titleStyle>{_title(TITLE.size)}</p:titleStyle><p:bodyStyle>{_levels(BODY.size)}</p:bodyStyle>"
        f'<p:otherStyle><a:defPPr><a:defRPr lang="{language}"/></a:defPPr></p:otherStyle></p:txStyles></p:sldMaster>'
    )


def layout(name: str, language: str) -> str:
    """One of `LAYOUTS`."""
    place = "body" if name in _POINTS else name
    title, body = BOXES[place]
    drawn, ground, own = _drawn(name, language)
    words = [
        _place("ctrTitle" if name == "title" else "title", title, _said("Title", language), styles=_title(title.size),
               anchor="b" if name in {"title", "question"} else "t"),
        _place("subTitle" if name == "title" else "body", body, _said("Text", language), index=1,
               styles=_levels(body.size)) if name != "picture" else "",
        _place("ftr", FEET[place], f'<a:p><a:endParaRPr lang="{language}"/></a:p>', index=11, styles=_small("l")),
        _place("sldNum", NUMBER, f"<a:p>{_NUMBER.format(language)}</a:p>", index=12, styles=_small("r")),
    ]  # fmt: skip
    kind = {"title": 'type="title"', "picture": 'type="titleOnly"', "body": 'type="tx"'}.get(place, 'userDrawn="1"')
    shown = ' showMasterSp="0"' if own else ""
    return (
        f'<p:sldLayout {NAMES} {kind} preserve="1"{shown}>{_content(ground, drawn + "".join(words), CALLED[name])}'
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
    )


def notes_master(language: str) -> str:
    """The page that notes are printed on: the slide above, the notes below, the number at the foot."""
    below, foot = Box(54, 342, 432, 330, 12), Box(386, 684, 100, 20, 12)
    words = [
        _picture_of_slide(Box(54, 54, 432, 243, 0)),
        _place("body", below, _said("Notes", language), index=3),
        _place("sldNum", foot, f"<a:p>{_NUMBER.format(language)}</a:p>", index=5, styles=_small("r")),
    ]  # fmt: skip
    levels = "".join(_style(at, 12, before=4, left=18.0 * (at - 1)) for at in range(1, LEVELS + 1))
    return (
        f"<p:notesMaster {NAMES}>{_content('bg1', ''.join(words))}{_MAP}<p:notesStyle>{levels}</p:notesStyle>"
        "</p:notesMaster>"
    )


def _drawn(name: str, language: str) -> tuple[str, str, bool]:
    """What decorates a layout, its ground, and whether that stands instead of what decorates the master."""
    high = PAGE[1]
    if name == "title":
        band = _shape("rect", 0, 0, 216, high, "accent1")
        thread = _thread((52, 112, 256, 20), "bg1")
        words = [_word(each, 88, 122 + 64 * at - 15, 20, language) for at, each in enumerate(SECTIONS)]
        return band + thread + "".join(words) + _word("Lessonbank", 42, 486, 14, language), "bg1", True
    if name in _POINTS:
        told = _POINTS[name]
        named = _beside(PROPOSED.get(name, SECTIONS[told - 1]), told, language)
        return _thread(RAIL, "accent1", told=told, proposed=name in PROPOSED) + named, "bg1", True
    if name == "question":
        return _shape("rect", 0, 0, 28, high, "accent3"), "bg2", True
    if name == "answer":
        return _shape("rect", 0, 0, 28, high, "accent2"), "bg1", True
    return "", "bg1", False


def _thread(rail: tuple[float, float, float, float], colour: str, *, told: int = 0, proposed: bool = False) -> str:
    """Five points on a line, from the middle of the first to that of the last; the one that is told is larger, and
    open where it is only `proposed`."""
    left, top, long, across = rail
    middle = left + across / 2
    shapes = [_shape("rect", middle - 1.5, top + across / 2, 3, long, colour)]
    for at in range(len(SECTIONS)):
        size = across * (2 if at + 1 == told else 1)
        edge = top + long / 4 * at + (across - size) / 2
        shapes.append(_shape("ellipse", middle - size / 2, edge, size, size, colour))
        if proposed and at + 1 == told:
            inner = size - 2 * RING
            shapes.append(_shape("ellipse", middle - inner / 2, edge + RING, inner, inner, "bg1"))
    return "".join(shapes)


def _content(ground: str, shapes: str, name: str = "") -> str:
    named = f' name="{name}"' if name else ""
    back = f'<p:bg><p:bgPr><a:solidFill><a:schemeClr val="{ground}"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>'
    return f"<p:cSld{named}>{back}<p:spTree>{_GROUP}{_numbered(shapes)}</p:spTree></p:cSld>"


def _numbered(shapes: str) -> str:
    """The shapes with identities, which may be there once on a slide: 1 is the slide's own."""
    first, *others = shapes.split("<p:cNvPr ")
    return first + "".join(f'<p:cNvPr id="{at}" {each}' for at, each in enumerate(others, 2))


def _shape(kind: str, left: float, top: float, wide: float, high: float, colour: str) -> str:
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr name="Decoration">{_DECORATIVE}</p:cNvPr><p:cNvSpPr/><p:nvPr userDrawn="1"/>'
        f"</p:nvSpPr><p:spPr>{_at(Box(left, top, wide, high, 0), kind)}"
        f'<a:solidFill><a:schemeClr val="{colour}"/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr></p:sp>'
    )


def _word(words: str, left: float, top: float, size: float, language: str) -> str:
    """A word on the band, white."""
    return _drawn_word(words, Box(left, top, 160, size * 1.5, size), language, "bg1")


def _beside(words: str, told: int, language: str) -> str:
    """The word of the point that is told, upright at the left of it."""
    left, top, long, across = RAIL
    middle, wide = top + across / 2 + long / 4 * (told - 1), BESIDE * 1.5
    high = min(160, 2 * middle, 2 * (PAGE[1] - middle))  # room for the longest word, and none beyond the slide
    return _drawn_word(words, Box(left - across / 2 - wide, middle - high / 2, wide, high, BESIDE), language, "accent1",
                       upright=True)  # fmt: skip


def _drawn_word(words: str, box: Box, language: str, colour: str, *, upright: bool = False) -> str:
    bound, side = _BOUND.format("ctr"), ""
    if upright:
        bound, side = bound.replace("<a:bodyPr ", '<a:bodyPr vert="vert270" '), '<a:pPr algn="ctr"/>'
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr name="Decoration">{_DECORATIVE}</p:cNvPr><p:cNvSpPr txBox="1"/>'
        f'<p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>{_at(box, "rect")}<a:noFill/></p:spPr>'
        f'<p:txBody>{bound}<a:lstStyle/><a:p>{side}<a:r><a:rPr lang="{language}" sz="{int(box.size * 100)}" b="1">'
        f'<a:solidFill><a:schemeClr val="{colour}"/></a:solidFill>{_faces("+mn")}</a:rPr>'
        f"<a:t>{words}</a:t></a:r></a:p></p:txBody></p:sp>"
    )


def _place(kind: str, box: Box, paragraphs: str, *, index: int = 0, styles: str = "", anchor: str = "t") -> str:
    """A placeholder with room for words."""
    numbered = f' idx="{index}"' if index else ""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr name="{kind} placeholder"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f'<p:nvPr><p:ph type="{kind}"{numbered}/></p:nvPr></p:nvSpPr><p:spPr>{_at(box, "rect")}</p:spPr>'
        f"<p:txBody>{_BOUND.format(anchor)}<a:lstStyle>{styles}</a:lstStyle>{paragraphs}</p:txBody></p:sp>"
    )


def _picture_of_slide(box: Box) -> str:
    return (
        '<p:sp><p:nvSpPr><p:cNvPr name="Slide"/><p:cNvSpPr><a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/>'
        f'</p:cNvSpPr><p:nvPr><p:ph type="sldImg" idx="2"/></p:nvPr></p:nvSpPr><p:spPr>{_at(box, "rect")}<a:noFill/>'
        '<a:ln w="12700"><a:solidFill><a:schemeClr val="tx1"/></a:solidFill></a:ln></p:spPr></p:sp>'
    )


def _at(box: Box, kind: str) -> str:
    left, top, wide, high = (round(each * POINT) for each in (box.left, box.top, box.width, box.height))
    return (
        f'<a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
        f'<a:prstGeom prst="{kind}"><a:avLst/></a:prstGeom>'
    )


def _said(words: str, language: str, level: int = 0) -> str:
    return f'<a:p><a:pPr lvl="{level}"/><a:r><a:rPr lang="{language}"/><a:t>{words}</a:t></a:r></a:p>'


def _levels(size: float) -> str:
    """Paragraphs, then points, then points within points; deeper ones look the same."""
    marked = [
        f'<a:buClr><a:schemeClr val="accent1"/></a:buClr><a:buFont typeface="Arial"/><a:buChar char="{each}"/>'
        for each in "•–––"
    ]
    return _style(1, size, before=APART) + "".join(
        _style(at, size, before=APART, left=SET_IN * min(at - 1, 2), hang=SET_IN, bullet=each)
        for at, each in enumerate(marked, 2)
    )


def _title(size: float) -> str:
    return _level(1, 'marL="0" indent="0"', 0, "<a:buNone/>", _letters(size, "+mj", "tx2", bold=True))


def _style(level: int, size: float, *, before: float, left: float = 0, hang: float = 0, bullet: str = "") -> str:
    """How a level of text looks: lengths in points."""
    place = f'marL="{round(left * POINT)}" indent="{-round(hang * POINT)}"'
    return _level(level, place, before, bullet or "<a:buNone/>", _letters(size, "+mn", "tx1"))


def _level(level: int, place: str, before: float, bullet: str, letters: str) -> str:
    return (
        f'<a:lvl{level}pPr {place} algn="l" rtl="0"><a:lnSpc><a:spcPct val="100000"/></a:lnSpc>'
        f'<a:spcBef><a:spcPts val="{round(before * 100)}"/></a:spcBef>{bullet}{letters}</a:lvl{level}pPr>'
    )


def _letters(size: float, face: str, colour: str, *, bold: bool = False) -> str:
    return (
        f'<a:defRPr sz="{round(size * 100)}" b="{int(bold)}"><a:solidFill><a:schemeClr val="{colour}"/></a:solidFill>'
        f"{_faces(face)}</a:defRPr>"
    )


def _small(side: str) -> str:
    return f'<a:lvl1pPr algn="{side}">{_letters(FOOT.size, "+mn", "tx1")}</a:lvl1pPr>'


def _faces(face: str) -> str:
    return f'<a:latin typeface="{face}-lt"/><a:ea typeface="{face}-ea"/><a:cs typeface="{face}-cs"/>'
