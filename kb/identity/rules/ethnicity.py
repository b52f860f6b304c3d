"""Ethnicity of somebody in the case, where the text is not about racism or about groups."""

import re
from collections.abc import Iterator

from kb.identity.findings import Hit
from kb.identity.lists import Lists
from kb.identity.normalising import Reading

_WORDS = (
    r"(?:(?i:white|black|mixed|dual|multi-?racial|bi-?racial|mixed[ -]race|multi-?ethnic|brown|dark-skinned"
    r"|light-skinned"
    r"|olive-skinned)|Asian|African|Caribbean|Afro-Caribbean|European|Oriental|Arab|Gypsy|Gypsies|Romany|Roma"
    r"|Travellers?"
    r"|Hispanic|Latino|Latina|Latin American|Middle Eastern|Eastern European|Western European|South Asian|East Asian"
    r"|South East Asian|Mediterranean|Romani|Showmen|Kurdish|Kashmiri|Punjabi|Bengali|Yoruba|Igbo|Sylheti|Gujarati)"
)
_AND = (
    r"British|English|Welsh|Scottish|Irish|Northern Irish|other|Other|African|Caribbean|Asian|white|black|White|Black"
    r"|race"
    r"|heritage|European|background|UK|American"
)
_PERSON = (
    r"(?:boys?|girls?|child|children|bab(?:y|ies)|infants?|toddlers?|teenagers?|teens?|youths?|young (?:person|people"
    r"|man|woman"
    r"|men|women|couple|mother|father|lad)|man|men|woman|women|mothers?|fathers?|parents?|couple|famil(?:y|ies)"
    r"|males?"
    r"|females?|carers?|foster carers?|boyfriend|girlfriend|cousins?|brothers?|sisters?|siblings?|adults?|pupils?"
    r"|students?"
    r"|partner|stepfather|stepmother|grandmother|grandfather|grandparents|neighbour|lad|lass|person|newborn|twins?"
    r"|sons?"
    r"|daughters?|mum|dad|mam|household|aunt|uncle|victim|patient|heritage|background|origin|ethnicity|descent"
    r"|parentage)"
)
_AGE = (
    r"(?:[\w-]+-year-old |[\w-]+-month-old |[\w-]+-week-old |young |older |teenage |single |unborn |newborn |baby "
    r"|male |female |working-class )*"
)
_CHILD = (
    r"(?:mother|father|mum|mam|dad|child|baby|boy|girl|stepfather|stepmother|partner|sibling|brother|sister"
    r"|[A-Z]|parents|family|couple)"
)
_GROUPS = re.compile(
    r"\b(?:disproportion\w*|racis\w*|adultif\w*|over-?represented|under-?represented|anti-racis\w*|national strategy"
    r"|ethnic(?:ity)? (?:data|groups?|minorit\w*)|global majority|intersectional\w*|stereotyp\w*|statistic\w*|per "
    r"cent|percent"
    r"|compared with|children from|communities|census|discriminat\w*|more likely|less likely|times as likely|as"
    r" likely to|groups? at risk"
    r"|education forum|slogan|(?:leaflet|film|poster|slogan|booklet|guide|video|podcast|animation|song|play"
    r"|exhibition"
    r"|website|app|toolkit|card|resource|book|story|pack)s?(?: (?:that|which|was|were|is|are|has|have|had|been|also"
    r"|all"
    r"|\w+ly)){0,3}"
    r" (?:written|made|produced|designed) (?:with|by|for)"
    r"(?! (?:an?|the|his|her|their|one|this) (?:(?!and\b)[\w-]+ ){1,4}(?:\w*mother|\w*father|\w*parent|mum|dad|mam"
    r"|aunt|uncle|boy|girl|child|baby|teenager|brother|sister|sibling|son"
    r"|daughter|couple|family|carer|partner|husband|wife|man|woman)\b)"
    r"|co-?(?:written|produced|designed))\b"
    r"|\d ?%",
    re.I,
)
_RACE = re.compile(
    r"\b(?:racis\w*|anti-racis\w*|adultif\w*|race(?<!mixed race)(?<!mixed-race)(?! relations))\b(?<!-race)", re.I
)
"""A text about these is where ethnicity matters."""


def _heritage(lists: Lists) -> str:
    """Words of ethnicity and of large nationalities, one or several together."""
    listed = sorted(
        {
            each
            for each in lists.part("nationalities", "large")
            if each[0].isupper() and each not in {"British", "English"}
        },
        key=len,
        reverse=True,
    )
    one = rf"(?:{_WORDS}|{'|'.join(map(re.escape, listed)) or '(?!)'})"
    return rf"(?:[Bb]oth )?{one}(?:(?:[ /-]|, | ?- ?)(?:and |/ ?)?(?:{_AND}|{one})(?![\w])){{0,4}}"


def _patterns(lists: Lists) -> tuple[re.Pattern[str], ...]:
    heritage = _heritage(lists)
    return (
        re.compile(
            rf"(?<![\w-])(?:(?:[Aa]n?|[Tt]he|[Tt]his|[Hh]is|[Hh]er|[Tt]heir|[Oo]ne|[Tt]wo|[Tt]hree) "
            rf"(?:(?!and\b)[a-z-]+ )?)?{heritage},? {_AGE}{_PERSON}(?![\w-])"
            r"(?! (?:practice|protection|safeguarding|death|poverty|services|measures|and family (?:court|services)"
            r"|law|welfare))"
        ),
        re.compile(
            rf"\b[Ee]thnic(?:ity| origin| group| background)(?: (?:is|was|recorded as|given as|stated as|of \w+))*"
            rf" ?(?::|\||-| )? ?(?P<what>{heritage}[\w /-]{{0,25}}?)(?=[.,;|()\n]|$)"
        ),
        re.compile(
            rf"\b(?:is|was|were|are|being|both|as|identif(?:ies|ied|ying)(?: \w+self)? as|described (?:\w+ )?as|of"
            rf"|family,|who is)"
            rf" (?:an? |also |both |a family of )?(?P<what>{heritage})"
            rf"(?= (?:and|but|who|with|in|on|at|by|or|although|heritage|origin|descent|background|ethnicity)\b|[.,;:)"
            rf"|\n]|$)"
        ),
        re.compile(rf"\b{_CHILD} ?\((?P<what>{heritage})(?:, [^)\n]{{1,20}})?\)", re.I | re.NOFLAG),
        re.compile(rf"\| ?(?P<what>{heritage}) ?(?=\||$|\n)"),
        re.compile(rf"(?:^|[-*•] |: |; |, )(?P<what>{heritage})(?=, (?:aged |male|female|boy|girl|\d))"),
    )


_LANGUAGE = re.compile(r"\b(?:languages?|speak\w*|interpret\w*|translat\w*|leaflets?|available in|versions?)\b", re.I)


_NOTHING_BY_ITSELF = frozenset({"mixed", "dual", "brown", "white", "black", "multi-ethnic", "Mixed", "Dual"})
_OF_PEOPLE = re.compile(
    r"\b(?:carers?|parents?|mother|father|family|child|children|boys?|girls?|couple|siblings) (?:is|was|were|are) "
    r"(?:all |both )?$"
)
_HERITAGE_AFTER = re.compile(r" (?:heritage|background|origin|race|ethnicity|parentage|descent)\b")


def ethnicities(reading: Reading, lists: Lists) -> Iterator[Hit]:
    """Ethnicity before a person, after one, in a field or a cell of a table."""
    if _RACE.search(reading.text):
        return
    for pattern in lists.made(_patterns):
        for match in pattern.finditer(reading.text):
            start, end = match.span("what" if "what" in pattern.groupindex else 0)
            alone = reading.text[start:end] in _NOTHING_BY_ITSELF and not _HERITAGE_AFTER.match(reading.text, end)
            if alone and not _OF_PEOPLE.search(reading.text[max(0, start - 40) : start]):
                continue
            around = reading.around(start, end)
            if not _GROUPS.search(around) and not (_LANGUAGE.search(around) and "what" in pattern.groupindex):
                yield Hit("ethnicity", start, end)
