"""Words that a sentence tells about: what they mean, of which language they are, which thing is called so."""

import re
from dataclasses import dataclass

from kb.identity.normalising import folded_word
from kb.identity.rules.languages import LANGUAGES
from kb.identity.rules.name_contexts import RELATIONS, TITLES
from kb.identity.rules.name_evidence import Evidence
from kb.identity.rules.name_groups import PLANTED
from kb.identity.rules.name_tokens import Word
from kb.identity.rules.name_verbs import BODILY, DONE_TO, SAYS

_JOIN = r"(?:, (?:and |or )?| and | or | & | \+ |/)"
_MEMBER = r"[\"'*_]{0,2}[^\W\d_][\w'-]*[\"'*_]{0,2}(?: [A-Z][\w'-]+)?(?: \([^()]{1,30}\))?"
_ROW_BEFORE = re.compile(rf"[\W_]*(?:{_MEMBER}{_JOIN}){{0,7}}[\"'*_]{{0,2}}")
_ROW_LEFT = re.compile(rf"(?<![\w'-])(?:{_MEMBER}{_JOIN}){{1,7}}[\"'*_]{{0,2}}$")
_ROW_AFTER = re.compile(rf"(?:'s)?[\"'*_]{{0,2}}(?: \([^()]{{1,30}}\))?(?:{_JOIN}{_MEMBER}){{0,7}}")
_MEANS = re.compile(
    r",?(?: both| all| each| also| only| simply| really)? (?:means?|translates?|stands? for)\b"
    r"(?! (?:well|to|no|it|that|so|business|a lot)\b)"
    r"| (?:both |all |also )?(?:can|may|might|could) (?:both |each )?be (?:spelt|spelled|shortened"
    r"|an? (?:title|word|first|last|middle|family|given|pet|sur)"
    r"|used (?:for|of) (?:elders|any|anyone|people|strangers))\b"
    r"| (?:is|are) (?:both |all |also |often |only |never )?(?:said|translated|written)"
    r" (?:as|for|in|when|the same)\b"
    r"| before an? (?:first |last |family )?(?:sur)?name\b|, short for (?:[A-Z][a-z]+,? (?:and )?){2,}"
)
"""After a word, or a row of words, whose meaning is told."""
_OF_LANGUAGE = re.compile(
    rf"(?:, which is|,| is| are| was|:)(?: the| an?| from the| in)? (?:\w+ )?{LANGUAGES} (?:and {LANGUAGES} )?"
    r"(?:for (?!parents|families|children|most|beginners|the\b|his\b|her\b|their\b)|words?|terms?"
    r"|names? (?:for|of)|proverb|saying"
    r"|greetings?|labels?|captions?|festival|holiday|new year|phrase|kin terms?|title)\b"
    rf"| \((?:the )?{LANGUAGES}(?: for| word)"
)
_TOLD_TWICE = re.compile(rf" is [a-z]+(?:,? and [A-Z][\w'-]+ is [a-z]+) in (?:the )?{LANGUAGES}\b(?! he| she)")
_TOLD_FIRST = re.compile(r" is [a-z]+,? and $")
_TOLD_LAST = re.compile(rf" is [a-z]+ in (?:the )?{LANGUAGES}\b(?! he| she)")
_TOLD_IN_TURN = re.compile(
    r" (?:is|means|=) [a-z]+(?:,| and|;) "
    r"(?P<other>[a-z]+) (?:is|means|=) [a-z]+\b"
)
"""`Haf is summer, gaeaf is winter`."""
_LANGUAGE = re.compile(rf"\b{LANGUAGES}\b")
_SAYS_WHAT = re.compile(r" means? (?!(?:well|business|it|that|so|no|to)\b)[a-z]+(?:[,.;:]| in\b| and\b|$)")
_QUOTED = re.compile(r"\b(?:[Tt]he |of )(?:words?|terms?|phrases?|captions?|greetings?) (?P<mark>[\"'(*_]{0,2})$")
_KINDS = (
    r"(?:tools?|scales?|measures|systems?|programmes?|software|charit(?:y|ies)|apps?|assistants|cleaners|fonts?"
    r"|typefaces?"
    r"|languages?|novels?|films?|plays?|musicals?|songs?|books?|texts?|projects|rooms?|storms?|rivers?"
    r"|greetings?|words?"
    r"|festivals?|sweets|dishes|terms?|publishers?|firms|suppliers?|companies|funders?|websites?"
    r"|platforms?|brands?|theor(?:y|ies)|frameworks?|costumes?|meeting rooms"
    r"|products|courses?|qualifications?|awards?|campaigns?|databases?|methods?|techniques?|instruments?"
    r"|questionnaires?"
    r"|berries|toolkits?|podcasts?|series|magazines?|journals?|newsletters?|ferries|ships|names of \w+)"
)
_PLAIN = (
    r"(?!(?:in|on|at|with|of|for|from|to|by|between|into|about|like|only|child|boy|girl|known|under"
    r"|against)\b|\w+(?:ed|ing|ly)\b)"
    r"[\w-]+"
)
"""A word that may stand between: an adjective, a noun, and neither a verb nor a small word."""
_IS_KIND = re.compile(
    r",? (?:is|are|was|were|remain|became)(?: both| all| each| not)?(?: the| an?| our| two| three| four| some)?"
    rf" (?:{_PLAIN} ){{0,2}}?{_KINDS}"
    r"(?=[.,;:)\n]| (?:that|which|for|of|in|used|through|and|with|to|on|from|by|we|but)\b|$)"
)
"""After names that are told to be things: `are developmental tools`."""
_APPOSED_KIND = re.compile(
    rf"(?:,| \() ?(?:the|an?|our|another) (?:{_PLAIN} ){{0,3}}?"
    rf"{_KINDS}(?:,|\)|$)"
)
"""After the name of a thing: `Clio, the legal case system,`."""
_THING_CALLED = re.compile(
    r"\b(?:[Aa]n?|[Oo]ur) (?:[\w-]+ )?(?:film|song|robot|printer|gritter|server|minibus|bus|van|boat|doll"
    r"|puppet|mascot"
    r"|bear|system|software|app|platform|database|chatbot|novel|tool) (?:called|named) [\"'*_]{0,2}$"
)
"""Right before what a thing is said to be called."""
_THING_BEFORE = re.compile(
    r"\b(?:[Ss]ystem|[Ss]oftware|[Aa]pp|[Pp]latform|[Dd]atabase|[Nn]ovel|[Mm]usical|[Cc]hatbot|[Cc]harity"
    r"|[Pp]ublisher"
    r"|[Ff]ont|[Tt]ypeface|[Vv]endor|[Ss]torm|[Rr]iver|Printer|Server|Module|Operation) [\"'*_]{0,2}$"
)
_THINGS_BEFORE = re.compile(
    r"\b(?:Team |(?:[Ss]ystems|[Aa]pps|[Nn]ovels|[Ff]ilms|[Ss]ongs|[Cc]harities|[Pp]ublishers|[Ff]onts"
    r"|[Tt]ypefaces|[Ss]torms"
    r"|[Rr]ivers|[Gg]roups|[Tt]eams|[Rr]ooms|[Hh]ouses|[Tt]ables|[Pp]ods|[Dd]olls|[Pp]uppets):?"
    r" (?:[A-Z][\w'-]+(?:,? (?:and|or|&) |, )){0,6})$"
)
"""Right before what things are called."""
_ROOMS = re.compile(
    r"\b(?:[Mm]eeting|[Bb]reakout|[Tt]raining) rooms?:|\b[Cc]hange of room\b|\b[Pp]ool cars?:"
    r"|\bseats (?:\d|two|four|six|eight|ten|twelve|\w+teen)"
    r"|\b[Bb]ook(?:ed)? (?:the )?[A-Z]\w+ (?:or|and) (?:the )?[A-Z]\w+ (?:rooms?|suites?)\b"
    r"|\b(?:is|are) (?:the |our )?(?:meeting|training) rooms?\b"
)
"""Somewhere in a sentence about what rooms and tables are called."""
_SURE_TEAMS = re.compile(
    r"\b[A-Z][\w'-]+,? (?:and|or|&) [A-Z][\w'-]+ (?:teams|rooms|groups|suites|houses|classes|localities"
    r"|clusters|wards|lines?)\b"
)
_OF_WORDS = re.compile(
    rf"\b(?:{LANGUAGES}|words?|names?|titles?|interpret\w*|translat\w*|captions?|glossary|dictionary|signs?"
    rf"|posters?|address lines?)\b"
)
"""Where a sentence speaks of words."""
_MEANING = re.compile(r"\b(?:means?|meaning|for hope|word)\b")
_SCHOOL = re.compile(r"\b(?:school|nursery|class|college) projects?\b")
_KIN = TITLES | RELATIONS
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_NEXT = re.compile(r" (?P<word>[a-z]+)\b")
_LONGEST_ROW = 120
_SEVERAL = 3
"""Words of a row that is a title."""


def told_of(evidence: Evidence, words: list[Word], first: int, last: int) -> bool:
    """Whether the sentence says what a word means, or that a thing is called so, and nothing of a person."""
    start = words[0].start
    if evidence.of_case(start):
        return False
    head = max(0, start - 90)
    row = _row(evidence, words)
    if _THING_CALLED.search(evidence.text, head, start) or _titled_row(evidence, words, row):
        return True
    known = evidence.vocabulary
    if _row_does(evidence, row):
        return False
    if len(words) == 1 and words[0].key in known.things and sum(key in known.things for key in row.written) > 1:
        return True
    if _of_person(evidence, first, last):
        return False
    return _glossed(evidence, words) or _called(evidence, words, last) or _in_row(evidence, words, row)


def _sure(evidence: Evidence, words: list[Word]) -> bool:
    """Whether it is a first name and nothing else, by which no thing is known."""
    return words[0].kind.first and words[0].kind.strong and words[0].key not in evidence.vocabulary.things


def _glossed(evidence: Evidence, words: list[Word]) -> bool:
    """Whether it is told what the word means."""
    text, start, end = evidence.text, words[0].start, words[-1].end
    quoted = _QUOTED.search(text, max(0, start - 90), start)
    if quoted and (quoted["mark"] or not words[0].capital):
        return True
    if (_SAYS_WHAT.match(text, end) and evidence.near(_OF_WORDS, start)) or _OF_LANGUAGE.match(text, end):
        return True
    turn = _TOLD_IN_TURN.match(text, end)
    if turn and folded_word(turn["other"]) in evidence.vocabulary.abroad:
        return True
    if not words[0].capital and evidence.near(_LANGUAGE, start):
        return not words[0].kind.first or evidence.near(_MEANING, start)
    second = _TOLD_FIRST.search(text, max(0, start - 30), start) and _TOLD_LAST.match(text, end)
    return bool(second) or _TOLD_TWICE.match(text, end) is not None


def _called(evidence: Evidence, words: list[Word], last: int) -> bool:
    """Whether a system, a room, a team is called so."""
    text, start, end = evidence.text, words[0].start, words[-1].end
    sure, head = _sure(evidence, words), max(0, start - 90)
    if _APPOSED_KIND.match(text, end) and not (sure and evidence.near(_SCHOOL, start)):
        return True
    thing = words[0].key in evidence.vocabulary.things or not evidence.is_so(last)
    if thing and _THING_BEFORE.search(text, head, start):
        return True
    if (not sure or words[0].key in PLANTED) and _THINGS_BEFORE.search(text, head, start):
        return True
    doubtful = words[0].kind.ordinary or words[0].key in evidence.vocabulary.both
    weak = doubtful or not words[0].kind.first
    if len(words) > 1:
        return False
    return (weak and evidence.near(_ROOMS, start)) or (doubtful and evidence.near(_SURE_TEAMS, start))


@dataclass(frozen=True, slots=True)
class _Row:
    """Words beside words, joined by commas, `and` or `or`."""

    start: int
    end: int
    opens: bool
    """Whether the sentence begins with it."""
    keys: tuple[str, ...]
    written: tuple[str, ...]
    """Those of them that have a capital letter."""


def _row(evidence: Evidence, words: list[Word]) -> _Row:
    text, start, end = evidence.text, words[0].start, words[-1].end
    sentence = evidence.reading.sentence_at(start)
    after = _ROW_AFTER.match(text, end, min(sentence.end, end + _LONGEST_ROW))
    beyond = after.end() if after else end
    near = start - sentence.start <= _LONGEST_ROW
    opens = near and _ROW_BEFORE.fullmatch(text, sentence.start, start) is not None
    left = _ROW_LEFT.search(text, max(sentence.start, start - _LONGEST_ROW), start)
    begin = left.start() if left else start
    members = [word for word in _WORD.findall(text[begin:beyond]) if word.lower() not in {"and", "or"}]
    capitals = tuple(folded_word(word) for word in members if word[0].isupper())
    return _Row(begin, beyond, opens, tuple(map(folded_word, members)), capitals)


def _titled_row(evidence: Evidence, words: list[Word], row: _Row) -> bool:
    """Whether it stands in a row of words before a colon that are not all names: `Mentor, Buddy, Friend:`."""
    known = evidence.vocabulary
    if len(words) > 1 or not (words[0].kind.ordinary or words[0].key in known.both):
        return False
    if not row.opens or evidence.text[row.end : row.end + 1] != ":" or len(row.keys) < _SEVERAL:
        return False
    return any(known.kind(key).ordinary and not known.kind(key).named for key in row.keys if key != words[0].key)


def _row_does(evidence: Evidence, row: _Row) -> bool:
    """Whether it is told of those in the row what people do, or what is done to them."""
    after = _NEXT.match(evidence.text, row.end)
    said = after is not None and after["word"].lower() in SAYS | BODILY
    return said or DONE_TO.match(evidence.text, row.end) is not None


def _in_row(evidence: Evidence, words: list[Word], row: _Row) -> bool:
    """Whether it stands in a row, or alone at the beginning, of what is no person: `Alexa and Siri`."""
    end, known, sure = words[-1].end, evidence.vocabulary, _sure(evidence, words)
    if row.opens and any(_is_told(evidence, row, at, len(row.keys) > 1) for at in {end, row.end}):
        return True
    among = any(key in known.things for key in (words[0].key, *row.written))
    if among and len(words) == 1 and not sure and (row.opens or len(row.keys) > 1):
        return True
    own = {word.key for word in words}
    others = [key for key in row.keys if key not in own]
    strange = [key for key in others if key in known.abroad and not known.kind(key).named and key not in _KIN]
    written = evidence.text[row.start : row.end]
    several = sum(written.count(sign) for sign in (", ", " and ", " or ")) > 1 or " and " in written
    if several and strange and (not sure or (len(others) > 1 and len(strange) == len(others))):
        return True
    kinds = [known.kind(key) for key in others]
    return len(words) == 1 and len(kinds) > 1 and all(kind.place and not kind.first for kind in kinds)


def _is_told(evidence: Evidence, row: _Row, at: int, several: bool) -> bool:
    """Whether it is told here what words mean, or which kind of thing is called so."""
    text = evidence.text
    if _OF_LANGUAGE.match(text, at):
        return True
    if _MEANS.match(text, at):
        return several or evidence.near(_OF_WORDS, row.start)
    known = evidence.vocabulary
    things = any(key in known.things or not known.kind(key).first for key in row.written)
    return _IS_KIND.match(text, at) is not None and (things or several)


def _of_person(evidence: Evidence, first: int, last: int) -> bool:
    does = evidence.bodily(last) or evidence.done_to(last) or evidence.says(last) or evidence.verb(last)
    return does or evidence.before(first) or evidence.after(last) or evidence.close(first)
