"""How ages in days, weeks and months are written, and the words around them that tell an age from a duration."""

import re

from kb.identity.rules.date_words import VALUES

_WORDS = sorted((word for word in VALUES if word != "oh"), key=len, reverse=True)
_NUMBER = (
    rf"(?:\d{{1,3}}(?:\.5|\s?½|\s?1/2)?|(?:a|one|two)\s+hundred(?:\s+and\s+(?:{'|'.join(_WORDS)}))?"
    rf"|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[\s-](?:one|two|three|four|five|six|seven|eight|nine)"
    rf"|(?:{'|'.join(_WORDS)}))"
)
_HALF = r"(?:\s+and\s+a\s+half)?"
_LIST = rf"(?:(?:{_NUMBER},\s*)?{_NUMBER}\s+and\s+)?"
AGE = re.compile(
    rf"(?<![^\W_])(?<!\d[.,/:-])(?<![£$])(?:"
    rf"(?P<years>{_NUMBER}|a)[\s-]*(?:years?|yrs?|y)(?:[\s-]+old)?(?:[\s,-]+(?:and\s+)?|(?<=y))(?P<extra>{_NUMBER})[\s-]*(?:months?|mths?|mos?|m)"
    rf"|{_LIST}(?P<months>{_NUMBER}){_HALF}[\s-]*(?:months?|mths?|mnths?|mos?|m/o)(?:,?\s+(?:and\s+)?{_NUMBER}\s+(?:weeks?|days?))?"
    rf"|{_LIST}(?P<weeks>{_NUMBER}){_HALF}[\s-]*(?:weeks?|wks?|w/o)(?:,?\s+(?:and\s+)?{_NUMBER}\s+days?)?"
    rf"|{_LIST}(?P<days>{_NUMBER}){_HALF}[\s-]*(?:days?|hours?)"
    rf"|(?P<figure>\d{{1,3}})/(?P<short>52|12|7)(?!/|\d)"
    rf")(?![^\W_])(?!-(?!old\b))",
    re.IGNORECASE,
)
OLD = re.compile(r"[\s-]+old(?P<many>s)?(?![^\W_])", re.IGNORECASE)
OF_AGE = re.compile(r"\s+of\s+age\b", re.IGNORECASE)
_PERSON = (
    r"(?:bab(?:y|ies)|infants?|child(?:ren)?|boys?|girls?|toddlers?|newborns?|neonate|siblings?|brothers?|sisters?|sons?|daughters?|twins?"
    r"|triplets?|nephew|niece|cousin|grandson|granddaughter|grandchild|half-\w+|step-?\w+|male|female|son|lad|patient|little\s+\w+|premature|foster"
    r"|child's|baby's|infant's|boy's|girl's)"
)
NOUN_OF_PERSON = re.compile(
    rf"[\s,]+(?:(?!(?:was|is|and|who|with|had|in|of|the)\b)\w+\s+)?{_PERSON}(?![^\W_])", re.IGNORECASE
)
_THING = (
    r"(?:bruis\w*|injur\w*|fractur\w*|burns?|marks?|scars?|wounds?|bleed\w*|h(?:a)?ematoma\w*|lesions?|plans?|cases?|assessments?|records?|reports?|referrals?|data"
    r"|information|entr(?:y|ies)|notes?|programmes?|projects?|polic(?:y|ies)|pilots?|services?|teams?|partnerships?|relationships?|actions?|versions?|concerns?|dispute"
    r"|milk|food|nappy|clothes|orders?|photos?|pictures?|messages?|e-?mails?|letters?|forms?|chronolog\w+|risk\s+\w+|system|scheme|recommendations?|decision|tenancy|dog|puppy|kitten)"
)
OLD_THING_AFTER = re.compile(rf"[\s,]+(?:[\w-]+\s+)?{_THING}(?![^\W_])", re.IGNORECASE)
OLD_THING_BEFORE = re.compile(rf"(?<![^\W_]){_THING}[^.;|]{{0,28}}$", re.IGNORECASE)
BAND_BEFORE = re.compile(
    r"(?:\b(?:under|over|below|above|up\s+to|less\s+than|more\s+than|younger\s+than|older\s+than|within|from\s+birth\s+to|between|at\s+least|at\s+most|every|before)"
    r"(?:\s+(?:the\s+)?age\s+of)?(?:\s+\w+\s+and)?|\d\s*(?:-|to)|\b(?:zero|one|two|three|four|six|eight|ten|twelve|birth)\s+(?:to|or)|\bfirst|\blast|\bpast|\bnext"
    r"|\bfor|\bafter|\bin|\bgap\s+of|\bgestation\s+of|\bsome)\s*$",
    re.IGNORECASE,
)
GENERAL = re.compile(
    r"\b(?:checks?|immunisations?|vaccin\w+|milestones?|all\s+(?:children|babies|infants)|every\s+(?:child|baby|infant)|each\s+(?:child|baby|infant)|any\s+(?:child|baby)"
    r"|babies|infants\s+(?:are|who|should)|children\s+(?:are|who|should)|should|gestation|book(?:ed|ing)|antenatal|pregnan\w+|universal|mandated|contacts?\s+(?:at|is|are)|takes?\s+place"
    r"|course|pilot|after\s+launch|follow-?up\s+at|audit)\b",
    re.IGNORECASE,
)
_SUBJECT = (
    r"(?:he|she|they|his|her|their|the\s+(?:baby|child|infant|boy|girl|toddler|twins?"
    r"|sibling|family|mother)|(?:child|baby|infant)\s+[A-Z]\d?|mum|mother|father|dad)"
)
STATED_BEFORE = re.compile(
    r"(?:\baged?(?:\s+(?:only|just|about|around|approximately|at\s+(?:death|incident|injury|the\s+time)|was|is))*|\bthe\s+(?:tender\s+)?age\s+of"
    r"|\bage(?:d)?(?:\s+(?:at|of|when)[^.;:|]{0,30})?\s*[:=|]"
    r"|\b(?:child|baby|infant|boy|girl|toddler|sibling|brother|sister|son|daughter|twin)(?:\s+[A-Z]\d?)?\s*(?:[:|(,]|\bof|\bat|\bwas|\b-)\s*(?:just\s+|only\s+|then\s+|now\s+)?"
    r"|\b(?:he|she|who|(?:child|baby|infant)\s+[A-Z]|the\s+(?:baby|child|boy|girl|infant|toddler))\s+(?:was|is|were|turned|reached)(?:\s+(?:just|only|about|around|barely|not\s+yet|nearly|almost|then|still))*"
    r"|\b(?:was|when|from|by|until|since)\s+(?:just|only|barely)|\bdied\s+at|\bborn\s+at\s+0)\s*$",
    re.IGNORECASE,
)
STATED_AFTER = re.compile(rf",?\s+(?:\w+\s+)?{_SUBJECT}\b", re.IGNORECASE)


def months_of(match: re.Match[str]) -> int:
    """How many whole months an age is."""
    if match["years"]:
        return _value(match["years"]) * 12 + _value(match["extra"])
    if match["short"]:
        number = int(match["figure"])
        return {"12": number, "52": number * 12 // 52, "7": number // 30}[match["short"]]
    if match["months"]:
        return _value(match["months"])
    return _value(match["weeks"]) * 12 // 52 if match["weeks"] else _value(match["days"]) // 30


def _value(number: str) -> int:
    if figures := re.match(r"\d+", number):
        return int(figures.group())
    words = re.split(r"[\s-]+", number.lower())
    hundreds = 100 * VALUES.get(words[0], 1) if "hundred" in words else 0
    rest = words[words.index("hundred") + 1 :] if hundreds else words
    return hundreds + (sum(VALUES.get(word, 0) for word in rest) or (0 if hundreds else 1))
