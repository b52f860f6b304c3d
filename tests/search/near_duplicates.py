"""Makes texts that say what a lesson says in other words, and texts that say something else with the same sentences.

Whoever enters a finding that was published before has not copied it: sentences are missing, stand in another order,
are put in other words, and it was another town. Each kind of edit is a function; all draw from one seeded source, so
that a text can be made again.
"""

import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

Texts = Mapping[str, str]
WRITTEN = ("title", "summary", "found", "why", "done")
"""The parts of a lesson that a draft has."""
EARLY = ("title", "summary", "found")
"""What a draft has before anything is said of what was done."""
PLACES = ("Quietshire", "Farborough", "Eastvale", "Lowick", "Marbury", "Northbeck")
"""Towns and counties that do not exist."""
SYNONYMS = {
    "asks": "requires", "ask": "require", "staff": "practitioners", "practitioners": "workers", "workers": "staff",
    "children": "young people", "child": "young person", "parents": "carers", "mother": "mum", "father": "dad",
    "found": "saw", "shows": "demonstrates", "showed": "demonstrated", "made": "created", "make": "create",
    "agencies": "services", "agency": "service", "services": "agencies", "concerns": "worries", "concern": "worry",
    "board": "partnership", "partnership": "board", "partners": "agencies", "report": "document", "reported": "stated",
    "review": "inquiry", "reviews": "inquiries", "meeting": "conference", "meetings": "conferences", "began": "started",
    "started": "began", "information": "details", "shared": "passed on", "share": "pass on", "risk": "danger",
    "risks": "dangers", "injuries": "wounds", "injury": "wound", "baby": "infant", "babies": "infants",
    "family": "household", "families": "households", "school": "college", "schools": "colleges", "help": "support",
    "support": "help", "training": "courses", "records": "files", "record": "note", "recorded": "noted",
    "checked": "examined", "check": "examine", "quickly": "fast", "often": "frequently", "many": "numerous",
    "needs": "requirements", "changed": "altered", "change": "alter", "plan": "scheme", "plans": "schemes",
    "told": "informed", "said": "stated", "looked": "examined", "read": "studied", "used": "applied", "use": "apply",
    "doctor": "GP", "doctors": "GPs", "GP": "family doctor", "police": "officers", "hospital": "ward", "home": "house",
    "visit": "call", "visits": "calls", "case": "file", "cases": "files", "guidance": "advice", "team": "unit",
    "teams": "units", "new": "fresh", "area": "district", "council": "authority", "measured": "assessed",
    "effect": "impact", "recommended": "advised", "recommends": "advises", "asked": "required", "year": "twelvemonth",
    "years": "twelvemonths", "death": "loss", "died": "lost their life", "seen": "observed", "see": "observe",
    "worked": "cooperated", "work": "practice", "knew": "were aware", "given": "handed", "gave": "handed",
    "MASH": "multi-agency safeguarding hub", "social workers": "caseworkers", "learning": "lessons",
}  # fmt: skip
"""Words of the field and of every day, each with another one in its place; few of these are names that a theme has."""
IRREGULAR = {
    "is": "was", "are": "were", "has": "had", "have": "had", "was": "is", "were": "are", "does": "did", "do": "did",
    "a": "the", "this": "that", "these": "those",
}  # fmt: skip
MOST_SWAPS = 0.15
_SENTENCE = re.compile(r"(?<=[.?!:])\s+(?=[A-Z“\"'(*])|\n+\s*(?:[-*+]|\d+\.|#+)?\s*")
_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")


@dataclass(frozen=True)
class Other:
    """What edits draw from that put in something from elsewhere."""

    sentences: Sequence[str]


def sentences(text: str) -> list[str]:
    """The sentences of a Markdown text, without marks of lists and headings."""
    return [part.strip() for part in _SENTENCE.split(text) if len(part.strip()) > 2]


# --- kinds of edits, each from texts to texts


Edit = Callable[[Texts, random.Random, Other], Texts]


def _each(texts: Texts, change: Callable[[list[str]], list[str]]) -> Texts:
    return {name: " ".join(change(sentences(text))) for name, text in texts.items()}


def in_another_order(texts: Texts, chance: random.Random, _other: Other) -> Texts:
    """The sentences of each part are shuffled."""
    return _each(texts, lambda several: chance.sample(several, len(several)))


def with_sentences_dropped(texts: Texts, chance: random.Random, _other: Other) -> Texts:
    """Three of ten sentences are gone, and never all of a part."""
    return _each(texts, lambda several: [s for s in several if chance.random() > 0.3] or several[:1])


def with_sentences_replaced(texts: Texts, chance: random.Random, other: Other) -> Texts:
    """One of five sentences comes from another lesson."""

    def replaced(several: list[str]) -> list[str]:
        return [chance.choice(other.sentences) if chance.random() < 0.2 else sentence for sentence in several]

    return _each(texts, replaced)


def in_other_words(texts: Texts, chance: random.Random, _other: Other) -> Texts:
    """Two of three words that have a synonym are replaced by it."""

    def changed(found: re.Match[str]) -> str:
        word = found.group()
        new = SYNONYMS.get(word) or SYNONYMS.get(word.lower())
        return new if new and chance.random() < 2 / 3 else word

    return {name: _WORD.sub(changed, text) for name, text in texts.items()}


def inflected(texts: Texts, chance: random.Random, _other: Other) -> Texts:
    """Half of the words have another ending where that is easily made: other tense, other number."""

    def changed(found: re.Match[str]) -> str:
        word = found.group()
        if chance.random() < 0.5:
            return word
        if word in IRREGULAR:
            return IRREGULAR[word]
        for ending, new in (("ies", "y"), ("ing", "ed"), ("ed", "ing"), ("ss", "ss"), ("s", "")):
            if word.endswith(ending) and len(word) > len(ending) + 3:
                return word.removesuffix(ending) + new
        return f"{word}s" if len(word) > 4 and word[-1] in "erntlkpd" and word.islower() else word

    return {name: _WORD.sub(changed, text) for name, text in texts.items()}


def in_another_word_order(texts: Texts, chance: random.Random, _other: Other) -> Texts:
    """In each sentence the parts between commas change places, and some neighbouring words."""

    def turned(sentence: str) -> str:
        parts = sentence.rstrip(".").split(", ")
        words = ", ".join(chance.sample(parts, len(parts))).split()
        for at in range(len(words) - 1):
            if chance.random() < MOST_SWAPS:
                words[at], words[at + 1] = words[at + 1], words[at]
        return f"{' '.join(words)}."

    return _each(texts, lambda several: [turned(sentence) for sentence in several])


def elsewhere(texts: Texts, chance: random.Random, _other: Other) -> Texts:
    """Names of places and boards become others: words with a capital that are never written without one."""
    whole = " ".join(texts.values())
    small = set(re.findall(r"\b[a-z][a-z]+\b", whole))
    names = {w for w in re.findall(r"(?<=[a-z,] )[A-Z][a-z]{2,}", whole) if w.lower() not in small}
    new = {name: chance.choice(PLACES) for name in sorted(names)}
    return {name: _WORD.sub(lambda found: new.get(found.group(), found.group()), text) for name, text in texts.items()}


def early(texts: Texts, _chance: random.Random, _other: Other) -> Texts:
    """Only the beginning of a draft is there."""
    return {name: texts[name] for name in EARLY if texts.get(name)}


def another_author(texts: Texts, chance: random.Random, other: Other) -> Texts:
    """All of it together, as somebody writes who has read the same review: fewer sentences, in other words."""
    for edit in (elsewhere, in_other_words, inflected, in_another_word_order, in_another_order):
        texts = edit(texts, chance, other)
    return _each(texts, lambda several: [s for s in several if chance.random() > 0.2] or several[:1])


def another_author_early(texts: Texts, chance: random.Random, other: Other) -> Texts:
    """The same of the beginning of a draft."""
    return another_author(early(texts, chance, other), chance, other)


def another_author_with_more(texts: Texts, chance: random.Random, other: Other) -> Texts:
    """The same, and one of five sentences comes from another lesson: the hardest."""
    return with_sentences_replaced(another_author(texts, chance, other), chance, other)


EDITS: Mapping[str, Edit] = {
    edit.__name__: edit
    for edit in (
        in_another_order, with_sentences_dropped, with_sentences_replaced, in_other_words, inflected,
        in_another_word_order, elsewhere, early, another_author, another_author_early, another_author_with_more,
    )
}  # fmt: skip


# --- texts that are no twin of anything


def mixture(lessons: Sequence[Texts], chance: random.Random) -> Texts:
    """A text as long as a lesson with as many sentences from each of these lessons, by turns."""
    drawn = []
    for texts in lessons:
        own = [sentence for name in WRITTEN for sentence in sentences(texts.get(name, ""))]
        drawn.append(chance.sample(own, min(len(own), max(2, 24 // len(lessons)))))
    mixed = [sentence for turn in zip(*drawn, strict=False) for sentence in turn]
    return {"title": chance.choice(drawn[0]), "summary": " ".join(mixed[:4]), "found": " ".join(mixed[4:])}
