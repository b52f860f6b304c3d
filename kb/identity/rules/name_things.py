"""What stands around words by which they are no person: an organisation, a product, a book, a code, a cited judge."""

import re

from kb.identity.rules.name_contexts import THINGS
from kb.identity.rules.name_evidence import Evidence
from kb.identity.rules.name_groups import BILLS, MADE_UP, NAMES_OF, ROW_OF_WORDS, among_areas, grown, of_group
from kb.identity.rules.name_tokens import Word
from kb.identity.rules.name_told import told_of

_BODIES = re.compile(
    r"\b(?:(?:co-)?fund(?:s|ed|ers?|ing|raisers?)|charit(?:y|ies|able)|software|platforms?|databases?|suppliers?|supplied"
    r"|vendors?|providers|(?:sub)?contract(?:s|ors?|ed)?|commissioned|licen[cs]es?|tender(?:s|ed|ing)?|bidders?|bids?"
    r"|consorti(?:um|a)|survey(?:s|ed)?|evaluat(?:ed|ors?|ions?)|apps?|sponsor(?:s|ed|ship)?|donat(?:ed|ions?)"
    r"|(?-i:grants?)|grants of|brands?|websites?|dashboards?|spreadsheets?|systems|case (?:management )?systems?"
    r"|(?:IT|record(?:s|ing)?|live) systems?|merg(?:ed|er)|migrat(?:ed|ion)|rolled out|picture book|books?|novels?"
    r"|films?|podcasts?|series|songs?|plays? by|games?|festivals?|feasts?|holidays?|religious|organisations?|(?:third"
    r"|voluntary) sector|partner(?:ed|ship) with|helplines?|drugs|medicines?|tablets?|vaccines?|variants?|storms?"
    r"|towns?|branches|sites|districts|boroughs?|counties|areas|clusters?|localit(?:y|ies)|modules?|webinars?|newsletters?"
    r"|magazines?|journals?|research(?:ers)?|theor(?:y|ies|ists?)|schemes?|programmes?|pilots?|initiatives?"
    r"|methodolog(?:y|ies)|courses?|accredit(?:ed|ation)|universit(?:y|ies)|consultanc(?:y|ies)|agenc(?:y|ies)|vans?"
    r"|laptops?|printers?|cameras?|reading lists?|bibliograph(?:y|ies)|textbooks?)\b",
    re.IGNORECASE,
)
"""In sentences about these a word that nobody knows is seldom a person's name."""
_LAW = re.compile(
    r"\bRe [A-Z]\b|\bv\.? [A-Z]|\[(?:19|20)\d\d\]|\b(?:EW(?:CA|HC|FC)|UKSC|UKHL|NI(?:CA|Fam)|CS(?:IH|OH)|judge?ments?"
    r"|rulings?|ruled that|held that|case law|Supreme Court|Court of (?:Appeal|Protection)|House of Lords|dicta"
    r"|President of the Family Division"
    r"|'s (?:guidance|guidelines|words|speech|lecture|report|review|inquiry|test|checklist|warning))\b"
)
"""Around judges who are cited."""
_OF_COURT = frozenset("justice lord lady baroness sir dame judge".split())
_AFTER_LAW = re.compile(r",? (?:L\.?J\.?J?|J|P|MR|CJ)\b(?!\.[a-z])")
_CASE = re.compile(r"Re [A-Z]\b")
_ALPHABET = frozenset(
    """alpha alfa bravo charlie delta echo foxtrot golf hotel india juliet juliett kilo lima mike november oscar papa
    quebec romeo sierra tango uniform victor whiskey whisky xray yankee zulu""".split()
)
_SPELT = re.compile(
    r"\b(?:phonetic|radio|nato|spelling)\s(?:alphabet|code)|\bcall[\s-]?signs?\b|\bspelt out\b", re.IGNORECASE
)
_WORD = re.compile(r"[A-Za-z]+")
ENOUGH_SPELT = 3
"""Words of the radio alphabet in a sentence that spell something."""
_SLANG = re.compile(
    r"\b(?:slang|street[\s-](?:names?|words?|terms?)|code ?words?|drug terms?|(?:words?|terms?|(?:nick)?names?)"
    r" (?:used )?for (?:\w+ )?(?:drugs?|cannabis|cocaine|heroin|ketamine|ecstasy|crack|MDMA|spice))\b",
    re.IGNORECASE,
)
_DRUG_IN_BRACKETS = re.compile(
    r"['\"]? \((?:cocaine|cannabis|MDMA|ecstasy|ketamine|heroin|crack|spice)\b", re.IGNORECASE
)
_THING_BEFORE = frozenset(
    "storm hurricane cyclone operation project programme campaign hms mv locomotive level".split()
)
"""What is called by names with a capital letter of its own."""
_POSSESSED = re.compile(r"'s? (?=[A-Z])[\w'-]+(?: [A-Z][\w'-]+)?")
_OWNED = re.compile(r"\b[A-Z][\w-]+'s $")
_PEOPLE_OWN = re.compile(
    r"'s? (?:Mum|Mother|Dad|Father|Gran|Nan|Brother|Sister|Family|Parents?|Story|Voice|Plan|Review|School|Nursery|GP"
    r"|Health|Social|Key|Core|Child|Care|Foster|Youth|Support|Case|File|Record|Chronology|Birth|Death|Views?|Life|World|Day"
    r"|Journey|EHCP|PEP|CP|CIN|LAC|IRO|DSL|SW|HV|Section|Early|Class|Teacher|Tutor|Head|Uncle|Aunt|Grand\w+|Step\w+|Half\w*)\b"
)
"""What of somebody's may have a capital letter, in headings most of all."""
_AND_THE = re.compile(r" and (?:the|his|her) (?!family\b|children\b)[A-Z]")
_PAIR = re.compile(r" and [A-Z]\w+ is (?:the|a|an|our)\b")
_IS_A = re.compile(r" is (?:the|a|an|our)\b")
"""Two names with one verb are a title: `Josephine and Jack is a story board`."""
_SHOPS = frozenset("nando mcdonald sainsbury domino morrison wetherspoon waterstone cadbury kellogg".split())
_SHOP = re.compile(
    r"'s(?:,| (?:and|or|is|are|was|were|has|have|offers?|provides?|runs?|gives?|gave|supports?) )(?![A-Z]\w+'s)"
)
_OF_NAMES = (THINGS - {"room", "house", "drug", "play", "center"}) | frozenset(
    "panel appeal fund inquiry award bill trust prize report review lecture scandal tragedy disaster amendment".split()
)
"""What is named after people, in small letters after `the` and the name."""
_AND_BODY = re.compile(
    r" and the (?:[A-Z]\w+ ){1,4}(?:Foundation|Trust|Fund|Council|Institute|Charity|Society|University|Alliance)\b"
)
_QUOTED_WORD = re.compile(r"[\"'](?:,|\)|;|:|\.)? ?")
_WORDS_OF_LANGUAGE = re.compile(
    r"\b(?:words?|terms?|means?|meaning|translat\w+|called in|Welsh|Gaelic|Irish|Urdu|Polish|Scots)\b"
)
_TRANSLATED = re.compile(r"['\"]? \((?:['\"]|The |A |An |[A-Z][a-z]+ (?:of|the|and|for) |meaning|in English)")
_CITED = re.compile(r"(?: et al\b|,? \(?(?:19|20)\d\d[a-c]?\)?(?!\w)|,? and (?:colleagues|others|co-authors)\b)")
_ARGUES = re.compile(
    r" (?:describes?|argues?|argued|puts? it|notes|reminds|suggests?|shows?|explains?|calls it|defines?)\b"
)
_AUTHORS = re.compile(
    r"\b(?:[Mm]odel|[Tt]heory|[Ff]ramework|[Aa]pproach|[Ss]cale|[Tt]ool|[Mm]ethod|[Ss]tud(?:y|ies)) \([^()]{0,60}$"
)
_INQUIRERS = frozenset(
    """laming munro wood narey cass francis jay macalister kennedy bichard macpherson carlile ockenden kirkup
    marmot""".split()
)
"""Those whose reviews changed practice for everybody."""
_THEORISTS = frozenset(
    "winnicott crittenden bowlby ainsworth maslow bronfenbrenner piaget vygotsky rutter kolb finkelhor karpman".split()
)
_OF_LAW = frozenset("gillick fraser bolam bolitho montgomery".split())
_CONSENT = re.compile(r"\b(?:Gillick|Bolam|Bolitho|negligence)\b")
"""Beside those who gave a test of the law their names."""
_REFORM = re.compile(
    r"\b(?:law|legislation|reform(?:s|ed)?|inquir(?:y|ies)|reviews?|recommend\w*|reports?|principles|[Tt]hemes|lessons)\b"
)


class Things:
    """Knows what is none of a person's."""

    def __init__(self, evidence: Evidence) -> None:
        self.evidence = evidence

    def cited_judge(self, words: list[Word], last: int) -> bool:
        """Whether it is a judge, a peer or the author of a report who is cited: `Mr Justice Peel's guidance`."""
        if _CASE.match(self.evidence.text, words[0].start):
            return True
        if not any(word.key in _OF_COURT for word in words[:3]):
            return bool(_AFTER_LAW.match(self.evidence.text, words[-1].end)) and self.evidence.near(
                _LAW, words[0].start
            )
        return self.evidence.near(_LAW, words[0].start)

    def none_of_people(self, words: list[Word], first: int, last: int) -> bool:
        """Whether a stretch is part of something else, or a word for something else."""
        evidence, start, end = self.evidence, words[0].start, words[-1].end
        before = evidence.words[first - 1] if first else None
        if before and before.capital and before.key in _THING_BEFORE and evidence.gap(first - 1, first) == " ":
            return True
        if self._spelt(words) or self._slang(words, first, last) or self._inquirer(words, first, last):
            return True
        if (
            self.evidence.near(NAMES_OF, start)
            or self.evidence.near(MADE_UP, start)
            or evidence.begins_abroad(words[0])
        ):
            return True
        sentence = evidence.reading.sentence_at(start)
        if ROW_OF_WORDS.match(evidence.text, sentence.start, min(sentence.end, sentence.start + 200)):
            return True
        if grown(evidence, words) and not evidence.of_case(start):
            return True
        if words[0].key == "bill" and self.evidence.near(BILLS, start):
            return True
        if told_of(evidence, words, first, last):
            return True
        if of_group(evidence, words) or among_areas(evidence, words):
            return True
        text = evidence.text
        if _TRANSLATED.match(text, end) and not words[0].kind.first:
            return True
        quoted = len(words) == 1 and text[start - 1 : start] in {'"', "'"} and _QUOTED_WORD.match(text, end)
        if quoted and self.evidence.near(_WORDS_OF_LANGUAGE, start) and not evidence.before(first):
            return True
        if self._of_the_thing(first, last) or self._shop(words, first, last):
            return True
        return self._title_of_thing(words, end)

    def _of_the_thing(self, first: int, last: int) -> bool:
        """Whether a thing is called so: `the Archie project`."""
        evidence = self.evidence
        if not evidence.article(first) or last >= len(evidence.words):
            return False
        after = evidence.words[last]
        if evidence.gap(last - 1, last) != " ":
            return False
        if after.capital:
            plain = after.kind.ordinary and not after.kind.named and not after.caps
            return plain and not evidence.title(after.start)
        return after.key in _OF_NAMES

    def _shop(self, words: list[Word], first: int, last: int) -> bool:
        """Whether it is a charity or a shop: `Tommy's and Bliss offer leaflets`, `a Nando's voucher`."""
        evidence, end = self.evidence, words[-1].end
        if words[-1].key in _SHOPS and evidence.text.startswith("'s", end):
            return not evidence.after(last)
        fresh = evidence.afresh(words[0].start) or evidence.text[max(0, words[0].start - 5) : words[0].start] == " and "
        return len(words) == 1 and fresh and bool(_SHOP.match(evidence.text, end))

    def of_bodies(self, words: list[Word]) -> bool:
        """Whether the sentence speaks of organisations, products, books: unknown words name such."""
        return self.evidence.near(_BODIES, words[0].start)

    def cited(self, first: int, last: int) -> bool:
        """Whether it is an author, with a year, after a model, or with an opinion."""
        words, text = self.evidence.words, self.evidence.text
        start, end = words[first].start, words[last - 1].end
        if _CITED.match(text, end) or _AUTHORS.search(text, max(0, start - 80), start):
            return True
        return text[max(0, start - 3) : start].lower() == "as " and bool(_ARGUES.match(text, end))

    def so_called(self, word: Word, first: int) -> bool:
        """Whether the word before it says what thing it is: `theatre company Loudmouth`."""
        before = self.evidence.words[first - 1] if first else None
        told = before is not None and before.key in THINGS and self.evidence.gap(first - 1, first) == " "
        return told and not word.kind.strong

    def of_title(self, word: Word, first: int) -> bool:
        """Whether it ends a title: `Ripples of Hope`."""
        words = self.evidence.words[max(0, first - 2) : first]
        return word.kind.ordinary and len(words) > 1 and words[1].key in {"of", "for", "to"} and words[0].capital

    def _title_of_thing(self, words: list[Word], end: int) -> bool:
        text = self.evidence.text
        if len(words) == 1 and _AND_BODY.match(text, end) and self.evidence.afresh(words[0].start):
            return True
        if self.evidence.title(words[0].start) and not self.of_bodies(words):
            return False
        if _OWNED.search(text, max(0, words[0].start - 24), words[0].start) and words[0].kind.ordinary:
            return True
        if _POSSESSED.match(text, end):
            return not _PEOPLE_OWN.match(text, end)
        start = words[0].start
        pair = _PAIR.match(text, end) or (text[max(0, start - 5) : start] == " and " and _IS_A.match(text, end))
        return bool(pair) or (bool(_AND_THE.match(text, end)) and self.of_bodies(words))

    def _spelt(self, words: list[Word]) -> bool:
        if not all(word.key in _ALPHABET for word in words):
            return False
        start = words[0].start
        if self.evidence.near(_SPELT, start):
            return True
        sentence = self.evidence.reading.around(start, start + 1)
        return sum(word.lower() in _ALPHABET for word in _WORD.findall(sentence)) >= ENOUGH_SPELT

    def _slang(self, words: list[Word], first: int, last: int) -> bool:
        if len(words) > 1:
            return False
        evidence = self.evidence
        if _DRUG_IN_BRACKETS.match(evidence.text, words[0].end):
            return True
        return self.evidence.near(_SLANG, words[0].start) and not (evidence.before(first) or evidence.personal(last))

    def _inquirer(self, words: list[Word], first: int, last: int) -> bool:
        if len(words) > 1:
            return False
        of_law = words[0].key in _THEORISTS or (
            words[0].key in _OF_LAW and self.evidence.near(_CONSENT, words[0].start)
        )
        if not of_law and not (words[0].key in _INQUIRERS and self.evidence.near(_REFORM, words[0].start)):
            return False
        return not (self.evidence.before(first) or self.evidence.personal(last))
