"""Rare conditions and named medication, by the lists and by how such words are made."""

import re
from collections.abc import Iterator

from kb.identity.findings import Hit
from kb.identity.normalising import Reading

_COMMON = (
    r"down'?s?|foetal|fetal|alcohol|sudden|infant|death|shaken|stockholm|asperger'?s?|tourette'?s?|irritable"
    r"|crohn'?s?|alzheimer'?s?"
    r"|parkinson'?s?|coeliac|munchausen'?s?|burnout|impostor|imposter|heart|liver|kidney|lung|sexually|covid"
    r"|post-?traumatic|abstinence"
    r"|withdrawal|neonatal|chronic|acute|polycystic|premenstrual|raynaud'?s?|metabolic|respiratory|mental|blame"
    r"|false|parental|alienation"
    r"|this|that|the|a|of|and|with|by|his|her|their|rule|carpal|fatigue|disease|baby|bone|gum|eye|foot|celiac"
)
_A_WORD = r"(?:(?!(?i:with|of|and|or|has|had|have|an?|the|for|from|by|is|was|as|his|her|their|no|to|in)\b)[\w'-]+ )?"
"""What may stand before the word: not what only joins it to the sentence."""
_CONDITION = re.compile(
    rf"(?<![\w-])(?:"
    rf"(?!(?i:{_COMMON})\b)[A-Z][\w'é-]+(?:[ -][A-Z][\w'é-]+)?(?:'s|'|s')? (?:[Ss]yndrome|[Dd]isease|[Dd]ystrophy"
    rf"|[Aa]trophy|[Aa]naemia|[Mm]alformation|palsy)"
    rf"|\w*(?:[Oo]steogenesis|[Ee]pidermolysis|[Tt]uberous|[Ss]pinal muscular|[Cc]ystic) (?:imperfecta|bullosa"
    rf"|sclerosis|atrophy|fibrosis)"
    rf"|[Hh]a?emophilia(?: [AB])?\b|{_A_WORD}(?:muscular|myotonic) dystrophy"
    rf"|(?:[Tt]risomy|[Mm]onosomy) \d{{1,2}}|[Cc]hromosome \d{{1,2}}(?: \w+)? (?:deletion|duplication|disorder)"
    rf"|\d{{1,2}}[pq][\d.]* (?:deletion|duplication)"
    rf"|[Ff]ragile X(?: syndrome)?|{_A_WORD}(?:mitochondrial|lysosomal storage|urea cycle|peroxisomal"
    rf"|leukodystroph\w+) ?(?:disease|disorder)?"
    rf"|\w+(?:dystrophy|aplasia|gyria|cephaly|ceridosis|idosis|lipidosis|galactosa?emia|ketonuria|tinuria|tonuria"
    rf"|saccharidosis"
    rf"|synostosis|chondroplasia|ichthyosis|porphyria|thalassa?emia|ataxia|encephaly|fibromatosis|myopathy|acidemia"
    rf"|acida?emia|leukodystrophy)"
    rf"|{_A_WORD}(?:arthrogryposis|craniosynostosis|ichthyosis|porphyria|achondroplasia|albinism|spina bifida"
    rf"|gastroschisis|exomphalos"
    rf"|neurofibromatosis|scleroderma|progeria|narcolepsy|biliary atresia|phenylketonuria)(?: type \w+)?"
    rf"|rare (?:genetic|metabolic|chromosomal|neurological|blood|bone|skin) (?:condition|disorder"
    rf"|disease) (?:called|known as) [\w' -]{{3,40}}"
    rf")(?![\w-])"
)
_DRUG = re.compile(
    r"(?<![\w-])(?:"
    r"[A-Za-z]{2,}(?:azepam|zolam|azepine|[iy]apine|ozapine|peridone|oxetine|traline|alopram|triptyline|ipramine"
    r"|barbit(?:al|one)"
    r"|gabalin|pentin|codone|morphine|orphan|norphine|fentanil|thixol|promazine|perazine|phenidate|amfetamine"
    r"|amphetamine(?<!^amphetamine)"
    r"|nisolone|methasone|betasol|salbutamol|prazole|nidazole|conazole|cillin|[rt]hromycin|cycline|floxacin|olol"
    r"|sartan|triptan|dipine"
    r"|statin(?<!prostatin)|dronate|parin|nidine|racetam|trigine|ramate|afaxine|piprazole|idone|zopiclone|opiclone"
    r"|olpidem|tirizine|atadine"
    r"|ketorolac|profen|oxone|altrexone|fylline|terol|lukast|formin|gliptin|gliflozin|glutide|valproate)"
    r"|[Ll]ithium(?! (?:battery|batteries|-ion))|[Mm]elatonin|[Vv]alproate"
    r")(?![\w-])"
)
_DOSE = re.compile(
    r"(?<![\w-])(?P<drug>[A-Za-z][a-z]{3,}(?: (?:XL|SR|MR|LA|CR))?) \d+(?:\.\d+)? ?(?:mg|mcg|micrograms?|milligrams?)\b"
    r"|(?<![\w-])(?P<brand>[A-Z][a-z]{3,} (?:XL|SR|MR|CR))(?!\w)"
)
_NO_DRUG = frozenset(
    "midazolam-free bedone done alone condone abandone morphine-like amphetamine parine heparine".split()
)
_NO_DOSE = frozenset(
    "dose doses doubled about over under only least than from with approximately took given taking tablets".split()
)


def conditions(reading: Reading) -> Iterator[Hit]:
    """Conditions named after people, or with the words and endings of rare ones."""
    for match in _CONDITION.finditer(reading.text):
        yield Hit("rare-condition", match.start(), match.end(), condition(reading, match.start()))


_OWN = re.compile(r"\b(?:his|her|their|its|your|my|the|a|this|that|of)(?: (?:known|rare|severe|mild))? $", re.I)


def condition(reading: Reading, start: int) -> str | None:
    """What to put in place of a condition, with its article if none stands there."""
    before = reading.text[max(0, start - 20) : start]
    if re.search(r"\ban (?:\w+ )?$", before, re.I):
        return None
    return "long-term condition" if _OWN.search(before) and not before.endswith("of ") else "a long-term condition"


def medications(reading: Reading) -> Iterator[Hit]:
    """Drugs by the endings of their names, by a dose, or by the letters of a slow release."""
    for match in _DRUG.finditer(reading.text):
        if match.group().lower() not in _NO_DRUG:
            yield Hit("medication", match.start(), match.end(), "medication")
    for match in _DOSE.finditer(reading.text):
        group = "drug" if match["drug"] else "brand"
        if match[group].lower() not in _NO_DOSE:
            yield Hit("medication", match.start(group), match.end(group), "medication")
