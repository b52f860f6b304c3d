"""Hints: words that are seldom needed for a lesson."""

import re
from collections.abc import Iterator

from kb.identity.findings import Hit
from kb.identity.lists import Lists, phrases
from kb.identity.normalising import Reading

_RELATION = r"(?:partner|boyfriend|girlfriend|husband|wife|fianc[ée]e?|man friend|lover)"
_ORIGIN = (
    r"(?:(?:from|of) (?!(?:the (?:start|beginning|outset|first|time|records?|plan|assessment|home|house|police"
    r"|family)|a (?:previous|former)|work|this|that|his|her|whom|which|time)\b)(?:\w+ ){0,4}?(?:[A-Z]\w+|abroad"
    r"|overseas|another country|elsewhere|up north|down south|the (?:north|south|east|west)[\w ]{0,18})"
    r"|(?:originally|recently|just|newly) (?:arrived|come|came|from)[^.,;|]{0,30}|who (?:had |has )?(?:just "
    r"|recently |only )?(?:come|came|comes|moved|arrived|was born|grew up)(?: over| here| to the UK"
    r"| to this country)?[^.,;|]{0,30}|born in [A-Z]\w+|a (?:man|woman) from[^.,;|]{0,30})"
)
_PARTNER = re.compile(
    rf"(?:\b(?:mother|father|mum|mam|mom|dad|parent)'s )?\b(?:new|latest|current|recent|next|second|third"
    rf"|live-in)(?: live-in)? (?P<origin>(?!British)[A-Z][a-z]+(?:-born)? )?{_RELATION}\b(?(origin)|(?:,| \("
    rf"| -)? ?(?:also |originally )?{_ORIGIN}[,)]?)"
    rf"|\b(?:mother|father|mum|mam|mom|dad|parent)'s (?!British)[A-Z][a-z]+(?:-born)? {_RELATION}\b"
    rf"|\b{_RELATION},? (?:an? )?(?:originally|newly arrived|recently arrived) from [A-Z]\w+"
)
_HERITAGE = (
    r"(?:[Ww]hite|[Bb]lack|[Mm]ixed|[Dd]ual|Asian|African|Caribbean|African[- ]Caribbean|Afro-Caribbean|South Asian"
    r"|East Asian|Chinese|Pakistani|Indian|Bangladeshi|Irish|Polish|Romanian|Arab|Gypsy|Roma|Traveller|Somali"
    r"|Nigerian|Ghanaian|Turkish"
    r"|Kurdish|Jamaican|[Mm]ulti-?racial|[Bb]iracial|[Mm]ixed-race|[Bb]rown|Eastern European|Latin American"
    r"|Middle Eastern)"
)
_PERSON = (
    r"(?:boys?|girls?|child|children|bab(?:y|ies)|infant|toddler|teenagers?|youth|young (?:person|people|man|woman"
    r"|men|women|couple|mother|father)|man|men|woman|women|mothers?|fathers?|parents?|couple|famil(?:y|ies)|male"
    r"|female|carers?|foster carers?|boyfriend|cousins?|brothers?|sisters?|siblings?"
    r"|adults?|pupils?|students?|partner|stepfather|stepmother|grandmother|grandfather|neighbour|lad|lass|person"
    r"|heritage|background|origin|ethnicity|descent)"
)
_ETHNICITY = re.compile(
    rf"(?<![\w-])(?:(?P<plain>{_HERITAGE}(?:[ /-](?:and |/)?(?:British|English|Welsh|Scottish|Irish|other|Other"
    rf"|African|Caribbean|Asian|white|black|White|Black|{_HERITAGE}|race"
    rf"|heritage)){{0,4}})(?=,? (?:\w+ )?(?:\w+-year-old |young |older |teenage |single |unborn )*{_PERSON}\b)"
    rf"|[Ee]thnicity(?: is| was|:| recorded as| given as)* ?(?:\| ?)?(?P<field>{_HERITAGE}[\w /-]{{0,25}}?)(?=[.,;"
    rf"|\n]|$)"
    rf"|\b(?:(?:is|was|were|are|being|both|as|identif(?:ies|ied) as|described (?:himself|herself"
    rf"|as))) (?P<is>(?:[Ww]hite|[Bb]lack|[Mm]ixed|[Dd]ual)[ -](?:British|African|Caribbean|English|Irish|Welsh"
    rf"|Scottish|Asian|European|race|heritage|White|Black|and)\b(?:[ /](?:and )?[A-Z]\w+){{0,3}}))"
)
_GROUPS = re.compile(
    r"\b(?:disproportion\w*|racis\w*|adultif\w*|over-?represented|under-?represented|anti-racis\w*"
    r"|ethnic(?:ity)? (?:data|groups?|minorit\w*)|global majority|intersectional\w*|stereotyp\w*|statistic\w*"
    r"|per cent|compared with|children from|communities|census|discriminat\w*)\b",
    re.I,
)
_RACE = re.compile(r"\b(?:racis\w*|anti-racis\w*|adultif\w*|race)\b", re.I)
"""A text about these is where ethnicity matters."""
_NAME = r"(?<![\w'-])[A-ZÀ-Ý][\w'-]{1,40}(?: [A-ZÀ-Ý][\w'-]{1,40})?"
_PSEUDONYM = re.compile(
    rf"(?:\b(?:known (?:here |in this \w+ |throughout )?as|called|call(?:ed)? (?:him|her|them|the (?:baby|child|boy"
    rf"|girl|infant|young person|teenager|family|mother))|referred to (?:here |in this \w+ |throughout )?as"
    rf"|refer to (?:him|her|them|the \w+) as|named(?: here)?|given the (?:name|pseudonym)|the (?:name|pseudonym)"
    rf"|use the (?:name|pseudonym)"
    rf"|appears? as|pseudonym(?: is| was| of|:)?|chose the (?:name|pseudonym)|goes by|under the name(?: of)?"
    rf"|will be|identified as|alias|we (?:have )?(?:call|named?)(?:ed)? (?:him|her|them|the \w+)|spoken of as"
    rf"|written about as|disguised as) ?(?:\(|:)? ?[\"'(“]*(?P<after>{_NAME})"
    rf"|(?P<before>{_NAME})[\"']?,? ?\(?(?:(?:which is |who is |this is )?not (?:his|her|their|a"
    rf"|the child's) real name|a pseudonym|an? assumed name|name changed|pseudonym|names? (?:has|have) been changed"
    rf"|not a real name|the name (?:he|she|they) chose))"
)
_NOT_PSEUDONYM = frozenset(
    """child baby mother father sibling adult family professional parent partner aunt uncle grandmother grandfather
    teenager person subject
    infant boy girl the a an mr mrs ms dr working signs young section mash marac camhs operation nhs early team graded
    stage level tier step plan school nursery hospital case carer worker unborn""".split()
)
_DECLARED = re.compile(
    r"\b(?:here|in this|throughout|pseudonym|not (?:his|her|their) real|real name|names? (?:has|have) been changed"
    r"|changed|report|briefing|review|we (?:have )?call|purposes|referred to as|refer to|given the name"
    r"|asked to be called|chose|written|this (?:lesson|document|paper|summary)|anonym\w+|for this)\b",
    re.I,
)
_BLAME = re.compile(
    r"(?<![\w-])(?:(?:neglectful|uncaring|unfit|irresponsible|lazy|feckless|selfish|promiscuous|manipulative"
    r"|hysterical|bad|useless|work-?shy|dirty|drunken"
    r"|attention-seeking|uncooperative|deceitful|devious|immature|inadequate|unloving|careless|reckless"
    r"|obstructive|troublesome|problem|aggressive|chaotic)"
    r" (?:(?:young|single|teenage) )?(?:mothers?|fathers?|parents?|mums?|dads?|carers?|famil(?:y|ies)|child"
    r"|girls?|boys?|teenagers?|youths?|lifestyles?|behaviour)"
    r"|(?:failed|failing|fails|failure) to (?:protect|engage|attend|cooperate|co-operate|prioriti[sz]e|bring"
    r"|comply|safeguard (?:her|his))"
    r"|(?:refus\w+|declin\w+|unwilling|would not|wouldn't) to (?:engage|cooperate|co-operate|work with)"
    r"|(?:brought it on|only has) (?:herself|himself)(?: to blame)?"
    r"|non-?complian(?:t|ce)|hard[- ]to[- ]reach|did not engage|would not engage|fail(?:ed|s|ing) (?:her|his"
    r"|their) (?:child(?:ren)?|baby|son|daughter))(?![\w-])",
    re.IGNORECASE,
)
_SEX = re.compile(
    r"(?<![\w-])(?P<sex>(?:male|female)) (?P<what>child(?:ren)?|infants?|bab(?:y|ies)|juveniles?|pupils?|toddlers?"
    r"|minors?|newborns?|neonates?|siblings?|adolescents?|teenagers?|students?|youths?|patients?|young (?:person"
    r"|people)|victims?|twins?|subjects?|foetus|residents?|service users?|offspring)\b"
    r"|\b(?P<then>child|infant|baby|pupil|sibling|patient) ?\((?:male|female|M|F)\)|\b(?:unborn|gender"
    r"|sex)(?: of (?:the )?\w+)?: (?:male|female)\b",
    re.I,
)


def find(reading: Reading, lists: Lists) -> Iterator[Hit]:
    """Partners described, ethnicity, blame, pseudonyms and sex."""
    for match in _PARTNER.finditer(reading.text):
        yield Hit("new-partner", match.start(), match.end())
    yield from _ethnicity(reading)
    for match in lists.made(_blame).finditer(reading.text):
        yield Hit("blame-words", match.start(), match.end())
    for match in _BLAME.finditer(reading.text):
        yield Hit("blame-words", match.start(), match.end())
    yield from _pseudonyms(reading)
    for match in _SEX.finditer(reading.text):
        plain = match["what"] if match["sex"] else None
        yield Hit("sex-not-needed", match.start(), match.end(), plain)


def _ethnicity(reading: Reading) -> Iterator[Hit]:
    if _RACE.search(reading.text):
        return
    for match in _ETHNICITY.finditer(reading.text):
        group = next(name for name in ("plain", "field", "is") if match[name])
        if not _GROUPS.search(reading.around(*match.span())):
            yield Hit("ethnicity", match.start(group), match.end(group))


def _pseudonyms(reading: Reading) -> Iterator[Hit]:
    for match in _PSEUDONYM.finditer(reading.text):
        group = "after" if match["after"] else "before"
        name = match[group]
        if name.split()[0].lower() in _NOT_PSEUDONYM or name.isupper():
            continue
        if group == "before" or _DECLARED.search(reading.around(*match.span())):
            yield Hit("pseudonym", match.start(group), match.end(group))


def _blame(lists: Lists) -> re.Pattern[str]:
    listed = lists.structured.get("blame-words") or []
    terms = [str(row["term"]) for row in listed if "term" in row]
    written = [str(row["pattern"]) for row in listed if "pattern" in row]
    joined = "|".join([*written, phrases(terms).pattern] if terms else written)
    return re.compile(rf"(?<![\w-])(?:{joined})(?![\w-])" if joined else r"(?!)", re.IGNORECASE)
