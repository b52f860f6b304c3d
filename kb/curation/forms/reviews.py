"""Forms about reviews, where they were published and how they were judged."""

from collections.abc import Iterable

from wtforms import SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its type stubs
from wtforms.validators import DataRequired, Length, ValidationError

from kb.core.clock import today
from kb.curation.forms.reconciled import ReconciledForm, of_list, on_one_line
from kb.curation.queries.reviews import EvaluationFacts, ReviewFacts, SourceFacts, grades, organisation_choices
from kb.editorial.forms.sources import checked_address
from kb.editorial.queries.choices import closed_choices
from kb.web.forms import DayField, Select, TextArea, TextInput

FIRST_YEAR = 1900


def _choices(pairs: Iterable[tuple[str, str]], first: str) -> list[SelectChoice]:
    return [SelectChoice("", first), *(SelectChoice(*pair) for pair in pairs)]


def _longest(number: int) -> Length:
    return Length(max=number, message=f"This must have {number:,} characters or fewer")


def past_year(_form: ReconciledForm, field: StringField) -> None:
    """A validator: a year is a number of four digits that lies behind us."""
    text, last = field.data or "", today().year
    if text and not (text.isascii() and text.isdigit() and len(text) == 4 and FIRST_YEAR <= int(text) <= last):
        raise ValidationError(f"Enter a year between {FIRST_YEAR} and {last}")


def past_day(_form: ReconciledForm, field: DayField) -> None:
    """A validator: the day does not lie in the future."""
    if field.data and field.data > today():
        raise ValidationError(f"{field.label.text} must not lie in the future")


class ReviewForm(ReconciledForm):
    """What is said of a review."""

    FIELDS = ("title", "slug", "pseudonym", "kind", "organisation", "nation", "region", "year", "summary")
    CHECKED: tuple[str, ...] = ("title", "summary")

    title = StringField(
        "Title",
        description="As it was published, without the name of a child, a relative or a worker",
        widget=TextInput(),
        validators=[on_one_line, DataRequired("Enter the title")],
    )
    slug = StringField(
        "Address",
        description="The last part of the address of its page. If you change it, the old address leads to the new one.",
        widget=TextInput(),
        validators=[on_one_line],
    )
    pseudonym = StringField(
        "Name it was published under (optional)",
        description="The letter, code or invented name that the review itself uses, such as Child Q",
        widget=TextInput(),
        validators=[on_one_line],
    )
    kind = SelectField(
        "Kind of review",
        widget=Select(),
        validate_choice=False,
        validators=[DataRequired("Choose the kind of review")],
    )
    organisation = SelectField("Organisation (optional)", widget=Select(), validate_choice=False)
    nation = SelectField(
        "Nation", widget=Select(), validate_choice=False, validators=[DataRequired("Choose the nation")]
    )
    region = SelectField("Region (optional)", widget=Select(), validate_choice=False)
    year = StringField("Year of publication (optional)", widget=TextInput(), validators=[on_one_line])
    summary = TextAreaField(
        "Summary (optional)",
        description="One or two sentences on what it was about, without detail that could point at a child",
        widget=TextArea(),
        validators=[on_one_line],
    )

    def __init__(self) -> None:
        super().__init__()
        self.kind.choices = _choices(closed_choices("review-types"), "Choose the kind")
        self.organisation.choices = _choices(organisation_choices(), "No organisation")
        self.nation.choices = _choices(closed_choices("nations"), "Choose the nation")
        self.region.choices = _choices(closed_choices("regions"), "No region")

    @property
    def facts(self) -> ReviewFacts:
        """What was typed."""
        return ReviewFacts(**self.values())


class NewReviewForm(ReviewForm):
    """A review that is not in the list, and where it was published."""

    CHECKED = ("title", "summary", "source_title", "publisher", "url")

    source_title = StringField(
        "Title of the report or page",
        description="Leave it empty if it is the title of the review",
        widget=TextInput(),
        validators=[on_one_line, _longest(300)],
    )
    publisher = StringField(
        "Publisher", widget=TextInput(), validators=[on_one_line, DataRequired("Enter who published it"), _longest(200)]
    )
    source_kind = SelectField(
        "Kind of source",
        widget=Select(),
        validate_choice=False,
        validators=[DataRequired("Choose the kind of source"), of_list],
    )
    url = StringField(
        "Web address (optional)",
        description="Where anybody can read it. Leave it empty if it is not on the web.",
        widget=TextInput(),
        validators=[checked_address],
    )

    def __init__(self) -> None:
        super().__init__()
        self.source_kind.choices = _choices(closed_choices("source-kinds"), "Choose the kind")

    @property
    def source(self) -> SourceFacts:
        """Where it was published."""
        title, publisher = self.source_title.data or self.title.data or "", self.publisher.data or ""
        url, year = self.url.data or "", self.year.data or ""
        return SourceFacts(title, publisher, self.source_kind.data, year, url, "", today() if url else None, None, "")


class _PlaceForm(ReconciledForm):
    """What a source and an evaluation have in common."""

    CHECKED: tuple[str, ...] = ("url", "note")

    year = StringField("Year (optional)", widget=TextInput(), validators=[on_one_line, past_year])
    url = StringField(
        "Web address (optional)",
        description="Where anybody can read it. Leave it empty if it is not on the web.",
        widget=TextInput(),
        validators=[checked_address],
    )
    note = TextAreaField(
        "Note (optional)",
        description="What a reader should know of it",
        widget=TextArea(),
        validators=[on_one_line, _longest(1000)],
    )


class SourceForm(_PlaceForm):
    """Where a review was published."""

    FIELDS = ("title", "publisher", "kind", "year", "url", "pages", "accessed", "withdrawn_on", "note")
    CHECKED = ("title", "publisher", "url", "note")
    DAYS = ("accessed", "withdrawn_on")

    title = StringField(
        "Title",
        description="As the report or page itself has it",
        widget=TextInput(),
        validators=[on_one_line, DataRequired("Enter the title of the source"), _longest(300)],
    )
    publisher = StringField(
        "Publisher", widget=TextInput(), validators=[on_one_line, DataRequired("Enter who published it"), _longest(200)]
    )
    kind = SelectField(
        "Kind of source",
        widget=Select(),
        validate_choice=False,
        validators=[DataRequired("Choose the kind of source"), of_list],
    )
    pages = StringField("Pages (optional)", widget=TextInput(), validators=[on_one_line, _longest(60)])
    accessed = DayField("Day on which you read it (optional)", validators=[past_day])
    withdrawn_on = DayField(
        "Day on which the publisher took it down (optional)",
        hint="The citation stays, and its link goes",
        validators=[past_day],
    )

    def __init__(self) -> None:
        super().__init__()
        self.kind.choices = _choices(closed_choices("source-kinds"), "Choose the kind")

    def validate_withdrawn_on(self, field: DayField) -> None:
        """Nobody has read it after it was taken down."""
        if field.data and self.accessed.data and self.accessed.data > field.data:
            raise ValidationError("Nobody can have read it after it was taken down. Correct one of the two days")

    @property
    def facts(self) -> SourceFacts:
        """What was typed."""
        return SourceFacts(**self.values())


class EvaluationForm(_PlaceForm):
    """How a review was judged."""

    FIELDS = ("evaluator", "grade", "day", "year", "url", "note")
    CHECKED = ("evaluator", "url", "note")
    DAYS = ("day",)

    evaluator = StringField(
        "Who judged it",
        description="Such as Ofsted, or the partnership itself",
        widget=TextInput(),
        validators=[on_one_line, DataRequired("Enter who judged it"), _longest(200)],
    )
    grade = SelectField(
        "Scheme and grade",
        widget=Select(),
        validate_choice=False,
        validators=[DataRequired("Choose the scheme and the grade"), of_list],
    )
    day = DayField(
        "Day of the evaluation (optional)", hint="If you only know the year, enter that", validators=[past_day]
    )

    def __init__(self) -> None:
        super().__init__()
        self.grade.choices = _choices(grades().items(), "Choose the scheme and the grade")

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
