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
    r"|(?:LSCB|LSCP|SCB|SCP|SCPB|SAB|CSP|ACPC|RSB|CPC|CYSAB|LSP|SCPP|CSCP)(?:'s)?)(?!\w)"
)
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
    r"|non-accidental|head injury)\b",
    re.I,
)
_MADE = re.compile(
    r"\b(?:adopted|published|launched|publishes|toolkit|template|leaflet|procedures|annual report|strategy"
    r"|conference|training|trained|policy|newsletter|website|piloted)\b",
    re.I,
)


def boards_and_years(reading: Reading) -> Iterator[Hit]:
    """A board and a year of an event in one sentence."""
    for match in _BOARD.finditer(reading.text):
        sentence = reading.sentence_at(match.start())
        years = [
            (sentence.start + year.start(), sentence.start + year.end())
            for year in _YEAR.finditer(sentence.text)
            if _of_event(sentence.text, year)
        ]
        start = match.start() + (
            len(match.group()) - len(re.sub(r"^(?:(?:The|A|An|In|When|After|By|From|At|And|But) )+", "", match.group()))
        )
        years = [(first, last) for first, last in years if last <= start or first >= match.end()]
        if not years or not _is_event(sentence.text):
            continue
        first, last = min(years, key=lambda year: abs(year[0] - start))
        yield Hit("board-and-year", min(start, first), max(match.end(), last))


def _of_event(sentence: str, year: re.Match[str]) -> bool:
    before = sentence[max(0, year.start() - 60) : year.start()]
    if re.search(r"\($", before):
        return re.match(r"\)", sentence[year.end() :]) is not None and not re.search(
            r"\b(?:Act|Order|Together|edition|report|guidance|framework|strategy) \($", before, re.I
        )
    return (
        _NOT_OF_EVENT.search(before) is None
        or re.search(
            r"\b(?:case|practice|rapid|safeguarding) reviews? (?:in|from|of)(?: the)?(?: summer| winter| spring"
            r"| autumn)?(?: of)? $",
            before,
        )
        is not None
    )


def _is_event(sentence: str) -> bool:
    return _EVENT.search(sentence) is not None and not (
        _MADE.search(sentence) and not re.search(r"\b(?:died|death|killed|was born|injur\w+)\b", sentence, re.I)
    )
