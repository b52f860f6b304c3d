"""Order and ages of siblings, and what parents do for a living."""

import re
from collections.abc import Iterator

from kb.identity.findings import Hit
from kb.identity.normalising import Reading
from kb.identity.phrases import Found

_NUM = r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2})"
_ORDER = (
    r"(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|\d{1,2}(?:st|nd|rd|th))"
    r"(?:[ -](?:youngest|eldest|oldest|born))?"
)
_RANK = (
    rf"(?:{_ORDER}|first(?:-born)?|eldest|oldest|youngest|middle(?: one| child)?|last(?:-born)?|elder|younger|older)"
)
_KIDS = (
    r"(?:children|kids|bairns|siblings?|(?:half|step|foster)?-?(?:brother|sister|sibling)s?|girls|boys|sons|daughters"
    r"|maternal siblings|paternal siblings)"
)
_ONE = r"(?:(?:half|step)?-?(?:brother|sister|sibling)|son|daughter|boy|girl)s?"
_AGE = (
    r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
    r"|sixteen|seventeen)"
)
_AGES = rf"{_AGE}(?:, {_AGE}){{0,6}},? (?:and|&) {_AGE}\b|{_AGE}(?:[,/] ?{_AGE}){{1,6}}\b"
_OLDER = (
    r"(?:older|younger|elder|little|big|surviving|other|full|much older|previous|half|maternal|paternal|adult|small)"
)
SIBLINGS = re.compile(
    rf"(?<![\w-])(?:"
    rf"(?:an? )?(?:(?:non-?identical|identical|fraternal|surviving|conjoined) )?(?:twins?|twinned|triplets?"
    rf"|quadruplets?|quads)"
    rf"(?: (?:brother|sister|boy|girl|son|daughter|sibling|baby|babies)s?)?(?![\w-])"
    rf"(?! (?:track|town|bed|room|goal|aim|challenge|risk|focus|pressure|approach|pillar|role|task|duty|duties"
    rf"|issue|danger|trust)s?\b)"
    rf"|(?:the )?{_RANK} (?:child |one |born |son |daughter |girl |boy |sibling )?of (?:(?:her|his|their|the|mum's"
    rf"|mother's) )?"
    rf"{_NUM}\b"
    rf"(?: (?:young |surviving )?(?:{_KIDS})|(?= *(?:[,.;:)|\n]|$))|(?= (?:and|who|was|is|were|with|she|he|in a"
    rf"|born|but|at|from|when|to)\b))"
    rf"|one of {_NUM} (?:(?:{_OLDER}) )?(?:siblings|brothers|sisters|children born)\b"
    rf"|{_NUM} (?:{_OLDER}[ -]){{1,2}}{_KIDS}\b(?:,? (?:\(?aged? )?(?:{_AGES})\)?)?"
    rf"|(?:{_NUM} )?{_KIDS},? (?:\()?(?:who (?:are|were) )?(?:aged? |then )?(?:{_AGES})\)?(?! (?:years ago|per cent"
    rf"|%|of them))"
    rf"|{_ONE},? (?:\()?(?:aged )?\d{{1,2}}\)?(?:,? (?:and )?(?:an? )?{_ONE},? (?:\()?(?:aged )?\d{{1,2}}\b\)?){{1,6}}"
    rf"|(?:older|younger|elder) {_ONE},? \(?aged {_AGE}\b\)?"
    rf"|(?:between )?(?:an?|his|her|their|the) {_ONE} (?:who (?:is|was) )?(?:{_AGE}|a|eighteen) (?:years?|months?) "
    rf"(?:older|younger|his senior|her senior|his junior|her junior)(?: and (?:an? )?{_ONE} (?:{_AGE}|a) (?:years?"
    rf"|months?) (?:older|younger))?"
    rf"|(?:her|his|their|mother's|mum's|couple's|expecting an?|expecting|pregnant with (?:her|a)|birth of (?:a"
    rf"|the)) {_ORDER}"
    rf" (?:baby|child|son|daughter|pregnancy|live birth)\b"
    rf"|(?:born|only) (?:{_AGE}|a) (?:months?|years?|minutes?) (?:apart|(?:after|before) (?:his|her"
    rf"|their) (?:older |younger |eldest )?{_ONE})"
    rf"|(?:his|her|their) (?:brothers?|sisters?|siblings?) (?:is|was|are|were) (?:aged )?(?:{_AGES}"
    rf"|{_AGE}(?= (?:at the time|when)))"
    rf")",
    re.IGNORECASE,
)
_INCLUDED = re.compile(
    r"^(?:her|his|their|mother's|mum's|couple's|expecting an?|expecting|pregnant with (?:her|a)) ", re.I
)

_PARENT = (
    r"(?:(?:step|grand|foster )?-?(?:father|mother|dad|mum|mam|mom|parents?)|daddy|mummy|ma|pa|partner|husband|wife"
    r"|boyfriend"
    r"|guardian|uncle|aunt|auntie|carers?|grandad|nan|gran|PGM|MGF|MGM|PGF)"
)
_MODIFIERS = (
    r"(?:(?:a|an|the|both|serving|former|retired|self-employed|part-time|full-time|local|trainee|qualified"
    r"|long-distance|newly"
    r"|registered|senior|night|agency|well-known|respected|busy|single|once|still|then|also|only|himself|herself"
    r"|ex-)[ ])*"
)
_LEADS = re.compile(
    rf"\b{_PARENT}(?:'s)?\b[^.;\n]{{0,60}}?(?:(?:,|\(|-) (?:an?|both|himself|herself|also|former(?:ly)?|once|then) "
    rf"|: ?|\| ?"
    rf"|\b(?:is|was|were|are|being|became|being|had been|worked|works?|working|employed|job|trained|qualified"
    rf"|training|business|post"
    rf"|income|money|living|employment|self-employed|hired|known) (?:as )?){_MODIFIERS}$",
    re.IGNORECASE,
)
_FIELD = re.compile(
    r"\b(?:occupation|employment|job|profession|employed as|works? as|worked as)(?: of \w+)?(?:: ?| ?\| ?| )an? ?$"
    r"|\b(?:occupation|profession|job): $",
    re.I,
)
_THEN_PARENT = re.compile(
    r"[ -](?:father|mother|dad|mum|mam|parents?|stepfather|stepmother|stepdad|husband)\b(?! and (?:baby|toddler"
    r"|child))",
    re.I,
)
_DOES = re.compile(
    rf"\b{_PARENT}(?: \([^)\n]{{1,20}}\))?(?: (?:who|also|still|now|then|both|himself|herself|each))? "
    rf"(?P<work>(?:drives|drove|driving) (?:an? |the )?(?:\w+ )?(?:taxi|mini-?cab|lorry|lorries|bus|buses|van|cab"
    rf"|HGV|tram|truck|trucks|coach|coaches"
    rf"|tractor|train|trains|forklift|ambulance|crane|digger)s?"
    rf"|(?:runs|ran|owns|owned|manages|managed|keeps|kept|opened) (?:an?|the|his own|her own|their own|his|her"
    rf"|their)(?: [\w'-]+){{0,4}}? "
    rf"(?:shop|store|business|restaurant|takeaway|pub|caf[eé]|salon|garage|farm|company|firm|stall|bakery|hotel"
    rf"|guest ?house|gym"
    rf"|studio|agency|stables|kennels|barber's|hairdresser's|practice|launderette|car wash|nail bar|post office"
    rf"|surgery|croft)"
    rf"|(?:works|worked|working)(?: (?:nights|shifts|days|long hours|part-time|full-time|away|abroad|offshore))?"
    rf"(?: (?:in|at|on|for) (?:an?|the|one of the)(?: [\w'-]+){{0,3}}? (?:factory|warehouse|hospital|school|shop"
    rf"|prison|abattoir|plant|mill"
    rf"|army|navy|RAF|office|kitchen|bank|airport|rigs?|railways?|docks?|supermarket|salon|bakery|restaurant|hotel"
    rf"|farm|care home"
    rf"|call centre|garage|quarry|shipyard|fish market|council|police|fire service|ambulance service|university"
    rf"|nursery|surgery"
    rf"|bookmaker's|casino|boats?|trawlers?|ferr(?:y|ies)|oil rig|building site|sites?|mines?|pits?|laundry))"
    rf"|(?:worked|works) offshore)\b",
    re.IGNORECASE,
)
_SUFFIXED = re.compile(
    rf"\b{_PARENT}(?:'s)?\b(?:[^.;\n]{{0,25}}?(?:(?:worked|works|working|employed|job|trained|qualified"
    rf"|self-employed|career|work) as|,|\bwas|\bis"
    rf"|\bwho was|\bwho is|\bhad been|\bbecame)) an? (?P<work>(?:[a-z][\w'-]* ){{0,3}}?[a-z-]*(?:smith|wright"
    rf"|keeper|driver|maker|worker"
    rf"|officer|engineer|assistant|ologist|ician|monger|cleaner|fitter|grower|dealer|operator|operative|labourer"
    rf"|steward|attendant|trader"
    rf"|manager|guard|teacher|lecturer|nurse|porter|technician|consultant|contractor|instructor|owner|fisherman"
    rf"|craftsman|tradesman"
    rf"|salesman|businessman|businesswoman|postman|repairman|foreman|soldier|sailor|pilot|breeder|trainer|player"
    rf"|performer))\b",
    re.IGNORECASE,
)
_NO_WORK = re.compile(
    r"\b(?:drug|heroin|county lines|problem|good|strong|key|foster|care leaver|home owner|risk|young"
    r"|social worker to)\b",
    re.I,
)
_LEADS_FAR = re.compile(
    rf"\b{_PARENT}(?:'s)?\b[^.;\n]{{0,60}}?(?:(?:,|\(|-|\b(?:is|was|were|be|being|became|as)) an? |employment: "
    rf"|job: |occupation: |\| ?)"
    r"(?P<more>(?:[a-z'-]+ ){1,2})$"
)
_OTHER_PERSON = re.compile(
    r"\b(?:of|with|by|to|for|from|and|or|the|whose|his|her|their|seen|told|met|known|not|victim|friend|daughter"
    r"|son|child|patient|client)\b"
)
_BY_TRADE = re.compile(
    rf"\b{_PARENT}\b(?: (?:who|also|still|then|both))? (?:is|was|had been|works as"
    rf"|worked as) (?P<work>(?:an? )?[a-z][\w'-]*(?: [a-z][\w'-]*){{0,2}}?"
    r" (?:on (?:nights|shifts|the (?:buses|railways?|ships|boats|rigs|bins|docks|trains|market))|by (?:trade"
    r"|profession)|for a living|in the (?:army|navy|RAF|merchant navy|police|prison service|fire service|forces)))\b",
    re.IGNORECASE,
)
_TOO = re.compile(r" and (?:an? )?$")


def siblings(reading: Reading) -> Iterator[Hit]:
    """Order and ages of siblings, twins."""
    for match in SIBLINGS.finditer(reading.text):
        lead = _INCLUDED.match(match.group())
        start = match.start() + (lead.end() if lead else 0)
        if not reading.found.touch(start, match.end()):
            yield Hit("sibling-pattern", start, match.end())


def occupations(reading: Reading, found: list[Found]) -> Iterator[Hit]:
    """What a parent does for a living: words of the list, and others that end like them."""
    spans: list[tuple[int, int]] = []
    for each in found:
        before = reading.text[max(0, each.start - 110) : each.start]
        if spans and 0 <= each.start - spans[-1][1] <= 8 and _TOO.search(before):
            spans[-1] = (spans[-1][0], each.end)
            continue
        far = _LEADS_FAR.search(before)
        if far and not _OTHER_PERSON.search(far["more"]):
            spans.append((each.start - len(far["more"]), each.end))
        elif _LEADS.search(before) or _FIELD.search(before) or _THEN_PARENT.match(reading.text, each.end):
            spans.append((each.start, each.end))
    for pattern in (_DOES, _SUFFIXED, _BY_TRADE):
        for match in pattern.finditer(reading.text):
            if not _NO_WORK.search(match["work"]):
                spans.append(match.span("work"))
    for start, end in spans:
        yield Hit("parent-occupation", start, end)
