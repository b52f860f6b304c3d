"""What the sentence is in which a word stands: a heading, another language, and where it begins."""

import re

from kb.identity.normalising import Reading
from kb.identity.rules.languages import LANGUAGES
from kb.identity.rules.name_abroad import SMALL_ABROAD, STARTS_ABROAD, SURELY_ABROAD, is_foreign
from kb.identity.rules.name_tokens import Word
from kb.identity.rules.name_words import Vocabulary
from kb.identity.rules.named import begins_sentence, in_title

_AFRESH = re.compile(r"(?:[:;!?*#>|\]•▪◦]|(?:^|\s)[-–]|[\"(])\s*$")
"""What begins a sentence inside one."""
_LANGUAGE = re.compile(
    rf"\b(?:languages?|translat\w+|phrase|slogan|posters?|leaflets?|banner|sign|proverb|words?|means?|meaning|course|guidance"
    rf"|{LANGUAGES})\b"
)
OF_CASE = re.compile(
    r"\b(?:s?he|him|her|his|hers|himself|herself|hit(?:s|ting)?|beat(?:en|s)?|burn(?:ed|t)|bruis\w+"
    r"|injur\w+|assault\w*|arrested"
    r"|step(?:father|mother|dad|mum)|lodger|boyfriend|girlfriend|removed from|taken (?:to|into|by|from)"
    r"|left (?:alone|with)|died|dead|killed|stabbed|kicked|slapped"
    r"|hid|screamed|cried|afraid|frightened|hungry|belt|danger to"
    r"|obsessed|missed by|failed by|sisters?|brothers?|ran away|moved in|coped|coping|excluded|overdose"
    r"|self-harm\w*|raped"
    r"|groomed|exploited|shook|shaken|strangled|bitten|starved|drowned|locked|hurt|lied|loved|hated|the attack"
    r"|(?:the|all|both) (?:two|three|four|five) children|children(?= are\b|:)|siblings(?= on\b|:)|present:"
    r"|apologies:|allocat\w+|core group"
    r"|cases?:|visits? due|baby|toddler|year \d{1,2}|aged? \d{1,2}|seen (?:at|by|today|alone|together)"
    r"|to attend|to chair|gp\)|iro"
    r"|health visitor:|social worker:|foster (?:carer|placement)|appointment for|moody|poorly|behaviour|refuses"
    r"|teachers:)\b",
    re.IGNORECASE,
)
"""Words by which a sentence tells of a case: then what looks like a thing may be somebody all the same."""
NEAR = 300
"""Characters on either side that are looked at."""


class Sentences:
    """Knows the sentences of one text; asks each of them once."""

    def __init__(self, reading: Reading, vocabulary: Vocabulary) -> None:
        self.reading, self.text, self.vocabulary = reading, reading.text, vocabulary
        self._foreign: dict[int, bool] = {}
        self._titles: dict[int, bool] = {}
        self._near: dict[tuple[int, int, int], bool] = {}

    def near(self, pattern: re.Pattern[str], position: int) -> bool:
        """Whether a pattern is anywhere in the sentence; asked once for each sentence."""
        sentence = self.reading.sentence_at(position)
        key = (id(pattern), sentence.start, position // NEAR)
        if key not in self._near:
            around = max(sentence.start, position - NEAR), min(sentence.end, position + NEAR)
            self._near[key] = bool(pattern.search(self.text, *around))
        return self._near[key]

    def afresh(self, position: int) -> bool:
        """Whether a sentence begins here, or something like it: after a colon, in a row of a table, at a bullet."""
        head = self.text[max(0, position - 6) : position]
        return bool(_AFRESH.search(head)) or begins_sentence(self.reading, position)

    def title(self, position: int) -> bool:
        """Whether it stands in a heading where most words have capitals."""
        start = self.reading.sentence_at(position).start
        if start not in self._titles:
            self._titles[start] = in_title(self.reading, position)
        return self._titles[start]

    def foreign(self, position: int) -> bool:
        """Whether the sentence is in another language, or about words of one."""
        sentence = self.reading.sentence_at(position)
        if sentence.start not in self._foreign:
            self._foreign[sentence.start] = is_foreign(sentence.text[:300], self.vocabulary)
        return self._foreign[sentence.start]

    def begins_abroad(self, word: Word) -> bool:
        """Whether it is a small word with which a sentence of another language begins: `Mae plant yn clywed`."""
        if word.key not in STARTS_ABROAD or not self.afresh(word.start):
            return False
        start, end = word.end, min(word.end + 60, self.reading.sentence_at(word.start).end)
        found = {small.group() for small in SMALL_ABROAD.finditer(self.text, start, end)}
        return len(found) > (0 if word.key in SURELY_ABROAD else 1)

    def of_language(self, position: int) -> bool:
        """Whether the sentence speaks of a language, so that unknown words may be quoted from it."""
        return bool(_LANGUAGE.search(self.reading.around(position, position + 1)))

    def of_case(self, position: int) -> bool:
        """Whether the sentence tells what happened to somebody."""
        return self.near(OF_CASE, position)
