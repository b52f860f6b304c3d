"""Makes copies of OpenDocument texts without comments, changes and properties."""

from kb.extraction import pictures
from kb.extraction.markup import Element, name, named, parsed, without, written
from kb.extraction.packages import Package

MARKS = ("annotation", "annotation-end", "tracked-changes", "change", "change-start", "change-end")


def cleaned(package: Package) -> bytes | None:
    """A copy with changes accepted and an empty list of properties; None for one that keeps earlier versions."""
    if any(part.startswith("versions/") for part in package.names):
        return None
    changed: dict[str, bytes | None] = {}
    for part in package.names:
        if part.rpartition("/")[2] in ("content.xml", "styles.xml"):
            changed[part] = written(_unmarked(package.xml(part)))
        elif part.rpartition("/")[2] == "meta.xml":
            root = package.xml(part)
            for node in [one for meta in named(root, "meta") for one in meta]:
                if name(node) != "generator":
                    without(node)
            changed[part] = written(root)
        elif part.startswith("pictures/") and package.read(part).startswith((b"\xff\xd8\xff", b"\x89PNG")):
            changed[part] = pictures.cleaned(package.read(part))
        elif part.startswith("thumbnails/"):
            changed[part] = None
    if "META-INF/manifest.xml" in package:
        listed = parsed_manifest(package)
        changed["meta-inf/manifest.xml"] = written(listed)
    return package.rewritten(changed)


def parsed_manifest(package: Package) -> Element:
    """The list of the file's entries, without the small picture of the first page."""
    listed = parsed(package.read("META-INF/manifest.xml"))
    for node in list(named(listed, "file-entry")):
        if any("humbnails" in str(value) for value in node.attrib.values()):
            without(node)
    return listed


def _unmarked(root: Element) -> Element:
    for node in list(named(root, *MARKS)):
        without(node)
    return root
