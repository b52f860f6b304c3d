"""Forms about reviews, where they were published and how they were judged."""

from wtforms import SelectField, StringField
from wtforms.validators import DataRequired, ValidationError

from kb.core.clock import today
from kb.curation.forms.fields import (
    address_elsewhere,
    address_here,
    choice,
    line,
    longest,
    of_list,
    options,
    passage,
    past_day,
    past_year,
)
from kb.curation.forms.reconciled import ReconciledForm
from kb.curation.queries.reviews import EvaluationFacts, ReviewFacts, SourceFacts, grades, organisation_choices
from kb.editorial.accepting import LONGEST_OF_SOURCE, NEEDED_OF_SOURCE
from kb.editorial.queries.choices import closed_choices
from kb.web.forms import DayField


def _publisher_of_source() -> StringField:
    """The field for who published something."""
    return line("Publisher", DataRequired(NEEDED_OF_SOURCE["publisher"]), longest(LONGEST_OF_SOURCE["publisher"]))


def _kind_of_source() -> SelectField:
    """The field for what kind of publication it is."""
    return choice("Kind of source", DataRequired(NEEDED_OF_SOURCE["kind"]), of_list)


class ReviewForm(ReconciledForm):
    """What is said of a review."""

    FIELDS = ("title", "slug", "pseudonym", "kind", "organisation", "nation", "region", "year", "summary")
    CHECKED: tuple[str, ...] = ("title", "summary")

    title = line(
        "Title",
        DataRequired("Enter the title"),
        hint="As it was published, without the name of a child, a relative or a worker",
    )
    slug = address_here()
    pseudonym = line(
        "Name it was published under (optional)",
        hint="The letter, code or invented name that the review itself uses, such as Child Q",
    )
    kind = choice("Kind of review", DataRequired("Choose the kind of review"))
    organisation = choice("Organisation (optional)")
    nation = choice("Nation", DataRequired("Choose the nation"))
    region = choice("Region (optional)")
    year = line("Year of publication (optional)")
    summary = passage(
        "Summary (optional)",
        hint="One or two sentences on what it was about, without detail that could point at a child",
    )

    def __init__(self) -> None:
        super().__init__()
        self.kind.choices = options(closed_choices("review-types"), "Choose the kind")
        self.organisation.choices = options(organisation_choices(), "No organisation")
        self.nation.choices = options(closed_choices("nations"), "Choose the nation")
        self.region.choices = options(closed_choices("regions"), "No region")

    @property
    def facts(self) -> ReviewFacts:
        """What was typed."""
        return ReviewFacts(**self.values())


class NewReviewForm(ReviewForm):
    """A review that is not in the list, and where it was published."""

    CHECKED = ("title", "summary", "source_title", "publisher", "url")

    source_title = line(
        "Title of the report or page",
        longest(LONGEST_OF_SOURCE["title"]),
        hint="Leave it empty if it is the title of the review",
    )
    publisher = _publisher_of_source()
    source_kind = _kind_of_source()
    url = address_elsewhere()

    def __init__(self) -> None:
        super().__init__()
        self.source_kind.choices = options(closed_choices("source-kinds"), "Choose the kind")

    @property
    def source(self) -> SourceFacts:
        """Where it was published."""
        title, publisher = self.source_title.data or self.title.data or "", self.publisher.data or ""
        url, year = self.url.data or "", self.year.data or ""
        return SourceFacts(title, publisher, self.source_kind.data, year, url, "", today() if url else None, None, "")


class _PartForm(ReconciledForm):
    """What a source and an evaluation have in common."""

    year = line("Year (optional)", past_year)
    url = address_elsewhere()
    note = passage("Note (optional)", longest(LONGEST_OF_SOURCE["note"]), hint="What a reader should know of it")


class SourceForm(_PartForm):
    """Where a review was published."""

    FIELDS = ("title", "publisher", "kind", "year", "url", "pages", "accessed", "withdrawn_on", "note")
    CHECKED = ("title", "publisher", "url", "note")
    DAYS = ("accessed", "withdrawn_on")

    title = line(
        "Title",
        DataRequired(NEEDED_OF_SOURCE["title"]),
        longest(LONGEST_OF_SOURCE["title"]),
        hint="As the report or page itself has it",
    )
    publisher = _publisher_of_source()
    kind = _kind_of_source()
    pages = line("Pages (optional)", longest(LONGEST_OF_SOURCE["pages"]))
    accessed = DayField("Day on which you read it (optional)", validators=[past_day])
    withdrawn_on = DayField(
        "Day on which the publisher took it down (optional)",
        hint="The citation stays, and its link goes",
        validators=[past_day],
    )

    def __init__(self) -> None:
        super().__init__()
        self.kind.choices = options(closed_choices("source-kinds"), "Choose the kind")

    def validate_withdrawn_on(self, field: DayField) -> None:
        """Nobody has read it after it was taken down."""
        if field.data and self.accessed.data and self.accessed.data > field.data:
            raise ValidationError("Nobody can have read it after it was taken down. Correct one of the two days")

    @property
    def facts(self) -> SourceFacts:
        """What was typed."""
        return SourceFacts(**self.values())


class EvaluationForm(_PartForm):
    """How a review was judged."""

    FIELDS = ("evaluator", "grade", "day", "year", "url", "note")
    CHECKED = ("evaluator", "url", "note")
    DAYS = ("day",)

    evaluator = line(
        "Who judged it",
        DataRequired("Enter who judged it"),
        longest(200),
        hint="Such as Ofsted, or the partnership itself",
    )
    grade = choice("Scheme and grade", DataRequired("Choose the scheme and the grade"), of_list)
    day = DayField(
        "Day of the evaluation (optional)", hint="Leave it empty if you only know the year", validators=[past_day]
    )

    def __init__(self) -> None:
        super().__init__()
        self.grade.choices = options(grades().items(), "Choose the scheme and the grade")

    def validate_day(self, field: DayField) -> None:
        """The year, where there is one, is that of the day."""
        if field.data and self.year.data and str(field.data.year) != self.year.data:
            raise ValidationError("The day is of another year than the year below. Correct one of the two")

    @property
    def facts(self) -> EvaluationFacts:
        """What was typed; with a day, the year is that of the day."""
        values = self.values()
        if values["day"]:
            values["year"] = str(values["day"].year)
        return EvaluationFacts(**values)
