"""Unusual ways in which a child was harmed: an unusual instrument, substance, place or staging."""

import re
from collections.abc import Iterator

from kb.identity.findings import Hit
from kb.identity.normalising import Reading
from kb.identity.rules.harm import SAYS_WHAT_HAPPENED, harms
from kb.identity.rules.method_words import (
    CONTAINERS,
    FIXTURES,
    HEIGHTS,
    OF_CASE,
    OF_EVERY_DAY,
    THINGS,
    USUAL,
    saw_is_tool,
)
from kb.identity.rules.windows import merged, windows

_STOP = (
    r"(?:and|or|but|who|which|that|because|while|when|where|after|before|until|as|was|were|is|are|had|has|have|kept|so"
    r"|then|if|during|without|with|from|in|on|at|by|to|into|onto|for|over|under|against|through|using|left|bought)"
)
_PHRASE_OF = rf"(?:(?:an?|the|his|her|their|its|some|another|one)\s+)?(?:(?!{_STOP}\b)[\w'-]+ ){{0,4}}?"
"""The words of a thing before its last one."""
_REST = (
    r"(?P<rest>(?: (?:(?!(?:and|or|but|which|because|while|when|where|after|before|until|as|was|were|is|are|had|has"
    r"|kept|so|then|if|during|for|belonging|bought)\b)[\w'-]+)){0,10})"
)
"""The rest of its clause: how and where."""
_APPLIED = (
    r"(?:added|put|mixed|poured|rubbed|injected|dripped|smeared|dropped|given|fed|placed|pushed|pressed|inserted|held"
    r"|sprayed|thrown|applied|administered|introduced|dissolved|stirred|slipped|hidden|tied|wrapped|fired|used|let"
    r" loose"
    r"|released|set on|shone|flown|driven|flushed|dabbed|wiped|turned|lit|taped|strapped|wired|stuck|fixed|sewn"
    r"|swapped)"
)
_THING = re.compile(rf"(?<![\w-])(?:{THINGS}|saw)s?(?![\w-])", re.I)
_THING_BEFORE = re.compile(
    r"(?<![\w-])(?:an?|the|his|her) (?:(?!(?:and|or|of|who|with|by)\b)[\w'-]+ ){1,3}$|(?<![\w-])(?:fed|given|forced"
    r"|using|swallow\w+|poisoned with|added) (?:[a-z'-]+ ){0,3}$|(?<![\w-])(?:(?:an?|the|some|neat|household|garden"
    r"|hot|electric|loaded|heated|boiling|frozen|large|raw|captive"
    r"|burning|lit"
    r"|live|industrial|crushed|doses?|bags?|cups?|grains|quantities|amounts?|bowls?|spoonfuls?|bits|pieces|pairs?|burns"
    r"|injections?|drops?|of|from|his|her|their|\w{1,20}'s) ){1,5}$",
    re.I,
)
_THING_AFTER = re.compile(
    rf"(?: (?:and|or) (?:[\w'-]+ )?(?:{THINGS})s?(?![\w-]))?(?: \"\w+\"|,(?= (?:given|fed|put|held|poured|used|tied)"
    rf" ))?"
    rf"(?: (?:had been|has been|have been|having been|was|were"
    rf"|being|been"
    rf"|is|had)(?= {_APPLIED}\b))?{_REST}",
    re.I,
)
_HARMED = (
    r"(?:hit|broken|crushed|smashed|glued|stuck|beat|beaten|beating|struck|striking|whipped|lashed|flogged|battered"
    r"|bludgeoned|clubbed|prodded|jabbed"
    r"|poked"
    r"|pierced|pricked|stabbed|cut|slashed|scratched|attacked|wounded|shot|branded|burn(?:ed|t|ing)|scalded|singed"
    r"|seared"
    r"|strangled|choked|throttled|suffocated|smothered|asphyxiated|gagged|bound|tied(?: up)?|tethered|chained"
    r"|restrained|shocked|electrocuted|poison(?:ed|ing)|drugged|sedated|dosed|sprayed|doused|soaked|drenched|tortured"
    r"|scrubbed|force-?fed|injected|smeared|set (?:alight|on fire)|murdered|killed|impaled|caned|thrashed|blinded"
    r"|contaminated|laced|spiked|tampered|weighed down|wedged|disfigured|mutilated|tattooed|(?:face|skin|arms?|legs?"
    r"|back) marked)"
)
_OPEN = re.compile(
    rf"\b{_HARMED}(?: (?!(?:with|using)\b)[\w'-]+){{0,6}}? (?:with|using) "
    rf"(?P<what>{_PHRASE_OF}(?P<last>(?!{_STOP}\b)[\w'-]+)(?= ?(?:[.,;:|)\n]|$)| {_STOP}\b){_REST})",
    re.I,
)
"""Harmed with anything but the usual means."""
_FIELD = re.compile(
    r"\b(?:weapon|object|implement|instrument|substance|agent|means|ligature|(?:strap|tool|item|thing|cord|liquid"
    r"|device)"
    r"(?= used))(?: used| of \w+)? ?(?::|\||-|was|were|had been) ?"
    rf"(?P<what>{_PHRASE_OF}(?P<last>(?!{_STOP}\b)[\w'-]+)(?= ?(?:[.,;:|)\n]|$)| {_STOP}\b){_REST})",
    re.I,
)
_BODY = (
    r"(?:body|remains|he|she|him|her|them|child(?:ren)?|baby|infant|boys?|girls?|toddler|brothers?|sisters?"
    r"|twins?|(?-i:[A-Z](?=[ ])))"
)
_PLACED = re.compile(
    rf"\b{_BODY}(?: (?!(?:with|using|an?|the|his|her|from)\b)[\w'-]+){{0,6}}? (?:locked|shut|shutting|kept|held|put"
    rf"|putting|placed|confined|hidden|hid|stuffed"
    rf"|zipped|sealed|trapped|concealed|buried|crammed|sleep|sleeping|slept|left|imprisoned|caged|forced|bundled|live"
    rf"|lived|drowned|transported|carried)"
    rf"(?: (?!(?:in|inside|into|under)\b)[\w'-]+){{0,5}}? (?:in|inside|into|under) "
    rf"(?P<what>{_PHRASE_OF}(?:{CONTAINERS})"
    rf"(?![\w-]){_REST})",
    re.I,
)
_LOCKED = re.compile(
    rf"\b(?:locked|shut|imprisoned|caged|zipped|stuffed)(?: (?!(?:in|inside|into|under)\b)[\w'-]+){{0,4}}? (?:in|inside"
    rf"|into) (?P<what>{_PHRASE_OF}(?:{CONTAINERS})(?![\w-]){_REST})",
    re.I,
)
_FIXED = re.compile(
    rf"\b(?:tied|chained|tethered|strapped|handcuffed|shackled|padlocked|hung|hanged|suspended|dangled|nailed|taped"
    rf"|bound"
    rf"|roped|dragged)(?: (?!(?:to|from|by|behind)\b)[\w'-]+){{0,3}}? (?:to|from|by|behind) (?P<what>{_PHRASE_OF}"
    rf"(?:{FIXTURES}|{HEIGHTS})(?![\w-]){_REST})",
    re.I,
)
_THROWN = re.compile(
    rf"\b(?:thrown|threw|pushed|dropped|hurled|flung|tossed|dangled|held|lowered|swung|jumped|driven)"
    rf"(?: (?!(?:from|off|over|out|into|down)\b)[\w'-]+){{0,3}}? (?:from|off|over|out of|into|down|under) "
    rf"(?P<what>{_PHRASE_OF}(?:{HEIGHTS})(?![\w-]){_REST})",
    re.I,
)
_HELD = re.compile(
    r"\b(?:held|dunked|plunged|pushed|submerged|dipped|immersed|made to sit|stood)(?: (?:\w+ ){0,3}?)(?:under|over|in"
    r"|into|against|on|down) (?P<what>(?:an? |the |his |her )?(?:(?:running |icy |freezing |cold )?water|(?:gas "
    r"|electric "
    r"|hot )?(?:hob|flame|fire|stove|ring|cooker|grill|heater|radiator|iron)|toilet(?: bowl)?|bucket[\w ]{0,16}|bath of"
    r" \w+|snow|nettles|hot \w+))(?![\w-])",
    re.I,
)
_INHALED = re.compile(
    rf"\b(?:inhal(?:ed|ing)|sniff(?:ed|ing)|breath(?:ed|ing) in|huff(?:ed|ing)) "
    rf"(?P<what>{_PHRASE_OF}(?P<last>(?!{_STOP}\b)"
    rf"[\w'-]+)(?= ?(?:[.,;:|)\n]|$)| {_STOP}\b){_REST})",
    re.I,
)
_TAKEN_IN = re.compile(
    rf"\b(?:forced to|made to|made (?:him|her|them)|given|fed|gave (?:him|her|them|the \w+))(?: to)? (?:drink|eat"
    rf"|swallow|lick|chew|suck|inhale|sit in|stand on|kneel on|wear)\b (?P<what>{_PHRASE_OF}(?P<last>(?!{_STOP}\b)"
    rf"[\w'-]+)(?= ?(?:[.,;:|)\n]|$)| {_STOP}\b){_REST})",
    re.I,
)
_MADE_TO = re.compile(
    r"(?<![\w-])(?:made|forced|ordered|told|had) (?:him |her |them |the \w+ )?(?:to )?(?P<what>(?:stand|kneel|sleep|sit"
    r"|lie|crouch|hold|run|stay|squat|bathe|shower|walk|crawl|hop|wear|carry|balance|dig|march|press-ups)"
    r"(?: [\w'-]+){1,10})",
    re.I,
)
_HARDSHIP = re.compile(
    rf"\b(?:{THINGS}|{CONTAINERS}|cold|freezing|frozen|icy|ice|hours?|naked|undressed|underwear|barefoot|outside"
    r"|outdoors|snow|rain|dark|night|nights|floor|garden|yard|wall|corner|one leg|arms (?:up|out|raised)|books|bricks"
    r"|rice|gravel|peas|stones?|nappy|nappies|sign|collar|public|fast|rocks|sack|blindfold\w*|mask|dog|hot)\b",
    re.I,
)
_ORDINARY = re.compile(
    r"\b(?:waiting (?:room|area)|reception|class(?:room)?|lessons?|desk|office|exams?|tests?|queue|meetings?|interview"
    r"|uniform|school (?:hall|gate)|ward|corridor|car|bus|hospital)\b",
    re.I,
)
"""Where people are made to wait."""
_HARM = re.compile(
    r"\b(?:post-?mortem|autopsy|wrapped in|hurt|harm\w*|injur\w*|poison\w*|burn(?:s|ed|t)?|scald\w*|kill\w*|died"
    r"|dead|deaths?|made ill|ill|sick"
    r"|collaps\w+|wound\w*|shot|stab\w*|strangl\w*|suffocat\w*|attack\w*|assault\w*|abuse[ds]?|punish\w*|tortur\w*"
    r"|forced|made to|held (?:against|down|over|under|on|to)|added|injected|inject|fed|given|gave|swallow\w*|drink"
    r"|drank|eat|ate|rubbed|poured|dripped|smeared|locked in|tied|chained|shut in|mixed|laced|altered|tampered"
    r"|contaminat\w*|mechanism|method|weapon|cause|branded|whipped|beaten|hit|struck|thrown|fired|inserted|pushed"
    r"|pressed|sprayed|soaked|stand in|kneel on|sit in|hung|dipped|lit|drown\w*|restrain\w*|fractur\w*|bruis\w*|marks?"
    r"|scars?|toxicology|discipline[ds]?|threaten\w*|was used|(?:been|had) put|put (?:in|into|on|under|over)"
    r"|administer\w*"
    r"|used|found (?:in|under|inside|round|around)|in (?:the|his|her|a) (?:baby's |child's )?(?:bottle|feed|milk"
    r"|formula|drink"
    r"|juice|beaker|dummy)|contained|had in it|frighten\w*|scar(?:ed|ing)|inhal\w*|ingest\w*|applied"
    r"|inflicted|lesions?|blister\w*|shone|aimed at|pointed at|let loose|flown at|driven at|attacks?|wiped|dabbed"
    r"|flushed"
    r"|ligature"
    r"|punctur\w*|allerg\w*|rash|blind\w*|disfigur\w*)\b",
    re.I,
)
_CASE = re.compile(
    r"\b(?:he|she|him|her|his|they|them|body|staff found|bab(?:y|ies)|infants?|child|children|boys?|girls?|toddlers?"
    r"|teenagers?|victim"
    r"|carer|parents?|mother|father|mum|dad|step\w+|sibling|siblings|brother|sister|partner|uncle|aunt|cause of death"
    r"|mechanism|injur(?:y|ies)|method|weapon|was used|perpetrator|letter ?box|the flat|family home|bottles?|feeds?"
    r"|formula|skin|eyes|post-?mortem|autopsy|pathologist|seizures?|little one|feeding tube|hair|wrists?|ankles?"
    rf"|{OF_CASE}"
    r"|burns|marks|blisters|wounds|toxicology|strap used|grand\w+|son|daughter|youth|pupil|young "
    r"person)\b",
    re.I,
)
_GENERAL = re.compile(
    rf"\b(?:keep|store|{OF_EVERY_DAY}"
    r"|stored|should|must|safety|advice|advise[ds]?|campaign|parents can|leaflets?|locked cupboard"
    r"|prevent\w*|risks? of|risk from|(?<!-)training|ask|always|never(?= leave)|remind\w*|checklist|clinic|diabet\w+"
    r"|prescri\w+|(?:his|her) own (?:insulin|medic\w+|pump)|type 1|how to|alarms?|awareness|dangers? of|warn\w*"
    r"|guidance|lessons about"
    r"|babies and|can (?:cause|be)|may (?:cause|be)|do not|don't|webinar|sold|law|ban(?:ned)?|sale|amnesty)\b",
    re.I,
)
_STORED = re.compile(
    r"\b(?:records?|files?|papers?|paperwork|medicines?|medication|tablets|methadone|keys?|phones?|laptop|money|cash"
    r"|drugs|cannabis|letters?|equipment|toys|clothes|belongings|documents?|knife|knives|weapons?|reports?)\b",
    re.I,
)
_TRIGGER = re.compile(
    _HARM.pattern
    + rf"|\b{_HARMED}\b"
    + r"|\b(?:locked|shut|kept|held|hidden|hid|slept|sleep|sleeping|buried|confined|dragged|nailed|taped|dunked"
    r"|plunged|pushed|dropped|thrown|threw|made|told|ordered|had to|sniff\w*|scrubbed|dosed|placed|alight|on fire|put"
    r"|weapon|object|implement"
    r"|instrument|substance|agent|means|strap|liquid|device)\b",
    re.I,
)
"""Without any of these words nobody was harmed."""
_WAYS = (_MADE_TO, _TAKEN_IN, _OPEN, _FIXED, _THROWN, _PLACED, _LOCKED, _HELD, _INHALED, _FIELD, _THING)
_HID = re.compile(r"\bhid (?:in|inside|under|behind)\b", re.I)
"""Somebody hid, nobody was put there."""
_EVERYDAY = re.compile(
    r"fish tank|(?:cricket|baseball) bat|(?:power |electric |cordless )?drill|tweezers|paint|shears|saline|sand|soil"
    r"|mud|stones?"
    r"|scarf|bandages|hair ?brush|mop|candle|kettle|heater|toaster|blender|tights|skipping rope|paint ?brush|trowel"
    r"|spade|rake",
    re.I,
)
_STRONG = re.compile(
    r"\b(?:hurt|harm\w*|injur\w*|poison\w*|burn(?:s|ed|t)?|scald\w*|kill\w*|died|dead|deaths?|ill|sick|collaps\w+"
    r"|wound\w*"
    r"|shot|stab\w*|strangl\w*|suffocat\w*|attack\w*|assault\w*|abuse[ds]?|punish\w*|tortur\w*|forced|made to|held"
    r"|injected"
    r"|swallow\w*|rubbed|poured|locked|tied|laced|tampered|contaminat\w*|mechanism|weapon|branded|whipped|beaten"
    r"|struck|thrown"
    r"|pushed|pressed|stand in|kneel on|sit in|drown\w*|fractur\w*|bruis\w*|marks|scars?|toxicology|threaten\w*"
    r"|administered|inflicted|lesions?|blister\w*|hit|buried|mouth|eyes?|throat|line|drip|bottle|feeds?)\b",
    re.I,
)
"""With these also a thing of every day is one of harm."""
_WORKED_ON = re.compile(
    r"\b(?:hit|cut|struck) (?:the|a|his|her) (?:ball|hedge|grass|lawn|cake|bread|wood|paper)\b", re.I
)
_FLUSHED = re.compile(r"\bflush\w*\b", re.I)
"""Lines are flushed with saline."""
_USUAL = re.compile(rf"(?:{USUAL})", re.I)
_ABSTRACT = re.compile(r"\w+(?:ments?|[st]ions?|ness|it(?:y|ies)|ences?|ances?|ship|isms?|ives?|ly|ing)", re.I)


def unusual_methods(reading: Reading) -> Iterator[Hit]:
    """Where somebody of a case is harmed in a way that is told again; advice on safety passes."""
    for start, end in merged((*_spans(reading), *harms(reading))):
        yield Hit("unusual-method", start, end)


def _spans(reading: Reading) -> Iterator[tuple[int, int]]:
    for first, last in windows(reading, _CASE, words=(_TRIGGER,)):
        sentence = reading.text[first:last]
        if _GENERAL.search(sentence) and not SAYS_WHAT_HAPPENED.search(sentence):
            continue
        for pattern in _WAYS:
            for match in pattern.finditer(reading.text, first, last):
                if _is_unusual(pattern, match, sentence):
                    yield _whole_thing(reading, match) if pattern is _THING else match.span("what")


def _whole_thing(reading: Reading, match: re.Match[str]) -> tuple[int, int]:
    """With the words before it and the rest of its clause: how and where."""
    before = _THING_BEFORE.search(reading.text[max(0, match.start() - 60) : match.start()])
    after = _THING_AFTER.match(reading.text, match.end())
    return match.start() - (len(before.group()) if before else 0), after.end() if after else match.end()


def _is_unusual(pattern: re.Pattern[str], match: re.Match[str], sentence: str) -> bool:
    if pattern is _THING:
        if match.group().lower() in {"saw", "saws"} and not saw_is_tool(match):
            return False
        everyday = _EVERYDAY.fullmatch(match.group()) is not None
        if everyday and _WORKED_ON.search(sentence):
            return False
        harm = _STRONG if everyday else _HARM
        return harm.search(sentence) is not None and not (match.group() == "saline" and _FLUSHED.search(sentence))
    if pattern is _MADE_TO:
        return _HARDSHIP.search(match["what"]) is not None and not _ORDINARY.search(match["what"])
    if pattern in (_PLACED, _LOCKED):
        return not _HID.search(match.group()) and not _STORED.search(match.group())
    if "last" in pattern.groupindex:
        last = match["last"]
        return not (_USUAL.fullmatch(last) or _ABSTRACT.fullmatch(last))
    return True
