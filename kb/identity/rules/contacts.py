"""E-mail addresses, postcodes, street addresses, accounts on social media and links to the news."""

import re
from collections.abc import Iterator

from kb.identity.findings import Hit
from kb.identity.lists import Lists
from kb.identity.normalising import Reading

_AT = r"(?:@|\s?[\[({<]\s?at\s?[\])}>]\s?|\s+at\s+)"
_DOT = r"(?:\.|\s?[\[({<]\s?dot\s?[\])}>]\s?|\s+dot\s+)"
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,40}[a-z0-9])?"
EMAIL = re.compile(
    rf"(?<![\w.@])[a-z0-9](?:[a-z0-9._%+'-]|{_DOT}(?=[a-z0-9])){{0,60}}\s?@\s?{_LABEL}(?:\s?\.\s?{_LABEL}){{1,4}}(?![\w@])"
    rf"|(?<![\w.@])[a-z0-9][a-z0-9_%+-]{{0,40}}(?:{_DOT}[a-z0-9_%+-]{{1,40}}){{0,3}}{_AT}{_LABEL}(?:{_DOT}{_LABEL}){{1,4}}(?![\w@])",
    re.IGNORECASE,
)
POSTCODE = re.compile(
    r"(?<![\w])(?:GIR ?0AA|[A-PR-UWYZ](?:[A-HK-Y]?[0-9][0-9A-HJKMNPR-Y]?)[\s.-]{0,3}[0-9][ABD-HJLNP-UW-Z]{2})(?![\w])",
    re.IGNORECASE,
)
"""Royal Mail's form of a full postcode: area, district, sector and unit."""
_ROAD = (
    r"(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Close|Drive|Dr|Way|Grove|Terrace|Terr|Gardens|Gdns|Crescent|Cres|Court|Ct|Place|Pl"
    r"|Square|Sq|Row|Hill|Park|Mews|Walk|Rise|View|Parade|Green|Yard|Wynd|Brae|Loan|Quay|Bank|Croft|Drove|Gate|Vale|Wharf"
    r"|Passage|Path|Estate|Buildings|Flats|Tower|House|Heights|Mansions|Villas|Cottages|Fold|Garth|Ffordd|Heol|Stryd|Maes)"
)
_CAPITAL = r"[A-Z][\w'-]+"
ADDRESS = re.compile(
    rf"(?<![\w/.])(?:(?:[Ff]lat|[Aa]partment|[Aa]pt|[Rr]oom|[Uu]nit|[Pp]lot|[Cc]aravan|[Pp]itch|[Bb]edsit)\s+\d{{1,4}}[a-zA-Z]?,?\s+(?:{_CAPITAL}(?:\s+{_CAPITAL}){{0,3}},\s+)?)?"
    rf"(?:[Nn]o\.?\s*|[Nn]umber\s+)?\d{{1,4}}(?:-\d{{1,4}})?[a-zA-Z]?,?\s+(?:{_CAPITAL}\s+){{1,4}}{_ROAD}(?![\w])"
    rf"|(?<![\w/.])\d{{1,4}}[a-zA-Z]?,?\s+(?:The\s+{_CAPITAL}|(?:Ffordd|Heol|Stryd|Maes|Lôn|Rhes|Clos)\s+(?:\w+\s+)?{_CAPITAL})"
    rf"|(?<!\w)(?:[Ff]lat|[Aa]partment|[Aa]pt|[Rr]oom|[Pp]lot|[Pp]itch)\s+\d{{1,4}}[a-zA-Z]?,?\s+{_CAPITAL}(?:\s+{_CAPITAL}){{0,4}}"
)
_NETWORKS = (
    r"(?:snapchat|snap|instagram|insta|tik\s?tok|facebook|fb|twitter|discord|telegram|whatsapp|kik|youtube|twitch|roblox|xbox"
    r"|reddit|threads|bluesky|mastodon|linkedin|pinterest|onlyfans|steam|psn|bereal|signal|wechat|viber|tumblr|vk)"
)
SOCIAL = re.compile(
    rf"(?<![\w@./])@[A-Za-z_][\w.]{{2,30}}\b(?!\.\w)"
    rf"|(?:https?://)?(?:www\.|m\.)?(?:facebook|instagram|tiktok|twitter|x|snapchat|youtube|threads|linkedin|twitch|onlyfans|reddit)"
    rf"\.(?:com|net|tv)/(?:add/|in/|user/|u/|profile\.php\?id=|@)?[\w.@-]{{3,60}}"
    rf"|\b{_NETWORKS}\s+(?:account|profile|user(?:name)?|handle|name|page|tag|id|gamertag)(?:\s+(?:is|was|of|called|named))?[\s:,\"']{{1,3}}[\w.#-]{{3,40}}"
    rf"|\bon\s+{_NETWORKS}\s+(?:as|under|under\s+the\s+name|called|using)\s+[\"']?[\w.#-]{{3,40}}"
    rf"|(?:user\s?name|gamertag|screen\s?name|handle)\s*(?:is|was|:|=)?\s*[\"']?[\w.#-]*[\d_.][\w.#-]*",
    re.IGNORECASE,
)
_PAPERS = (
    r"(?:bbc\.co\.uk/news|bbc\.com/news|news\.sky\.com|itv\.com/news|channel4\.com/news|stv\.tv/news"
    r"|[\w-]*(?:mail|mirror|guardian|telegraph|independent|express|dailystar|thesun|metro|standard|herald|echo|gazette|mercury"
    r"|chronicle|courier|argus|post|examiner|observer|advertiser|reporter|scotsman|record|journal|tribune|live|online|times|news)"
    r"\.(?:co\.uk|com|net|org|scot|wales|ie|uk))"
)
NEWS = re.compile(
    rf"(?:https?://)?(?:www\.)?{_PAPERS}(?:/[^\s)\]>\"]*)?"
    r"|\b(?:BBC|ITV|Sky|STV|Channel\s+4)\s+News\b[^.\n]{0,40}\b(?:19|20)\d\d\b"
    r"|\"[^\"\n]{8,120}\",?\s+(?:the\s+)?(?:[A-Z][\w'-]+\s+){0,3}(?:Mail|Mirror|Guardian|Telegraph|Express|Sun|Star|Herald|Echo|Gazette"
    r"|Mercury|Chronicle|Courier|Argus|Post|Examiner|Observer|Advertiser|Record|Times|News|Journal|Standard)\b",
)
_NO_NEWS = re.compile(r"\.gov\.|nspcc|journals?\.|/jobs", re.IGNORECASE)


def find(reading: Reading, _lists: Lists) -> Iterator[Hit]:
    """What leads to a person or a household."""
    for rule, pattern in (("news-link", NEWS), ("email", EMAIL), ("social-account", SOCIAL)):
        for match in pattern.finditer(reading.text):
            if rule != "news-link" or not _NO_NEWS.search(match.group()):
                yield Hit(rule, match.start(), match.end(), "" if rule == "email" else None)
    for match in POSTCODE.finditer(reading.text):
        if any(each.isupper() for each in match.group()) or " " in match.group():
            yield Hit("postcode", *match.span())
    for match in ADDRESS.finditer(reading.text):
        yield Hit("address", *match.span())
