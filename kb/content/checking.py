"""Checks a whole content folder, and hands on what is in it once nothing is wrong."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kb.content import fields
from kb.content.checking_evidence import TABLE, check_evidence
from kb.content.checking_fields import Record, record_of
from kb.content.checking_figures import check_periods, check_table
from kb.content.checking_prose import check_prose
from kb.content.checking_records import (
    Places,
    check_lesson,
    check_organisations,
    check_references,
    check_review,
    warn_of_empty_themes,
)
from kb.content.checking_sessions import check_sessions
from kb.content.checking_training import check_forms, check_quiz, check_vignette
from kb.content.checking_words import check_glossary, check_themes, check_vocabularies, no_repeats
from kb.content.contents import Contents, Values
from kb.content.documents import check_headings, sections_of
from kb.content.faults import Fault, Faults
from kb.content.fields_evidence import FACTS, STATED
from kb.content.fields_plain import PLAIN_LISTS
from kb.content.fields_training import FORM, QUIZ_ITEM, SAFETY, SESSION, VIGNETTE
from kb.content.folders import EVIDENCE_FILES, Parsed, parse, require_site_files
from kb.content.known import Known, gather
from kb.content.links import Links
from kb.content.prose import Passage, passages_of, section_passages
from kb.content.records import Records, pseudonyms_of, slug_of
from kb.core import clock
from kb.core.statements import statements_of


@dataclass(frozen=True, slots=True)
class Checked:
    """The contents of a folder, complete only where there are no faults."""

    contents: Contents
    faults: list[Fault]
    """What keeps the files from being loaded: they cannot be read, or contradict themselves or one another."""
    editorial: list[Fault]
    """What is wrong with how they say it: spelling, words that judge, statements that rest on nothing."""
    warnings: list[Fault]
    passages: list[Passage]
    """Our own sentences, in the order in which they were checked."""
    files: int


def check_folder(folder: Path, today: date | None = None, *, for_site: bool = False, prose: bool = True) -> Checked:
    """Read and check every file of a content folder. Touches nothing but the files, and only to read them.

    A folder to load may have any of the files that are not loaded; one for a site to run on has to have them.
    Without `prose`, how things are said is not looked at, which loading does not ask for.
    """
    faults = Faults()
    parsed = parse(folder, faults)
    if for_site:
        require_site_files(folder, faults)
    known = gather(parsed, today or clock.today())
    editorial = Faults()
    records = Records(parsed, known, faults, editorial)
    contents = _contents(records, _links(parsed, known))
    if prose:
        check_prose(records.passages)
    files = len(parsed.trees) + len(parsed.documents) + len(parsed.tables)
    return Checked(contents, faults.sorted(), editorial.sorted(), editorial.warnings(), records.passages, files)


def _contents(records: Records, links: Links) -> Contents:
    """Everything in the order in which one builds on the other."""
    found = Contents()
    vocabularies = records.words("vocabularies.yaml", fields.VOCABULARIES, check_vocabularies)
    themes = records.words("themes.yaml", fields.THEMES, check_themes)
    glossary = records.words("glossary.yaml", fields.GLOSSARY, check_glossary)
    found.vocabularies = vocabularies.values if vocabularies else {}
    found.themes = themes.values if themes else {}
    found.glossary = glossary.values if glossary else {}
    places = Places.of(vocabularies)
    found.organisations = _organisations(records, places)
    found.reviews = _reviews(records, found, places)
    found.lessons = _lessons(records, links, found, places)
    if themes and found.lessons:
        warn_of_empty_themes(themes, found.lessons, records.prose("themes.yaml"))
    _figures(records, found)
    _training(records, found)
    for path, (form, name) in PLAIN_LISTS.items():
        no_repeats(records.entries(path, form), name)
    _pages(records, links)
    return found


def _organisations(records: Records, places: Places) -> dict[str, Values]:
    rows = records.table("organisations.csv")
    check_organisations(rows, places)
    for record in rows:
        if "successors" in record.values:
            record.values["successors"].sort()
    return {record.values["slug"]: record.values for record in rows if "slug" in record.values}


def _reviews(records: Records, found: Contents, places: Places) -> dict[str, Values]:
    reviews = records.folder("reviews", fields.REVIEW)
    for record in reviews.values():
        check_review(record, found.organisations, places)
    return _values(reviews)


def _lessons(records: Records, links: Links, found: Contents, places: Places) -> dict[str, Values]:
    lessons: dict[str, Record] = {}
    prose: dict[str, list[Passage]] = {}
    for path, document in records.documents("lessons").items():
        file = records.file(path)
        record = lessons[path] = record_of(document.values, fields.LESSON, file, records.known)
        sections = sections_of(document, file)
        record.values.update({key: part.text for key, part in sections.items()})
        links.check(document.lines, document.first_line, file)
        check_lesson(record, found.organisations, found.reviews, places)
        published_under = pseudonyms_of(found.reviews.get(record.values.get("review", ""), {}))
        prose[slug_of(path)] = [
            *passages_of(record, fields.LESSON, records.prose(path), published_under),
            *section_passages(sections, records.prose(path), published_under),
        ]
    check_references(lessons)
    records.passages += [passage for passages in prose.values() for passage in passages]
    _evidence(records, prose)
    return {slug_of(path): record.values for path, record in lessons.items()}


def _evidence(records: Records, prose: Mapping[str, list[Passage]]) -> None:
    """What the lessons rest on, in a folder that says so."""
    present = [path for path in EVIDENCE_FILES if path in records.parsed.trees or path in records.parsed.tables]
    for path in EVIDENCE_FILES if present else ():
        if path not in present:
            records.file(path).fault(1, f"cannot be used, while {present[0]} is there; a folder has both or neither")
    facts = records.entries("lessons/facts.yaml", FACTS)
    no_repeats(facts, "id")
    if len(present) == len(EVIDENCE_FILES):
        stated = {slug: [p for p in passages if p.key in STATED] for slug, passages in prose.items()}
        check_evidence(stated, facts, records.table(TABLE))


def _figures(records: Records, found: Contents) -> None:
    periods, counts = records.table("evaluations.csv"), records.table("reviews-per-year.csv")
    check_periods(periods)
    check_table(counts)
    found.periods = [record.values for record in periods]
    found.counts = [record.values for record in counts]


def _training(records: Records, found: Contents) -> None:
    vignettes = records.folder("training/vignettes", VIGNETTE)
    sessions = records.folder("training/sessions", SESSION)
    quiz = records.entries("training/quiz.yaml", QUIZ_ITEM)
    forms = records.entries("training/evaluation-forms.yaml", FORM)
    safety = records.whole("training/safety.yaml", SAFETY)
    for vignette in vignettes.values():
        check_vignette(vignette, found.lessons)
    check_sessions(sessions.values())
    check_quiz(quiz, found.lessons)
    check_forms(forms)
    found.vignettes, found.sessions = _values(vignettes), _values(sessions)
    found.quiz = [item.values for item in quiz]
    found.forms = [form.values for form in forms]
    found.safety = safety.values if safety else {}


def _pages(records: Records, links: Links) -> None:
    for path, document in records.documents("pages").items():
        file = records.file(path)
        page = record_of(document.values, fields.PAGE, file, records.known)
        if not any(line.strip() for line in document.lines):
            file.fault(document.first_line - 1, "has no text below the front matter; write some")
        check_headings(document.lines, document.first_line, 2, file)
        links.check(document.lines, document.first_line, file)
        stated = statements_of(document.lines, document.first_line)
        prose = records.prose(path)
        records.passages += [
            *passages_of(page, fields.PAGE, prose),
            Passage(prose, "text", document.first_line, stated),
        ]


def _links(parsed: Parsed, known: Known) -> Links:
    return Links({
        "lessons": sorted(parsed.slugs["lessons"]) or None,  # a folder of words alone still has its pages
        "reviews": sorted(parsed.slugs["reviews"]),
        "pages": sorted(parsed.slugs["pages"]),
        "themes": _all_or_none(known.choices("@themes"), known.choices("@groups")),
        "organisations": known.choices("@organisations"),
    })  # fmt: skip


def _all_or_none(*lists: list[str] | None) -> list[str] | None:
    """The lists together, or None if one of them cannot be told."""
    whole_list: list[str] = []
    for part in lists:
        if part is None:
            return None
        whole_list += part
    return whole_list


def _values(records: Mapping[str, Record]) -> dict[str, Values]:
    return {slug: record.values for slug, record in records.items()}
