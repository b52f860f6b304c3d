"""A board or partnership named together with the year of an event."""

import re
from collections.abc import Iterator

from kb.identity.findings import Hit
from kb.identity.normalising import Reading
from kb.identity.rules.named import CAPITAL

_NAME = rf"(?:{CAPITAL},?(?: (?:and|&|of|upon|with|the)){{0,2}} ){{1,7}}"
_BOARD = re.compile(
    rf"(?<![\w'&-]){_NAME}(?:(?:Local|Regional|Area|Multi-Agency|Joint) )*"
    r"(?:Safeguarding (?:Children(?:'s)?|Child|Children and Adults?|Adults?|Adults and Children"
    r"|Children and Young People's)? ?(?:Partnership|Board|Panel|Committee|Executive)"
    r"|Child Protection (?:Committee|Partnership|Board)|Public Protection (?:Committee|Partnership)"
    r"|Area Child Protection Committee"
    r"|(?:LSCB|LSCP|SCB|SCP|SCPB|SAB|CSP|ACPC|RSB|CPC|CYSAB|LSP|SCPP|CSCP|SBNI|CYPSP)(?:'s)?(?: (?:panel|board"
    r"|executive))?)(?!\w)"
    r"|(?<![\w'&-])SBNI(?:'s)?(?: panel)?(?!\w)"
    rf"|(?<![\w'&-])(?:[Ll]ocal )?[Ss]afeguarding (?:[Cc]hildren(?:'s)? |[Aa]dults )?(?:[Pp]artnership|[Bb]oard) "
    rf"(?:in|of|for|covering)"
    rf" {CAPITAL}(?: (?:and |& )?{CAPITAL}){{0,3}}"
)
_NO_NAME = re.compile(r"(?:Local|Regional|Area) [\w' ]{0,20}(?:Board|Partnership|Committee|LSCB|SCP)")
"""What all boards are called."""
_YEAR = re.compile(r"(?<![\w/.-])(?:(?:19[89]|20[0-3])\d(?:[/-]\d{2})?)(?![\w/-]|\.\d)")
_NOT_OF_EVENT = re.compile(
    r"(?:\b(?:publish\w*|launch\w*|adopt\w*|Working Together(?: to Safeguard Children)?|Act|Order|Regulations"
    r"|Guidance|guidance|version|edition|updated?|revised|since|from|until|established|set up|replaced|became"
    r"|formed|introduced"
    r"|approved|annual report|strategy|plan|policy|procedures?|audit|conference|©|copyright|accessed|last opened"
    r"|reviewed by|review due|ISBN|training|survey|toolkit|briefing|report|Report|programme|evaluation|framework"
    r"|webinar|leaflet"
    r"|piloted|pilot|rolled out|trained|created|developed|produced|issued|wrote|written|dated|published in|merged"
    r"|Journal|for)\b[^.;]{0,24}|[(\[]\s?(?:c\. )?)$"
)
_EVENT = re.compile(
    r"\b(?:died|death|deaths|dies|killed|murder\w*|manslaughter|homicide|suicide|stabb\w+|shaken|poison\w+|injur\w+"
    r"|assault\w*|abuse[ds]? of|drown\w+|fire|incident|events?|case review|SCR|LCSPR|CSPR|rapid review"
    r"|practice review|serious case|neglect of"
    r"|baby|infant|toddler|child [A-Z]\b|teenager|boy|girl|young person|case of|notified|told of|looked (?:at|into)"
    r"|reviewed|reported on|commission\w*|sibling|brother|sister|overdose|strangl\w+|exploitation of|removed|born"
    r"|non-accidental|head injury|this case|the case|case that|considered"
    r"|(?:was|were|been|being|got) (?:\w+ly )?(?:starved|beaten|hit|hurt|harmed|attacked|raped|tortured|burned|burnt"
    r"|scalded|neglected|abused|ill-treated|locked|trafficked|groomed|strangled|hanged|choked|suffocated|bitten"
    r"|thrown|run over"
    r"|found (?:dead|hurt|alone))"
    r"|(?:starved|collapsed|went missing|disappeared) in|(?:subject|focus) of an? (?:[\w-]+ ){0,3}review)\b",
    re.I,
)
_WHAT = (
    r"(?:case|death|deaths|review|incident|events?|injur(?:y|ies)|murder|killing|stabbing|homicide|fire|poisoning"
    r"|drowning"
    r"|suicide|assaults?|abuse|attack|shooting|overdose|tragedy|SCR|LCSPR|CSPR|baby|infant|child|boy|girl|teenager"
    r"|siblings)"
)
_YEAR_THEN_EVENT = re.compile(rf" (?:(?!annual)[\w-]+ ){{0,2}}?{_WHAT}\b", re.I)
_EVENT_THEN_YEAR = re.compile(
    rf"\b{_WHAT}(?: (?:that|which|it|they|he|she|(?-i:[A-Z])[\w'-]*|[\w-]+ed|held|heard|took|was|were|had|been|looked"
    rf"|at|into|up"
    rf"|carried out|of an? \w+)){{0,8}}? (?:in|of|from|during|dated|since)(?: the)?(?: (?:summer|winter|spring|autumn"
    rf"|year))?"
    rf"(?: of)? $",
    re.I,
)
_BESIDE = re.compile(r"(?:'s)? ?(?:\(|, | - |: |\| ?|/ ?)?(?:c\. )?$")
_CITED = re.compile(r"\)?[.:,]? (?:[\"'*_]|(?!(?:Child|Baby|Family|Sibling|Adult)\b)[A-Z])|\)? ?(?:edition|version)")
_DOCUMENT = re.compile(
    r"\b(?:annual|adopted|launched|toolkit|template|leaflet|procedures|strategy|conference|training|trained|policy"
    r"|newsletter|website|piloted|guidance|framework|protocol|business plan|threshold|arrangements|priorities"
    r"|established"
    r"|set up|replaced|formed|published)\b",
    re.I,
)
_REVIEW = re.compile(
    r"(?:'s)? (?:serious case|rapid|child safeguarding practice|case|practice|learning|significant case)? ?reviews?\b"
)
_MADE = re.compile(
    r"\b(?:adopted|published|launched|publishes|toolkit|template|leaflet|procedures|annual report|strategy"
    r"|conference|training|trained|policy|newsletter|website|piloted)\b",
    re.I,
)
_OF_LAW = re.compile(
    r"\b(?:Act|Together|Guidance|annual|version|edition) \(?$"
    r"|\b(?:regulations|rules|orders?|acts?|laws?|legislation|statutes?|powers|directions|circular) (?:of|from"
    r"|made in"
    r"|passed in|dated) $",
    re.I,
)
"""The year is that of a law or a work."""


def boards_and_years(reading: Reading) -> Iterator[Hit]:
    """A board and a year of an event in one sentence."""
    for match in _BOARD.finditer(reading.text):
        sentence = reading.sentence_at(match.start())
        lead = re.match(
            r"(?:(?:The|A|An|In|When|After|By|From|At|And|But|As|While|Because|If|Both|Following) )+", match.group()
        )
        start = match.start() + (lead.end() if lead else 0)
        if _NO_NAME.fullmatch(reading.text, start, match.end()):
            continue
        event = _is_event(sentence.text[:2000])
        years = [
            (sentence.start + year.start(), sentence.start + year.end())
            for year in _YEAR.finditer(sentence.text[:2000])
            if _is_beside(sentence.text, year, match.end() - sentence.start)
            or _says_event(sentence.text, year)
            or (event and _of_event(sentence.text, year))
        ]
        years = [(first, last) for first, last in years if last <= start or first >= match.end()]
        if years:
            first, last = min(years, key=lambda year: abs(year[0] - start))
            tail = _REVIEW.match(reading.text, match.end())
            yield Hit("board-and-year", min(start, first), max(tail.end() if tail else match.end(), last))


def _is_beside(sentence: str, year: re.Match[str], end: int) -> bool:
    """Whether the year stands right behind the board, and no title behind it, as in a list of references."""
    between = sentence[end : year.start()]
    if year.start() < end or len(between) > 6 or not _BESIDE.fullmatch(between):
        return False
    return not (_CITED.match(sentence, year.end()) or _DOCUMENT.search(sentence))


def _says_event(sentence: str, year: re.Match[str]) -> bool:
    """Whether the words right before or after the year say what happened in it."""
    before = sentence[max(0, year.start() - 90) : year.start()]
    if _OF_LAW.search(before):
        return False
    if _YEAR_THEN_EVENT.match(sentence, year.end()):
        return not re.search(r"\b(?:published|launched|adopted)(?: (?:its|the|a|an|our|in|their))? $", before)
    return _EVENT_THEN_YEAR.search(before) is not None and not re.search(r"\b(?:publish|launch|adopt)\w*", before)


def _of_event(sentence: str, year: re.Match[str]) -> bool:
    before = sentence[max(0, year.start() - 60) : year.start()]
    if re.search(r"\($", before):
        return re.match(r"\)", sentence[year.end() :]) is not None and not re.search(
            r"\b(?:Act|Order|Together|edition|report|guidance|framework|strategy) \($", before, re.I
        )
    return (_NOT_OF_EVENT.search(before) is None and _OF_LAW.search(before) is None) or re.search(
        r"\b(?:case|practice|rapid|safeguarding) reviews? (?:in|from|of)(?: the)?(?: summer| winter| spring"
        r"| autumn)?(?: of)? $",
        before,
    ) is not None


def _is_event(sentence: str) -> bool:
    return _EVENT.search(sentence) is not None and not (
        _MADE.search(sentence) and not re.search(r"\b(?:died|death|killed|was born|injur\w+)\b", sentence, re.I)
    )
