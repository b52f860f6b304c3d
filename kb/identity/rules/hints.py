"""Hints: words that are seldom needed for a lesson."""

import re
from collections.abc import Iterator

from kb.identity.findings import Hit
from kb.identity.lists import Lists, phrases
from kb.identity.normalising import Reading
from kb.identity.rules.ethnicity import ethnicities
from kb.identity.rules.partners import new_partners
from kb.identity.rules.pseudonyms import pseudonyms

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
    r"|(?:(?<=is )|(?<=was )|(?<=are )|(?<=were )|(?<=been )|(?<=being )|(?<=as )|(?<=seemed )|(?<=remained )"
    r"|(?<=very )"
    r"|(?<=and )|(?<=to be )|(?<=highly )|(?<=became )|(?<=both )|(?<=openly )|(?<=often )|(?<=too ))(?:resistant"
    r"|unco-?operative|obstructive|evasive|dishonest|feckless|manipulative|hostile|promiscuous|streetwise|deceitful"
    r"|devious"
    r"|hysterical|attention-seeking|neglectful|selfish|lazy)(?: to "
    r"(?!treatment"
    r"|antibiotics)\w+(?: \w+)?)?"
    r"|cho(?:se|osing|oses|sen) (?:(?:her|his|the|their|a|this|that) )?(?:\w+ ){0,2}?(?:over|above|before|instead "
    r"of) (?:(?:her|his"
    r"|their|the) )?(?:own )?(?:child(?:ren)?|baby|son|daughter|kids|family)"
    r"|lack(?:ed|s|ing)?(?: of)? (?:(?:any|all|parental|maternal|the|their|her|his) )*(?:co-?operation|engagement"
    r"|insight|motivation"
    r"|warmth|honesty|commitment|compliance)"
    r"|(?:put|puts|putting|placed|placing) (?:her|his|their) (?:own )?(?:needs|partner|relationships?|boyfriend"
    r"|habit) (?:first|before"
    r"|above|over)(?: [\w']+){0,2}"
    r"|(?:did|does|do|would) not (?:comply|cooperate|co-operate)|prioriti[sz](?:e|es|ed|ing) (?:her|his|their) own "
    r"(?:\w+ )?needs?"
    r"|non-?complian(?:t|ce)|hard[- ]to[- ]reach|did not engage|would not engage|fail(?:ed|s|ing) (?:her|his"
    r"|their) (?:child(?:ren)?|baby|son|daughter))(?![\w-])",
    re.IGNORECASE,
)
_ABOUT_WORDS = re.compile(
    r"\b(?:so-called|terms?|words?|phrases?|labels?|language|such as|expressions?|instead of|rather than|avoid|never "
    r"write"
    r"|never say|replaced?|do not (?:say|write|use)|don't (?:say|write|use)|stop (?:saying|writing"
    r"|using))\b[^.;]{0,24}$",
    re.I,
)
"""What is said about a word, not with it."""
_ARE_WORDS = re.compile(
    r"(?: ?[:,-] ?|,? (?:is|are|was|were) )(?:all |both |just )?(?:an? |the )?(?:words?|terms?|labels?|phrases?)\b"
)
_WE_CALLED = re.compile(
    r"\b(?:what|whom|those) (?:we|services|agencies|staff|practitioners|workers) (?:had been |have been |were |are "
    r"|used to |so "
    r"often |often )?(?:call(?:ed|ing)?|label(?:led|ling)?|describ(?:ed|ing) as|nam(?:ed|ing)) (?:the )?$",
    re.I,
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
    yield from new_partners(reading, lists)
    yield from ethnicities(reading, lists)
    for pattern in (lists.made(_blame), _BLAME):
        for match in pattern.finditer(reading.text):
            lead = reading.text[max(0, match.start() - 50) : match.start()]
            about = _ABOUT_WORDS.search(lead) or _WE_CALLED.search(lead) or _ARE_WORDS.match(reading.text, match.end())
            if not about:
                yield Hit("blame-words", match.start(), match.end())
    yield from pseudonyms(reading)
    for match in _SEX.finditer(reading.text):
        plain = match["what"] if match["sex"] else None
        yield Hit("sex-not-needed", match.start(), match.end(), plain)


def _blame(lists: Lists) -> re.Pattern[str]:
    listed = lists.structured.get("blame-words") or []
    terms = [str(row["term"]) for row in listed if "term" in row]
    written = [str(row["pattern"]) for row in listed if "pattern" in row]
    joined = "|".join([*written, phrases(terms).pattern] if terms else written)
    return re.compile(rf"(?<![\w-])(?:{joined})(?![\w-])" if joined else r"(?!)", re.IGNORECASE)
