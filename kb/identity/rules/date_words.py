"""The pieces that dates are written with: months in several languages, days and years in figures and words."""

import re

SHORT_MONTH = r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)(?![^\W\d_])\.?"
ENGLISH_MONTH = (
    r"(?:January|Febr?uar?y|March|April|May|June|July|August|Septemb?er|October|November|December"
    + "|"
    + SHORT_MONTH
    + ")"
)
CELTIC_MONTH = (
    r"(?:Ionawr|Chwefror|[MF]awrth|Ebrill|[MF]ai|[MF]ehefin|G?orffennaf|Awst|[MF]edi|Hydref|[TD]achwedd|Rh?agfyr"
    r"|Ean[aá]ir|Feabhra|M[aá]rta|Aibre[aá]n|Bealtaine|Meitheamh|I[uú]il|L[uú]nasa|Me[aá]n\s+F[oó]mhair"
    r"|Deireadh\s+F[oó]mhair|Samhain|Nollaig|Faoilleach|Gearran|M[aà]rt|Giblean|C[eè]itean|[OÒ]gmhios|Iuchar"
    r"|L[uù]nastal|Sultain|D[aà]mhair|D[uù]bhlachd)"
)
OTHER_MONTH = (
    r"(?:stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|wrze[sś]nia|pa[zź]dziernika|listopada|grudnia"
    r"|ianuarie|februarie|martie|aprilie|iunie|iulie|septembrie|octombrie|noiembrie|decembrie"
    r"|Muharram|Safar|Rabi'?\s+(?:al|ul)-\w+|Jumada\s+(?:al|ul)-\w+|Rajab|Sha'?ban|Ramadh?an|Shawwal"
    r"|Dhu'?\s*(?:al|ul)-\w+|Nisan|Iyar|Sivan|Tammuz|Elul|Tishri|Cheshvan|Kislev|Tevet|Shevat|Adar)"
)
MONTH = rf"(?:{ENGLISH_MONTH}|{CELTIC_MONTH}|{OTHER_MONTH})"

_UNIT = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth"
ORDINAL_WORD = (
    rf"(?:(?:twenty|thirty)[\s-](?:{_UNIT})|{_UNIT}|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth"
    r"|seventeenth|eighteenth|nineteenth|twentieth|thirtieth)"
)
ORDINAL = rf"(?:(?:3[01]|[12]\d|0?[1-9])\s?(?:st|nd|rd|th|a?in|fed|ydd|[ae]g|ail|af)(?![^\W_])|{ORDINAL_WORD})"
DAY = rf"(?:{ORDINAL}|(?:3[01]|[12]\d|0?[1-9])(?!\d))"
_NUMBERS = (
    "oh one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen"
).split()
_TENS = dict(
    zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), range(20, 100, 10), strict=True),
)
VALUES = {word: value for value, word in enumerate(_NUMBERS)} | _TENS
"""Number words and what they mean."""
_TWO_FIGURES = rf"(?:(?:{'|'.join(_TENS)})(?:[\s-](?:{'|'.join(_NUMBERS[1:10])}))?|{'|'.join(reversed(_NUMBERS))})"
YEAR_IN_WORDS = (
    rf"(?:two\s+thousand(?:\s+(?:and\s+)?{_TWO_FIGURES})?|(?:nineteen|twenty)[\s-](?:(?:oh?"
    rf"|nought)[\s-])?{_TWO_FIGURES})"
)
FULL_YEAR = rf"(?:(?:19|20)\d\d(?!\d)|{YEAR_IN_WORDS})"
YEAR = rf"(?:{FULL_YEAR}|'\d\d(?!\d))"
WEEKDAY = (
    r"(?:(?:Mon|Tue(?:s)?|Wed(?:nes|s)?|Thu(?:r(?:s)?)?|Fri|Sat(?:ur)?|Sun)(?:day)?[.,]{0,2}\s+"
    r"|(?:d?dydd|nos|noson|bore|fore|prynhawn)\s+[^\W\d_]{3,8},?\s+)"
)
_FIGURES = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_YEAR_WORDS = re.compile(rf"(?<![^\W_]){YEAR_IN_WORDS}(?![^\W_])", re.IGNORECASE)
_TWO_DIGITS = re.compile(r"(?<!\d)(\d\d)$")
THIS_CENTURY = 50
"""Years of two figures below this are of this century."""


def year_of(date: str) -> str | None:
    """The year in a date, in four figures."""
    if figures := _FIGURES.search(date):
        return figures.group()
    if words := list(_YEAR_WORDS.finditer(date)):
        return str(_value(re.split(r"[\s-]+", words[-1].group().lower())))
    if short := _TWO_DIGITS.search(date):
        year = int(short[1])
        return str(year + (2000 if year < THIS_CENTURY else 1900))
    return None


def _value(words: list[str]) -> int:
    if words[:2] == ["two", "thousand"]:
        return 2000 + sum(VALUES.get(word, 0) for word in words[2:])
    return VALUES[words[0]] * 100 + sum(VALUES.get(word, 0) for word in words[1:])
