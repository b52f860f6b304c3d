"""Checks the links of Markdown text: those to our own pages lead somewhere, the others are safe."""

import re
from collections.abc import Mapping

from kb.content.faults import File, shown, use

LINK = re.compile(r"\]\(\s*<?([^)\s>]*)|^\s{0,3}\[[^\]]+\]:\s*<?([^\s>]+)|<([a-z][a-z0-9+.-]*:[^>\s]*)>", re.IGNORECASE)
PAGES = (
    "/", "/account", "/account/data", "/account/delete", "/glossary", "/identity-check", "/identity-check/file",
    "/organisations", "/register", "/report-a-problem", "/reset-password", "/reviews", "/search", "/shortlist",
    "/sign-in", "/submit", "/suggest-a-source", "/themes", "/training", "/training/quiz", "/training/safety",
    "/workspace",
)  # fmt: skip
"""Addresses of the site that are there whatever the content is."""
OUTSIDE = re.compile(r"(?:https?://[^/\s]+|mailto:[^@\s]+@|tel:\+?[0-9])", re.IGNORECASE)


class Links:
    """The addresses that our own links may lead to."""

    def __init__(self, slugs: Mapping[str, list[str] | None]) -> None:
        """`slugs` by the first part of the address; None where it cannot be told which there are."""
        self.slugs = slugs
        self.known = {*PAGES, *(f"/{slug}" for slug in slugs.get("pages") or [])}

    def check(self, lines: list[str], first_line: int, file: File) -> None:
        """Note every link that leads nowhere."""
        for number, line in enumerate(lines, first_line):
            for match in LINK.finditer(line):
                target = next(part for part in match.groups() if part is not None)
                if problem := self._problem(target):
                    file.fault(number, f"link {shown(target)} {problem}")

    def _problem(self, target: str) -> str | None:
        if target.startswith("#") and len(target) > 1:
            return None
        if not target.startswith("/") or target.startswith("//"):
            right = "write https://, mailto:, tel:, or an address of the site from its first '/'"
            return None if OUTSIDE.match(target) else f"leads nowhere; {right}"
        path = re.split(r"[?#]", target)[0]
        if path in self.known:
            return None
        parts = path.split("/")[1:]
        slugs = self.slugs.get(parts[0], []) if len(parts) > 1 else []
        if slugs is None:
            return None
        if parts[0] not in self.slugs or parts[0] == "pages" or len(parts) < 2:
            return f"is not an address of this site; {use(path, sorted(self.known), 'the README')}"
        if parts[1] in slugs and parts[2:] in ([], ["cite"] if parts[0] == "lessons" else []):
            return None
        return f"leads to a page that does not exist; {use(parts[1], slugs, 'the content folder')}"
