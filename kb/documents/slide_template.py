"""The template of a deck, made here: its colours and faces, and the parts of the file that every deck has."""

import io
import zipfile

from pptx import Presentation
from pptx.presentation import Presentation as Deck

from kb.documents.fitting import PAGE
from kb.documents.slide_layouts import LAYOUTS, NAMES, POINT, layout, master, notes_master

FACE = "Atkinson Hyperlegible Next"
PLAIN = "Arial"
"""The face for scripts that ours lacks. `_PANOSE` has programs without our face choose the same."""
COLOURS = {
    "dk1": "10262D", "lt1": "FFFFFF", "dk2": "0B5563", "lt2": "F3F6F5",  # ink, white, petrol, mist
    "accent1": "0B5563", "accent2": "2F6F4F", "accent3": "8A5200",       # petrol, leaf, amber
    "accent4": "A4262C", "accent5": "C5D0D0", "accent6": "FFF4E0",       # brick, line, pale amber
    "hlink": "0A5566", "folHlink": "5A3D7A",
}  # fmt: skip
_PANOSE = 'panose="020B0604020202020204" pitchFamily="34" charset="0"'
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPE = "application/vnd.openxmlformats-officedocument.presentationml."
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def template(language: str) -> Deck:
    """A deck without slides, 16 to 9, in this language."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        for name, content in _parts(language).items():
            package.writestr(name, _HEAD + content)
    made.seek(0)
    return Presentation(made)


def _parts(language: str) -> dict[str, str]:
    masters, notes = "ppt/slideMasters/", "ppt/notesMasters/"
    layouts = {f"ppt/slideLayouts/slideLayout{at}.xml": name for at, name in enumerate(LAYOUTS, 1)}
    parts = {
        "[Content_Types].xml": _content_types([*layouts]),
        "_rels/.rels": _rels(["officeDocument:ppt/presentation.xml", "extended-properties:docProps/app.xml"]).replace(
            "</Relationships>",
            '<Relationship Id="rId3" Target="docProps/core.xml" Type="http://schemas.openxmlformats.org/package/2006/'
            'relationships/metadata/core-properties"/></Relationships>',
        ),
        "docProps/core.xml": '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
        'core-properties"/>',
        "docProps/app.xml": '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
        'extended-properties"><Application>Lessonbank</Application></Properties>',
        "ppt/presentation.xml": _presentation(language),
        "ppt/_rels/presentation.xml.rels": _rels(
            ["slideMaster:slideMasters/slideMaster1.xml", "notesMaster:notesMasters/notesMaster1.xml",
             "theme:theme/theme1.xml", "presProps:presProps.xml", "viewProps:viewProps.xml",
             "tableStyles:tableStyles.xml"]
        ),
        "ppt/presProps.xml": f"<p:presentationPr {NAMES}/>",
        "ppt/viewProps.xml": f"<p:viewPr {NAMES}/>",  # without this PowerPoint offers to repair the file
        "ppt/tableStyles.xml": f'<a:tblStyleLst {NAMES} def="{{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}}"/>',
        "ppt/theme/theme1.xml": _theme(),
        "ppt/theme/theme2.xml": _theme(),
        f"{masters}slideMaster1.xml": master(language),
        f"{masters}_rels/slideMaster1.xml.rels": _rels(
            [*(f"slideLayout:../slideLayouts/{each.rsplit('/')[-1]}" for each in layouts), "theme:../theme/theme1.xml"]
        ),
        f"{notes}notesMaster1.xml": notes_master(language),
        f"{notes}_rels/notesMaster1.xml.rels": _rels(["theme:../theme/theme2.xml"]),
    }  # fmt: skip
    for path, name in layouts.items():
        parts[path] = layout(name, language)
        parts[f"ppt/slideLayouts/_rels/{path.rsplit('/')[-1]}.rels"] = _rels(
            ["slideMaster:../slideMasters/slideMaster1.xml"]
        )
    return parts


def _content_types(layouts: list[str]) -> str:
    kinds = {
        "ppt/presentation.xml": f"{_TYPE}presentation.main+xml",
        "ppt/presProps.xml": f"{_TYPE}presProps+xml",
        "ppt/viewProps.xml": f"{_TYPE}viewProps+xml",
        "ppt/tableStyles.xml": f"{_TYPE}tableStyles+xml",
        "ppt/slideMasters/slideMaster1.xml": f"{_TYPE}slideMaster+xml",
        "ppt/notesMasters/notesMaster1.xml": f"{_TYPE}notesMaster+xml",
        "ppt/theme/theme1.xml": "application/vnd.openxmlformats-officedocument.theme+xml",
        "ppt/theme/theme2.xml": "application/vnd.openxmlformats-officedocument.theme+xml",
        "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
        **dict.fromkeys(layouts, f"{_TYPE}slideLayout+xml"),
    }
    overrides = "".join(f'<Override PartName="/{path}" ContentType="{kind}"/>' for path, kind in kinds.items())
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
        f'ContentType="application/xml"/>{overrides}</Types>'
    )


def _rels(targets: list[str]) -> str:
    told = [each.partition(":") for each in targets]
    rows = [
        f'<Relationship Id="rId{at}" Type="{_REL}{kind}" Target="{path}"/>'
        for at, (kind, _, path) in enumerate(told, 1)
    ]
    names = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{names}">{"".join(rows)}</Relationships>'


def _presentation(language: str) -> str:
    return (
        f'<p:presentation {NAMES} saveSubsetFonts="1">'
        '<p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst>'
        '<p:notesMasterIdLst><p:notesMasterId r:id="rId2"/></p:notesMasterIdLst>'
        f'<p:sldSz cx="{int(PAGE[0] * POINT)}" cy="{int(PAGE[1] * POINT)}"/><p:notesSz cx="6858000" cy="9144000"/>'
        f'<p:defaultTextStyle><a:defPPr><a:defRPr lang="{language}"/></a:defPPr></p:defaultTextStyle></p:presentation>'
    )


def _theme() -> str:
    colours = "".join(f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in COLOURS.items())
    faces = f'<a:latin typeface="{FACE}" {_PANOSE}/><a:ea typeface="{PLAIN}"/><a:cs typeface="{PLAIN}"/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    lines = "".join(f'<a:ln w="{width}">{fill}<a:prstDash val="solid"/></a:ln>' for width in (9525, 19050, 38100))
    return (
        '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Lessonbank"><a:themeElements>'
        f'<a:clrScheme name="Lessonbank">{colours}</a:clrScheme>'
        f'<a:fontScheme name="Lessonbank"><a:majorFont>{faces}</a:majorFont><a:minorFont>{faces}</a:minorFont>'
        f'</a:fontScheme><a:fmtScheme name="Lessonbank"><a:fillStyleLst>{fill * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{lines}</a:lnStyleLst>"
        f"<a:effectStyleLst>{'<a:effectStyle><a:effectLst/></a:effectStyle>' * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )
