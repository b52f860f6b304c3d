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
_FIRST_PERSON = re.compile(
    r"\b(?:I|I'm|I'd|I've|I'll|me|my|[Ww]e|[Ww]e're|us|[Mm]y|[Mm]ummy|[Mm]um"
    r"|[Mm]am|[Dd]addy|[Dd]ad|[Nn]obody|[Nn]o one)\b"
)
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
_PUT_LIKE_THIS = re.compile(
    r"\b(?:put it|said it|told it|described it|explained it|told us|told me|was|is|went|goes|remember(?:ed)?) (?:like"
    r" this|this"
    r"|this way|in this way|as follows|simply|so)[:,]? ?$"
    r"|(?:view|verdict|notebook|opinion|account|description)(?: of (?:the )?[\w' ]{2,20})?: ?$"
    r"|\b(?:calls?|called|labels?|labelled|describe[sd]) (?:the|this|that|his|her) (?:mother|father|mum|dad|parents?"
    r"|family|child"
    r"|girl|boy|baby|carer|couple|grand\w+)(?: as)? $"
    r"|\b(?:he|she|they|mother|father|mum|dad|boy|girl|child)(?: (?!(?:should|must|can|could|may|would|will"
    r"|to)\b)[\w']+,?){0,4}"
    r" (?:said|answered|replied|whispered|muttered|shouted)[,:]? $|\b(?:up|on|read|saw|past|missed) the (?:line|entry"
    r"|note"
    r"|message|comment|remark) $"
    r"|\b(?:his|her|their|the \w+'s|\w+'s) (?:only |first |one )?(?:answer|reply|response|comment|explanation|excuse)"
    r"(?: to (?:the |a )?[\w ]{2,24})?(?: was| is|:)(?: only| simply)?:? ?$",
    re.I,
)
_DOCUMENT_SAYS = re.compile(
    r"\b(?:minutes|notes|logs?|files?|chronolog(?:y|ies)|entr(?:y|ies)|papers|records?|letters?|diar(?:y|ies)"
    r"|summar(?:y|ies)"
    r"|referrals?|e-?mails?|texts?|messages?|cards?|drawings?)(?: (?:of|for|from|about|to|in|at) (?:the |that |a |his"
    r" |her |this )?"
    r"[\w'-]+(?: [\w'-]+){0,2})?(?: (?:she|he|they) (?:sent|wrote))? (?:only |just |simply |again |then |never )?"
    r"(?:records?|recorded|says?|said|reads?|notes?|noted|states?|stated|has|had|have|holds?|shows?|showed"
    r"|contain(?:s|ed)?)"
    r"(?: (?:only|just|no more than|simply|nothing but))?:? ?$",
    re.I,
)
_OF_SOMEBODY_AFTER = re.compile(
    r"(?:,? (?:was|is|were|had been)(?: (?:all|only|always|how|what|often|once|also|then|simply|just))*(?: the"
    r" (?:only )?"
    r"(?:word|words|phrase|explanation|answer|reply|account|story|verdict|description|view|line|label|comment|reason"
    r"|excuse"
    r"|entry|note|refrain|response|message))?)?(?: (?:that|which|is|was|who))*(?: (?:[\w'-]+ ){0,5}?(?:used|gave"
    r"|given|offered"
    r"|told|described|accepted|believed|taken|repeated|answered|written|wrote|recorded|noted|said|entered|put down"
    r"|scrawled"
    r"|typed|copied|heard))\b(?P<rest>[^.;\n]{0,90})",
    re.I,
)
_OF_CASE = re.compile(
    r"\b(?:(?:the|a|her|his|their|this|one|two|three|four|several|both|every) (?:[\w-]+ ){0,2}?(?:mother|father|mum"
    r"|dad|girl|boy"
    r"|child|baby|family|parents?|schools|workers|agencies|nurses?|GP|clinicians|doctors|neighbours?|grandmother"
    r"|grandfather"
    r"|teacher|social worker|health visitor|midwife|police|referral|visit|handover|records?|notes)|everyone|everybody"
    r"|him|her"
    r"|she|he|for (?:a|two|three) (?:years?|months)|GP)\b",
    re.I,
)
_MOTTO = re.compile(
    r"\b(?:terms?|motto|themes?|titles?|headings?|surveys?|conference|campaign|boards?|practitioners|partnership"
    r"|briefing|should"
    r"|tests?|standards?|films?|reports|families for|most|year at|the court|services described)\b",
    re.I,
)
_CORRECTS = re.compile(r"\bfor \"[^\"]{1,60}\"(?:,| please)? (?:read|substitute|put) $|\bshould read $", re.I)
"""One word of a paper instead of another."""
_TO_FILL_IN = re.compile(r"(?:…|\.\.\.|_{3,})\s*$")
_ABOUT_WORDS = re.compile(
    r"[,.]? (?:(?:should|must|can|could|may) (?:be )?(?:read|replaced?|avoided|used|said|written|kept|dropped)"
    r"|instead of"
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
    if _CORRECTS.search(lead) or _INSTRUCTS.search(lead):
        return False
    if not _in_title_case(parts) and _is_told(lead, words, following):
        return True
    if (
        len(parts) < 2
        or _TITLE.search(lead)
        or _in_title_case(parts)
        or (words.endswith("?") and not _PERSON.search(lead + following))
    ):
        return False
    if _TO_FILL_IN.search(words) or _ABOUT_WORDS.match(following) or _ASKS_MANY.search(lead):
        return False
    if re.search(r"\b[Ii]n (?:his|her|their|the \w+'s) (?:own )?words,? ?$", lead):
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


def _is_told(lead: str, words: str, following: str) -> bool:
    """Whether words around say whose they were: a document's, somebody's of the case, those used of somebody."""
    if _PUT_LIKE_THIS.search(lead):
        return len(words.split()) > 1 or words[:1].islower()
    if _DOCUMENT_SAYS.search(lead):
        return len(words.split()) > 1
    after = _OF_SOMEBODY_AFTER.match(following)
    if after is None or re.search(r"\w", lead[-3:]) or _MOTTO.search(following):
        return False
    return _OF_CASE.search(following) is not None


def _in_title_case(parts: list[str]) -> bool:
    telling = [part for part in parts if part.lower() not in _STOPS and part[0].isalpha()]
    return len(telling) >= 2 and all(part[0].isupper() for part in telling)
