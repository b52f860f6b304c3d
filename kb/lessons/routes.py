"""Pages of lessons, themes, reviews, organisations and the glossary."""

from collections import defaultdict

from apiflask import APIBlueprint
from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from kb.access.actors import Permission
from kb.access.guard import needs, public
from kb.accounts.models.organisation import Organisation
from kb.core.clock import today
from kb.core.paging import page_of
from kb.core.settings import settings
from kb.lessons import citations, versions
from kb.lessons.files import TYPES, pieces
from kb.lessons.models.review import Review
from kb.lessons.queries import glossary as glossary_queries
from kb.lessons.queries import organisations as organisation_queries
from kb.lessons.queries import reviews as review_queries
from kb.lessons.queries import themes as theme_queries
from kb.lessons.queries.attachments import PublicFile, public_file, public_files
from kb.lessons.queries.choices import choices, chosen_slug
from kb.lessons.queries.published import PublishedLesson, lesson_by_slug
from kb.lessons.showing import parts_of
from kb.web.addresses import NUMBER, number_asked, words_asked
from kb.web.downloads import download
from kb.web.paging import requested_page

blueprint = APIBlueprint("lessons", __name__, enable_openapi=False)


@blueprint.get("/lessons")
@public
def index() -> Response:
    """All lessons: the search page without words lists them."""
    return redirect(url_for("search.results"))


@blueprint.get("/lessons/<slug>")
@needs(Permission.LESSON_READ, lesson=lesson_by_slug)
def show(lesson: PublishedLesson) -> str:
    """A lesson."""
    return render_template(
        "lessons/show.html",
        **parts_of(lesson),
        citation=citations.citation(lesson, settings().site_url),
        overdue=lesson.review_by is not None and lesson.review_by < today(),
        files=public_files(lesson.id),
    )


@blueprint.get(f"/lessons/<slug>/files/{NUMBER}")
@needs(Permission.LESSON_READ, file=public_file)
def file(file: PublicFile) -> Response:
    """A file that goes with a lesson, to be saved."""
    return download(pieces(file.file_id), name=file.file_name, size=file.size, kind=TYPES[file.kind], kept=True)


@blueprint.get("/lessons/<slug>/cite")
@needs(Permission.LESSON_READ, lesson=lesson_by_slug)
def cite(lesson: PublishedLesson) -> str:
    """How to cite a lesson and its sources."""
    return render_template(
        "lessons/cite.html",
        lesson=lesson,
        citation=citations.citation(lesson, settings().site_url),
        sources=[citations.source_citation(source) for source in lesson.sources],
    )


@blueprint.get("/lessons/<slug>/history")
@needs(Permission.LESSON_READ, lesson=lesson_by_slug)
def history(lesson: PublishedLesson) -> str:
    """The versions of a lesson, and what is different between two of them."""
    past = versions.history_of(lesson.id)
    told = past.told
    chosen = past.pair(number_asked("from"), number_asked("to"))
    return render_template(
        "lessons/history.html",
        lesson=lesson,
        past=past,
        page=page_of(requested_page(), len(told), lambda offset, limit: told[offset : offset + limit]),
        chosen=chosen,
        changes=versions.changes_between(*chosen) if chosen else (),
        labels=versions.LABELS,
    )


@blueprint.get("/themes")
@public
def themes() -> str:
    """All themes by group."""
    return render_template("lessons/themes.html", groups=theme_queries.theme_groups())


@blueprint.get("/themes/<slug>")
@public
def theme(slug: str) -> str:
    """A theme, or a group of themes, and its lessons."""
    found = theme_queries.theme_by_slug(slug)
    kinds = theme_queries.kinds_of_change_in(found, request.args.getlist("change"))
    chosen = [kind for kind in kinds if kind.chosen]
    return render_template(
        "lessons/theme.html",
        theme=found,
        kinds=kinds,
        chosen=chosen,
        narrower=theme_queries.narrower_counts(found),
        page=theme_queries.lessons_in(found, [kind.slug for kind in chosen], requested_page()),
    )


@blueprint.get("/reviews")
@public
def reviews() -> str:
    """All reviews that lessons are drawn from."""
    nations = choices(Review.nation_key, request.args.get("nation", ""))
    kinds = choices(Review.kind_key, request.args.get("kind", ""))
    chosen = review_queries.ReviewFilter(nation=chosen_slug(nations), kind=chosen_slug(kinds))
    page = review_queries.review_rows(chosen, requested_page())
    return render_template("lessons/reviews.html", page=page, nations=nations, kinds=kinds, chosen=chosen)


@blueprint.get("/reviews/<slug>")
@public
def review(slug: str) -> str:
    """A review and the lessons drawn from it."""
    found = review_queries.review_by_slug(slug)
    return render_template("lessons/review.html", review=found, cards=review_queries.lessons_from(found))


@blueprint.get("/organisations")
@public
def organisations() -> str:
    """Boards, partnerships, authorities and national bodies."""
    regions = choices(Organisation.region_key, request.args.get("region", ""))
    kinds = choices(Organisation.kind_key, request.args.get("kind", ""))
    words = words_asked("q")
    chosen = organisation_queries.OrganisationFilter(words, chosen_slug(regions), chosen_slug(kinds))
    page = organisation_queries.organisation_rows(chosen, requested_page())
    return render_template("lessons/organisations.html", page=page, regions=regions, kinds=kinds, chosen=chosen)


@blueprint.get("/organisations/<slug>")
@public
def organisation(slug: str) -> str:
    """An organisation, what came before and after it, and its lessons."""
    found = organisation_queries.organisation_by_slug(slug)
    family = organisation_queries.with_predecessors(found)
    area = organisation_queries.of_the_same_area(found)
    kind, place = organisation_queries.labels_of(found)
    return render_template(
        "lessons/organisation.html",
        organisation=found,
        kind=kind,
        place=place,
        areas=organisation_queries.areas_of(found),
        boards=organisation_queries.boards_of(found),
        page=organisation_queries.lessons_of([*family, *area], requested_page()),
        reviews=review_queries.reviews_of(family),
    )


@blueprint.get("/glossary")
@public
def glossary() -> str:
    """Abbreviations and terms of the field."""
    words = request.args.get("q", "").strip()[:100]
    terms = defaultdict(list)
    for term in glossary_queries.terms(words):
        terms[term.term[0].upper()].append(term)
    return render_template("lessons/glossary.html", terms=dict(terms), words=words)
