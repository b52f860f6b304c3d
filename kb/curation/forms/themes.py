"""Forms about themes. What can be chosen is filled in by the pages, because it is content."""

from wtforms import HiddenField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its type stubs

from kb.curation.forms.reconciled import ReconciledForm, on_one_line
from kb.curation.queries.themes import ThemeWords, all_themes
from kb.lessons.models.vocabulary import Theme
from kb.web.forms import Form, Select, TextArea, TextInput


class GroupForm(ReconciledForm):
    """What is said of a group of themes."""

    FIELDS: tuple[str, ...] = ("label", "slug", "scope_note", "alternative")
    CHECKED = ("label", "scope_note", "alternative", "hidden")
    LINES = ("alternative", "hidden")

    label = StringField("Label", description="What pages call it", widget=TextInput(), validators=[on_one_line])
    slug = StringField(
        "Address",
        description="The last part of the address of its page. If you change it, the old address leads to the new one.",
        widget=TextInput(),
        validators=[on_one_line],
    )
    scope_note = TextAreaField(
        "Scope note",
        description="One or two sentences on what belongs here",
        widget=TextArea(),
        validators=[on_one_line],
    )
    alternative = TextAreaField(
        "Other names",
        description="One on a line. Whoever searches for one of them finds this theme, and its page shows them.",
        widget=TextArea(),
    )

    @property
    def words(self) -> ThemeWords:
        """What was typed."""
        return ThemeWords(**self.values())


class ThemeForm(GroupForm):
    """What is said of a theme."""

    FIELDS = ("label", "slug", "scope_note", "alternative", "hidden", "group", "related")

    hidden = TextAreaField(
        "Names that only find it",
        description="Contested or dated words, one on a line. They find this theme, and no page shows them.",
        widget=TextArea(),
    )
    group = SelectField("Group", widget=Select(), validate_choice=False)
    related = SelectMultipleField("Related themes", choices=[], validate_choice=False)

    def __init__(self, theme: Theme | None = None) -> None:
        super().__init__()
        themes = all_themes()
        groups = [SelectChoice(each.slug, each.label) for each in themes if each.broader_id is None]
        self.group.choices = [SelectChoice("", "Choose a group"), *groups]
        others = [each for each in themes if each.broader_id is not None and (theme is None or each.id != theme.id)]
        self.related.choices = [SelectChoice(each.slug, each.label) for each in others]


class MergeChoiceForm(Form):
    """What stays; it stands in the address of the next page."""

    class Meta(Form.Meta):
        """Nothing is changed by choosing."""

        csrf = False

    into = SelectField("Which one stays?", widget=Select(), validate_choice=False)


class MergeForm(Form):
    """Nothing but the button; what is wrong with the choice is said at it."""

    into = HiddenField()


class StepForm(Form):
    """Nothing but the button; why it cannot be done is said at it."""

    step = HiddenField()
