"""Checks organisations, reviews and lessons as a whole: what one says against what the others say."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kb.content.checking_fields import Record
from kb.content.checking_words import check_order, check_span
from kb.content.faults import File, shown, use

UNITED_KINGDOM = "united-kingdom"
"""The nation of what covers several nations or names none, so it contradicts no other."""
AUTHORITIES = {"local-authority", "health-and-social-care-trust"}
MEASURED = {"helped", "mixed", "no-difference", "harmful"}
"""Results that say that something happened, so the lesson says what."""


@dataclass(slots=True)
class Places:
    """What the closed lists say of one another, so that records can be held against it."""

    region_nation: dict[str, str] = field(default_factory=dict)
    kind_nations: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    """Nations in which a kind of review or organisation exists, by list and kind; absent where it is any."""
    grades: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, vocabularies: Record | None) -> "Places":
        """Collect it from the closed lists."""
        places = cls()
        for closed_list in vocabularies.parts.get("vocabularies", []) if vocabularies else []:
            key = closed_list.values.get("key", "")
            for item in closed_list.values.get("items", []):
                slug = item.get("slug", "")
                if key == "regions" and "nation" in item:
                    places.region_nation[slug] = item["nation"]
                if "nations" in item:
                    places.kind_nations[key, slug] = item["nations"]
                if "grades" in item:
                    places.grades[slug] = [grade.get("slug", "") for grade in item["grades"]]
        return places


def check_place(record: Record, kinds: str, places: Places) -> None:
    """The region lies in the nation, and the kind (a value of the list `kinds`) exists in it."""
    nation, region, kind = (record.values.get(key) for key in ("nation", "region", "kind"))
    region_nation = places.region_nation.get(region or "")
    if nation and region_nation and region_nation != nation:
        record.fault("region", f"region '{region}' is not in '{nation}' but in '{region_nation}'; correct one of them")
    nations = places.kind_nations.get((kinds, kind or ""), [])
    if nation and nations and nation not in (*nations, UNITED_KINGDOM):
        record.fault("kind", f"kind '{kind}' does not exist in '{nation}', only in: {', '.join(nations)}")


def check_organisations(records: list[Record], places: Places) -> None:
    """Order, places, what came before and after."""
    check_order(records)
    by_slug = {record.values.get("slug", ""): record.values for record in records}
    for record in records:
        slug = record.values.get("slug", "")
        check_place(record, "organisation-kinds", places)
        check_span(record, "valid_from", "valid_to")
        for area in record.values.get("areas", []):
            kind = by_slug.get(area, {}).get("kind")
            if kind and kind not in AUTHORITIES:
                record.fault("areas", f"areas '{area}' is a '{kind}'; an area is that of an authority")
        if slug and _follows_itself(slug, by_slug):
            record.fault("successors", f"'{slug}' is among its own successors; a line of successors has an end")


def _follows_itself(slug: str, by_slug: Mapping[str, dict[str, Any]]) -> bool:
    seen: set[str] = set()
    ahead = list(by_slug[slug].get("successors", []))
    while ahead:
        other = ahead.pop()
        if other == slug:
            return True
        if other not in seen:
            seen.add(other)
            ahead += by_slug.get(other, {}).get("successors", [])
    return False


def agree(record: Record, other: Mapping[str, Any], what: str, keys: tuple[str, ...] = ("nation", "region")) -> None:
    """Nation and region are those of the organisation or review that the record names."""
    for key in keys:
        own, theirs = record.values.get(key), other.get(key)
        if own and theirs and own != theirs and UNITED_KINGDOM not in (own, theirs):
            record.fault(key, f"{key} '{own}' is not that of its {what}, '{theirs}'; correct one of them")


def check_review(record: Record, organisations: Mapping[str, dict[str, Any]], places: Places) -> None:
    """A review against its organisation and the schemes by which it was evaluated."""
    check_place(record, "review-types", places)
    agree(record, organisations.get(record.values.get("organisation", ""), {}), "organisation")
    check_sources(record)
    for evaluation in record.parts.get("evaluations", []):
        grade, grades = evaluation.values.get("grade"), places.grades.get(evaluation.values.get("scheme", ""))
        if grade and grades is not None and grade not in grades:
            message = f"grade '{grade}' is not one of its scheme; {use(grade, grades, 'the scheme')}"
            evaluation.fault("grade", message)


def check_sources(record: Record) -> None:
    """A page cannot have been read after it was taken down."""
    for source in record.parts.get("sources", []):
        accessed, withdrawn = source.values.get("accessed"), source.values.get("withdrawn_on")
        if accessed and withdrawn and accessed > withdrawn:
            source.fault("accessed", f"accessed '{accessed}' is after withdrawn_on '{withdrawn}'; correct one of them")


def check_lesson(
    record: Record,
    organisations: Mapping[str, dict[str, Any]],
    reviews: Mapping[str, dict[str, Any]],
    places: Places,
) -> None:
    """A lesson against its organisation and review, and how far it says it has gone against what it shows."""
    check_place(record, "", places)
    agree(record, organisations.get(record.values.get("organisation", ""), {}), "organisation")
    # The region may be another one: a partner area acts on a review that was held elsewhere.
    agree(record, reviews.get(record.values.get("review", ""), {}), "review", keys=("nation",))
    check_sources(record)
    done, stage, result = (record.values.get(key) for key in ("done_status", "evidence_stage", "result"))
    if done == "recommended":
        if stage and stage != "0":
            right = "what was only recommended has no evidence: '0', or another done_status"
            record.fault("evidence_stage", f"evidence_stage '{stage}' contradicts done_status 'recommended'; {right}")
        if result and result != "not-measured":
            right = "what was only recommended has no result: leave it out, or another done_status"
            record.fault("result", f"result '{result}' contradicts done_status 'recommended'; {right}")
    if result in MEASURED and not record.values.get("effect"):
        record.fault("result", f"result '{result}' has no text; say in a section '## Effect' what happened")


def warn_of_empty_themes(themes: Record, lessons: Mapping[str, Mapping[str, Any]], file: File) -> None:
    """Warn of every theme that no lesson has: a reader who opens it finds nothing."""
    told = {theme for lesson in lessons.values() for theme in lesson.get("themes", [])}
    for theme in themes.parts.get("themes", []):
        if (slug := theme.values.get("slug", "")) not in told:
            file.warn(theme.line_of("slug"), f"theme '{slug}' has no lesson; a reader who opens it finds nothing")


def check_references(lessons: Mapping[str, Record]) -> None:
    """No reference is that of two lessons."""
    seen: dict[str, str] = {}
    for path, record in sorted(lessons.items()):
        reference = record.values.get("reference")
        if reference in seen:
            message = f"reference {shown(reference)} is already that of {seen[reference]}; each lesson has its own"
            record.fault("reference", message)
        elif reference:
            seen[reference] = path
