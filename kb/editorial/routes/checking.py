"""Pages on which somebody sees a lesson as a whole: the answers, the page as it will look, and the PDF for a panel."""

from flask import Response, render_template, request
from werkzeug.wrappers import Response as Redirect

from kb.access.actors import Permission
from kb.access.guard import may, needs
from kb.core.text import to_html
from kb.documents.pdf import pdf as as_pdf
from kb.editorial import helping, progress
from kb.editorial.accepting import MOST_KEPT
from kb.editorial.answers import answers_in
from kb.editorial.draft_document import draft_document
from kb.editorial.queries.comments import still_asked
from kb.editorial.queries.drafts import draft_at, read_whole
from kb.editorial.routes.blueprint import OF_LESSON, blueprint, to_lesson
from kb.editorial.steps import LABELS, STEPS
from kb.lessons.models.lesson import Revision
from kb.lessons.queries.attachments import attachments_of, previewed_files
from kb.lessons.queries.glossary import explainer
from kb.lessons.queries.previewed import previewed
from kb.lessons.showing import parts_of
from kb.web.downloads import download


@blueprint.get(f"{OF_LESSON}/check")
@needs(Permission.REVISION_READ, revision=draft_at)
def check(revision: Revision) -> str | Redirect:
    """All answers of a lesson, and what is left to do before it can be submitted."""
    if not may(Permission.REVISION_EDIT, revision):
        return to_lesson(revision, "It cannot be changed now.")
    read_whole(revision)
    return render_template(
        "editorial/check.html",
        revision=revision,
        progress=progress.of(revision),
        answers=[(step, answers_in(revision, step)) for step in STEPS],
        age=helping.age_to_read(revision),
        easy=helping.EASY,
        similar=helping.seen_before(revision),
        files=len(attachments_of(revision)),
        asked=still_asked(revision, list(LABELS)),
        labels=LABELS,
    )


@blueprint.get(f"{OF_LESSON}/preview")
@needs(Permission.REVISION_READ, revision=draft_at)
def preview(revision: Revision) -> str:
    """A lesson as its page will look."""
    read_whole(revision)
    return render_template(
        "editorial/preview.html",
        revision=revision,
        **parts_of(previewed(revision)),
        citation="",
        overdue=False,
        files=previewed_files(revision),
    )


@blueprint.get(f"{OF_LESSON}/draft.pdf")
@needs(Permission.REVISION_READ, revision=draft_at)
def pdf(revision: Revision) -> Response:
    """The lesson as a PDF that says on each page that it is a draft, for the organisation's own panel."""
    read_whole(revision)
    data = as_pdf(draft_document(revision))
    return download([data], name=f"draft-{revision.id}.pdf", size=len(data), kind="application/pdf", kept=False)


@blueprint.post("/workspace/rendered")
@needs(Permission.TEXT_CHECK)
def rendered() -> str:
    """A text as its page will show it, for the preview beside a field."""
    return str(to_html(request.form.get("text", "")[:MOST_KEPT], explain=explainer()))
