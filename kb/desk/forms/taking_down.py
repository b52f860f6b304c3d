"""Forms with which a lesson is taken away from its readers, and given back to them."""

from wtforms import StringField, TextAreaField

from kb.web.forms import Form, TextArea, TextInput


class ReasonForm(Form):
    """Why something is done."""

    reason = TextAreaField("Why?", widget=TextArea())


class ArchiveForm(ReasonForm):
    """Why a lesson is archived, and what to read instead."""

    reason = TextAreaField(
        "Why is it archived?", description="Everybody reads this on its page. Name nobody.", widget=TextArea()
    )
    replacement = StringField(
        "What can be read instead? (optional)",
        description="The reference of a public lesson, such as LB-0042, or the address of its page",
        widget=TextInput(),
    )
