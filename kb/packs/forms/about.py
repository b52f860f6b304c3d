"""Forms for what a pack is about, what is local, safety, forms for those who take part, and the name on every sheet."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from werkzeug.datastructures import FileStorage
from wtforms import FileField, RadioField, SelectMultipleField
from wtforms.validators import DataRequired, ValidationError

from kb.extraction.parts import MIB, Picture, Refused
from kb.extraction.service import picture
from kb.lessons.queries.labels import labels
from kb.lessons.queries.themes import theme_groups
from kb.packs import limits
from kb.packs.content import LENGTHS, LocalSlots, Outcome, PackContent, Safety
from kb.packs.forms.fields import LinesField, PackForm, choices, line, offered, several, text
from kb.packs.keys import drawn
from kb.training.queries.forms import forms
from kb.web.forms import File, Radios

LENGTH_WORDS = {
    7: "a briefing", 30: "bite-size", 60: "a team session", 90: "a seminar", 180: "half a day", 360: "a day",
}  # fmt: skip
LARGEST = 10 * MIB
"""Bytes of a picture that is taken, to be made smaller."""


def theme_choices() -> list[tuple[int, str]]:
    """Number and label of each theme, group by group."""
    numbers = {label.slug: number for number, label in labels().themes.items()}
    return [(numbers[theme.slug], theme.label) for group in theme_groups() for theme in group.themes]


def closed_choices(of_list: str) -> list[tuple[str, str]]:
    """Slug and label of each value of a closed list."""
    return [(label.slug, label.label) for key, label in labels().values.items() if key.startswith(f"{of_list}/")]


class AboutForm(PackForm):
    """What the session is about."""

    title = line("Title", needed="Give the pack a title")
    summary = text("Summary (optional)", "Two or three sentences: what the session is for", most=limits.SUMMARY)
    minutes = RadioField("Length", coerce=int, widget=Radios(), validators=[DataRequired("Choose one of the lengths")])
    format = RadioField("Format", widget=Radios(), validators=[DataRequired("Choose a format")])
    audience = line("For whom (optional)", "Such as: health visitors and school nurses", most=limits.ITEM)
    agencies = several("Agencies (optional)")
    group_size = line("Size of the group (optional)", "Such as: 12 to 20")
    theme_ids = several("Themes (optional)", coerce=int)
    outcomes = LinesField(
        "What people will be able to do (optional)",
        hint="One on each line, as it goes on after “After the session people can”. Two to four are enough.",
    )
    prepare = LinesField("Before the day (optional)", hint="What you have to prepare, one thing on each line")

    def __init__(self, content: PackContent, version: int, **how: Any) -> None:
        given = {name: getattr(content, name) for name in _ABOUT}
        given["outcomes"] = tuple(each.text for each in content.outcomes)
        chosen = {"agencies": list(content.agencies), "theme_ids": list(content.theme_ids)}
        super().__init__(version, **{**given, **chosen, **how})
        self.minutes.choices = choices((each, f"{each} minutes, {LENGTH_WORDS[each]}") for each in LENGTHS)
        self.format.choices = choices(closed_choices("session-formats"))
        self.agencies.choices = choices(closed_choices("agencies"))
        self.theme_ids.choices = choices(theme_choices())

    def typed(self, before: PackContent) -> dict[str, Any]:
        """The fields of the pack as they were typed; outcomes keep their keys, so that parts go on to name them."""
        found = {name: self[name].data or "" for name in ("title", "summary", "format", "audience", "group_size")}
        return {
            **found,
            "minutes": self.minutes.data,
            "agencies": _in_order(self.agencies, before.agencies),
            "theme_ids": _in_order(self.theme_ids, before.theme_ids),
            "outcomes": outcomes_of(self.outcomes.data or (), before.outcomes),
            "prepare": tuple(self.prepare.data or ()),
        }


_ABOUT = ("title", "summary", "minutes", "format", "audience", "group_size", "prepare")


def _in_order(field: SelectMultipleField, before: Sequence[Any]) -> tuple[Any, ...]:
    """What was chosen, in the order that it had; what is new comes last."""
    chosen = [each for each in field.data or () if each in offered(field)]
    return tuple(dict.fromkeys((*(each for each in before if each in chosen), *chosen)))


def outcomes_of(lines: Sequence[str], before: Sequence[Outcome]) -> tuple[Outcome, ...]:
    """These lines as outcomes: one that says the same keeps its key, one that was reworded has that of its place."""
    same = {each.text: each.key for each in before}
    free = [each.key for each in before if each.text not in lines]
    made, used = [], set[str]()
    for words in lines:
        key = same.get(words) if same.get(words) not in used else None
        key = key or (free.pop(0) if free else drawn(8))
        used.add(key)
        made.append(Outcome(key, words))
    return tuple(made)


class LocalForm(PackForm):
    """What only the trainer's own area knows."""

    contact = text("Whom to contact with a worry about a child, and how (optional)", "Name the team, not a person")
    threshold_document = text("Your local threshold document (optional)", "Where it is, and the page that you will use")
    escalation_route = text("How to escalate when you disagree with a decision (optional)")
    support = text("Support for staff and for anybody who is affected (optional)", "Beside the national lines")

    def __init__(self, content: PackContent, version: int, **how: Any) -> None:
        super().__init__(version, **asdict(content.slots), **how)

    @property
    def slots(self) -> LocalSlots:
        """What was typed."""
        return LocalSlots(*(self[name].data or "" for name in LocalSlots.__dataclass_fields__))


class SafetyForm(PackForm):
    """The words on safety."""

    content_notice = text("Content notice", most=limits.TEXT, needed="Say what the session holds")
    ground_rules = LinesField("Ground rules", hint="One on each line", fewest=1)
    opt_out = text("Stepping out", most=limits.TEXT, needed="Say how people can step out")
    debrief = text("Before people go, and afterwards", most=limits.TEXT, needed="Say how the session ends")
    facilitators = text("Who leads the session", most=limits.TEXT, needed="Say who leads the session")

    def __init__(self, safety: Safety, version: int, **how: Any) -> None:
        given = {name: getattr(safety, name) for name in Safety.__dataclass_fields__}
        super().__init__(version, **given, **how)

    @property
    def safety(self) -> Safety:
        """What was typed."""
        return Safety(**{name: self[name].data for name in Safety.__dataclass_fields__})


class EvaluationForm(PackForm):
    """The forms that go with the pack."""

    forms = several("Forms to take along")

    def __init__(self, content: PackContent, version: int, **how: Any) -> None:
        super().__init__(version, data={"forms": list(content.forms)}, **how)
        self.forms.choices = choices((each.slug, each.title) for each in forms())

    @property
    def chosen(self) -> tuple[str, ...]:
        """The forms that were chosen, in the order in which they are given."""
        return tuple(slug for slug in offered(self.forms) if slug in (self.forms.data or ()))


class BrandForm(PackForm):
    """Name and picture of those who made the pack."""

    made_by = line("Name (optional)", "Your team or organisation, as it is to stand on every sheet")
    picture = FileField(
        "Logo (optional)",
        description=f"PNG or JPEG, up to {LARGEST // MIB} MB. A large one is made smaller.",
        widget=File(),
        render_kw={"accept": ".png,.jpg,.jpeg"},
    )
    logo_alternative = line("What the logo shows, in words", "For those who do not see it: Logo of Northbridge")
    sent: Picture | None = None

    def __init__(self, content: PackContent, version: int, *, has_logo: bool, **how: Any) -> None:
        super().__init__(version, made_by=content.made_by, logo_alternative=content.logo_alternative, **how)
        self._has_logo = has_logo

    def validate_picture(self, field: FileField) -> None:
        """It is opened here, so that what is the matter is said at the field."""
        chosen: FileStorage | None = field.data
        if not chosen or not chosen.filename:
            return
        data = chosen.stream.read(LARGEST + 1)
        if len(data) > LARGEST:
            raise ValidationError(f"The picture is larger than {LARGEST // MIB} MB. Choose a smaller one")
        try:
            self.sent = picture(data)
        except Refused as refused:
            raise ValidationError(refused.says) from None

    def validate_logo_alternative(self, field: Any) -> None:
        """A picture has words."""
        chosen = self.picture.data and self.picture.data.filename
        if (chosen or self._has_logo) and not field.data:
            again = ", and choose the picture again" if chosen else ""
            raise ValidationError(f"Say in words what the logo shows{again}")

    def ask_again(self) -> None:
        """Where something else is the matter, say that the file has to be chosen once more: browsers do not keep it."""
        if self.errors and self.sent and not self.picture.errors:
            self.picture.errors = ["Choose the picture again: browsers do not keep a file that was not taken"]
