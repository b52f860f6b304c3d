"""A message as plain text and as HTML, both from one template in Markdown."""

from dataclasses import dataclass
from typing import Any

from flask import current_app

from kb.core.text import to_html


@dataclass(frozen=True, slots=True)
class Message:
    """What goes out."""

    subject: str
    text: str
    html: str


def rendered(template: str, **words: Any) -> Message:
    """The message that a template makes of these words. Its first line is "Subject: ...", its body Markdown."""
    package, name = template.split("/")
    whole = current_app.jinja_env.get_template(f"{package}/mail/{name}.md").render(**words)
    head, _, body = whole.partition("\n")
    text = body.strip() + "\n"
    return Message(head.removeprefix("Subject:").strip(), text, str(to_html(text)))
