"""Notices American spelling, and says how the word is written here."""

import re
from collections.abc import Iterator

ENDING = re.compile(r"([a-z]{2,})(iz|yz)(e|es|ed|er|ers|ing|ation|ations|ational|able)")
BRITISH_TOO = ("size", "seize", "capsize", "prize", "maize")
"""Words with z that are spelt so here; those that end in one of them (resize) are as well."""
OR = ("behavior", "color", "favor", "honor", "humor", "labor", "neighbor", "harbor", "rumor", "endeavor")
AFTER_OR = ("", "s", "ed", "ing", "al", "ally", "able", "ful", "hood", "hoods", "ite", "ites", "less", "er", "ers")
L = ("counsel", "label", "model", "cancel", "travel", "signal", "level", "channel", "total", "tunnel")
AFTER_L = ("ing", "ed", "or", "ors", "er", "ers")
AE = ("pediatric", "pediatrics", "pediatrician", "pediatricians", "anesthetic", "anesthetist")
WORDS = {
    "center": "centre", "centers": "centres", "centered": "centred", "fiber": "fibre", "theater": "theatre",
    "defense": "defence", "offense": "offence", "offenses": "offences", "pretense": "pretence",
    "catalog": "catalogue", "dialog": "dialogue", "program": "programme", "programs": "programmes",
    "fulfill": "fulfil", "fulfills": "fulfils", "enrollment": "enrolment", "enroll": "enrol", "skillful": "skilful",
    "willful": "wilful", "installment": "instalment", "gynecology": "gynaecology", "orthopedic": "orthopaedic",
    "hemorrhage": "haemorrhage", "leukemia": "leukaemia", "anemia": "anaemia", "diarrhea": "diarrhoea",
    "gray": "grey", "skeptic": "sceptic", "skeptical": "sceptical", "skepticism": "scepticism",
    "toward": "towards", "gotten": "got", "mom": "mum", "moms": "mums", "aging": "ageing", "jewelry": "jewellery",
    "maneuver": "manoeuvre", "coziness": "cosiness", "plow": "plough",
}  # fmt: skip
WORD = re.compile(r"[A-Za-z]+")


def _all_words() -> dict[str, str]:
    found = dict(WORDS)
    found |= {stem + end: f"{stem[:-2]}our{end}" for stem in OR for end in AFTER_OR}
    found |= {stem + end: f"{stem}l{end}" for stem in L for end in AFTER_L}
    return found | {word: word.replace("e", "ae", 1) for word in AE[:4]} | {word: f"anae{word[3:]}" for word in AE[4:]}


AMERICAN = _all_words()


def american(text: str) -> Iterator[tuple[str, str]]:
    """Words of a text that are spelt the American way, each with how it is spelt here."""
    for word in WORD.findall(text):
        small = word.lower()
        if small in AMERICAN:
            yield word, AMERICAN[small]
        elif (ending := ENDING.fullmatch(small)) and not _british_too(small):
            yield word, f"{ending[1]}{ending[2].replace('z', 's')}{ending[3]}"


def _british_too(word: str) -> bool:
    base = re.sub(r"(?<=z)(?:es?|ed|ers?|ing|able)$", "e", word)
    return base.endswith(BRITISH_TOO)
