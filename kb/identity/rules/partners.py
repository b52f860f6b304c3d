"""A partner described by where he or she is from."""

import re
from collections.abc import Iterator

from kb.identity.findings import Hit
from kb.identity.lists import Lists
from kb.identity.normalising import Reading
from kb.identity.rules.windows import windows

_RELATION = (
    r"(?:(?:ex-|step-?)?(?:partner|boyfriend|girlfriend|husband|wife|fianc[ée]e?|lover|father|mother|dad|mum)|man "
    r"friend|man"
    r"|woman|bloke|fella|lodger|relationship|ex)"
)
_CLOSE = (
    r"(?:(?:ex-)?(?:partner|boyfriend|girlfriend|husband|wife|fianc[ée]e?|lover)|step-?(?:father|mother|dad|mum)"
    r"|man friend)"
)
_OWNER = r"(?:(?:mother|father|mum|mam|mom|dad|parent|sister|aunt|grandmother)'s|her|his|their|[Tt]he|[Aa])"
_NEW = (
    r"(?:new|latest|current|recent|next|second|third|live-in|then|previous|former|older|younger|on-off|estranged|other)"
)
_NO_ORIGIN = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday"
    r"|Thursday|Friday|Saturday|Sunday|Christmas|Easter|Children|Police|School|CAMHS|MASH|Adult|Year|Health|Social|Mr"
    r"|Ms"
    r"|Mrs|Dr|Facebook|Snapchat|Instagram|Tinder|Mother|Father|Child|Baby|Probation|Housing|Section)"
)
_FROM_THERE = (
    rf"(?:(?:(?!(?:start|beginning|outset|plan|home|house|records?)\b)[\w-]+ "
    rf"){{0,4}}?(?!{_NO_ORIGIN}\b)(?-i:[A-Z])[\w'-]+"
    r"|abroad|overseas|another (?:country|county|city|town|part of \w+)|elsewhere|up north|down south|out of (?:area"
    r"|town)"
    r"|the (?:north|south|east|west|coast|islands|highlands|borders|continent|travelling community|same (?:village|town"
    r"|estate)|next (?:village|town))(?:(?! (?:was|is|had|who|and|moved))[\w ]){0,18})"
)
_ORIGIN = (
    rf"(?:(?:(?:is|was|comes?|came|hails?|hailed|being|moved|moving|arrived|arriving|fresh|newly|recently|just|over"
    rf"|originally"
    rf"|also|himself|herself|only) ){{0,3}}(?:from|of) {_FROM_THERE}"
    rf"|(?:who|he|she),? (?:(?:had|has|was|is|just|recently|only|also|originally|himself|herself) ){{0,3}}(?:come"
    rf"|came|comes"
    rf"|moved|arrived|born|raised|grew up|grown up|hails|hailed|travelled|from)(?: (?:over|here|down|up|to (?:the UK"
    rf"|this"
    rf" country|\w+)|back|in)){{0,2}} ?(?:(?:from|in) )?{_FROM_THERE}"
    rf"|who (?:had |has )?(?:just |recently |only )?(?:come|came|moved|arrived)(?: over)?(?: here| to the UK| to "
    rf"this country)"
    rf"|(?:was |is )?(?:born|raised) in (?-i:[A-Z])\w+"
    rf"|an? (?:[\w-]+ ){{0,3}}?(?:man|woman|national|citizen|soldier|ex-soldier|worker|driver|lad|refugee|[\w-]+er"
    rf"|[\w-]+or)"
    rf" (?:originally )?(?:from|of) {_FROM_THERE})"
)


def _patterns(lists: Lists) -> tuple[re.Pattern[str], ...]:
    listed = {*lists.part("nationalities", "small"), *lists.part("nationalities", "large")} - {"British"}
    nation = "|".join(sorted(map(re.escape, listed), key=len, reverse=True)) or "(?!)"
    origin = rf"(?:{_ORIGIN}|an? (?:[a-z-]+ )?(?-i:{nation})\b(?: (?:man|woman|national|citizen|lad|refugee|worker))?)"
    return tuple(
        re.compile(pattern, re.I)
        for pattern in (
            rf"\b(?:{_OWNER} )?(?:{_NEW} ){{1,2}}{_RELATION}(?: (?:on the scene|in (?:her|his|their) life|in the "
            rf"(?:home"
            rf"|house)))?(?: ?(?:,|\(|-|:))? ?{origin}[,)]?",
            rf"\b(?:{_OWNER} )(?:[a-z]+ )?{_CLOSE}(?: ?(?:,|\(|-|:))? ?{origin}[,)]?",
            rf"\b(?:{_OWNER} )?(?:{_NEW} )*(?-i:{nation}|[A-Z][a-z]+-born) {_CLOSE}\b",
            rf"\b(?:met|(?:was |is |been |started )?(?:seeing|dating)|going out with|(?:living|lives|lived|moved in) "
            rf"with) an? (?:[\w-]+ )"
            rf"{{0,2}}?(?:man|woman|boy|male|lad) (?:originally )?(?:from|of) {_FROM_THERE}",
            rf"\b(?:an? |the )?(?:{_NEW} )?(?:relationship|affair) with an? (?:[\w-]+ ){{0,2}}?(?:man|woman|boy|male"
            rf"|lad)"
            rf" (?:originally )?(?:from|of) {_FROM_THERE}",
        )
    )


_GENERAL = re.compile(
    r"\b(?:new partners (?:are|should|may|can)|any new partner|every new partner|ask (?:about|whether))\b", re.I
)


_ANYBODY = re.compile(
    r"\b(?:ex|partner|boyfriend|girlfriend|husband|wife|fianc\w+|lover|father|mother|dad|mum|man|woman|bloke|fella"
    r"|lodger|relationship|affair|step\w+|boy|male|lad)\b",
    re.I,
)
_CAPITAL_OR_WAY = re.compile(
    r"\b(?:from|of|who|he|she|born|raised|abroad|overseas|elsewhere)\b|-born\b|(?<=[a-z\"'(,] )[A-Z][a-z]"
)
"""What every description of where a partner is from has."""


def new_partners(reading: Reading, lists: Lists) -> Iterator[Hit]:
    """Where a partner comes from, in any order of the words."""
    last = -1
    where = tuple(windows(reading, _CAPITAL_OR_WAY, words=(_ANYBODY,)))
    found = sorted(
        match.span()
        for pattern in lists.made(_patterns)
        for start, end in where
        for match in pattern.finditer(reading.text, start, end)
    )
    for start, end in found:
        if start >= last and not _GENERAL.search(reading.around(start, end)):
            last = end
            yield Hit("new-partner", start, end)
