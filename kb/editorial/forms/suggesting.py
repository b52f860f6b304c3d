"""The form with which a reader suggests a source."""

import hashlib
from collections.abc import Iterable

from wtforms import Field, HiddenField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length

from kb.editorial.draft_values import typed
from kb.editorial.forms.sources import checked_address, on_one_line
from kb.editorial.models import SourceSuggestion
from kb.web.forms import Form, TextArea, TextInput


def _trimmed(_form: Form, field: Field) -> None:
    field.data = typed(field.data or "")


class SuggestForm(Form):
    """A report or an article, and what could be learned from it."""

    title = StringField(
        "What is it called?",
        widget=TextInput(),
        validators=[
            on_one_line,
            DataRequired("Enter the title of the source"),
            Length(max=300, message="The title must have 300 characters or fewer"),
        ],
    )
    url = StringField(
        "Where can it be read?",
        description="Its web address. It has to be published: do not send anything that is not.",
        widget=TextInput(),
        validators=[DataRequired("Enter the web address of the source"), checked_address],
    )
    reason = TextAreaField(
        "What could others learn from it?",
        description="10 to 1,000 characters. Do not name a child, a family or a worker.",
        widget=TextArea(),
        validators=[
            _trimmed,
            DataRequired("Say what others could learn from it"),
            Length(min=10, max=1000, message="Say in 10 to 1,000 characters what others could learn from it"),
        ],
    )
    seen = HiddenField()
    """Names the hints that were shown beside what was typed."""

    @property
    def suggestion(self) -> SourceSuggestion:
        """What was typed, once it is valid."""
        return SourceSuggestion(title=self.title.data, url=self.url.data, reason=self.reason.data)

    def has_shown(self, hints: Iterable[str]) -> bool:
        """Whether these hints stood on the page that was sent; from now on they do."""
        named = hashlib.sha256("\0".join(sorted(hints)).encode("utf-8", "surrogatepass")).hexdigest()[:20]
        before, self.seen.data, self.seen.raw_data = self.seen.data, named, None
        return bool(before == named)
