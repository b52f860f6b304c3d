"""Pages around the lessons, and the one on which readers report a problem."""

from flask import Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse
from wtforms import RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its type stubs
from wtforms.validators import DataRequired, Email, Length, Optional

from kb.access.guard import actor, public
from kb.core.settings import settings
from kb.lessons.queries import lessons
from kb.lessons.queries.themes import theme_groups
from kb.site import service, sitemap
from kb.site.figures import strip
from kb.site.models import SUBJECTS, ProblemReport
from kb.site.pages import NAMES, document
from kb.site.routes.blueprint import blueprint
from kb.web.forms import Form, Radios, TextArea, TextInput

CLOSED = ("/search", "/shortlist", "/report-a-problem", "/sign-in", "/go-on")
"""What search engines are asked to leave out."""
EXAMPLES = ("thresholds domestic abuse", "hidden men", "bruising baby")


class ReportForm(Form):
    """A problem with a page."""

    subject = RadioField(
        "What is it about?",
        choices=[SelectChoice(*subject) for subject in SUBJECTS.items()],
        widget=Radios(),
        validators=[DataRequired("Select what it is about")],
    )
    page = StringField(
        "Which page do you mean?",
        description="Its address, or what it is called",
        widget=TextInput(),
        validators=[Length(max=500, message="The address of the page must be 500 characters or fewer")],
    )
    text = TextAreaField(
        "What is the problem?",
        description="Do not write the name of a child or a family, or anything about a case that is not published.",
        widget=TextArea(),
        validators=[
            DataRequired("Say what the problem is"),
            Length(max=4000, message="What you write must be 4,000 characters or fewer"),
        ],
    )
    answer_to = StringField(
        "Your e-mail address (optional)",
        description="Only if you would like an answer",
        widget=TextInput(),
        validators=[Optional(), Email("Enter an e-mail address like name@example.org, or leave this empty")],
    )


@blueprint.get("/")
@public
def home() -> str:
    """The front page."""
    return render_template(
        "site/home.html",
        groups=theme_groups(),
        newest=lessons.newest(3),
        furthest=lessons.furthest_tested(3),
        lessons_total=lessons.lessons_total(),
        figures=strip(),
        examples=EXAMPLES,
    )


@blueprint.get(f"/<any({', '.join(NAMES)}):slug>")
@public
def page(slug: str) -> str:
    """A standing page."""
    return render_template("site/page.html", document=document(settings().content_folder, slug))


@blueprint.route("/report-a-problem", methods=["GET", "POST"])
@public
def report() -> str | AnyResponse:
    """Report a problem with a page."""
    form = ReportForm(page=request.args.get("page", "")[:500], subject=request.args.get("subject"))
    if form.validate_on_submit():
        with form.catching():
            sent = ProblemReport(
                subject=form.subject.data,
                page=form.page.data or "",
                text=form.text.data,
                answer_to=form.answer_to.data or None,
            )
            service.send(actor(), sent)
            return redirect(url_for("site.report_sent"), 303)
    return render_template("site/report.html", form=form)


@blueprint.get("/report-a-problem/sent")
@public
def report_sent() -> str:
    """A report has arrived."""
    return render_template("site/report_sent.html")


@blueprint.get("/sitemap.xml")
@public
def sitemap_xml() -> Response:
    """Every public address, for search engines."""
    return Response(render_template("site/sitemap.xml", addresses=sitemap.addresses()), mimetype="application/xml")


@blueprint.get("/robots.txt")
@public
def robots() -> Response:
    """Search engines may read everything but endless lists of filters."""
    closed = "".join(f"Disallow: {address}\n" for address in CLOSED)
    text = f"User-agent: *\n{closed}\nSitemap: {settings().site_url}/sitemap.xml\n"
    return Response(text, mimetype="text/plain")
