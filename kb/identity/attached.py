"""What was found in the files of a lesson: how it is kept, and how it stands beside what was found in its texts.

Of each place as much is kept as a page shows. The text of a file is not kept: the file itself is.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kb.identity.catalogue import RULES
from kb.identity.combining import Fact
from kb.identity.files import CheckedFile
from kb.identity.findings import Finding, Level
from kb.identity.normalising import FAR
from kb.identity.passages import Passage, passages_of
from kb.identity.texts import file_of, label_of, of_file
from kb.lessons.models.attachment import Attachment

MOST_WORDS = 600
"""Characters of the words found that are kept; a hidden part may be a whole sheet."""
MOST_TO_DEAL_WITH = 300
"""Different places of one file that must be changed or answered for; nobody goes through more of them."""
MOST_HINTS, MOST_FACTS = 50, 100
IN_A_COPY = ("file-author", "file-comment", "tracked-change", "photo-location")
"""Rules that find what a cleaned copy is made without."""
TOO_MANY = (
    "The file has {number:,} different places by which somebody may be recognised. Take out the sheet or the list that "
    "names people, and replace the file."
)


@dataclass(frozen=True)
class FilePassage(Passage):
    """A finding in a file of a lesson. Its text is what is kept of the sentence."""

    title: str
    """Of the file, as its writers call it."""
    place: str
    """Where in the file it stands."""
    kept_digest: str

    @property
    def digest(self) -> str:
        """As that of the same words in the same sentence of a text."""
        return self.kept_digest

    @property
    def can_be_replaced(self) -> bool:
        """Never: nobody writes in a file that is sent."""
        return False


@dataclass(frozen=True, slots=True)
class Kept:
    """What a check of a file leaves behind, as rows that are kept with the attachment."""

    findings: list[dict[str, Any]]
    facts: list[dict[str, Any]]
    refused: str
    """Why the file cannot stay, in words; empty where it can."""


def kept(checked: CheckedFile) -> Kept:
    """What is kept of a check; of equal words in equal sentences one place, with how many more there are."""
    if checked.refused:
        return Kept([], [], checked.refused)
    rows: dict[str, dict[str, Any]] = {}
    for part in checked.parts:
        for passage in passages_of(part.where, part.text, part.findings):
            row = rows.get(passage.digest)
            if row is None:
                rows[passage.digest] = _row(passage)
            else:
                row["more"] += 1
    hints = [row for row in rows.values() if _level(row) is Level.INFORM]
    others = [row for row in rows.values() if _level(row) is not Level.INFORM]
    if len(others) > MOST_TO_DEAL_WITH:
        return Kept([], [], TOO_MANY.format(number=len(others)))
    facts = dict.fromkeys((fact.kind, fact.text) for fact in checked.facts)
    together = [{"kind": kind, "text": text[:MOST_WORDS]} for kind, text in facts]
    return Kept([*others, *hints[:MOST_HINTS]], together[:MOST_FACTS], "")


def _row(passage: Passage) -> dict[str, Any]:
    words = passage.finding.text
    return {
        "where": passage.where,
        "rule": passage.finding.rule,
        "digest": passage.digest,
        "before": passage.before if len(passage.before) <= FAR else f"…{passage.before[1 - FAR :]}",
        "words": words if len(words) <= MOST_WORDS else f"{words[:MOST_WORDS]}…",
        "after": passage.after if len(passage.after) <= FAR else f"{passage.after[: FAR - 1]}…",
        "more": 0,
    }


def _level(row: Mapping[str, Any]) -> Level:
    return RULES[row["rule"]].level


def passages_of_files(attachments: Iterable[Attachment]) -> Iterator[FilePassage]:
    """Everything that was found in these files."""
    for each in attachments:
        for row in each.findings:
            if row["rule"] in RULES:
                yield _passage(each, row)


def _passage(attachment: Attachment, row: Mapping[str, Any]) -> FilePassage:
    rule, before, words = RULES[row["rule"]], row["before"], row["words"]
    text = before + words + row["after"]
    finding = Finding(len(before), len(before) + len(words), row["rule"], rule.level, words, rule.instead)
    more = f" and {row['more']} more {'place' if row['more'] == 1 else 'places'}" if row["more"] else ""
    return FilePassage(
        of_file(attachment.id), finding, 0, len(text), text, attachment.title, f"{row['where']}{more}", row["digest"]
    )


def facts_of_files(attachments: Iterable[Attachment]) -> tuple[Mapping[str, str], Sequence[Fact]]:
    """Facts in these files, and the texts that they stand in: of each its own words."""
    texts: dict[str, str] = {}
    facts: list[Fact] = []
    for each in attachments:
        for number, row in enumerate(each.facts):
            where = f"{of_file(each.id)}-fact-{number}"
            texts[where] = row["text"]
            facts.append(Fact(where, row["kind"], 0, len(row["text"]), row["text"]))
    return texts, facts


def words_about(attachments: Iterable[Attachment]) -> Mapping[str, str]:
    """What is written about these files, by name; readers will see it with the lesson."""
    return {of_file(each.id, words=True): f"{each.title}\n{each.purpose}" for each in attachments}


def place_of(passage: Passage) -> str:
    """Where a passage stands, as pages say it."""
    if isinstance(passage, FilePassage):
        return f"{passage.title}, {passage.place}"
    return label_of(passage.where)


def place_in_file(passage: Passage) -> str:
    """The same on a page about the file: "page 3"; or that it stands in what is written about it."""
    return passage.place if isinstance(passage, FilePassage) else "its title or purpose"


def goes_with_a_copy(passage: Passage) -> bool:
    """Whether a copy of the file can be made that is without it."""
    return passage.finding.rule in IN_A_COPY and file_of(passage.where) is not None
