"""Forms about themes. What can be chosen is filled in by the pages, because it is content."""

from wtforms import HiddenField, SelectMultipleField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its type stubs

from kb.curation.forms.fields import address_here, choice, line, options, passage, several
from kb.curation.forms.reconciled import ReconciledForm
from kb.curation.queries.themes import ThemeWords, all_themes
from kb.lessons.models.vocabulary import INTRODUCTION_WORDS, SELF_CHECK, Theme
from kb.web.forms import Form


class GroupForm(ReconciledForm):
    """What is said of a group of themes."""

    FIELDS: tuple[str, ...] = ("label", "slug", "scope_note", "alternative")
    CHECKED: tuple[str, ...] = ("label", "scope_note", "alternative")
    LINES: tuple[str, ...] = ("alternative",)

    label = line("Label", hint="What pages call it")
    slug = address_here()
    scope_note = passage("Scope note", hint="One or two sentences on what belongs here")
    alternative = several(
        "Other names",
        hint="One on a line. Whoever searches for one of them finds this theme, and its page shows them.",
    )

    @property
    def facts(self) -> ThemeWords:
        """What was typed."""
        return ThemeWords(**self.values())


class ThemeForm(GroupForm):
    """What is said of a theme."""

    FIELDS = (*GroupForm.FIELDS, "hidden", "group", "related", "introduction", "self_check")
    CHECKED = (*GroupForm.CHECKED, "hidden", "introduction", "self_check")
    LINES = (*GroupForm.LINES, "hidden", "self_check")

    hidden = several(
        "Names that only find it",
        hint="Contested or dated words, one on a line. They find this theme, and no page shows them.",
    )
    group = choice("Group")
    related = SelectMultipleField("Related themes", choices=[], validate_choice=False)
    introduction = passage(
        "Introduction (optional)",
        hint="What its lessons show and where to begin, in {} to {} words".format(*INTRODUCTION_WORDS),
    )
    self_check = several(
        "Questions to ask yourselves (optional)",
        hint=f"{SELF_CHECK} questions to answer with yes, partly or no, each on a line. Its page shows them under "
        "“Could this happen here?”.",
    )

    def __init__(self, theme: Theme | None = None) -> None:
        super().__init__()
        themes = all_themes()
        groups = [(each.slug, each.label) for each in themes if each.broader_id is None]
        self.group.choices = options(groups, "Choose a group")
        others = [each for each in themes if each.broader_id is not None and (theme is None or each.id != theme.id)]
        self.related.choices = [SelectChoice(each.slug, each.label) for each in others]


class MergeChoiceForm(Form):
    """What stays; it stands in the address of the next page."""

    class Meta(Form.Meta):
        """Nothing is changed by choosing."""

        csrf = False

    into = choice("Which one stays?")


class MergeForm(Form):
    """Nothing but the button; what is wrong with the choice is said at it."""

    into = HiddenField()


class StepForm(Form):
    """Nothing but the button; why it cannot be done is said at it."""

    step = HiddenField()
