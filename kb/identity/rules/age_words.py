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
    rf"(?P<years>{_NUMBER}|a)[\s-]*(?:years?|yrs?|y)(?:[\s-]+old)?(?:[\s,-]+(?:and\s+)?"
    rf"|(?<=y))(?:(?P<extra>{_NUMBER})[\s-]*(?:months?|mths?|mos?|m)"
    rf"(?P<rest>,?\s+(?:and\s+)?{_NUMBER}\s+(?:weeks?|days?))?"
    rf"|(?P<also>(?<=and ){_NUMBER}\s+(?:weeks?|days?)(?!\s+(?:later|before|after|ago|earlier|on)\b)))"
    rf"|{_LIST}(?P<months>{_NUMBER}){_HALF}[\s-]*(?:months?|mths?|mnths?|mos?"
    rf"|m/o)(?:,?\s+(?:and\s+)?{_NUMBER}\s+(?:weeks?|days?))?"
    rf"|{_LIST}(?P<weeks>{_NUMBER}){_HALF}[\s-]*(?:weeks?|wks?|w/o)(?:,?\s+(?:and\s+)?{_NUMBER}\s+days?)?"
    rf"|{_LIST}(?P<days>{_NUMBER}){_HALF}[\s-]*(?:days?|hours?)"
    rf"|(?P<figure>\d{{1,3}})/(?P<short>52|12|7)(?!/|\d)"
    rf")(?![^\W_])(?!-(?!old\b))",
    re.IGNORECASE,
)
OLD = re.compile(r"[\s-]+old(?P<many>s)?(?![^\W_])", re.IGNORECASE)
OF_AGE = re.compile(r"\s+of\s+age\b", re.IGNORECASE)
_PERSON = (
    r"(?:bab(?:y|ies)|infants?|child(?:ren)?|boys?|girls?|toddlers?|newborns?|neonate|siblings?|brothers?|sisters?"
    r"|sons?|daughters?|twins?"
    r"|triplets?|nephew|niece|cousin|grandson|granddaughter|grandchild|half-\w+|step-?\w+|male|female|son|lad|patient"
    r"|little\s+\w+|premature|foster"
    r"|child's|baby's|infant's|boy's|girl's)"
)
NOUN_OF_PERSON = re.compile(
    rf"[\s,]+(?:(?!(?:was|is|and|who|with|had|in|of|the)\b)\w+\s+)?{_PERSON}(?![^\W_])", re.IGNORECASE
)
_THING = (
    r"(?:bruis\w*|injur\w*|fractur\w*|burns?|marks?|scars?|wounds?|bleed\w*|h(?:a)?ematoma\w*|lesions?|plans?|cases?"
    r"|assessments?|records?|reports?|referrals?|data"
    r"|information|entr(?:y|ies)|notes?|programmes?|projects?|polic(?:y|ies)|pilots?|services?|teams?|partnerships?"
    r"|relationships?|actions?|versions?|concerns?|dispute"
    r"|milk|food|nappy|clothes|orders?|photos?|pictures?|messages?|e-?mails?|letters?|forms?|chronolog\w+|risk\s+\w+"
    r"|system|scheme|recommendations?|decision|tenancy|dog|puppy|kitten)"
)
OLD_THING_AFTER = re.compile(rf"[\s,]+(?:[\w-]+\s+)?{_THING}(?![^\W_])", re.IGNORECASE)
OLD_THING_BEFORE = re.compile(
    rf"(?<![^\W_]){_THING}(?:(?!\b(?:he|she|they|baby|child|infant|boy|girl|twins?)\b)[^.;|]){{0,28}}$", re.IGNORECASE
)
BAND_BEFORE = re.compile(
    r"(?:\b(?:under|over|below|above|up\s+to|less\s+than|more\s+than|younger\s+than|older\s+than|within"
    r"|from\s+birth\s+to|between|at\s+least|at\s+most|every|before)"
    r"(?:\s+(?:the\s+)?age\s+of)?(?:\s+\w+\s+and)?|\d\s*(?:-|to)|\b(?:zero|one|two|three|four|six|eight|ten|twelve"
    r"|birth)\s+(?:to|or)|\bfirst|\blast|\bpast|\bnext"
    r"|\bfor|\bafter|\bin|\bgap\s+of|\bgestation\s+of|\bsome)\s*$",
    re.IGNORECASE,
)
GENERAL = re.compile(
    r"\b(?:all\s+(?:children|babies|infants)|every\s+(?:child|baby|infant)|each\s+(?:child|baby|infant)"
    r"|any\s+(?:child|baby)|babies|infants\s+(?:are|who|should)"
    r"|children\s+(?:are|who|should)|should|gestation|book(?:ed|ing)|antenatal|unborn|pregnan\w+|course|pilot|after\s+launch"
    r"|follow-?up\s+at|audit|contacts?\s+(?:at|is|are))\b",
    re.IGNORECASE,
)
"""A sentence with these is about all children, or about no child."""
ROUTINE = re.compile(
    r"\b(?:checks?|immunisations?|vaccin\w+|milestones?|universal|mandated|takes?\s+place|developmental\s+reviews?)\b",
    re.IGNORECASE,
)
"""What is done with all children at an age; of one child only if it is told as past or missed."""
TOLD = re.compile(
    r"\b(?:was|were|had|did\s+not|not\s+(?:brought|done|given|seen)|missed|never|DNA|WNB|no\s+(?:contact|reply|entry)"
    r"|overdue|late)\b",
    re.IGNORECASE,
)
_SUBJECT = (
    r"(?:he|she|they|his|her|their|(?:the|this|mother's|mum's|our)\s+(?:\w+\s+)?(?:baby|child|infant|boy|girl|toddler"
    r"|twins?|brother|sister|son|daughter"
    r"|sibling|family|mother)|(?:child|baby|infant)\s+[A-Z]\d?|mum|mother|father|dad)"
)
_WHO = (
    r"(?:he|she|they|who|it|(?:the|this|his|her|their|mother's|mum's|both|a|one|[A-Z]\w+'s)\s+(?:\w+\s+)?(?:bab(?:y"
    r"|ies)|child(?:ren)?|infants?|boys?|girls?"
    r"|toddlers?|twins?|triplets|siblings?|brothers?|sisters?|sons?|daughters?|newborn|neonate|nephew|niece|grand\w+)"
    r"|(?:child|baby|infant|sibling|twin|boy|girl)\s+[A-Z]\d?|(?:bab(?:y|ies)|infant|child|twins))"
)
_ONLY = (
    r"(?:\s+(?:just|only|about|around|barely|not\s+yet|nearly|almost|then|still|now|exactly|approximately|over"
    r"|under|aged|at\s+the\s+time|probably|already))*"
)
_HAPPENED = (
    r"(?:seen|found|noted|noticed|admitted|readmitted|presented|presents|attended|weighed|died|dies|death|injur(?:ed"
    r"|ies|y)|fractur\w+|bruis\w+|diagnosed|removed"
    r"|placed|discharged|born|brought|taken|collaps\w+|shaken|hospital\w*|examined|x-?rayed|scanned|referred|reported"
    r"|identified|home|crawl\w*|rolling|sat|sitting"
    r"|walk\w*|moved|rehoused|adopted|fostered|accommodated|seizures?|given|due|done|stopped|started|first|second"
    r"|contact|visit(?:ed)?|review|weight|fell|dropped)"
)
STATED_BEFORE = re.compile(
    rf"(?:\baged?(?:\s+(?:only|just|about|around|approximately|at\s+(?:death|incident|injury|the\s+time)|was|is))*"
    rf"|\bthe\s+(?:tender\s+)?age\s+of"
    rf"|\bage(?:d)?(?:\s+(?:at|of|when)[^.;:|]{{0,30}})?\s*[:=|-]"
    rf"|\b(?:child|baby|infant|boy|girl|toddler|sibling|brother|sister|son|daughter|twin)(?:\s+(?:[A-Z]\d?|\d))?\s*"
    rf"(?:[:|(,-]|\bof|\bat|\bwas)\s*(?:just\s+|only\s+|then\s+|now\s+)?"
    rf"|\b{_WHO},?\s+(?:was|is|were|are|turned|(?:had\s+)?(?:reached|turned)|had\s+been){_ONLY}"
    rf"|,\s+(?:then|now|at\s+that\s+time)"
    rf"|\b(?:was|when|from|by|until|since)\s+(?:just|only|barely)|\bdied\s+at|\bborn\s+at\s+0)\s*$",
    re.IGNORECASE,
)
"""What says that an age follows."""
EVENT_BEFORE = re.compile(
    rf"\b{_HAPPENED}(?:\s+(?!at\b)[\w'/]+){{0,6}}?\s+(?:at|@|when|by|aged)(?:\s+(?:just|only|about|around))?\s*$",
    re.IGNORECASE,
)
"""What happened to somebody at an age, or in a project after a time."""
ONE_CHILD = re.compile(
    r"\b(?:he|she|his|her|him|baby|infant|child\s+[A-Z]|the\s+(?:child|boy|girl|toddler|twins?)|injur\w+|fractur\w+"
    r"|bruis\w+|immunisations?|vaccin\w+"
    r"|not\s+brought|weigh\w+|seizures?|born|died|developmental|new\s+birth)\b",
    re.IGNORECASE,
)
AT_EVENT = re.compile(
    r",?\s+at\s+(?:the\s+)?(?:time\s+of\s+(?:(?:the|his|her|their)\s+)?)?(?:incident|injury|death|admission|removal"
    r"|assault|event|birth\s+of)\b",
    re.IGNORECASE,
)
STATED_AFTER = re.compile(rf",?\s+(?:\w+\s+)?{_SUBJECT}\b", re.IGNORECASE)
LIVED = re.compile(
    rf"\b(?:{_WHO}(?:'d)?\s+(?:had\s+)?(?:only\s+)?(?:lived|survived|alive)|(?:lived|survived)\s+for\s+(?:just"
    rf"|only))\s*(?:for\s*)?(?:just\s*|only\s*|about\s*)?$",
    re.IGNORECASE,
)
"""How long a child lived is how old it was."""
LIVED_ELSEWHERE = re.compile(r"\s+(?:in|at|with|there|here|on|under|next|as|together|alone|apart)\b", re.IGNORECASE)
LASTED = re.compile(
    r"[\s-]+(?:in\s+(?!which|january|february|march|april|may\b|june|july|august|september|october|november|december)"
    r"|into|late\b|early\b|overdue|behind|ahead|away|ago\b|later\b"
    r"|without|pregnant|post-?\w+|clean\b|sober|off\b|past\b|older|younger|apart|premature|prem\b|gestation|before"
    r"|after\b|on\s+(?:remand|bail|the\s+(?:ward|unit|run|list)|a\b)|long\b"
    r"|of\s+(?!age)|short\s+of|from\s+(?:the|her|his)|between)\b",
    re.IGNORECASE,
)
"""After these a stretch of time is meant."""
DAY_OF_LIFE = re.compile(
    rf"(?<![^\W_])(?:(?:on|at|by|since)\s+)?(?:the\s+)?(?:day\s+{_NUMBER}|(?:first|second|third|fourth|fifth|sixth"
    rf"|seventh|eighth|ninth|tenth|\d{{1,2}}(?:st|nd|rd|th))\s+day)"
    r"\s+of\s+(?:life|his\s+life|her\s+life)(?![^\W_])|(?<![^\W_])DOL\s?\d{1,2}(?![^\W_])"
    r"|(?<![^\W_])\d{1,2}\s?w(?:k|ks)?\s?(?:\+\s?\d(?:\s?d)?|\d\s?d)(?![^\W_])|(?<![^\W_])\d{1,2}\+\d(?=\s?(?:/40"
    r"|weeks|wks))"
    r"|(?<=[Aa]ged )\d{1,2}\s?[dw](?![^\W_])|(?<=[Oo]n |[Aa]t |[Bb]y )d(?:ay\s)?\d{1,2}(?=[,.;)\s])(?!\sof\s)",
    re.IGNORECASE,
)


def months_of(match: re.Match[str]) -> int:
    """How many whole months an age is."""
    if match["years"]:
        return _value(match["years"]) * 12 + _value(match["extra"] or "0")
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
