"""Reads of the addresses of the material that are worth listing: what the public sees of it."""

from collections.abc import Iterator

from kb.training.queries.forms import forms, safety
from kb.training.queries.quiz import questions
from kb.training.queries.sessions import sessions
from kb.training.queries.vignettes import vignettes


def training_addresses() -> Iterator[tuple[str, str | None]]:
    """Endpoint of each page, and the slug in its address if it has one."""
    yield "training.index", None
    if questions():
        yield "training.quiz", None
    if safety():
        yield "training.safety", None
    for template in sessions():
        yield "training.session", template.slug
    for vignette in vignettes():
        yield "training.vignette", vignette.slug
    for form in forms():
        yield "training.form", form.slug
