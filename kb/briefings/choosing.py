"""What there is to choose from for a briefing: the fields of a lesson, of a theme, of several lessons, in units."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from kb.briefings.boxes import STANDING_QUESTIONS, plan
from kb.briefings.fitting import Unit, in_one, room, sentences_of, together, units_of
from kb.core.settings import settings
from kb.lessons import renderings, sections
from kb.lessons.queries.published import PublishedLesson
from kb.lessons.queries.themes import ThemeShown, done_counts, narrower_counts, theme_by_slug

DONE = "done-statuses/done"
OF_SEVERAL = 3
"""Themes of a group that give it their questions, those with most lessons first."""
SHORT_PIECE = 42
"""Words of a finding that stands for its lesson beside those of others: a longer one comes after theirs. Of a step no
more are taken, where there is a shorter one."""
LONGEST_REASON = 27
"""Words of the reason for an evidence stage that stands with it."""
QUESTIONS = LINKS = 3
"""Questions to talk about, and links where there are as many things to link to."""
OF_A_LESSON = ("summary", "found", "why", "done", "effect", "how", "needs")
FRAGMENT = 4
"""What has fewer words is no finding by itself."""


@dataclass(frozen=True, slots=True)
class Material:
    """Units by the names of fields that `kb.briefings.boxes` has."""

    units: Mapping[str, Sequence[Unit]]
    more: Mapping[str, str]
    """Where what is left out of a field can be read."""
    labels: Mapping[str, str] = field(default_factory=dict)
    """Labels of parts that depend on what the subject says, by field; the small print says the same."""
    names: Mapping[str, str] = field(default_factory=dict)
    """What the small print calls a field that stands in for another."""


def of_lesson(lesson: PublishedLesson) -> Material:
    """All that the briefing of a lesson is made from."""
    origin, html = lesson.reference, renderings.html_of(lesson)
    first = [theme_by_slug(theme.slug) for theme in lesson.themes[:1]]
    links = _links(lesson, first)
    stage, reason = lesson.evidence_stage, lesson.evidence_reason or lesson.evidence_stage.description
    tested = f"How far it was tested: {stage.label}. {reason if room(reason) <= LONGEST_REASON else ''}".strip()
    done = sections.NOT_YET_DONE.get(lesson.done_status_key, sections.TITLES["done"])
    units = {
        "summary": sentences_of(lesson.summary, origin),
        "evidence": [Unit(tested, point=True, origin=origin)],
        "introduction": [unit for theme in first for unit in of_introduction(theme)],
        **{key: units_of(html[key], origin) if key in html else [] for key in ("found", "why", "done", "effect")},
        "how": _steps(units_of(html.get("how", ""), origin)),
        "needs": _needs(lesson),
        "questions": _questions(first, links),
        "links": links,
    }
    more = {**dict.fromkeys(OF_A_LESSON, "in the lesson"), "introduction": "with the theme"}
    return Material(units, more, {"done": done})


def of_theme(theme: ThemeShown, lessons: Sequence[PublishedLesson]) -> Material:
    """All that the briefing of a theme, or of a group of themes, is made from."""
    told = sorted(narrower_counts(theme), key=lambda each: -each.lessons)[:OF_SEVERAL]
    within = [theme_by_slug(each.slug) for each in told] or [theme]
    introduction, begin = _introduction(theme)
    scope = sentences_of(theme.scope_note, _named(theme))
    links = [_link("The theme", f"/themes/{theme.slug}"), *map(_to, lessons[:3])]
    links += [_link(each.label, f"/themes/{each.slug}") for each in theme.related[: max(0, LINKS - len(links))]]
    units = {
        **_of_several(lessons),
        "introduction": introduction or [*scope, *_themes_of(theme)],
        "counts": _counts(theme),
        "scope_note": scope if introduction else [],
        "begin": [unit for each in within for unit in (begin if each is theme else _begin(each))],
        "questions": _questions(within, links),
        "links": links,
    }
    more = {**dict.fromkeys(("found", "done", "how", "needs"), "in the lessons"), "introduction": "with the theme"}
    return Material(units, more, names={} if introduction else {"introduction": "scope of the theme"})


def of_introduction(theme: ThemeShown) -> list[Unit]:
    """Why a theme matters, for the background of what is on it: its introduction, or else what belongs to it."""
    return _introduction(theme)[0] or sentences_of(theme.scope_note, _named(theme))


def of_lessons(lessons: Sequence[PublishedLesson]) -> Material:
    """What several lessons give to the briefing of a training pack; its background is the pack's own matter."""
    themes = [theme_by_slug(slug) for slug in dict.fromkeys(t.slug for each in lessons for t in each.themes[:1])]
    links = [*map(_to, lessons[:4])]
    units = {**_of_several(lessons), "questions": _questions(themes[:OF_SEVERAL], links), "links": links}
    return Material(units, dict.fromkeys(("found", "done", "how", "needs"), "in the lessons"))


def _of_several(lessons: Sequence[PublishedLesson]) -> dict[str, list[Unit]]:
    """Statements of the lessons in turn, each with its lesson's reference; what was not done is marked as that.

    A finding is not: it was found, whatever was done about it.
    """
    html = {lesson.id: renderings.html_of(lesson) for lesson in lessons}
    findings = [_findings(units_of(html[each.id].get("found", ""), each.reference)) for each in lessons]
    steps = [_short(_steps(units_of(html[each.id].get("how", ""), each.reference))) for each in lessons]
    done = [each for each in lessons if each.done_status_key == DONE]
    return {
        "found": _in_turn(findings, lessons, told=True),
        "done": [_point(Unit(each.title, origin=each.reference, alone=True), each) for each in done],
        "how": _in_turn(steps, lessons),
        "needs": _in_turn([*map(_needs, lessons)], lessons),
    }


def _in_turn(units: Sequence[Sequence[Unit]], lessons: Sequence[PublishedLesson], *, told: bool = False) -> list[Unit]:
    """The first of each lesson, then the second of each, and so on. `told`: whether it is so whatever was done."""
    found: list[Unit] = []
    for turn in range(max(map(len, units), default=0)):
        of_turn = [(own[turn], lesson) for own, lesson in zip(units, lessons, strict=True) if turn < len(own)]
        of_turn.sort(key=lambda pair: pair[0].room > SHORT_PIECE)
        found += (_point(unit, lesson, told=told) for unit, lesson in of_turn)
    return found


def _findings(units: list[Unit]) -> list[Unit]:
    """What is said after the opening paragraph, which says where it comes from; all of it where that is all.

    In pieces that can stand alone, short ones first.
    """
    after = next((number for number, unit in enumerate(units) if number and (unit.point or unit.begins)), 0)
    last = units[-1].text.rstrip(".,;") if units else ""
    pieces = _whole(units[after:]) or [each for each in _whole(units) if last in each.text]  # the opening alone is none
    if units and not pieces:
        pieces = [replace(units[0], text=in_one(units), alone=True)]
    return sorted(pieces, key=lambda each: each.room > SHORT_PIECE)


def _whole(units: Sequence[Unit]) -> list[Unit]:
    return [each for each in together(units) if len(each.text.split()) >= FRAGMENT and _is_sentence(each.text)]


def _short(pieces: Sequence[Unit]) -> list[Unit]:
    return [each for each in pieces if each.room <= SHORT_PIECE] or [*pieces]


def _is_sentence(text: str) -> bool:
    return not text[:1].islower() and text.rstrip("\"'”’)").endswith((".", "!", "?"))


def _steps(units: Sequence[Unit]) -> list[Unit]:
    """Each point as it is; of a paragraph what can stand alone."""
    if all(unit.point for unit in units):
        return [*units]
    return [replace(unit, point=True, alone=False) for unit in together(units, halves=False)]


def _point(unit: Unit, lesson: PublishedLesson, *, told: bool = False) -> Unit:
    status = "" if told or lesson.done_status_key == DONE else f"{lesson.done_status.label.lower()}, "
    return replace(
        unit,
        point=True,
        alone=True,
        note=f"{status}{lesson.reference}",
        link=f"{settings().site_url}/lessons/{lesson.slug}",
    )


def _needs(lesson: PublishedLesson) -> list[Unit]:
    """What another area needs to know, each under its name."""
    units = [unit for key in sections.NEEDS for unit in _need(lesson, key)]
    if lesson.cost_band:
        costs = f"What it costs: {lesson.cost_band.label}"
        units.append(Unit(costs, point=True, origin=lesson.reference, alone=True))
    return units


def _need(lesson: PublishedLesson, key: str) -> list[Unit]:
    html = renderings.html_of(lesson).get(key)
    said = " ".join(unit.text for unit in units_of(html, "")) if html else ""
    return [Unit(f"{sections.NEEDS[key]}: {said}", point=True, origin=lesson.reference, alone=True)] if said else []


def _introduction(theme: ThemeShown) -> tuple[list[Unit], list[Unit]]:
    """The introduction, and its end, which says where to begin: the last statement, with questions that follow it."""
    found = sentences_of(theme.introduction, _named(theme))
    begin = len(found) - 1
    while begin > 0 and found[begin].text.endswith("?") and begin > len(found) - 3:
        begin -= 1
    return (found[:begin], found[begin:]) if begin > 0 else (found, [])


def _begin(theme: ThemeShown) -> list[Unit]:
    """Where to begin with one theme of a group."""
    said = " ".join(unit.text for unit in _introduction(theme)[1])
    return [Unit(said, point=True, origin=_named(theme), note=theme.label)] if said else []


def _themes_of(group: ThemeShown) -> list[Unit]:
    labels = [each.label for each in narrower_counts(group)]
    return [Unit(f"Its themes: {'; '.join(labels)}.", origin=_named(group))] if labels else []


def _questions(themes: Sequence[ThemeShown], links: Sequence[Unit]) -> list[Unit]:
    """Three of the theme, or of several themes in turn: the first ones, or the shortest where those are too long."""
    box = plan("questions_and_links")
    most = box.most - sum(room(take.label) for take in box.lesson) - sum(each.room for each in links)
    asked = [[Unit(each, point=True, origin=_named(theme)) for each in theme.self_check] for theme in themes]
    longest = max(map(len, asked), default=0)
    in_turn = [own[turn] for turn in range(longest) for own in asked if turn < len(own)]
    found = in_turn or [Unit(each, point=True, origin="our standing questions") for each in STANDING_QUESTIONS]
    first = found[:QUESTIONS]
    if sum(each.room for each in first) <= most:
        return first
    shortest = sorted(found, key=lambda each: each.room)[:QUESTIONS]
    return [each for each in found if each in shortest]


def _counts(theme: ThemeShown) -> list[Unit]:
    """How many lessons there are, and how far they have gone, in a sentence or two."""
    found = done_counts(theme)
    total = sum(found.values())
    if not total:
        return [Unit("No lesson here is on this theme yet.", origin=_named(theme))]
    stages = {"done": "something was done", "agreed": "something was agreed", "recommended": "it is only recommended"}
    said = [f"in {found[key]} {words}" for key, words in stages.items() if found.get(key)]
    lessons = "1 lesson" if total == 1 else f"{total} lessons"
    whole = f"{lessons} on Lessonbank {'is' if total == 1 else 'are'} on this: {', '.join(said)}."
    return [Unit(whole, origin=_named(theme))]


def _links(lesson: PublishedLesson, themes: Sequence[ThemeShown]) -> list[Unit]:
    """The lesson, its theme, and its source; all themes where the source is not shown, or has no address."""
    found = [_link("The lesson", f"/lessons/{lesson.slug}")]
    found += [_link("Its theme", f"/themes/{theme.slug}") for theme in themes]
    source = next((each for each in lesson.sources if each.url and not each.withdrawn_on), None)
    if source:
        found.append(Unit("The source", point=True, link=source.url or ""))
    else:
        found.append(_link("All themes", "/themes"))
    return found


def _to(lesson: PublishedLesson) -> Unit:
    return _link(lesson.reference, f"/lessons/{lesson.slug}")


def _link(text: str, path: str) -> Unit:
    return Unit(text, point=True, link=settings().site_url + path)


def _named(theme: ThemeShown) -> str:
    return f"{'theme' if theme.broader else 'group'} {theme.label}"
