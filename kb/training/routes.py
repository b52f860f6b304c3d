"""Pages of the trainers' material."""

from apiflask import APIBlueprint
from flask import render_template, request, url_for

from kb.access.guard import public
from kb.core.settings import settings
from kb.lessons.queries.labels import labels
from kb.lessons.support import support_lines
from kb.training.queries import forms as form_queries
from kb.training.queries import quiz as quiz_queries
from kb.training.queries import sessions as session_queries
from kb.training.queries import vignettes as vignette_queries
from kb.web.paging import requested_page

blueprint = APIBlueprint("training", __name__, url_prefix="/training", enable_openapi=False)


@blueprint.get("")
@public
def index() -> str:
    """Everything that a trainer can take from here."""
    return render_template(
        "training/index.html",
        sessions=session_queries.sessions(),
        vignettes=vignette_queries.vignettes(),
        questions=len(quiz_queries.questions()),
        forms=form_queries.forms(),
        safety=form_queries.safety(),
    )


@blueprint.get("/sessions/<slug>")
@public
def session(slug: str) -> str:
    """A session template with all its blocks."""
    return render_template(
        "training/session.html", template=session_queries.session_by_slug(slug), safety=form_queries.safety()
    )


@blueprint.get("/vignettes/<slug>")
@public
def vignette(slug: str) -> str:
    """A case to work on, with its questions; the model points are closed unless they are asked for."""
    return render_template(
        "training/vignette.html",
        vignette=vignette_queries.vignette_by_slug(slug),
        safety=form_queries.safety(),
        answers_open=_answers_open(),
        other_url=url_for("training.vignette", slug=slug, answers=_other_answers()),
    )


@blueprint.get("/quiz")
@public
def quiz() -> str:
    """The quiz: all of it, or what is on a theme or on a lesson."""
    chosen = quiz_queries.chosen(request.args.get("theme", ""), request.args.get("lesson", ""))
    page = quiz_queries.quiz_page(chosen, requested_page())
    return render_template(
        "training/quiz.html",
        page=page,
        themes=quiz_queries.quiz_themes(chosen),
        chosen=chosen,
        answers_open=_answers_open(),
        other_url=url_for(
            "training.quiz",
            theme=chosen.theme.slug if chosen.theme else None,
            lesson=chosen.lesson.slug if chosen.lesson else None,
            page=page.number if page.number > 1 else None,
            answers=_other_answers(),
        ),
    )


@blueprint.get("/forms/<slug>")
@public
def form(slug: str) -> str:
    """An evaluation form to print."""
    return render_template("training/form.html", sheet=form_queries.form_by_slug(slug))


@blueprint.get("/safety")
@public
def safety() -> str:
    """Content notice, ground rules, the right to step out, and people to talk to."""
    harm_types = [label.slug for key, label in labels().values.items() if key.startswith("harm-types/")]
    return render_template(
        "training/safety.html",
        safety=form_queries.safety_text(),
        # Anybody may be in the room, so every line is shown; each says whom it is for.
        support=support_lines(settings().content_folder, None, harm_types, ()),
    )


def _answers_open() -> bool:
    """Whether the address asks for the answers to be open, so that a trainer can read or print them at once."""
    return request.args.get("answers") == "open"


def _other_answers() -> str | None:
    """What the address of this page says of its answers where they are the other way."""
    return None if _answers_open() else "open"
