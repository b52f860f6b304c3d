"""A message as plain text and as HTML, both from one template in Markdown.

What a template fills in never passes through Markdown: a mark stands in its place until text and HTML are made, so that
nothing that somebody typed can become a link, a tag or a header.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from typing import Any

from flask import current_app
from jinja2 import Environment, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from kb.core.settings import settings
from kb.core.text import to_html
from kb.mail.words import on_one_line, right_to_left, shortened, unlinked

LONGEST_SUBJECT = 120
"""Characters; mail programs show fewer."""

_FRONT = re.compile(r"\s*(Subject|Because):(.*)")
_MARK = re.compile(r"\ue000([0-9]+)\ue001")
_LINK = re.compile(r"\[([^\]\n]+)\]\((\ue000[0-9]+\ue001[^\s()]*)\)|<?(\ue000[0-9]+\ue001(?:/[^\s<>]*)?)>?")
"""Words with an address behind them, or what may be an address alone."""
_LINK_IN_TEXT = re.compile(r"[ ]*\n?[ ]*\ue002([^\ue003]*)\ue003[.,;]?[ ]*\n?")
_PAGE_ATTRIBUTES = re.compile(r' (?:class|rel)="[^"]*"')
_ENVIRONMENT, _FILLED = "kb.mail.environment", "kb_filled"


@dataclass(frozen=True, slots=True)
class Message:
    """What goes out."""

    subject: str
    text: str
    html: str


class _Filled(list[str]):
    """What one message fills in, in the order in which its template does."""

    def mark(self, value: Any) -> str:
        """Keep a value; what stands in its place."""
        text = on_one_line("" if value is None else str(value))
        self.append(text if _is_own(text) else unlinked(text))
        return f"\ue000{len(self) - 1}\ue001"

    def with_links(self, marked: str, write: Callable[[str | None, str], str]) -> str:
        """The text with each address of a page of this site, and the words before it, written in some way."""

        def each(found: re.Match[str]) -> str:
            words, behind, alone = found.groups()
            own = _is_own(self.into(behind or alone, str))
            return write(words, behind or alone) if own else f"{words or ''} {behind or alone}".lstrip()

        return _LINK.sub(each, marked)

    def into(self, marked: str, write: Callable[[str], str]) -> str:
        """The text with the values in the places of their marks."""
        return _MARK.sub(lambda found: write(self[int(found[1])]), marked)


def rendered(template: str, **words: Any) -> Message:
    """The message that a template makes of these words. `template` is such as "accounts/reset".

    It begins with the lines "Subject: ..." and "Because: ...", which ends the sentence "You get this because"; then
    comes Markdown. A link is a whole address of this site, as `{{ link }}` or `[Words]({{ link }})`; in the plain text
    it stands on a line of its own.
    """
    package, name = template.split("/")
    filled = _Filled()
    marked = _environment().get_template(f"{package}/mail/{name}.md").render({**words, _FILLED: filled})
    front, body = _parts(marked)
    subject = shortened(on_one_line(filled.into(front["Subject"], str)), LONGEST_SUBJECT)
    because = front.get("Because", "").rstrip(".")
    around = {"subject": subject, "site_url": settings().site_url}
    return Message(
        subject=subject,
        text=_text(filled, body, because, around),
        html=_html(filled, body, because, around),
    )


def _parts(marked: str) -> tuple[dict[str, str], str]:
    """The lines at the front by their names, and the body."""
    front: dict[str, str] = {}
    at = 0
    while found := _FRONT.match(marked, at):
        front[found[1]] = found[2].strip()
        at = found.end()
    return front, marked[at:].strip()


def _text(filled: _Filled, body: str, because: str, around: dict[str, str]) -> str:
    def write(value: str) -> str:
        return f"\u2068{value}\u2069" if right_to_left(value) else value

    def link(words: str | None, address: str) -> str:
        return f"{words}:\ue002{address}\ue003" if words else f"\ue002{address}\ue003"

    on_lines = _LINK_IN_TEXT.sub(r"\n\1\n", filled.with_links(body, link))
    plain = re.sub(r"\n{3,}", "\n\n", on_lines.replace("**", "")).strip()
    frame = current_app.jinja_env.get_template("mail/layout.txt")
    return frame.render(body=filled.into(plain, write), because=filled.into(because, write), **around).strip() + "\n"


def _html(filled: _Filled, body: str, because: str, around: dict[str, str]) -> str:
    def write(value: str) -> str:
        return f"<bdi>{escape(value)}</bdi>" if right_to_left(value) else escape(value)

    def link(words: str | None, address: str) -> str:
        return f"[{words or address}]({address})"

    def safe(marked: str) -> Markup:
        return Markup(filled.into(marked, write))  # noqa: S704 - what is filled in is escaped, the rest was cleaned

    made = _PAGE_ATTRIBUTES.sub("", str(to_html(filled.with_links(body, link))))
    frame = current_app.jinja_env.get_template("mail/layout.html")
    return frame.render(body=safe(made), because=safe(escape(because)), **around)


def _is_own(text: str) -> bool:
    """Whether this is a whole address of a page of this site."""
    site = settings().site_url
    return text == site or bool(re.fullmatch(re.escape(site) + r"/[!#-;=?-~]*", text))


def _environment() -> Environment:
    """The application's environment, with marks instead of what expressions give."""
    found: Environment | None = current_app.extensions.get(_ENVIRONMENT)
    if found is None:
        found = current_app.jinja_env.overlay(finalize=_finalize)
        current_app.extensions[_ENVIRONMENT] = found
    return found


@pass_context
def _finalize(context: Context, value: Any) -> str:
    filled: _Filled = context[_FILLED]
    return filled.mark(value)
