"""Tells whether a text mentions a kind of harm or a death: its lists say what a review was about, not what is told."""

import re
from collections.abc import Collection, Mapping

BABY, CHILD, YOUNG = "a baby", "a child", "a young person"
DEATHS = (BABY, CHILD, YOUNG)
"""Whose deaths are told apart, in the order in which they are said."""
_OF_AGE: Mapping[str, str] = {
    "unborn": BABY, "under-1": BABY, "1-5": CHILD, "6-10": CHILD, "11-15": YOUNG, "16-17": YOUNG,
}  # fmt: skip
"""By the slugs of the closed list `child-age-bands`."""
_DEATH = re.compile(
    r"\b(?:died|dies|dying|dead|deaths?|kill(?:ed|ing|s)?|murder\w*|fatal\w*|suicides?)\b", re.IGNORECASE
)
_OF_WORDS: Mapping[str, re.Pattern[str]] = {
    BABY: re.compile(r"\b(?:bab(?:y|ies)|infants?)\b", re.IGNORECASE),
    YOUNG: re.compile(r"\b(?:young (?:person|people)|teenagers?)\b", re.IGNORECASE),
}
MENTIONS: Mapping[str, re.Pattern[str]] = {
    slug: re.compile(rf"\b(?:{words})", re.IGNORECASE)
    for slug, words in {
        "physical-abuse": "physical|bruis|injur|hurt|beat|fractur|assault|violen|mark(?:s)? on|non-accidental|harmed",
        "abusive-head-trauma": "head (?:injur|trauma)|shak(?:en|ing)|brain",
        "killing-by-parent": "kill|murder|homicide|died|death",
        "sexual-abuse": "sexual|rape",
        "sexual-exploitation": "exploit|groom",
        "criminal-exploitation": "exploit|gang|county lines|drug deal|trafficking",
        "neglect": "neglect",
        "medical-neglect": "medic|appointment|treatment|not brought|health need|neglect",
        "fabricated-or-induced-illness": "fabricat|induced|perplexing",
        "poisoning-or-ingestion": "poison|swallow|ingest|methadone|medicine|drug",
        "domestic-abuse": "domestic|coerci|partner violence|violence in the home",
        "sudden-unexpected-infant-death": "sudden|sleep|died|death",
        "suicide-or-self-harm": "suicid|self-harm|took (?:his|her|their) own li[fv]e",
        "serious-youth-violence": "violen|knife|knives|stab|gang|shot|shoot",
        "harmful-sexual-behaviour": "sexual",
        "belief-or-honour-based": "belie|honour|faith|forced marriage|mutilation|FGM|witchcraft|spirit",
        "online-abuse": "online|internet|social media|web",
        "radicalisation": "radical|extrem|terror",
        "accident": "accident|drown|burn|fire|scald",
    }.items()
}  # fmt: skip
"""How words begin that a text has where it tells of a kind of harm; a kind that is not here counts as mentioned."""


def death_of(said: str, ages: Collection[str]) -> set[str]:
    """Whose death a text tells of (some of `DEATHS`), by the ages on its list, or else by its words; empty for none."""
    if not _DEATH.search(said):
        return set()
    by_age = {_OF_AGE[slug] for slug in ages if slug in _OF_AGE}
    return by_age or {who for who, words in _OF_WORDS.items() if words.search(said)} or {CHILD}
