"""News items about a case that are cited in words: a paper, a station or a programme, and what it reported."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kb.identity.normalising import Reading, Token
from kb.identity.rules.news_signals import AFTER_HYPHEN, HYPHENED, SIGNALS, WITHOUT_CAPITAL
from kb.identity.rules.news_words import (
    BARE,
    DID,
    EVENT,
    GENERIC,
    IN_GENERAL,
    LEARNING,
    NATIONAL,
    NOUN,
    PASSES,
    STATION,
    SURE_LAST,
    WEAK_LAST,
    WHICH,
)
from kb.identity.rules.signals import near_tokens

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Ion|Chwef|Maw|Ebr|Mai|Meh|Gorff|Awst|Medi|Hyd|Tach|Rhag)"
_DATE = (
    rf"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{{0,6}},?\s+)?(?:\d{{1,2}}(?:st|nd|rd"
    rf"|th)?\s+(?:of\s+)?{_MONTH}[a-z]{{0,6}}\.?"
    rf"(?:,?\s+'?\d{{2,4}})?|{_MONTH}[a-z]{{0,6}}\.?\s+(?:\d{{1,2}}(?:st|nd|rd|th)?,?\s+)?(?:19|20)\d\d"
    r"|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|(?:19|20)\d\d(?:-\d\d-\d\d)?)"
)
_PAGE = r"(?:pp?\.?|pages?)\s*\d{1,3}(?:\s?-\s?\d{1,3})?"
_QUOTE = (
    r"(?:\"[^\"\n]{8,140}\"|(?<!\w)'[^'\n]{8,140}'(?!\w)|\*{1,2}[^*\n]{8,140}\*{1,2}|_[^_\n]{8,140}_"
    r"|\[[^\]\n]{8,140}\])"
)
_NAMES = r"(?!The\s)(?:[A-Z][\w'-]+\.?\s+(?:(?:and|&|on|upon|of)\s+(?:the\s+)?)?){1,4}?"
_NO_PAPER = (
    r"(?!\s+(?:Office|Room|Service|Group|Board|Hub|Team|Link|of\s+Concern|Trust|Centre|Scheme|ad\s+Litem|House|School"
    r"|Primary"
    r"|Court|Close|Road|Street|Ward|Unit|Project|Foundation|[Ss]heets?|[Ff]orms?|[Bb]ooks?|[Cc]harts?|entr(?:y|ies)"
    r"|keeping"
    r"|bestsell\w+|Code|Charter|[Oo]fficers?|[Cc]onferences?|[Rr]eleases?|[Ss]tatements?)\b)"
)
_OUTLET = re.compile(
    rf"(?<![\w-])(?:(?P<sure>(?:[A-Z][\w'-]+\s+)?{NATIONAL}|{_NAMES}{SURE_LAST}\b)|(?P<station>{STATION})"
    rf"|(?P<weak>{_NAMES}{WEAK_LAST}|(?<=[Tt]he\s){BARE}))(?![\w-])(?!\s+(?:&|and)\s+(?:Star|Journal|Echo|Mail|Post"
    rf"|Times"
    rf"|Advertiser|Gazette|Chronicle|Mercury|Express|Herald)\b){_NO_PAPER}"
)
_NO_TITLE = re.compile(
    r"\b(?:Medical|Nursing|Law|Psych\w*|Social|Health|British|Paediatric\w*|Education\w*|Pharm\w*|Community"
    r"|Local\s+Government"
    r"|London\s+Gazette|University|Safeguarding|Foster\w*|Family|Partnership|Board|Practice|Learning|Police|Staff"
    r"|Members?"
    r"|Newsletter|International|European|Academic|American|Probation|Prison|Case|Care|Good|Policy\s+Press|Jessica"
    r"|Midwi\w+"
    r"|Schools?|Youth|Child|Children's|Royal|Special|Journal\s+of|Blood|Crime|Criminal|Facebook|YouTube"
    r"|Instagram|WhatsApp|National\s+(?:Star|Express)"
    r"|Court"
    r"|Parents?|Mental|World\s+Health|Young|Working|Early|Front|Best|Every|Childhood|Nature|Science|Public|Summary"
    r"|Daily\s+Record"
    r"(?=\s+[Ss]heet)|Hansard|Economist|TES|Nursery|Teaching|Housing|Professional|Inside|Digital|Digest|New)\b"
)
_AUX = r"(?:\s+(?:had|has|have|also|later|then|first|even|already|both|all|duly|was|were|since|only|again))"
_AFTER_VERB = re.compile(rf"(?:'s\s+\w+)?\)?{_AUX}{{0,3}}\s+{DID}\b")
_AFTER_NOUN = re.compile(rf"(?:'s)?\s+(?:[a-z-]+\s+){{0,2}}?{NOUN}\b", re.IGNORECASE)
_AFTER_DATE = re.compile(
    rf"(?:\s(?:online|website|app|\(online\)))?[\s,(\[;:-]{{1,3}}(?:(?:of|on|dated|from|published)\s+)?(?:{_DATE}"
    rf"(?:[\s,(]{{1,3}}{_PAGE})?|{_PAGE})\)?|\s?\(online\)"
)
_AFTER_QUOTE = re.compile(rf"[\s,:(\[-]{{1,3}}(?:{DID}\s+)?{_QUOTE}")
_BEFORE_QUOTE = re.compile(
    rf"{_QUOTE}[\s,.(\[;:*-]{{1,4}}(?:(?:in|on|from|by)\s+)?(?:[Tt]he\s+)?$"
    rf"|{_QUOTE}[^\".\n]{{0,60}}[,(]\s?$"
)
_BEFORE_NOUN = re.compile(
    rf"(?<![\w-])(?:(?:an?|the|this|that|one|its|some"
    rf"|any)\s+)?(?:[\w-]+\s+)??{NOUN}(?:\s+{_QUOTE})?(?:\s+[\w-]+){{0,2}}?"
    r"\s?\(?(?:\s?(?:in|on|from|by|of|with|for|via|carried\s+by|published\s+by))?\s?(?:[Tt]he\s+)?$",
    re.IGNORECASE,
)
_BEFORE_VERB = re.compile(
    r"(?<![\w-])(?:told|tells|telling|(?:spoke|speaking|talked|talking|complained|sold)(?:\s+\w+){0,3}?\s+to"
    r"|according\s+to"
    r"|(?:interviewed|named|quoted|identified|pictured|photographed|contacted|approached|reported|printed|published"
    r"|featured"
    r"|appeared|carried|covered|criticised|described|splashed|shown|seen|broadcast|aired|learn(?:ed|t)|heard|read"
    r"|found\s+out"
    r"|quoting|citing|cited|(?:live[\s-]?)?blogged|posted)(?:\s+[\w']+){0,4}?\s+(?:in|by|on|from|to|with|across"
    r"|through|via)"
    r"|source:?|media:|press:|news:|see(?:\s+also)?:?|cf\.?|from:|rang|e-?mailed|phoned|read)\s+\(?(?:[Tt]he\s+)?$",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"(?:cutting|clipping|source|media|press|news|coverage|link|headlines?|article|reported|\()[\s:]{1,3}$", re.I
)
_TAIL = re.compile(
    rf"(?:\s(?:online|website|app))?(?:\sthe\s(?:next|same|following)\s(?:day|week|morning))?"
    rf"(?:[\s,(\[;:-]{{1,3}}(?:(?:of|on|dated|from|published)\s+)?{_DATE})?"
    rf"(?:[\s,(]{{1,3}}{_PAGE})?\)?(?:(?:[\s,:]{{1,3}}|\s(?:[\w-]+\s){{0,3}}(?:headed|headlined|titled|entitled"
    rf"|called"
    rf"|read)\s){_QUOTE})?"
)
_GOES_ON = re.compile(
    r"(?:\s+(?!(?:that|which|who|whose|how|when|while|and|but|as|because|so|until|or)\b)[\w'-]+){0,6}"
)
_IS_CASE = re.compile(
    rf"\b{EVENT}\b(?!\s+(?:hubs?|centres?|support|services?|homes?|groups?|links?|workers?|learning|rooms?"
    rf"|days?|board)\b)",
    re.IGNORECASE,
)
_PASSING = re.compile(rf"\b{PASSES}\b", re.IGNORECASE)
_IN_GENERAL = re.compile(rf"\b{IN_GENERAL}\b")
_OF_MANY = re.compile(r"\b(?:deaths|cases|families|children|trials|inquests|crimes?|murders|hubs?)\b", re.IGNORECASE)
_OF_SERVICES = re.compile(
    r"\b(?:hubs?|new\s+(?:service|scheme|centre|team|unit)|fundrais\w+|shortage|opening\s+of|recruit\w*|volunteers?)\b",
    re.IGNORECASE,
)
_DEFINITE = re.compile(r"\b(?:the|his|her|their|this|these|both|two|named)\b", re.IGNORECASE)
_ON_LEARNING = re.compile(rf"\b{LEARNING}\b", re.IGNORECASE)
_AMBIGUOUS = re.compile(r"(?:Guardian|Reporter|Standard|Record|Review|Online|World|Press|Today|Live|Radio|Target)$")
_IN_IT = re.compile(r"\bin\s+(?:[Tt]he\s+)?$")
_HEADLINE = re.compile(r"(?<![^(\n:.!?])\s?(?=[A-Z\"'])[^(\n:]{12,130}(?:[,(]|\s-)\s?$")
_OF_PAPER = re.compile(r"(?:'s)?\s(?:newspaper|article|story|headline|journalist|website|front)")
_WITHOUT_TITLE = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<![\w-])(?<!social\s)(?:(?:the|a|an|one|all|both)\s+)?(?:{WHICH}\s+){{0,2}}{GENERIC}{_AUX}{{0,3}}\s+"
        rf"(?:{DID})\b(?P<rest>(?:\s+(?!(?:that|which|who|how|when|and|but|as)\b)[\w'-]+){{0,6}})",
        rf"(?<![\w-])(?<!social\s)(?:(?:the|an?|one|some|several|many|these"
        rf"|those)\s+)?(?:{WHICH}\s+){{0,2}}(?:newspaper|paper|press"
        rf"|media|news|TV|television|radio|tabloid|broadcast"
        rf"|online)(?:'s)?\s+(?:news\s+)?{NOUN}(?:\s+(?:at\s+the\s+time|of|on"
        r"|about|into|after|following|from|dated|showing|naming|quoting|under|with|in\s+which|that|had|has|also|which"
        r"|there"
        r"|then|from\s+the\s+time)){0,3}\s+(?P<rest>[^.;\n]{0,60})",
        rf"(?<![\w-])(?:an?|the|one|this|two|several)\s+(?:[\w-]+\s+){{0,2}}?(?:documentar(?:y|ies)|podcasts?|(?:TV"
        rf"|television"
        r"|radio|true[\s-]crime|news)\s+(?:film|programme|episode|series|show|drama|feature)s?"
        r"|true[\s-]crime\s+\w+)\s+"
        rf"(?:\w+\s+)??(?:about|on|into|covering|naming|telling|of|following)\s+(?:the|his|her|their|this)\s+"
        rf"(?:[\w'-]+\s+){{0,2}}?{EVENT}\b",
        rf"\b(?:headlines?|headlined|front[\s-]page(?:\s+\w+)?|(?:news)?paper|tabloid|red-?top|cuttings?|clippings?"
        rf"|the\s+papers?"
        rf"|local\s+press|news\s+(?:item|story|report)|strapline)\b[^.\n\"]{{0,50}}?{_QUOTE}",
        rf"(?<![\w-])(?:YouTube|Facebook|TikTok|Twitter|online|viral|mobile\s+phone|phone)\s+(?:clips?|videos?"
        rf"|footage"
        rf"|posts?"
        rf"|pages?|threads?|live\s?streams?)\s+(?:of|about|from|showing|on)\s+(?:the|his|her"
        rf"|their)\s+(?:\w+\s+){{0,2}}{EVENT}\b",
        r"(?<![\w-])(?:the\s+)?(?-i:(?:[A-Z][\w'-]+\s+){1,4})(?:ran|carried|printed|splashed|published"
        r"|led\s+on)\s+(?:the|an?|its"
        r"|his|her|their)\s+(?:[\w-]+\s+){0,2}?(?:story|stories|article|photographs?|photos?|pictures?|interview"
        r"|headline|account)\b",
        rf"(?<![\w-])(?:headlines?|front[\s-]pages?)\s+(?:of|about|on"
        rf"|in)\s+(?:the\s+)?(?:{WHICH}\s+)?(?:(?:news)?papers?|day"
        rf"|press|{EVENT})\b",
        rf"(?<![\w-])(?:the|his|her|their|this)\s+(?:[\w'-]+\s+)?(?:{EVENT}|story)\s+(?:\w+\s+){{0,3}}?(?:reported"
        rf"|covered"
        rf"|featured|carried|shown|broadcast|made|hit|reached|all\s+over|splashed\s+across)\s+(?:(?:in|by"
        rf"|on)\s+)?(?:the\s+)?"
        rf"(?:{WHICH}\s+)?(?:(?:news)?papers?|press|news|media|TV|television|radio|headlines|front\s+pages?"
        rf"|tabloids)\b",
    )
)
_PLAINLY_TOLD = re.compile(
    rf"\b(?:named|identif\w+|printed|pictured|photographed|showed|shows|quoted|splashed|dubbed|filmed"
    rf"|(?:ran|carried|led\s+with)\s+(?:the|an?|his|her|their)|front\s+page)\b|{_DATE}|{_QUOTE}",
    re.IGNORECASE,
)
BEFORE, AFTER = 200, 260
"""Characters around such a word that are read."""
NEAR = 40
"""Characters after a citation in which it says what was reported."""


def citations(reading: Reading) -> Iterator[tuple[int, int]]:
    """Where news is cited in words."""
    for first, last in _near_signals(reading):
        for match in _OUTLET.finditer(reading.text, first, last):
            if span := _cited(reading, match):
                yield span
        for pattern in _WITHOUT_TITLE:
            for match in pattern.finditer(reading.text, first, last):
                if _is_told(reading, match):
                    yield match.span()


def _near_signals(reading: Reading) -> list[tuple[int, int]]:
    """The stretches of a text in which news may be cited."""
    text = reading.text

    def wanted(token: Token) -> bool:
        if token.key == "front" and text[token.end + 1 : token.end + 5].lower() != "page":
            return False
        if token.key == "4":
            return text[max(0, token.start - 7) : token.start].endswith(("hannel ", "hannel", "ile on "))
        if token.key in AFTER_HYPHEN:
            return (
                text[token.start - 1 : token.start] in ("-", " ")
                and text[token.start - 5 : token.start - 1].lower() in HYPHENED
            )
        return token.key in WITHOUT_CAPITAL or not text[token.start].islower()

    return near_tokens(reading.tokens_among(SIGNALS), wanted, BEFORE, AFTER, len(text))


def _cited(reading: Reading, outlet: re.Match[str]) -> tuple[int, int] | None:
    """From the words that introduce a title to those that tell what it brought, if it is cited."""
    if _NO_TITLE.search(reading.text[outlet.start() : outlet.end() + 4]):
        return None
    words = _Words.around(reading, outlet)
    if not words.cite(reading, outlet):
        return None
    return words.start, words.end(reading.text, outlet.end())


@dataclass(frozen=True, slots=True)
class _Words:
    """What stands right before and right after a title."""

    start: int
    """Where the words that introduce it begin."""
    quoted: bool
    """The words before are a headline, or name an item."""
    introduced: bool
    did: re.Match[str] | None
    of_it: re.Match[str] | None
    dated: re.Match[str] | None
    clip: bool

    @classmethod
    def around(cls, reading: Reading, outlet: re.Match[str]) -> "_Words":
        """Read them; words that are more often a guardian or a record need clearer ones."""
        text = reading.text
        first = max(0, outlet.start() - 170)
        before = text[first : outlet.start()]
        noun, told, label = _BEFORE_NOUN.search(before), _BEFORE_VERB.search(before), _LABELLED.search(before)
        quoted = _BEFORE_QUOTE.search(before) or _headline(reading, before, outlet)
        did, of_it = _AFTER_VERB.match(text, outlet.end()), _AFTER_NOUN.match(text, outlet.end())
        if outlet["weak"] and _AMBIGUOUS.search(outlet["weak"]):
            if not _IN_IT.search(before):
                told = noun = label = None
            did, of_it = None, of_it if _OF_PAPER.match(text, outlet.end()) else None
        begins = next((each.start() for each in (quoted, noun, told) if each), len(before))
        dated = _AFTER_DATE.match(text, outlet.end()) or _AFTER_QUOTE.match(text, outlet.end())
        introduced = bool(noun or told or (label and outlet["weak"]))
        return cls(first + begins, bool(quoted), introduced, did, of_it, dated, bool(noun and did))

    def cite(self, reading: Reading, outlet: re.Match[str]) -> bool:
        """Whether they make a citation of the title."""
        sentence = reading.around(*outlet.span())
        about_case = bool(_IS_CASE.search(sentence))
        passing = bool(_PASSING.search(sentence)) or (not about_case and bool(_ON_LEARNING.search(sentence)))
        spoken_of = self.introduced or bool(self.did or self.of_it)
        if outlet["station"]:
            return self.quoted or (not passing and (self.clip or (about_case and (spoken_of or bool(self.dated)))))
        return self.quoted or bool(self.dated) or (not passing and (spoken_of or bool(outlet["sure"])))

    def end(self, text: str, at: int) -> int:
        """Where the words end that tell what it brought."""
        end = next((each.end() for each in (self.did, self.of_it, self.dated) if each), at)
        if (self.did or self.of_it) and (going_on := _GOES_ON.match(text, end)):
            end = going_on.end()
        tail = _TAIL.match(text, end)
        return tail.end() if tail else end


def _headline(reading: Reading, before: str, outlet: re.Match[str]) -> re.Match[str] | None:
    """A headline without quotation marks, before the title of the paper."""
    within = before[-(outlet.start() - reading.sentence_at(outlet.start()).start) :]
    found = _HEADLINE.search(before, len(before) - len(within)) if within else None
    return found if found and _IS_CASE.search(found.group()) else None


def _is_told(reading: Reading, match: re.Match[str]) -> bool:
    if "rest" not in match.re.groupindex:
        return True
    around = reading.around(*match.span())
    if _PASSING.search(around) or _IN_GENERAL.search(around):
        return False
    if _OF_SERVICES.search(reading.text, match.start(), _end(reading, match)):
        return False
    if _OF_MANY.search(match["rest"]) and not _DEFINITE.search(match["rest"]):
        return False
    return bool(
        _PLAINLY_TOLD.search(match.group()) or _IS_CASE.search(reading.text, match.start("rest"), _end(reading, match))
    )


def _end(reading: Reading, match: re.Match[str]) -> int:
    return min(match.end() + NEAR, max(match.end(), reading.sentence_at(match.start()).end))
