"""Dates in figures alone, ages of records in them, and feast days."""

import re
from collections.abc import Iterator

from kb.identity.rules.date_forms import Written
from kb.identity.rules.date_words import FULL_YEAR, ORDINAL, YEAR, year_of

_LEFT = r"(?<![^\W_])(?<!\d[./,:])(?:(?<!\d-)|(?<=\d{4}-)|(?<=/\d\d-))"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_MONTH = r"(?:0?[1-9]|1[0-2])"
_ORDER = rf"(?:{_DAY}(?P<S>\s{{0,2}}[./|\\_,-]\s{{0,2}}){_MONTH}|{_MONTH}(?P<S2>\s?[./-]\s?){_DAY})"
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
    rf"|\s?[./-]\s?(?:i{{1,3}}|iv|vi{{0,3}}|ix|xi{{0,2}})\s?[./-]\s?(?:(?:19|20)\d\d|\d\d))(?![^\W_]|[.,/]\d){_UNITS}"
    # the 5th of the 11th, 2013
    rf"|(?<![^\W_])(?:the\s+)?{ORDINAL}\s+of\s+(?:the\s+)?{ORDINAL},?\s+(?:of\s+)?{YEAR}(?![^\W_])",
    re.IGNORECASE,
)
_AFTER_LABEL = re.compile(
    r"\b(?:d\.?\s?o\.?\s?[bd]\.?|born|died|date\s+of\s+(?:birth|death|incident|admission))\W{0,3}(?:on\W{1,2})?"
    r"(?P<date>\d{6}|\d{2}\s\d{2}\s\d{2}|(?:0?[1-9]|[12]\d|3[01])[/.-](?:0?[1-9]|1[0-2]))(?![^\W_]|[./-]?\d)",
    re.IGNORECASE,
)
_NO_YEAR = re.compile(
    r"(?:\b(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?,?\s+|\b(?:on|since|until|till|dated)\s+|(?:^|\n)[-*|\s]{0,6})"
    r"(?P<date>(?:0[1-9]|[12]\d|3[01]|[1-9])[/.](?:0[1-9]|1[0-2]))(?![^\W_]|[./-]?\d|\s*%)"
    r"(?=\s*(?:[,;:)|-]|\.?$|\.\s|\n)|\s+(?:at|and|when|the|he|she|mother|father|mum|dad|to|by|she|after|before)\b)",
    re.IGNORECASE | re.MULTILINE,
)
_MONTH_NUMBER = re.compile(
    rf"{_LEFT}(?:0[1-9]|1[0-2])/(?:19|20)\d\d(?![^\W_]|[./-]\d)"
    r"|(?<=\bin )[1-9]/(?:19|20)\d\d(?![^\W_]|[./-]\d)",
)
_VERSION = re.compile(
    r"(?:\b(?:v|ver|version|release|sections?|s|ss|para(?:graph)?s?|chapter|clause|rules?|reg|regulation|article|table|figure|fig"
    r"|appendix|annex|standards?|room|isbn|issn|doi|ip|recommendations?|scores?|grades?|no|nos|grant)\.?|[§£$#])[\s:]*$",
    re.IGNORECASE,
)
_FIXED_DAY = (
    r"(?:Christmas\s+(?:Day|Eve|morning|night)|Boxing\s+Day|New\s+Year'?s?\s+(?:Day|Eve)|(?:St\.?\s+)?Valentine'?s\s+Day"
    r"|Hogmanay|Hallowe'?en|Bonfire\s+Night|Guy\s+Fawkes(?:\s+(?:Night|Day))?|Burns\s+Night|Twelfth\s+Night|Epiphany|May\s+Day"
    r"|St\.?\s+(?:Patrick|David|Andrew|George|Stephen|Brigid|Swithin)'?s\s+Day|Ne?ow?ro[uz]z|All\s+(?:Souls|Saints)'?\s+Day)"
)
_FEAST = (
    rf"(?:{_FIXED_DAY}|(?:Orthodox\s+)?(?:Easter(?:\s+(?:Sunday|Monday|Saturday|Day|Eve))?|Good\s+Friday|Christmas)"
    r"|(?:Maundy\s+Thursday|Holy\s+Saturday|Shrove\s+Tuesday|Pancake\s+Day|Ash\s+Wednesday|Palm\s+Sunday|Whit\s+\w+|Ascension\s+Day"
    r"|Pentecost|Corpus\s+Christi|Michaelmas|Lammas|Candlemas|Beltane|Samhain|Mothering\s+Sunday|(?:Mother|Father)'?s'?\s+Day"
    r"|Remembrance\s+(?:Sunday|Day)|Armistice\s+Day|(?:\w+\s+)?Bank\s+Holiday(?:\s+\w+day)?|Queen's\s+Birthday)"
    r"|(?:Diwali|Deepavali|Holi|Navratri|Dussehra|Raksha\s+Bandhan|Janmashtami|Ganesh\s+Chaturthi|Vaisakhi|Baisakhi|Lohri|Gurpurab"
    r"|Bandi\s+Chhor(?:\s+Divas)?|Eid(?:[\s-]+[au]l[\s-]+\w+)?|Bakri\s+Eid|Ashura|Mawlid|Milad|Laylat\s+al-Qadr|Nowruz|Newroz"
    r"|Hanukkah|Chanukah|Rosh\s+Hashanah?|Yom\s+Kippur|Passover|Pesach|Purim|Sukkot|Shavuot|Simchat\s+Torah|Vesak|Wesak"
    r"|(?:Chinese|Lunar)\s+New\s+Year|Mid-?Autumn\s+Festival|Losar|Songkran|Timkat|Enkutatash)(?:\s+(?:Day|Eve|night))?)"
)
_FEASTS = re.compile(
    rf"(?<![^\W_])(?:{_FEAST},?\s+(?:(?:in|of)\s+)?(?:{YEAR}|(?:that|the\s+same|the\s+following)\s+year)(?![^\W_]|-\d)"
    rf"|(?<=[^\W_]\s){FULL_YEAR},?\s+on\s+{_FEAST}(?![^\W_])|(?P<bare>(?<=\b[Oo]n\s){_FIXED_DAY}(?![^\W_]))"
    rf"|(?P<month>(?:Ramadh?an|Lent|Advent|Muharram)),?\s+(?:(?:in|of)\s+)?{YEAR}(?![^\W_]))",
    re.IGNORECASE,
)


def in_figures(text: str) -> Iterator[Written]:
    """Dates and months that are written in figures."""
    for match in _FORMS.finditer(text):
        if not _VERSION.search(text, max(0, match.start() - 18), match.start()):
            yield Written(*match.span(), True, year_of(match.group()) or _year_of_eight(match.group()))
    for pattern in (_AFTER_LABEL, _NO_YEAR):
        for match in pattern.finditer(text):
            yield Written(*match.span("date"), True)
    for match in _MONTH_NUMBER.finditer(text):
        yield Written(*match.span(), False, year_of(match.group()))


def _year_of_eight(figures: str) -> str | None:
    eight = re.match(r"\d{8}", figures)
    if eight is None:
        return None
    return figures[:4] if re.match(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])", figures) else figures[4:8]


def feasts(text: str) -> Iterator[Written]:
    """Feast days with a year, and those of a fixed day without one."""
    for match in _FEASTS.finditer(text):
        bare = match["bare"] is not None
        yield Written(*match.span(), match["month"] is None, year_of(match.group()), needs_event=bare)
