"""Forms for what a pack is about, the trainer's area, safety, evaluation forms, and the name on every sheet."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from werkzeug.datastructures import FileStorage
from wtforms import FileField, RadioField, SelectField, SelectMultipleField
from wtforms.validators import DataRequired, ValidationError

from kb.extraction.parts import MIB, Picture, Refused
from kb.extraction.service import picture
from kb.lessons.queries.labels import labels
from kb.lessons.queries.themes import theme_groups
from kb.packs import limits
from kb.packs.content import LENGTHS, LocalSlots, Outcome, PackContent, Safety
from kb.packs.forms.fields import LinesField, MinutesField, PackForm, choices, line, offered, several, text
from kb.packs.keys import drawn
from kb.training.queries.forms import forms
from kb.web.forms import File, Radios, Select

LENGTH_WORDS = {
    7: "a briefing", 30: "bite-size", 60: "a team session", 90: "a seminar", 180: "half a day", 360: "a day",
}  # fmt: skip
OTHER = "other"
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

    stands_at = {"minutes": "length"}  # noqa: RUF012 - as the class above declares it
    title = line("Title", f"Up to {limits.LINE} characters", needed="Give the pack a title")
    summary = text(
        "Summary (optional)",
        f"Two or three sentences: what the session is for. Up to {limits.SUMMARY} characters",
        most=limits.SUMMARY,
    )
    length = RadioField("Length", widget=Radios(), validators=[DataRequired("Choose one of the lengths")])
    other_minutes = MinutesField("Minutes", between=limits.SESSION)
    format = RadioField("Format", widget=Radios(), validators=[DataRequired("Choose a format")])
    audience = line("For whom (optional)", "Such as: health visitors and school nurses", most=limits.ITEM)
    agencies = several("Agencies (optional)")
    nation = SelectField(
        "Nation (for the numbers of people to talk to)",
        description="Sheets and slides give the helplines of this nation, and those for all of them.",
        widget=Select(),
    )
    group_size = line("Size of the group (optional)", "Such as: 12 to 20")
    when_where = line(
        "When and where (optional)",
        "Such as: 12 May, 9:30 to 11:00, Room 2 of the town hall. It stands on the guide, and is never published",
        most=limits.ITEM,
    )
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
        usual = content.minutes in LENGTHS
        given |= {
            "length": str(content.minutes) if usual else OTHER,
            "other_minutes": None if usual else content.minutes,
        }
        super().__init__(version, **{**given, **chosen, **how})
        named = [(str(each), f"{each} minutes, {LENGTH_WORDS[each]}") for each in LENGTHS]
        self.length.choices = choices([*named, (OTHER, "Another length")])
        self.format.choices = choices(closed_choices("session-formats"))
        self.agencies.choices = choices(closed_choices("agencies"))
        self.nation.choices = choices([("", "All nations"), *closed_choices("nations")])
        self.theme_ids.choices = choices(theme_choices())

    def validate_other_minutes(self, field: MinutesField) -> None:
        """Another length is a number of minutes; with one of those named nothing is asked of it."""
        if self.length.data != OTHER:
            field.errors = []
        elif field.data is None and not field.errors:
            raise ValidationError("Enter how many minutes the session has")

    def fields_of(self, name: str) -> list[str]:
        """The length stands in two fields."""
        return ["length", "other_minutes"] if name == "minutes" else super().fields_of(name)

    def typed(self, before: PackContent) -> dict[str, Any]:
        """The fields of the pack as they were typed; outcomes keep their keys, so that parts go on to name them."""
        names = ("title", "summary", "format", "audience", "group_size", "when_where", "nation")
        found = {name: self[name].data or "" for name in names}
        return {
            **found,
            "minutes": self.other_minutes.data if self.length.data == OTHER else int(self.length.data),
            "agencies": _in_order(self.agencies, before.agencies),
            "theme_ids": _in_order(self.theme_ids, before.theme_ids),
            "outcomes": outcomes_of(self.outcomes.data or (), before.outcomes),
            "prepare": tuple(self.prepare.data or ()),
        }


_ABOUT = ("title", "summary", "format", "audience", "nation", "group_size", "when_where", "prepare")


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
    information_sharing = text(
        "Whom to ask about sharing information on a child (optional)", "And where your area's agreement can be read"
    )
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

    forms = several("Forms in the pack")

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
    logo_alternative = line(
        "What the logo shows, in words (optional)",
        "For those who do not see it: Logo of Northbridge. No sheet shows the logo without these words.",
    )
    sent: Picture | None = None

    def __init__(self, content: PackContent, version: int, **how: Any) -> None:
        super().__init__(version, made_by=content.made_by, logo_alternative=content.logo_alternative, **how)

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
