"""Dates in figures alone, ages of records in them, and feast days."""

import re
from collections.abc import Iterator

from kb.identity.normalising import Reading, Token
from kb.identity.rules.date_forms import Written
from kb.identity.rules.date_words import FULL_YEAR, ORDINAL, YEAR, year_of
from kb.identity.rules.signals import near, near_tokens

_LEFT = r"(?<![^\W_])(?<!\d[./,:])(?:(?<!\d-)|(?<=\d{4}-)|(?<=/\d\d-))"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_MONTH = r"(?:0?[1-9]|1[0-2])"
_RANGE = r"(?:(?:0?[1-9]|[12]\d|3[01])\s?[-&/]\s?)?"
_UNITS = r"(?!\s*(?:weeks?|months?|days?|years?|hours?|mins?|minutes|mg|ml|mcg|kg|g|cm|%|monthly|weekly|yearly)\b)"
_FORMS = re.compile(
    # 14/06/2009, 14.6.09, 07 . 04 . 2019, 3-5/7/2012, 03/27/2011
    rf"{_LEFT}{_RANGE}{_DAY}(?P<s>\s{{0,2}}[./\\_,-]\s{{0,2}}){_MONTH}\s{{0,2}}[./\\_,-]\s{{0,2}}"
    rf"(?:(?:19|20)\d\d|'?\d\d)(?![^\W_]|[./]\d)(?!-\d(?!\d/)){_UNITS}"
    rf"|{_LEFT}(?:0?[1-9]|1[0-2])[./-](?:1[3-9]|2\d|3[01])[./-](?:19|20)\d\d(?![^\W_]|[./]\d)"
    # 2011-03-27, 2011/3/27, 2011 03 27, with a time
    rf"|{_LEFT}(?:19|20)\d\d(?:[-/._]{_MONTH}[-/._]{_DAY}|\s(?:0[1-9]|1[0-2])\s(?:0[1-9]|[12]\d|3[01]))"
    rf"(?:T\d\d[:\d.Z+]*)?(?![^\W_]|[./-]\d)"
    # 14 06 2009
    rf"|{_LEFT}(?<!\d\s){_DAY}\s{_MONTH}\s(?:19|20)\d\d(?![^\W_]|[./,]\d|\s\d){_UNITS}"
    # 20110327, 27032011, 2011-W12-7
    rf"|(?<![^\W_])(?<![\d.,/-])(?:(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
    rf"|(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:19[3-9]|20[0-3])\d)(?:T\d{{4,6}}Z?)?(?![^\W_]|[.,/-]\d)"
    rf"|{_LEFT}(?:19|20)\d\d-?W[0-5]\d-?[1-7](?![^\W_])"
    # 22 x 2003, 22.xii.03
    rf"|{_LEFT}{_DAY}(?:\s(?:i{{1,3}}|iv|vi{{0,3}}|ix|xi{{0,2}})\s(?:19|20)\d\d"
    rf"|\s?[./-]\s?(?:i{{1,3}}|iv|vi{{0,3}}|ix|xi{{0,2}})\s?[./-]\s?(?:(?:19|20)\d\d|\d\d))(?![^\W_]"
    rf"|[.,/]\d){_UNITS}",
    re.IGNORECASE,
)
_IN_ORDINALS = re.compile(
    rf"(?<![^\W_])(?:the\s+)?{ORDINAL}\s+of\s+(?:the\s+)?{ORDINAL},?\s+(?:of\s+)?{YEAR}(?![^\W_])", re.IGNORECASE
)
"""The 5th of the 11th, 2013."""
_ORDINALS = re.compile(r"(?:st|nd|rd|th)\s+of\s+(?:the\s+)?(?:\d|[fstenl]\w+(?:st|nd|rd|th))", re.IGNORECASE)
_FIGURE = re.compile(r"(?<![^\W_])\d")
_PARTED = re.compile(r"\d[/.]\d|\d{6}|\d\d\s\d\d\s\d\d")
_AFTER_LABEL = re.compile(
    r"\b(?:d\.?\s?o\.?\s?[bd]\.?|born|died|date\s+of\s+(?:birth|death|incident|admission))\W{0,3}(?:on\W{1,2})?"
    r"(?P<date>\d{6}|\d{2}\s\d{2}\s\d{2}|(?:0?[1-9]|[12]\d|3[01])[/.-](?:0?[1-9]|1[0-2]))(?![^\W_]|[./-]?\d)",
    re.IGNORECASE,
)
_NO_YEAR = re.compile(
    r"(?:\b(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?,?\s+|\b(?:on|since|until|till"
    r"|dated)\s+|(?:^"
    r"|\n)[-*|\s]{0,6})"
    r"(?P<date>(?:0[1-9]|[12]\d|3[01]|[1-9])"
    r"(?:/(?:0?[1-9]|1[0-2])|(?<=[a-z.,] \d\d)\.(?:0[1-9]|1[0-2])))(?<!24/7)(?![^\W_]|[./-]?\d|\s*%)"
    r"(?=\s*(?:[,;:)|-]|\.?$|\.\s|\n)|\s+(?:at|and|when|the|he|she|mother|father|mum|dad|to|by|she|after|before)\b)",
    re.IGNORECASE | re.MULTILINE,
)
_BARE = re.compile(
    r"(?<![^\W_])(?<![\d.,/-])(?<!/)(?:1[3-9]|2\d|3[01])/(?:0?[1-9]|1[0-2])(?<!24/7)(?![^\W_]|[./-]?\d|\s*%"
    r"|\s*(?:ratio"
    r"|hours?|days?))"
)
"""Day and month; only where the day cannot be a month, a mark out of ten or a dose."""
_COUNTED = re.compile(r",\s.*\D\d\d$|,[^,]*[./\\_-][^,]*\d\d$|[-/][^,]*,.*\D\d\d$")
"""Numbers in a row and bands of ages: weeks 2, 6, 10; 5-9, 10-15."""
_COUNT_BEFORE = re.compile(r"\d{1,2}\s-\s(?=\d{1,2}\D)")
"""What is counted before its date: overdose no. 2 - 17.9.16."""
_MONTH_NUMBER = re.compile(
    rf"{_LEFT}(?:0[1-9]|1[0-2])/(?:19|20)\d\d(?![^\W_]|[./-]\d)"
    r"|(?<=\bin )[1-9]/(?:19|20)\d\d(?![^\W_]|[./-]\d)",
)
_IN_CELL = re.compile(r"(?:(?<=\|)|(?<=\| )|(?<=\|  ))(?:0[1-9]|1[0-2])/(?:1[3-9]|2\d)(?=\s{0,2}\|)")
"""A month and a short year, alone in the cell of a table; a day has no such month."""
_VERSION = re.compile(
    r"(?:\b(?:v|ver|version|release|sections?|s|ss|para(?:graph)?s?|chapter|clause|rules?|reg|regulation"
    r"|article|table"
    r"|figure|fig"
    r"|appendix|annex|standards?|room|isbn|issn|doi|ip|recommendations?|scores?|grades?|no|nos|grant)\.?"
    r"|[§£$#])[\s:]*(?:\d[\d.()]{0,8}(?:,|\s(?:and|or|to|not)|\s?[&-]|\sbut)(?:\snot)?\s){0,3}$",
    re.IGNORECASE,
)
_FIXED_DAY = (
    r"(?:Christmas\s+(?:Day|Eve|morning|night)|Boxing\s+Day|New\s+Year'?s?\s+(?:Day|Eve)"
    r"|(?:St\.?\s+)?Valentine'?s\s+Day"
    r"|Hogmanay|Hallowe'?en|Bonfire\s+Night|Guy\s+Fawkes(?:\s+(?:Night|Day))?|Burns\s+Night"
    r"|Midsummer(?:'s)?(?:\s+(?:Day|Eve))?|Leap\s+(?:Year'?s\s+)?Day|Twelfth\s+Night|Epiphany|May\s+Day"
    r"|(?:Nos\s+Galan|Dydd\s+Calan|(?:Noswyl|Dydd)\s+(?:y\s+)?Nadolig|Nos\s+Calan\s+Gaeaf|Calan\s+Mai)|Ne'?er\s?Day"
    r"|St\.?\s+(?:Patrick|David|Andrew|George|Stephen|Brigid|Swithin)'?s\s+Day|Ne?ow?ro[uz]z|All\s+(?:Souls"
    r"|Saints)'?\s+Day)"
)
_FEAST = (
    rf"(?:{_FIXED_DAY}|(?:Orthodox\s+)?(?:Easter(?:\s+(?:Sunday|Monday|Saturday|Day|Eve))?|Good\s+Friday|Christmas)"
    r"|(?:Maundy\s+Thursday|Holy\s+Saturday|Shrove\s+Tuesday|Pancake\s+Day|Ash\s+Wednesday|Palm\s+Sunday|Whit\s+\w+"
    r"|Ascension\s+Day"
    r"|Pentecost|Corpus\s+Christi|Michaelmas|Lammas|Candlemas|Beltane|Samhain|Mothering\s+Sunday|(?:Mother"
    r"|Father)'?s'?\s+Day"
    r"|Remembrance\s+(?:Sunday|Day)|Armistice\s+Day|(?:\w+\s+)?Bank\s+Holiday(?:\s+\w+day)?|Queen's\s+Birthday)"
    r"|(?:Diwali|Deepavali|Holi|Navratri|Dussehra|Raksha\s+Bandhan|Janmashtami|Ganesh\s+Chaturthi|Vaisakhi|Baisakhi"
    r"|Lohri|Gurpurab"
    r"|Bandi\s+Chhor(?:\s+Divas)?|Eid(?:[\s-]+[au]l[\s-]+\w+)?|Bakri\s+Eid|Ashura|Mawlid|Milad|Laylat\s+al-Qadr"
    r"|Nowruz"
    r"|Newroz"
    r"|Hanukkah|Chanukah|Rosh\s+Hashanah?|Yom\s+Kippur|Passover|Pesach|Purim|Sukkot|Shavuot|Simchat\s+Torah"
    r"|Vesak|Wesak"
    r"|(?:Chinese|Lunar)\s+New\s+Year|Mid-?Autumn\s+Festival|Losar|Songkran|Timkat|Enkutatash)(?:\s+(?:Day|Eve"
    r"|night))?)"
)
_FEASTS = re.compile(
    rf"(?<![^\W_])(?:{_FEAST},?\s+(?:(?:in|of)\s+)?(?:{YEAR}|(?:that|the\s+same"
    rf"|the\s+following)\s+year)(?![^\W_]|-\d)"
    rf"|(?<=[^\W_]\s){FULL_YEAR},?\s+on\s+{_FEAST}(?![^\W_])|(?P<bare>(?:(?<=\b[Oo]n\s)|(?<=\b[Bb]y\s)|(?<=\bsince\s)"
    rf"|(?<=\buntil\s)|(?<=\bbefore\s)|(?<=\bafter\s)"
    rf"|(?<=\bof\s)){_FIXED_DAY}(?![^\W_]))"
    rf"|(?P<moving>(?<=\b[Oo]n\s){_FEAST}(?![^\W_]))"
    rf"|(?P<other>(?<=\b[Oo]n\s)(?-i:(?:[A-Z][\w'.]+\s+){{1,3}})(?:Day|Eve|Night),?\s+{YEAR}(?![^\W_]))"
    rf"|(?P<month>(?:Ramadh?an|Lent|Advent|Muharram)),?\s+(?:(?:in|of)\s+)?{YEAR}(?![^\W_]))",
    re.IGNORECASE,
)


_A_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
SAME_SENTENCE = 120
"""Characters before a feast in which its year may stand."""


_OF_FEASTS = frozenset(
    "christmas boxing valentine valentines hogmanay halloween hallowe'en fawkes epiphany midsummer midsummers"
    " leap easter friday maundy holy shrove pancake ash palm whit ascension pentecost corpus michaelmas lammas"
    " candlemas beltane samhain mothering mother mothers father fathers remembrance armistice holiday birthday"
    " diwali deepavali holi navratri dussehra raksha janmashtami ganesh vaisakhi baisakhi lohri gurpurab bandi"
    " eid bakri ashura mawlid milad laylat nowruz newroz nawroz norouz nowrouz naurouz hanukkah chanukah rosh"
    " yom passover pesach purim sukkot shavuot simchat vesak wesak chinese lunar mid midautumn losar songkran"
    " galan calan nadolig neerday ne'erday ne'er timkat enkutatash"
    " ramadan ramadhan lent advent muharram christmas's new burns guy".split()
)


def in_figures(text: str) -> Iterator[Written]:
    """Dates and months that are written in figures."""
    for match in _at_figures(text):
        if _COUNTED.search(match.group()):
            continue
        counted = _VERSION.search(text, max(0, match.start() - 40), match.start())
        number = _COUNT_BEFORE.match(match.group()) if counted else None
        if number or not counted:
            start = match.start() + (number.end() if number else 0)
            yield Written(start, match.end(), True, year_of(match.group()) or _year_of_eight(match.group()))
    for first, last in near(_PARTED, text, 50, 60):
        for pattern in (_AFTER_LABEL, _NO_YEAR):
            for match in pattern.finditer(text, first, last):
                yield Written(*match.span("date"), True)
        for match in _BARE.finditer(text, first, last):
            yield Written(*match.span(), True, needs_event=True)
        for pattern in (_MONTH_NUMBER, _IN_CELL):
            for match in pattern.finditer(text, first, last):
                yield Written(*match.span(), False, year_of(match.group()))


def _at_figures(text: str) -> Iterator[re.Match[str]]:
    done = 0
    for figure in _FIGURE.finditer(text):
        if figure.start() >= done and (match := _FORMS.match(text, figure.start())):
            done = match.end()
            yield match
    for first, last in near(_ORDINALS, text, 30, 90):
        yield from _IN_ORDINALS.finditer(text, first, last)


def _may_be_feast(text: str, token: Token) -> bool:
    key = token.key
    if key in ("day", "eve", "night", "days"):
        return text[token.start].isupper()
    if key == "new":
        return text[token.end : token.end + 5].lower() == " year"
    return key in _OF_FEASTS


def _year_of_eight(figures: str) -> str | None:
    eight = re.match(r"\d{8}", figures)
    if eight is None:
        return None
    return figures[:4] if re.match(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])", figures) else figures[4:8]


def feasts(reading: Reading) -> Iterator[Written]:
    """Feast days with a year, and those of a fixed day without one."""
    text = reading.digits
    tokens = reading.tokens_among(_OF_FEASTS | {"day", "eve", "night", "days", "new"})
    stretches = near_tokens(tokens, lambda token: _may_be_feast(text, token), 40, 80, len(text))
    for match in (match for first, last in stretches for match in _FEASTS.finditer(text, first, last)):
        bare = match["bare"] is not None or match["other"] is not None
        if match["moving"] and not _A_YEAR.search(text, max(0, match.start() - SAME_SENTENCE), match.start()):
            continue
        yield Written(
            *match.span(),
            match["month"] is None,
            year_of(match.group()),
            needs_event=bare or match["moving"] is not None,
        )
