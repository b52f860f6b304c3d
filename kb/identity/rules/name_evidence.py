"""What stands around a word by which it is a person's name, or is none."""

import re

from kb.identity.normalising import Reading, folded_word
from kb.identity.rules.name_contexts import (
    ARRESTED,
    BEGINNING,
    CALLED,
    EPITHETS,
    GROUPS,
    KNOWN_AS,
    LABELS,
    MET,
    NAME_WORDS,
    NOT_OF_PEOPLE,
    OPENERS,
    PLACE_BEFORE,
    RELATIONS,
    SMALL,
    THINGS,
    THINGS_OF_PEOPLE,
)
from kb.identity.rules.name_sentences import Sentences
from kb.identity.rules.name_tokens import Word
from kb.identity.rules.name_verbs import (
    ADVERBS,
    APPOSED,
    BEFORE_NICKNAMES,
    BODILY,
    DONE_TO,
    FAMILY,
    LIFE,
    NICKNAMED,
    OF_BODIES,
    PERSONAL,
    SAYS,
    STATES,
    SURELY_DONE,
    TOWARDS,
    WITH_KIN,
)
from kb.identity.rules.name_words import Vocabulary

_LABELLED = re.compile(r"\W{0,3}:\W{0,4}$")
_SPOKEN = re.compile(r"[*_]{0,2}: ?[*_]{0,2} ?(?:[\"']|(?:I|We|My|Our|Yes|No|Yeah|Thanks|Sorry|She|He|to|will|said)\b)")
_ABOUT = re.compile(
    r"\b(?:update|news|concern(?:s|ed)?|worr(?:y|ies|ied)|notes?|checks?|enquir(?:y|ies)|referrals?|meeting|visits?|contact"
    r"|chronology|plan|letter|message|call|feedback) (?:on|about|for|re|to|from|with) $",
    re.IGNORECASE,
)
_CLOSE = re.compile(
    r"\b(?:spoken|speaking|talk(?:ed|ing|s)?|chat(?:ted)?|lives?|lived|living|stay(?:s|ed|ing)?|slept|married)"
    r" (?:to|with) $|\b(?:weighed|examined|bathed|dressed|hugged|fed|fostered|adopted|bullied|befriended|babysat) $"
    r"|\b(?:to|can|could|cannot|can't|couldn't) (?:say|pronounce|spell|remember) $"
    r"|\b(?:filed|recorded|registered|known|entered|logged|listed) (?:under|as) $",
    re.IGNORECASE,
)
LONGEST_TOWN = 40
"""Characters of a place of several words."""
LONG = 3
"""Letters from which a word tells of its language."""


class Evidence(Sentences):
    """What stands around the words of one text."""

    def __init__(self, reading: Reading, words: list[Word], vocabulary: Vocabulary) -> None:
        super().__init__(reading, vocabulary)
        self.words = words

    def gap(self, one: int, other: int) -> str:
        """The characters between two words."""
        return self.text[self.words[one].end : self.words[other].start]

    def before(self, first: int) -> bool:
        """Whether a relation, a role, or somebody who is named, comes right before."""
        if not first:
            return False
        before, gap = self.words[first - 1], self.gap(first - 1, first)
        if before.key == "as" and any(word.key in KNOWN_AS for word in self.words[max(first - 5, 0) : first - 1]):
            return not self._of_body(first)
        if before.key in ARRESTED and gap == " ":
            return True
        if before.key in EPITHETS and before.capital and gap == " " and not self.words[first].kind.ordinary:
            return True
        if before.key in GROUPS and before.capital and self.words[first].kind.ordinary:
            return False
        if before.key in RELATIONS:
            return bool(re.fullmatch(r"(?:'s)?[ ,(:\"'–-]{1,4}", gap))
        if before.key in LABELS and _LABELLED.fullmatch(gap):
            return True
        if before.key in NAME_WORDS and gap == ", ":
            return True
        return before.key in CALLED | NAME_WORDS and bool(re.fullmatch(r'[ "\'(:]{1,3}', gap))

    def nicknamed(self, first: int) -> bool:
        """Whether somebody is said to be called so: then any word can be a name."""
        if not first or self.words[first - 1].key not in BEFORE_NICKNAMES:
            return False
        position = self.words[first].start
        return bool(NICKNAMED.search(self.text[max(0, position - 90) : position]))

    def towards(self, first: int) -> bool:
        """Whether a small word comes right before it that people often follow."""
        return bool(first) and self.words[first - 1].key in TOWARDS and self.gap(first - 1, first) == " "

    def opened(self, first: int) -> bool:
        """Whether it follows a small word that begins a clause, and people do things in clauses: `when Xia`."""
        return bool(first) and self.words[first - 1].key in BEGINNING and self.gap(first - 1, first) == " "

    def asked_about(self, first: int) -> bool:
        """Whether it is news or a worry about somebody: `any update on Xia?`"""
        start = self.words[first].start
        return bool(_ABOUT.search(self.text, max(0, start - 30), start))

    def close(self, first: int) -> bool:
        """Whether what comes before is done with or to people only."""
        start = self.words[first].start
        led = bool(_CLOSE.search(self.text, max(0, start - 30), start))
        return led and not (self.words[first - 1].key == "as" and self._of_body(first))

    def _of_body(self, first: int) -> bool:
        """Whether the words before it are an organisation's: `the Safeguarding Board, known as Cysur`."""
        return any(word.capital and word.key in NOT_OF_PEOPLE for word in self.words[max(first - 6, 0) : first])

    def dealt_with(self, first: int) -> bool:
        """Whether a verb that people follow comes right before, not only a small word."""
        return self.met(first) and self.words[first - 1].key not in SMALL

    def of_thing(self, first: int) -> bool:
        """Whether it is a thing that is called so: `a team called Kingfisher`."""
        called = bool(first) and self.words[first - 1].key in {"called", "named", "as", "up"}
        return called and any(word.key in THINGS for word in self.words[max(first - 4, 0) : first - 1])

    def met(self, first: int) -> bool:
        """Whether a verb or a small word that people follow comes right before."""
        return bool(first) and self.words[first - 1].key in MET and self.gap(first - 1, first) in {" ", ' "'}

    def after(self, last: int) -> bool:
        """Whether it is said who it is, or what is that person's."""
        end = self.words[last - 1].end
        return any(pattern.match(self.text, end) for pattern in (THINGS_OF_PEOPLE, APPOSED, WITH_KIN))

    def bodily(self, last: int) -> bool:
        """Whether a verb follows that only people do."""
        return self._next(last) in BODILY

    def town(self, first: int, last: int) -> bool:
        """Whether these words, with one or two beside them, are a place: `Shepton Mallet`, `King's Lynn`."""
        for before, after in ((0, 0), (1, 0), (2, 0), (0, 1), (0, 2)):
            one, other = first - before, last + after
            if one >= 0 and other <= len(self.words) and other - one > 1:
                words = self.text[self.words[one].start : self.words[other - 1].end]
                if len(words) < LONGEST_TOWN and folded_word(words.replace("-", " ")) in self.vocabulary.towns:
                    return True
        return False

    def is_town(self, first: int, last: int) -> bool:
        """Whether just these words are a place: `Bishop Auckland`."""
        words = self.text[self.words[first].start : self.words[last - 1].end]
        return len(words) < LONGEST_TOWN and folded_word(words.replace("-", " ")) in self.vocabulary.towns

    def who(self, last: int) -> bool:
        """Whether `who` follows."""
        return self._next(last) in {"who", "whom", "whose"}

    def says(self, last: int) -> bool:
        """Whether a verb follows that people do, and organisations too."""
        return self._next(last) in SAYS

    def does(self, last: int) -> bool:
        """Whether what follows is said of a person, or is theirs."""
        return self.bodily(last) or self.says(last) or self.verb(last) or self.done_to(last) or self.after(last)

    def says_itself(self, last: int) -> bool:
        """Whether a verb follows that few but people do."""
        return self._next(last) in SAYS and self._next(last) not in OF_BODIES

    def plural(self, last: int) -> bool:
        """Whether a verb follows that has several subjects."""
        return self._next(last) in {"were", "are", "have"}

    def verb(self, last: int) -> bool:
        """Whether the next word looks like what somebody did."""
        return len(self._next(last)) > LONG and self._next(last).endswith("ed") and not self.words[last].capital

    def is_so(self, last: int) -> bool:
        """Whether a verb follows that may be said of things as well."""
        return self._next(last) in STATES

    def ordered(self, last: int) -> bool:
        """Whether an adverb follows: then a verb may give an order, `Chase once by phone`."""
        return self._next(last) in ADVERBS

    def speaks(self, last: int) -> bool:
        """Whether it is the label of what somebody says: `Poppy: I think we should wait.`"""
        return bool(_SPOKEN.match(self.text, self.words[last - 1].end))

    def done_to(self, last: int) -> bool:
        """Whether it is told what happened to a person."""
        end = self.words[last - 1].end
        return bool(DONE_TO.match(self.text, end) or LIFE.match(self.text, end))

    def surely_done_to(self, last: int) -> bool:
        """Whether it is told what happens to persons only."""
        return bool(SURELY_DONE.match(self.text, self.words[last - 1].end))

    def personal(self, last: int) -> bool:
        """Whether the sentence goes on about him or her."""
        end = self.words[last - 1].end
        sentence = self.reading.sentence_at(end - 1)
        return bool(PERSONAL.search(self.text, end, min(sentence.end, end + 160)))

    def joined_to_name(self, last: int) -> bool:
        """Whether `and`, an opening bracket or the end of the line comes after it."""
        end = self.words[last - 1].end
        return bool(re.match(r"\s*(?:$|\n|\(| (?:and|&) [A-Z]|'s )", self.text[end : end + 12]))

    def _next(self, last: int) -> str:
        return self.words[last].key if last < len(self.words) and self.gap(last - 1, last) == " " else ""

    def place(self, first: int) -> bool:
        """Whether a word comes before it that stands before places."""
        return bool(first) and self.words[first - 1].key in PLACE_BEFORE and self.gap(first - 1, first) == " "

    def article(self, first: int) -> bool:
        """Whether an article comes before it."""
        return bool(first) and self.words[first - 1].key in {"the", "a", "an"} and self.gap(first - 1, first) == " "

    def family(self, first: int, last: int) -> bool:
        """Whether it is `the … family`, or the family's name with an s."""
        if not self.article(first) or self.words[first - 1].key != "the":
            return False
        if self._next(last) in FAMILY:
            return True
        key = self.words[last - 1].key
        singular = self.vocabulary.kind(key.removesuffix("es") if key.endswith("ses") else key.removesuffix("s"))
        end = self.words[last - 1].end
        return key.endswith("s") and singular.surname and not re.match(r"\s\w", self.text[end : end + 2])

    def amid_capitals(self, first: int, last: int, *, comma: bool = True) -> bool:
        """Whether a capital word stands right beside it: part of a longer term."""
        if (
            first
            and self.words[first - 1].capital
            and self.gap(first - 1, first) in ({" ", "-", ", "} if comma else {" ", "-"})
        ):
            before = self.words[first - 1]
            if not (before.key in OPENERS and self.afresh(before.start)):
                return True
        return last < len(self.words) and self.words[last].capital and self.gap(last - 1, last) in {" ", "-", " & "}
