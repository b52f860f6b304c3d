"""Nationalities with a small community in the UK, and faith groups by name."""

import re
from collections.abc import Iterator

from kb.core.folding import folded_name
from kb.identity.findings import Hit
from kb.identity.normalising import Reading
from kb.identity.phrases import Found
from kb.identity.rules.named import CAPITAL, NAME, before, in_title

SMALL_COUNTRIES = (
    "Afghanistan|Albania|Algeria|Andorra|Angola|Argentina|Armenia|Azerbaijan|Bahrain|Belarus|Belize|Benin|Bhutan"
    "|Bolivia"
    "|Bosnia(?: and Herzegovina)?|Botswana|Brunei|Burkina Faso|Burundi|Cambodia|Cameroon|Cape Verde|Chad|Chile"
    "|Chechnya|Costa Rica"
    "|Croatia|Cuba|Dagestan|Djibouti|Dominica|Ecuador|El Salvador|Eritrea|Estonia|Eswatini|Ethiopia|Fiji|Gabon"
    "|(?:The |the )?Gambia"
    "|Georgia|Guatemala|Guinea(?:-Bissau)?|Guyana|Haiti|Honduras|Iceland|Indonesia|Ivory Coast|Jordan|Kazakhstan"
    "|Kosovo|Kuwait"
    "|Kyrgyzstan|Laos|Latvia|Lesotho|Liberia|Libya|Lithuania|Madagascar|Malawi|Maldives|Mali|Mauritania|Mauritius"
    "|Moldova|Mongolia"
    "|Montenegro|Montserrat|Morocco|Mozambique|Myanmar|Burma|Namibia|Nicaragua|Niger|North Macedonia|Macedonia|Oman"
    "|Panama"
    "|Papua New Guinea|Paraguay|Peru|Qatar|Rwanda|Samoa|Senegal|Serbia|Seychelles|Sierra Leone|Slovenia|Somaliland"
    "|South Sudan"
    "|Sudan|Suriname|Syria|Tajikistan|Tanzania|Tibet|Timor-Leste|Togo|Tonga|Trinidad|Tunisia|Turkmenistan|Uruguay"
    "|Uzbekistan|Vanuatu"
    "|Venezuela|Vietnam|Yemen|Zambia|the (?:Congo|Comoros|Philippines|Seychelles|Maldives|Faroe Islands|Solomon Islands"
    "|Democratic Republic of (?:the )?Congo|Dominican Republic|Central African Republic)|Norway|Finland|Denmark"
    "|Austria|Luxembourg|Malta|Sweden|Israel|Bahamas|the Bahamas|Barbados|Grenada|Saint Lucia|St Lucia|St Vincent"
    "|Antigua"
    r"|Congo|DRC|Kurdistan|Cambodia|Chechnya|Slovakia"
)
_FROM = re.compile(
    r"\b(?:born|grew up|grown up|raised|c[ao]mes?|coming|arrived|arriving|fled|flee|fleeing|originally|originates?"
    r"|originated|originating|orphaned"
    r"|travelled|deported|trafficked|returned|returning|married|brought(?: over)?|sent|moved|educated|childhood"
    r"|family|families|parents|mother"
    r"|father|couple|man|woman|boy|girl|child|relatives|grandparents|refugees?|seekers?|heritage|roots|passport"
    r"|origin|birth|hails?|hailed|emigrated|migrated|escaped|moving|(?:he|she|they|who|uncle|aunt|partner|cousins?) "
    r"(?:is|are|was"
    r"|were)|interpreter|nationals?|asylum)\b"
    rf"[^.;\n]{{0,25}}?\b(?:in|from|to|of|:) (?P<country>{SMALL_COUNTRIES})(?!\w)(?! [A-Z])"
)
_FIELD = re.compile(
    rf"(?:[Nn]ationality|[Cc]ountry(?: of (?:birth|origin))?|[Bb]orn|[Oo]rigin) ?(?::"
    rf"|\|) ?(?P<country>{SMALL_COUNTRIES})(?!\w)"
)
_THING = re.compile(
    r" (?:(?:prevention|national|public|social|children's|family|criminal|child|law|legal|health|early|parenting) )?"
    r"(?:model|study|studies|research|approach|programme|law|register|system|government|embassy|version|translation"
    r"|translations|leaflets?"
    r"|edition|reviews?|authors?|researchers|authorities|house|terrace|pastr(?:y|ies)|embassies|parliament|data"
    r"|trial|cohort|experience|evidence"
    r"|ideas?|courage|concept|principles?|method|practice|example|system|style|elm|auction|oven|cap|uncle|barn"
    r"|guidance|original|tool|scheme|police|court|language|dialect|ward|shepherd|food|restaurant)\b"
)
_LANGUAGES = re.compile(
    r"\b(?:leaflets?|translat\w+|languages?|subtitles?|available in|versions?|easy read|speakers? of|spoken|printed"
    r"|posters?"
    r"|phrase book|glossary|website|recorded in|video)\b",
    re.I,
)
_GROUPS = re.compile(
    r"\b(?:national strategy|groups? at risk|per cent|percent|statistics|over-?represented|census|nationally"
    r"|organised crime"
    r"|communities (?:are|in|were|across)|most common|largest groups?|cohort)\b|\d ?%",
    re.I,
)
"""About groups, not about one family."""
_INTERPRETERS = re.compile(r"\b(?:interpret\w+|translat\w+|speakers?|leaflets?) (?:in|into) [^.;]{0,60}$", re.I)
_OWN_LANGUAGE = re.compile(
    r"\b(?:(?:mother|father|mum|dad|family|parents?|child|boy|girl|couple|grandmother)'?s?'?|her|his|their|whose) "
    r"(?:own |only )?"
    r"(?:first|home|native|main|mother|preferred|own|spoken|only)? ?(?:language|tongue)s? (?:is|was|are|were|being"
    r"|:)(?: only)? $",
    re.I,
)
_ONLY_SPOKE = re.compile(
    r"\b(?:spoke|speaks?|understood|only (?:spoke|speaks)) (?:only|nothing but|little but|no "
    r"\w+ only) ?$",
    re.I,
)
_SMALL_LANGUAGE = re.compile(
    r"\b(?:(?:spoke|speaks?|speaking|understood|understands) (?:only|nothing but|little but|mainly|mostly) "
    r"|(?:only|mainly|mostly) (?:spoke|speaks|understood|understands) "
    r"|(?:first|home|native|main|mother|preferred|own|only) (?:language|tongue) (?:is|was|being) (?:only )?)"
    r"(?P<language>Twi|Fante|Ewe|Wolof|Fula|Fulani|Mandinka|Bambara|Krio|Lingala|Kikongo|Luganda|Acholi|Kikuyu"
    r"|Kinyarwanda|Kirundi|Shona|Ndebele|Sesotho|Setswana|Chichewa|Bemba|Amharic|Oromo|Tigre|Tigrinya|Dinka|Nuer"
    r"|Dari|Pashto|Sorani|Kurmanji|Bahdini|Farsi|Uzbek|Uyghur|Tagalog|Cebuano|Ilocano|Khmer|Lao|Hmong|Karen|Burmese"
    r"|Rohingya|Dzongkha|Tibetan|Sinhala|Sinhalese|Tetum|Malagasy|Quechua|Guarani|Papiamento|Sranan|Bislama)\b"
)
"""A language of few, spoken by somebody of the case."""
_OF_PERSON = re.compile(
    r"(?:-born)? (?:[a-z-]+ )?(?:boy|girl|child|baby|infant|teenager|man|woman|family|couple|mother|father|parents?"
    r"|national"
    r"|grand\w+|aunt|uncle|refugees?|asylum|young|heritage|origin|descent|brothers?|sisters?|siblings?|carers?|mum"
    r"|dad)\b"
)
_SPOKEN = re.compile(
    r"\b(?:in|into|speaks?|spoke|speaking|fluent|understands?|understood)(?: (?:both|only|little|some))? $", re.I
)
_PLACES_OF_FAITH = re.compile(
    r"(?<=[\w'.] )(?:(?:Parish|Baptist|Methodist|Pentecostal|Evangelical|Free|Community|Catholic|RC|Reformed"
    r"|United Reformed|Apostolic"
    r"|Christian|Gospel|Central|Jamia|Presbyterian|Orthodox|Islamic|Muslim|Sikh|Hindu|Jewish|Bible|Family"
    r"|International|Worship|City"
    r"|Full Gospel) ){0,4}"
    r"(?:Church(?:es)?|Chapel|Tabernacle|Mosque|Masjid|Gurdwara|Gurudwara|Mandir|Synagogue|Shul|Ministries"
    r"|Fellowship|Cathedral"
    r"|Kingdom Hall|Yeshiva|Yeshivah|Cheder|Madras(?:s?ah|a)|Madrassa|madras(?:s?ah|a)|mosque|chapel|gurdwara"
    r"|temple|synagogue|tabernacle"
    r"|Minster|Vihara|Monastery|Convent|Meeting House|Islamic Centre|Mission Hall|Gospel Hall|Temple|Priory"
    r"|Worship Centre|Assembly|Church Centre|parish|church|congregation|fellowship|mandir|masjid|shul|house church"
    r"|prayer (?:group|house|centre)|Prayer (?:House|Group|Centre|Mountain)|House of Prayer|bible group|Bible College"
    r"|Sanctuary|Ashram|ashram|monastery|cathedral|Life Centre|Faith Centre|Outreach Centre)(?![\w-])"
)
_FIRST = re.compile(
    rf"(?<![\w-])(?:Capel|Eglwys|Masjid|Jamia Masjid|Beth|Beis|Darul Uloom|Kehillas) (?P<name>{NAME})(?! (?:Road"
    rf"|Street|Lane))"
)
_OF_LEADER = re.compile(
    r"\b(?:[Pp]astors?|[Dd]eacons?|[Ee]lders?|[Ii]mams?|[Rr]abbis?|[Vv]icars?|[Pp]riests?|[Cc]ongregation"
    r"|[Ww]orship(?:s|ped|ping)?|pray(?:ed|s|ing)"
    r"|baptised|christened|preached|ministers?|youth leader|Sunday school|choir|prayer meetings?|services|leaders?) "
    r"(?:at|of|in|from|with) "
    rf"(?P<name>(?:[Tt]he )?{CAPITAL}(?: (?:(?:of|the|and|for) ){{0,2}}{CAPITAL}){{1,5}})"
)
"""Whoever leads or prays there."""
_CALLED = re.compile(
    r"(?<![\w-])(?:an? |the )?(?:[A-Z][\w-]{2,20} |small |local |house |independent )?(?:church|mosque|temple|sect"
    r"|cult|fellowship"
    rf"|congregation|ministry|religious (?:group|community)|prayer group) (?:called|named|known as) [\"']?{NAME}"
)
_NO_FAITH = re.compile(
    r"\b(?:Council|Trust|Partnership|Board|Police|University|Team|Department|Court|School|Academy|Hospital|England"
    r"|Wales|Scotland"
    r"|Ireland|Street|Road|Nursery|State|Education|Health|Safeguarding|Services?|LSCB|SCP|Committee|House of|CAMHS"
    r"|MASH)\b"
)
_SHARED = frozenset(
    """the a of church chapel mosque parish baptist methodist pentecostal evangelical free community catholic rc
    reformed united
    apostolic christian gospel central presbyterian orthodox islamic muslim sikh hindu jewish bible family
    international worship
    city local anglican roman england scotland wales ireland in and for national british any each every our health
    ministry general
    school youth faith black african ethiopian eritrean coptic greek russian polish romanian lutheran quaker
    congregational high low
    mainstream new independent women's men's sunday state president westminster legislative welsh northern sri
    research clinical
    teaching medical some many such which whose near mum's dad's christian's fellow house senior annual open
    whole-school morning primary defence education justice""".split()
)
_BODY = re.compile(
    r"(?:'s)? (?:(?:has|have|also|national|now) )*(?:published|publishes|adopted|developed|issued|runs"
    r"|safeguarding (?:team|policy|board)|policy|Commission|Trust|Council)\b"
)

_VENUE = re.compile(r"\b(?:held|run|meets?|booked|hosted|takes? place|venue) (?:\w+ ){0,2}(?:at|in) (?:the )?$", re.I)
_SOMEBODY = re.compile(
    r"\b(?:famil(?:y|ies)|mother|mum|father|dad|parents?|child|baby|boy|girl|he|she|his|her|they)\b", re.I
)
"""Without any of these a house of prayer with an event in it is a venue."""


def nationalities(reading: Reading, found: list[Found]) -> Iterator[Hit]:
    """Words of small nationalities for people, and small countries that somebody comes from."""
    for each in found:
        if reading.text[each.start].isupper() and not _no_person(reading, each):
            yield _nationality(reading, each.start, each.end)
    for match in _SMALL_LANGUAGE.finditer(reading.text):
        yield Hit("nationality", *match.span("language"))
    for pattern in (_FROM, _FIELD):
        for match in pattern.finditer(reading.text):
            yield Hit("nationality", match.start("country"), match.end("country"))


def _no_person(reading: Reading, each: Found) -> bool:
    if _THING.match(reading.text, each.end) or re.match(
        r"(?:-style| [A-Z][a-z])", reading.text[each.end : each.end + 6]
    ):
        return True
    lead = reading.text[max(0, each.start - 90) : each.start]
    if _OWN_LANGUAGE.search(lead) or _ONLY_SPOKE.search(lead):
        return False
    around = reading.around(each.start, each.end)
    of_person = _OF_PERSON.match(reading.text, each.end)
    if (_LANGUAGES.search(around) and not of_person) or _GROUPS.search(around) or _INTERPRETERS.search(lead):
        return True
    return _SPOKEN.search(reading.text[max(0, each.start - 22) : each.start]) is not None


def _nationality(reading: Reading, start: int, end: int) -> Hit:
    """Left out where a noun follows and the article still fits."""
    before_it = reading.text[max(0, start - 4) : start].lower().split(" ")
    article = before_it[-2] if len(before_it) > 1 else ""
    following = re.match(r" (?P<first>[a-z])[a-z]+", reading.text[end : end + 30])
    if following is None or following.group().strip() in {
        "and",
        "or",
        "but",
        "by",
        "who",
        "in",
        "at",
        "on",
        "with",
        "although",
    }:
        return Hit("nationality", start, end)
    vowel = following["first"] in "aeiou"
    if (article == "an" and not vowel) or (article == "a" and vowel) or article in {"is", "as", "was"}:
        return Hit("nationality", start, end)
    return Hit("nationality", start, end + 1, "")


def faith_groups(reading: Reading, found: list[Found], general: frozenset[str]) -> Iterator[Hit]:
    """Faith groups of the list, and places of worship by their own names."""
    for each in found:
        if reading.text[each.start].isupper():
            yield Hit("faith-group", each.start, each.end)
    for match in _PLACES_OF_FAITH.finditer(reading.text):
        named = before(reading, match.start())
        if named is None or not named.own(_SHARED) or _BODY.match(reading.text, match.end()):
            continue
        if _VENUE.search(reading.text[max(0, named.start - 50) : named.start]) and not _SOMEBODY.search(
            reading.around(named.start, match.end())
        ):
            continue
        name = reading.text[named.start : match.end()]
        if folded_name(name) in general or (
            in_title(reading, named.start) and match.group() in {"Fellowship", "Assembly"}
        ):
            continue
        yield Hit("faith-group", named.start, match.end(), None)
    for match in _OF_LEADER.finditer(reading.text):
        if not _NO_FAITH.search(match["name"]) and folded_name(match["name"]) not in general:
            yield Hit("faith-group", *match.span("name"))
    for match in _CALLED.finditer(reading.text):
        yield Hit("faith-group", *match.span())
    for match in _FIRST.finditer(reading.text):
        yield Hit("faith-group", match.start(), match.end())
