"""Days on which nothing of a case happened: those of laws, feasts, papers, deadlines and years of birth of many."""

import re
from itertools import pairwise

from kb.identity.lists import Lists
from kb.identity.normalising import Reading
from kb.identity.rules.date_clauses import STRONG, Clauses
from kb.identity.rules.date_things import INSTITUTIONS
from kb.identity.rules.date_words import ENGLISH_MONTH

AROUND = 220
"""Characters on either side in which persons are looked for."""
FEWEST_WORDS = 4
"""Words beside a date that make a sentence of it; fewer are a note."""
_PERSON = re.compile(
    r"\b(?:(?:s?he|him|hers?|his|himself|herself|they|them|mum|mam|mummy|dad|daddy|nan|gran\w*"
    r"|(?:mother|father)(?!'s day)|step\w+"
    r"|uncle|aunt(?:ie|y)?|cousins?|brothers?|sisters?|siblings?|twins?|parent|partner|boyfriend|girlfriend"
    r"|husband|wife"
    r"|lodger|babysitter|perpetrator|suspect|victim|household|nobody|no one|no-one|someone|somebody|passer-?by"
    r"|neighbours?)\b"
    r"|(?:the|this|that|a|an|one|both|two|three|four) (?:\w+ )?"
    r"(?:child(?:ren)?|baby|boys?|girls?|infant|toddler|family|couple|teenagers?|youth|pupil|patient|woman|man|men|newborn)\b"
    r"|(?:year|month|week)s?-old|(?-i:(?:[Cc]hild|[Bb]aby|[Ff]amily|[Ss]ibling|[Aa]dult) [A-Z]{1,2}\d?\b))",
    re.IGNORECASE,
)
"""Somebody of a case."""
_SCENE = re.compile(
    r"\b(?:happen\w*|occurr\w*|trouble|rows?|argu\w+|quarrel\w*|fight\w*|fought|scream\w*|shout\w*|cr(?:y|ied"
    r"|ying)|wept"
    r"|windows?|door|cot|bed(?:room|ding|s|time)?|bath\w*|flat|kitchen|stairs|garden|sofa|car(?! park)|van|taxi"
    r"|bicycle"
    r"|phone|texts?|message|photos?|photograph(?:s|ed)?|messages?|bank (?:card|statements?)|picture"
    r"|notes?|dogs?|rent|tenan\w*|lodg\w+|squat|passports?|visas?|coat"
    r"|clothes|shoes"
    r"|toys?|pram|buggy|bottle|milk|house(?! of)|weigh(?:t|ed|s)|thin(?:ner)?|knife|knives|gun|blood"
    r"|marks? (?:on|was|were)|lump"
    r"|swell\w+|wound\w*|limp\w*|slept|asleep|drunk\w*|drank|heroin|cannabis|cocaine|pills|tablets|river|canal"
    r"|beach|towpath|woods|weir|lake|railway|tracks|station|alarm|search\w*|seized|raid\w*|handcuff\w*"
    r"|caution\w*|threat\w*"
    r"|hurt|harm(?:ed|s)|beaten|broke (?:down|in(?:to)?|out|up)|broken|fell|fall|fainted|vomit\w*|unconscious"
    r"|choked|silent|vanish\w*|disappear\w*"
    r"|escap\w+|fled|hid|hiding|slapped|punch\w*|kick\w*|bit(?:e|ten)|grab\w*|sold|stole\w*|trafficked|groom\w*"
    r"|landed|injunction|curfew|electricity|heating|cupboards?|fridge|hungry|hunger|napp(?:y|ies)|lice|filth\w*"
    r"|smel\w+|mould"
    r"|stopped (?:coming|attending|eating)|absen\w+|truan\w+|case|social worker|police|heddlu|body\s?map|callout)\b",
    re.IGNORECASE,
)
"""What is told of homes and of events."""
_FUNCTION = re.compile(
    r"\b(?:the|a|an|of|in|is|are|was|were|has|have|for|to|from|by|before|with|at|on|our|your|and|near|that|which)\b",
    re.I,
)
_NOW = re.compile(
    r"\b(?:is|are|be|goes|go|falls?|runs?|ends?|starts?|begins?|comes?|keeps?|lasts?|appl(?:y|ies)|opens?"
    r"|clos(?:e|es)|stops?|changes?|gives?|takes?|appears?|arrives?|asks?|leads?|meets?|moves?|remains?|returns?|joins?|sets?|brings?|covers?|needs?|counts?|makes?|shows?"
    r"|ha(?:s|ve)\s+(?:an?|the|no|until|to)|rises?|drops?|grows?|becomes?|turns?|reads?|uses?|works?|sends?|offers?|provides?"
    r"|ha(?:s|ve) (?:risen|fallen|grown|doubled|halved)|receives?"
    r"|must|should|may|can|cannot|will|shall|has to|have to|needs? to|please|means?)\b",
    re.IGNORECASE,
)
_THEN = re.compile(
    r"\b(?:was|were|had|did|got|went|came|left|took|gave|found|told|said|ran|rang|saw|made|heard|\w{2,}[^e\W]ed)\b",
    re.IGNORECASE,
)
_PASSIVE = re.compile(
    r"\b(?:is|are|be|been|being|(?:must|should|will|may)\s+have)\s+(?:\w+ly\s+|not\s+|also\s+)?\w{2,}ed\b"
    r"|\bha(?:s|ve)\s+an?\s+\w{2,}ed\s(?=\w)",
    re.IGNORECASE,
)
_OF_BODIES = (
    r"(?:deadlines?|rules?|cut-?off|figures?|editions?|versions?|issues?|returns?|embargo|change-?over|thresholds?"
    r"|elections?|budget|census|counts?|snapshots?|launch|webinars?|conferences?|sessions?|meetings?|agendas?|minutes"
    r"|papers?|updates?|newsletters?|bulletins?|briefings?|start|starters|finish|closing|renewal|renewals?"
    r"|release|lockdown"
    r"|commencement|supper|lunch|breakfast|dinner|strike|event|walk|fair|picnic|workshops?|training|course|dates?)"
)
_HEAD = re.compile(
    rf" (?!(?:is|was|were|are|the|a|an|and|he|she|when|to|at|in|on)\b)(?:[\w'-]+ )?{_OF_BODIES}\b(?! (?:with"
    rf"|between))",
    re.IGNORECASE,
)
"""What a day with `the` before it can belong to: the 31 October deadline."""
_COHORT = re.compile(
    r"\b(?:any(?:one|body)?|every(?:one|body)?|each|all|those|children|pupils|babies|infants|people|pers?ons?"
    r"|adults|a child"
    r"|a pupil|young people|men|women)\b[^.;]{0,40}\bborn (?:on or |in or )?(?:after|before|between|from|since"
    r"|up to)\b[^.;]{0,60}$"
    r"|\b(?:any|every|each|a) (?:child|pupil|baby|young person|learner)\b[^.;]{0,30}\bbirthday (?:is"
    r"|falls)\b[^.;]{0,30}$",
    re.IGNORECASE,
)
"""Those that are born in a certain year."""
_BODY = (
    r"(?:panels?|ministers?|secretar(?:y|ies) of state|commissioners?|inspectorates?|(?:lead )?inspectors?"
    r"|ofsted|estyn|cqc"
    r"|hmi\w*|dfe|dhsc|department|boards?|partnerships?|councils?|chairs?|chief (?:executive|constable|inspector"
    r"|social worker|nurse)|government|treasury|regulator|ombudsman|trade union|association|network|charity"
    r"|directors?"
    r"|mps?|committee)"
)
_LETTER = (
    r"(?:letters?|circulars?|e-?mails?|notes?|memos?|messages?|statements?|invitations?|repl(?:y|ies)|response"
    r"|wrote|writes"
    r"|written|call|phoned|rang|told|spoke)"
)
_LETTER_OF_BODY = re.compile(
    rf"\b{_LETTER}\b[^.;]{{0,60}}\b{_BODY}\b|\b{_BODY}\b[^.;]{{0,60}}\b{_LETTER}\b", re.IGNORECASE
)
_FROM_BODY = re.compile(rf"\b{_BODY}(?:'s)? (?:\w+ )?{_LETTER}\b", re.IGNORECASE)
_CASE_OF_SOMEBODY = re.compile(
    r"\b(?:case|death|injur\w+|incident|referral|concerns?|conference|hospital|police|school nurse|gp|midwi\w+"
    r"|parents?)\b",
    re.IGNORECASE,
)
_EXAMPLE = re.compile(
    r"\b(?:e\.g\.|for example|examples?(?=:)|(?:date )?formats?|(?:born|age \d\d?) means|in this table"
    r"|(?:summer|autumn|winter)-born|made-up|fictitious|term (?:after|following)|as a birthday|birthdays are|school age"
    r"|leaving date|as (?:dd|\d))\b",
    re.IGNORECASE,
)
"""What shows how a day is written or reckoned."""
_ALL_OF_THEM = re.compile(
    r"\b(?:(?:all|every|each|both|our|other|the|two|three|forty|most) (?:\w+ )?(?:partner(?:ship)?s?|boards?"
    r"|councils?|chairs?|agenc(?:y|ies)"
    r"|schools?|trusts?|forces?|authorit(?:y|ies)|heads?|headteachers|directors?|practices|surger(?:y|ies)"
    r"|members|leads?"
    r"|colleges?|staff|teams?)|partnerships|boards|chairs|councils|ministers?|commissioners?|panel's)\b",
    re.IGNORECASE,
)
_CAPITAL = re.compile(r"(?<![^\W_])[A-ZÀ-Ý][^\W\d_]+")
_OF_CALENDAR = re.compile(
    rf"(?:{ENGLISH_MONTH}|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun))$", re.IGNORECASE
)
_NO_NAME = re.compile(
    r"\b(?:St\.? [A-Z]\w+|Christmas|Easter|Nowruz|Holi|Lent|Epiphany|Dydd [\w ŵŷâêîôû]{2,14}|Storm [A-Z]\w+|Act"
    r"|Ireland)\b"
)
_LONG_AGO = re.compile(r"\b1[0-8]\d\d\b|\b19(?:[0-5]\d|6[0-4])\b")
"""Years of history: who was born in them is called somebody."""
_INSTITUTION = re.compile(rf"\b{INSTITUTIONS}\b", re.IGNORECASE)
_FEAST_BEFORE = re.compile(
    r"(?:\b(?-i:[A-Z][\w.']*'?s? )(?:Day|Night|Eve)|\b(?:Diwali|Deepavali|Eid[\w -]{0,12}|Nowruz|Newroz"
    r"|Vaisakhi|Baisakhi|Holi|Hanukkah|Passover|Purim|Hallowe'?en|Midsummer"
    r"|Hogmanay|Christmas|Easter|New Year|Epiphany))\s?[(,] ?$",
    re.IGNORECASE,
)
"""What feast it is, right before it."""
_EACH = re.compile(r"\b(?:each|every)\s$", re.IGNORECASE)
_FROM = re.compile(r"\b(?:from|since)\s$", re.IGNORECASE)
_ALL_WORK = re.compile(
    r",?\s(?:all\s|new\s|most\s|urgent\s|any\s)?(?:(?:re-?)?referrals|requests|enquiries|notifications|alerts|concerns"
    r"|forms|minutes|invitations|applications|returns|contacts)\s(?:are|go|come|will|must|should|need|can|may"
    r"|have\s(?:been\s)?(?:made|gone|come|sent|taken|handled))\b",
    re.IGNORECASE,
)
FEWEST_MONTHS = 3
DAYS = 31
_MONTH_AND_COUNT = re.compile(rf"(?<![^\W_]){ENGLISH_MONTH}[ :]{{1,2}}(?P<count>\d{{1,4}})(?![\w/.])", re.IGNORECASE)
_COUNT = re.compile(r"\b(?:numbers?|totals?|counts?|rates?|(?:by|per|each)\s+month|monthly|volumes?)\b", re.IGNORECASE)
_NOTED = re.compile(r"\s*(?:[-:|=,;]|$)")


def is_of_nobody(reading: Reading, lists: Lists, clauses: Clauses, span: tuple[int, int]) -> bool:
    """Whether an exact date is one of bodies, papers, laws, feasts or things, with nobody of a case near it."""
    start, end = span
    text = reading.text
    sentence = reading.sentence_at(start)
    first, last = max(sentence.start, start - AROUND), min(sentence.end, end + AROUND)
    if _COHORT.search(text, first, start):
        return True
    if _is_letter_of_body(text[first:last]):
        return True
    if _PERSON.search(text, max(0, start - AROUND), end + AROUND):
        return False
    if _EXAMPLE.search(text, first, last) or _is_yearly(text, start, end) or _is_row_of_counts(text, start, clauses):
        return True
    if re.search(r"\b[Tt]he $|^[Tt]he ", text[max(0, start - 4) : start + 4]) and _HEAD.match(text, end):
        return True
    return _is_prose_of_things(reading, lists, clauses, (start, end), (first, last))


def _is_letter_of_body(around: str) -> bool:
    """Whether a body writes to bodies or calls them; a letter about somebody names them."""
    if not _LETTER_OF_BODY.search(around) or not (_ALL_OF_THEM.search(around) or _FROM_BODY.search(around)):
        return False
    about = _PERSON.sub(lambda match: "" if match.group().lower() in ("his", "her", "he", "she") else "*", around)
    return "*" not in about and not _CASE_OF_SOMEBODY.search(around)


def _is_prose_of_things(
    reading: Reading, lists: Lists, clauses: Clauses, span: tuple[int, int], around: tuple[int, int]
) -> bool:
    """Whether a whole sentence has neither a person nor a name, a home or an event in it."""
    text = reading.text
    first, last = around
    if first == span[0] and _NOTED.match(text, span[1], last):
        return False
    rest = text[first : span[0]] + " " + text[span[1] : last]
    if "|" in rest or clauses.is_introduced or len(re.findall(r"[^\W\d_]{2,}", rest)) < FEWEST_WORDS:
        return False
    if not _FUNCTION.search(rest) or _SCENE.search(rest) or _has_name(rest, lists):
        return False
    if _LONG_AGO.search(text, span[0], span[1] + len(" 1870")) and clauses.heaviest_of_case < STRONG:
        return True
    if clauses.heaviest_of_case == 0 and _INSTITUTION.search(rest):
        return True
    if clauses.heaviest_of_case >= STRONG and not clauses.is_of_flow:
        return False
    if _FEAST_BEFORE.search(text, first, span[0]):
        return True
    return bool(_NOW.search(rest)) and not _THEN.search(_PASSIVE.sub(" is ", rest))


def _is_yearly(text: str, start: int, end: int) -> bool:
    """Whether it comes again each year, or is one from which all work is done in another way."""
    before = text[max(0, start - 12) : start]
    return bool(_EACH.search(before) or (_FROM.search(before) and _ALL_WORK.match(text, end)))


def _is_row_of_counts(text: str, start: int, clauses: Clauses) -> bool:
    """Whether months stand in a row with a number each: Jan 12, Feb 9, Mar 31."""
    line = text[max(0, start - AROUND) : start].rpartition("\n")[2] + text[start : start + AROUND].partition("\n")[0]
    found = list(_MONTH_AND_COUNT.finditer(line))
    if len(found) < FEWEST_MONTHS or any(
        line[one.end() : two.start()].strip("|,;: ") != "" for one, two in pairwise(found)
    ):
        return False
    counted = any(not 0 < int(each["count"]) <= DAYS for each in found) or _COUNT.search(line)
    return bool(counted) or clauses.heaviest_of_case < STRONG


def _has_name(text: str, lists: Lists) -> bool:
    names, ordinary, areas = lists.names, lists.of("ordinary-words"), lists.of("areas")
    for match in _CAPITAL.finditer(_NO_NAME.sub(" ", text)):
        key = match.group().lower()
        if key in names and key not in ordinary and key not in areas and not _OF_CALENDAR.match(match.group()):
            return True
    return False
