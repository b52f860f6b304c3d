"""Words quoted from records, from a child or a parent; not terms, titles and questions to ask."""

import re
from collections.abc import Iterator

from kb.identity.findings import Hit
from kb.identity.normalising import Reading

_DOUBLE = re.compile(r'"(?P<words>[^"\n]{2,400})"')
_SINGLE = re.compile(r"(?<![\w'])'(?P<words>(?:[^'\n]|(?<=\w)'(?=\w)){2,400})'(?!\w)")
_BLOCK = re.compile(r"(?:^|\n)> ?(?P<words>[^\n]{10,400})")
_SAID = re.compile(
    r"\b(?:wrote|written|writes|noted|notes|noting|recorded|recording|records?|logged|log|entry|entries|entered"
    r"|read|reads|reading|said|says|saying|told|tells"
    r"|answered|replied|reply|stated|states|stating|remarked|commented|comment|described|describing|explained|added"
    r"|recalled|remembered|whispered|shouted|screamed|texted|text"
    r"|texts|messaged|messages?|posted|typed|emailed|scribbled|quoted|quote|quotes|in (?:his|her|their|its"
    r"|the child's) (?:own )?words|as (?:he|she|they|one) put it|put it|disclosed|reported"
    r"|case notes?|note|notes|diary|letter|referral|chronology|statement|transcript|voicemail|asked|admitted"
    r"|claimed|insisted|shared|spoke|called (?:him|her|it|them)|concluded|minutes?"
    r"|drew|summed|summarised|complained|protested|confided|mentioned|observed|assessed as|seen as|presented as"
    r"|file|form|handover|declared|heard|warned|begged|pleaded|announced|sms|whatsapp)\b",
    re.I,
)
_PERSON = re.compile(
    r"\b(?:child|boy|girl|mother|mum|mam|father|dad|sibling|brother|sister|teenager|he|she|they|parent|carer"
    r"|grand(?:mother|father|ma|pa|ad|parent)|granny|gran|nana?|aunt|auntie|uncle|cousin|friend|foster carer"
    r"|midwife|health visitor"
    r"|social worker|officer|teacher|nurse|doctor|paramedic|gp|school|police|practitioner|worker|reviewer|entry"
    r"|letter|summary|referral|chronology|email|e-mail|text|message|card|form|minutes|statement|diary|post|caption"
    r"|drawing"
    r"|record|note|log|professional|young person|family|partner"
    r"|neighbour|caller|manager|consultant|paediatrician|baby)s?\b",
    re.I,
)
_FIRST_PERSON = re.compile(r"\b(?:I|I'm|I'd|I've|I'll|me|my|we|we're|us|mummy|mum|mam|daddy|dad|nobody|no one)\b")
_TITLE = re.compile(
    r"\b(?:report|paper|briefing|toolkit|podcast|film|book|lesson|entitled|titled|chapter|article|leaflet|poster"
    r"|course|programme|campaign|video|guide|review|section|heading|headed|page"
    r"|webinar|session|workshop|series|module|document|guidance|publication|slide|title|tool|model|form|box|column"
    r"|field|tab|policy|poem|song|project|exhibition|play)s?(?: is| was)?(?: called| named)?,?:? ?\(?$",
    re.I,
)
_TERM = re.compile(
    r"\b(?:terms?|phrases?|words?|word|label|labels|labelled|so-called|known as|code|codes|concept|idea|notion"
    r"|expression|write|writes not|use|using|uses|say|saying|ask|asks|asking|asked for|try|record|meaning|means"
    r"|rather than"
    r"|instead of|not just|not only|test|question|rule of|principle|principle of|approach|called|ticked|option"
    r"|category|click|choose|think|questions like|such as|like|prompt|e\.g\.|eg|for example|never|consider|heading"
    r"|replace"
    r"|avoid|under|the|a|an|of|and|or|as|by|about|between|to|on|with|from|for|their|its)[:,]? ?\(?$",
    re.I,
)
_DESCRIBED = re.compile(
    r"\b(?:notes?|records?|logs?|entr(?:y|ies)|letters?|statements?|minutes) (?:describes?|described|sums? up|summed "
    r"up) [^.;]{1,40} as ?$|"
    r"\b(?:(?:was|were|had been|been|being|him|her|them|this|it) (?:\w+ly |often |once |only |also )*)?(?:described"
    r"|recorded|noted"
    r"|summed up|coded|logged|presented|reported|dismissed|referred to|written (?:off|up|down)|entered|assessed)"
    r"(?: (?!(?:should|can)\b)[\w']+){0,6} (?:as|that)(?: (?:being|having|an?|the))? ?$",
    re.I,
)
"""Somebody used these words of somebody in the case."""
_TO_FILL_IN = re.compile(r"(?:…|\.\.\.|_{3,})\s*$")
_ABOUT_WORDS = re.compile(
    r"[,.]? (?:(?:should|must|can|could|may) (?:be )?(?:replaced?|avoided|used|said|written|kept|dropped)|instead of"
    r"|rather than"
    r"|in [A-Z]\w+,? means"
    r"|is (?:an? |not |no |easy|better|often|used|the )|are (?:words|terms|phrases)|means|was (?:not )?(?:used as a "
    r"term|coined))"
)
"""Behind words that are spoken about, not quoted."""
_ASKS_MANY = re.compile(
    r"\b(?:questions?|asked (?:all|every|\d+|the same)|finish the sentence|complete the sentence|prompts?)\b", re.I
)
_INSTRUCTS = re.compile(
    r"(?:^|[.:;\n*|-] ?|\d\. |\b(?:should|must|can|to|and|could|please|always|you|staff|workers|then|practitioners"
    r"|let's|instead|not|better to|or) )"
    r"(?:ask|say|write|record|use|try|test|read|agree|start|begin|end|add|check|note|tell|explain|avoid|replace"
    r"|describe|answer|put|think|name|call|print|discuss|choose|look|include|remember|give|send)\b",
    re.I,
)
_STOPS = frozenset("a an and the of for to in on at by with or from is it not be as".split())


def quotations(reading: Reading) -> Iterator[Hit]:
    """Quoted words of somebody in the case."""
    last = -1
    for pattern in (_BLOCK, _DOUBLE, _SINGLE):
        for match in pattern.finditer(reading.text):
            if pattern is _BLOCK:
                if _is_own_voice(match["words"]):
                    last = max(last, match.end())
                    yield Hit("quotation", match.start("words"), match.end("words"))
            elif _is_quotation(reading, match):
                yield Hit("quotation", match.start(), match.end())


def _is_own_voice(words: str) -> bool:
    return _FIRST_PERSON.search(words) is not None and len(words.split()) >= 3


def _is_quotation(reading: Reading, match: re.Match[str]) -> bool:
    words = match["words"].strip()
    parts = words.split()
    sentence = reading.sentence_at(match.start())
    lead = reading.text[max(sentence.start, match.start() - 160, 0) : match.start()]
    following = reading.text[match.end() : match.end() + 90].split("\n")[0]
    if (
        len(parts) < 2
        or _TITLE.search(lead)
        or _in_title_case(parts)
        or (words.endswith("?") and not _PERSON.search(lead + following))
    ):
        return False
    if _INSTRUCTS.search(lead) or _TO_FILL_IN.search(words) or _ABOUT_WORDS.match(following) or _ASKS_MANY.search(lead):
        return False
    if re.search(r"\b[Ii]n (?:his|her|their|the \w+'s) own words,? ?$", lead):
        return True
    if _DESCRIBED.search(lead) and not re.search(r"\b(?:are|is|may be|can be|be) (?:\w+ ){0,2}$", lead[:-1]):
        return not re.search(r"\b(?:are|can be|may be|is often|are often) (?:described|recorded|referred)\b", lead)
    said_before = _SAID.search(lead) is not None
    said_after = re.match(r",? ?(?:[^.;\"]{0,40})", following) is not None and _SAID.search(following[:60]) is not None
    field = re.search(r"(?:^|\n|[-*|] ?|\| )[^\"'|\n]{2,40}(?::|\|) ?$", lead) is not None
    voiced = _FIRST_PERSON.search(words) is not None
    if field:
        return _PERSON.search(lead) is not None or _SAID.search(lead) is not None
    if _TERM.search(lead) and len(parts) <= 4 and not voiced:
        return False
    person = _PERSON.search(lead) is not None or _PERSON.search(following) is not None
    if said_before or said_after:
        return person or voiced
    return voiced and len(parts) >= 4 and person and not _TERM.search(lead)


def _in_title_case(parts: list[str]) -> bool:
    telling = [part for part in parts if part.lower() not in _STOPS and part[0].isalpha()]
    return len(telling) >= 2 and all(part[0].isupper() for part in telling)
