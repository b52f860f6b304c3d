"""Days on which nothing of a case happened: those of laws, feasts, papers, deadlines and years of birth of many."""

import re
from itertools import pairwise

from kb.identity.lists import Lists
from kb.identity.normalising import Reading
from kb.identity.rules.date_clauses import STRONG, Clauses
from kb.identity.rules.date_things import DONE_BY_BODIES
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
    r"(?:child(?:ren)?|baby|boys?|girls?|infant|toddler|family|couple|teenagers?|youth|pupil|patient|woman|man"
    r"|men|newborn)\b"
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
"""Small words; where none stands it is a note and no sentence."""
_NOW = re.compile(
    r"\b(?:is|are|be|goes|go|falls?|runs?|ends?|starts?|begins?|comes?|keeps?|lasts?|appl(?:y|ies)|opens?"
    r"|clos(?:e|es)|stops?|changes?|gives?|takes?|appears?|arrives?|asks?|leads?|meets?|moves?|remains?|returns?"
    r"|joins?|sets?|brings?|covers?|needs?|counts?|makes?|shows?"
    r"|ha(?:s|ve)\s+(?:an?|the|no|until|to)|rises?|drops?|grows?|becomes?|turns?|reads?|uses?|works?|sends?"
    r"|offers?|provides?"
    r"|ha(?:s|ve) (?:risen|fallen|grown|doubled|halved)|receives?"
    r"|must|should|may|can|cannot|will|shall|has to|have to|needs? to|please|means?)\b",
    re.IGNORECASE,
)
"""Verbs of what always holds or is still to come."""
_THEN = re.compile(
    r"\b(?:was|were|had|did|got|went|came|left|took|gave|found|told|said|ran|rang|saw|made|heard|\w{2,}[^e\W]ed)\b",
    re.IGNORECASE,
)
"""Verbs of what was done once."""
_PASSIVE = re.compile(
    r"\b(?:is|are|be|been|being|(?:must|should|will|may)\s+have)\s+(?:\w+ly\s+|not\s+|also\s+)?\w{2,}ed\b"
    r"|\bha(?:s|ve)\s+an?\s+\w{2,}ed\s(?=\w)",
    re.IGNORECASE,
)
_OF_BODIES = (
    r"(?:deadlines?|rules?|cut-?off|figures?|editions?|versions?|issues?|returns?|embargo|change-?over|thresholds?"
    r"|elections?|budget|census|counts?|snapshots?|launch|webinars?|agendas?"
    r"|papers?|updates?|newsletters?|bulletins?|briefings?|start|starters|finish|closing|renewal|renewals?"
    r"|release|lockdown"
    r"|commencement|supper|lunch|breakfast|dinner|strike|walk|fair|picnic|workshops?|training|course|dates?"
    r"|(?:annual|national|regional|board|staff|partnership) (?:conferences?|sessions?|meetings?|minutes|events?))"
)
_HEAD = re.compile(
    rf" (?!(?:is|was|were|are|the|a|an|and|he|she|when|to|at|in|on)\b)(?:[\w'-]+ )?{_OF_BODIES}\b(?! (?:with"
    rf"|between))",
    re.IGNORECASE,
)
"""What a day with `the` before it can belong to: the 31 October deadline."""
_COHORT = re.compile(
    r"\b(?:any(?:one|body)?|every(?:one|body)?|each|all|those|children|pupils|babies|infants|people|pers?ons?"
    r"|adults|a pupil|young people|men|women)\b"
    r"(?:(?!\b(?:eldest|oldest|youngest|first|last|other|one|two|three|four|five|six)\b)[^.;,]){0,40}?"
    r"\bborn (?:(?:on|in) or )?(?:after|before|between|from|since|up to) "
    r"(?:\d{1,2}(?:st|nd|rd|th)? (?:of )?\w{3,9}(?: \d{4})? (?:and|to) )?$"
    r"|\b(?:any|every|each) (?:child|pupil|baby|young person|learner)\b[^.;,]{0,30}\bbirthday (?:is"
    r"|falls) (?:(?:on or )?(?:on|after|before|between|in) )?$",
    re.IGNORECASE,
)
"""Those that are born in a certain year."""
_OF_BIRTH = re.compile(r"born|birth(?:day)?s?", re.IGNORECASE)
_SENDER = (
    r"(?:panels?|ministers?|secretar(?:y|ies) of state|commissioners?|inspectorates?|(?:lead )?inspectors?"
    r"|ofsted|estyn|cqc"
    r"|hmi\w*|dfe|dhsc|department|boards?|partnerships?|councils?|chairs?|chief (?:executive|constable|inspector"
    r"|social worker|nurse)|government|treasury|regulator|ombudsman|trade union|association|network|charity"
    r"|directors?"
    r"|mps?|committee)"
)
"""Bodies that write to bodies."""
_LETTER = (
    r"(?:letters?|circulars?|e-?mails?|notes?|memos?|messages?|statements?|invitations?|repl(?:y|ies)|response"
    r"|wrote|writes"
    r"|written|call|phoned|rang|told|spoke)"
)
_LETTER_OF_BODY = re.compile(
    rf"\b{_LETTER}\b[^.;]{{0,60}}\b{_SENDER}\b|\b{_SENDER}\b[^.;]{{0,60}}\b{_LETTER}\b", re.IGNORECASE
)
_FROM_BODY = re.compile(rf"\b{_SENDER}(?:'s)? (?:\w+ )?{_LETTER}\b", re.IGNORECASE)
_SENT = re.compile(rf"{_LETTER}\b|(?:s?he|his|her)$", re.IGNORECASE)
"""Words for events of a case that are no more than the letter itself and who wrote it."""
_OF_SENDER = re.compile(
    r"\bs?he (?:would|will|intends?|plans|hopes|expects|wants)\b|\b(?:his|her) (?:letter|reply|office|officials"
    r"|speech)\b",
    re.IGNORECASE,
)
"""He and she where they are the one who writes for a body."""
_ABOUT_CASE = re.compile(r"\b(?:case|concerns?|conference|parents?|school nurse)\b", re.IGNORECASE)
_BESIDE_EXAMPLE = re.compile(
    r"(?:\be\.g\.,?|\b(?:for (?:example|instance)|such as|written as|shown as|(?:dates?|it) as|examples?"
    r"|(?:date )?formats?"
    r"|(?:never|not) as|(?:dates?|birthdays) (?:is|are) (?:\w+ )?as)[,:]?)[ \"'“‘(\[]{1,3}$",
    re.IGNORECASE,
)
"""What shows right before a day how one is written."""
_RECKONED = re.compile(
    r"\be\.g\.|\b(?:for example|examples?(?=:)|(?:born|age \d\d?) means|in this table"
    r"|(?:summer|autumn|winter)-born|made-up|fictitious|term (?:after|following)|as a birthday|birthdays are|school age"
    r"|leaving date)\b",
    re.IGNORECASE,
)
"""What shows how days are reckoned; it tells of nobody only where it says what always holds."""
_ANY_SUCH = re.compile(
    r"\b(?:an?|any|every|each) [\w-]+ (?:\w{2,}ed|made|born|sent|given)(?= (?:on|at|after|before|in)\b)"
    r"|\b(?:many|most|all|some|any|every|each) \w{2,}ed (?=(?:children|people|young|adults)\b)",
    re.IGNORECASE,
)
"""Things of a kind: an order made on, a call logged at, many unaccompanied children."""
_BIRTHDAYS = re.compile("birthdays", re.IGNORECASE)
_OF_FLOW = re.compile(r"born|birth(?:day)?s?|calls?|referrals?|appointments?", re.IGNORECASE)
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
_INSTITUTION = re.compile(rf"\b{DONE_BY_BODIES}\b", re.IGNORECASE)
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
    around = text[first:start] + " " + text[end:last]
    if _is_of_many(text, clauses, (first, start, last)) or _is_letter_of_body(around, clauses):
        return not _has_name(around, lists)
    if _PERSON.search(text, max(0, start - AROUND), end + AROUND):
        return False
    if _is_yearly(text, start, end) or _is_row_of_counts(text, start, clauses):
        return True
    if _is_example(text[first:start], text[end:last], clauses) and not _has_name(around, lists):
        return True
    if _is_after_the(text, start) and _HEAD.match(text, end) and clauses.heaviest_of_case < STRONG:
        return not _has_name(around, lists)
    return _is_prose_of_things(reading, lists, clauses, (start, end), (first, last))


def _is_of_many(text: str, clauses: Clauses, marks: tuple[int, int, int]) -> bool:
    """Whether it parts those born before it from those born after it, and nothing is told of one of them."""
    first, start, last = marks
    if not _COHORT.search(text, first, start) or clauses.has_heavy_beside(_OF_BIRTH):
        return False
    return not any(
        match.group().lower() not in ("they", "them", "parent") for match in _PERSON.finditer(text, first, last)
    )


def _is_letter_of_body(around: str, clauses: Clauses) -> bool:
    """Whether a body writes to bodies or calls them; a letter about somebody names them or tells of an event."""
    if not _LETTER_OF_BODY.search(around) or not (_ALL_OF_THEM.search(around) or _FROM_BODY.search(around)):
        return False
    if _PERSON.search(_OF_SENDER.sub("", around)) or _ABOUT_CASE.search(around):
        return False
    return not clauses.has_heavy_beside(_SENT)


def _is_example(before: str, after: str, clauses: Clauses) -> bool:
    """Whether it only shows how a day is written or reckoned."""
    if _BESIDE_EXAMPLE.search(before) and not clauses.has_heavy_beside(_BIRTHDAYS):
        return True
    around = f"{before} {after}"
    if not _RECKONED.search(around) or clauses.has_heavy_beside(_OF_FLOW):
        return False
    return not _THEN.search(_PASSIVE.sub(" is ", _ANY_SUCH.sub(" ", around)))


def _is_after_the(text: str, start: int) -> bool:
    """Whether `the` begins the date or stands right before it."""
    return text.startswith(("the ", "The "), start) or text[max(0, start - 4) : start] in ("the ", "The ")


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
