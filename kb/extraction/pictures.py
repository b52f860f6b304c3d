"""Reads what is written beside a picture (who, when, where it was taken), and makes copies without it."""

import io
import warnings
from collections.abc import Iterator
from typing import Any, cast

from PIL import ExifTags, Image, ImageFile, ImageOps, IptcImagePlugin

from kb.extraction.found import Found
from kb.extraction.markup import named, parsed
from kb.extraction.parts import Kind, Limits, PartKind, Picture, Refused

Image.MAX_IMAGE_PIXELS = None  # we count ourselves, before anything is unpacked
_FORMATS = ("JPEG", "PNG")
_PROBLEMS = (OSError, ValueError, SyntaxError, KeyError, IndexError, TypeError, EOFError, ZeroDivisionError)
_SIZES = {"ExifOffset", "GPSInfo", "Orientation", "XResolution", "YResolution", "ResolutionUnit", "YCbCrPositioning"}
_INSIDE = {"dpi", "gamma", "icc_profile", "jfif", "jfif_density", "jfif_unit", "jfif_version", "progression",
           "progressive", "transparency", "adobe", "adobe_transform", "exif", "photoshop", "srgb", "chromaticity",
           "interlace", "mpoffset", "mp", "aspect", "default_image"}  # fmt: skip


def opened(data: bytes, limits: Limits) -> Image.Image:
    """The picture, unpacked whole; refused if it is damaged or has too many pixels."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            picture = Image.open(io.BytesIO(data), formats=_FORMATS)
            if picture.width * picture.height > limits.pixels:
                raise Refused("bomb", "The picture is too large to be opened. Make it smaller and send that.")
            picture.load()
    except _PROBLEMS as problem:
        raise Refused("damaged") from problem
    return picture


def read(data: bytes, where: str, found: Found) -> None:
    """What stands beside the picture; the picture itself can be read by a person only."""
    picture = opened(data, found.limits)
    found.no_text(where)
    try:
        _read_exif(picture, where, found)
        for key, value in {**picture.info, **getattr(picture, "text", {})}.items():
            if key.lower() in ("xmp", "xml:com.adobe.xmp"):
                read_xmp(value if isinstance(value, bytes) else str(value).encode(), where, found)
            elif key.lower() not in _INSIDE:
                found.add(f"{where}, {key}", PartKind.PROPERTY, _plain(value))
        press = IptcImagePlugin.getiptcinfo(cast("ImageFile.ImageFile", picture)) or {}
        for (record, number), value in press.items():
            if (record, number) not in ((1, 90), (2, 0)):
                found.add(f"{where}, IPTC {record}:{number}", PartKind.PROPERTY, _plain(value))
    except _PROBLEMS as problem:
        raise Refused("damaged") from problem


def _read_exif(picture: Image.Image, where: str, found: Found) -> None:
    exif = picture.getexif()
    for tags in (exif, exif.get_ifd(ExifTags.IFD.Exif)):
        for tag, value in tags.items():
            called = ExifTags.TAGS.get(tag, f"tag {tag}")
            if called not in _SIZES and not (isinstance(value, int | float) and called.startswith("Exif")):
                found.add(f"{where}, {called}", PartKind.PROPERTY, _plain(value))
    location = exif.get_ifd(ExifTags.IFD.GPSInfo)
    for line in _located(location):
        found.add(f"{where}, where it was taken", PartKind.PHOTO_LOCATION, line)


def _located(location: dict[int, Any]) -> Iterator[str]:
    """The place in degrees, and what else is said of it."""
    north, east = _degrees(location, 1), _degrees(location, 3)
    if north is not None and east is not None:
        yield f"{north:.5f}, {east:.5f}"
    rest = [f"{ExifTags.GPSTAGS.get(tag, tag)}: {_plain(value)}" for tag, value in location.items() if tag > 4]
    if rest or (location and (north is None or east is None)):
        yield "\n".join(rest) or "a place that cannot be read"


def _degrees(location: dict[int, Any], tag: int) -> float | None:
    try:
        degrees, minutes, seconds = (float(value) for value in location[tag + 1])
    except (KeyError, TypeError, ValueError, ZeroDivisionError):
        return None
    return (degrees + minutes / 60 + seconds / 3600) * (-1 if str(location.get(tag)).upper()[:1] in "SW" else 1)


def _plain(value: Any) -> str:
    """A value as text: bytes in the letters they are likely to be in, rows separated by spaces."""
    if isinstance(value, bytes):
        body = value[8:] if value[:8] in (b"ASCII\x00\x00\x00", b"UNICODE\x00", b"\x00" * 8) else value
        wide = body.count(b"\x00") * 3 > len(body)
        return body.decode("utf-16-le" if wide else "utf-8", "replace").replace("\x00", "").strip()
    if isinstance(value, tuple | list):
        return " ".join(_plain(one) for one in value)
    return str(value)


def read_xmp(packet: bytes, where: str, found: Found) -> None:
    """All words in an XMP packet, each under the name of its field."""
    body = packet.replace(b"\x00", b"").strip()
    root = parsed(body)
    for node in named(root, "*"):
        for key, value in [("", node.text), *node.attrib.items()]:
            called = str(key or node.tag).rpartition("}")[2]
            if called in ("about", "lang", "parseType", "xmptk"):
                continue
            of = PartKind.PHOTO_LOCATION if called.startswith("GPS") else PartKind.PROPERTY
            found.add(f"{where}, {_field(node.getparent(), called)}", of, str(value or ""))


def _field(parent: Any, called: str) -> str:
    while called in ("li", "Alt", "Seq", "Bag") and parent is not None:
        called, parent = str(parent.tag).rpartition("}")[2], parent.getparent()
    return called


def cleaned(data: bytes) -> bytes:
    """The same picture, upright, with nothing beside it but its colours."""
    picture = Image.open(io.BytesIO(data), formats=_FORMATS)
    kind = "PNG" if picture.format == "PNG" else "JPEG"
    upright = ImageOps.exif_transpose(picture)
    kept = {key: picture.info[key] for key in ("icc_profile", "transparency") if picture.info.get(key)}
    upright.info = {}
    made = io.BytesIO()
    if kind == "JPEG":
        upright.save(made, "JPEG", quality=92, exif=b"", **kept)
    else:
        upright.save(made, "PNG", exif=b"", **kept)
    return made.getvalue()


def made_anew(data: bytes, limits: Limits) -> Picture:
    """The points of a picture in a file of their own, made smaller until it is within the limits."""
    if not data.startswith((b"\x89PNG", b"\xff\xd8\xff")):
        raise Refused("wrong-type", "This is no PNG or JPEG picture. Save it as one of these and send that.")
    picture = opened(data, limits)
    kind = Kind.PNG if picture.format == "PNG" else Kind.JPEG
    try:
        points = ImageOps.exif_transpose(picture)
        if kind is Kind.JPEG:
            points = points.convert("RGB")
        elif points.mode not in ("L", "RGB"):
            points = points.convert("RGBA")
        side = limits.side
        while True:
            points.thumbnail((side, side))
            points.info = {}
            made = io.BytesIO()
            points.save(made, kind.value.upper(), optimize=True, **({"quality": 90} if kind is Kind.JPEG else {}))
            if made.tell() <= limits.weight:
                return Picture(kind, made.getvalue())
            side = max(points.size) * 3 // 4
    except _PROBLEMS as problem:
        raise Refused("damaged") from problem
