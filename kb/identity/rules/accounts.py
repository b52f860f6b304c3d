"""Accounts on social media: handles, addresses of profiles, and names that somebody goes by there."""

import re
from collections.abc import Iterator

from kb.identity.lists import Lists
from kb.identity.normalising import Reading

_NETWORK = (
    r"(?:snap ?chat|snap|instagram|insta|tik ?tok|facebook|fb|twitter|discord|telegram|whats ?app|kik|you ?tube"
    r"|twitch|roblox"
    r"|x ?box(?: live)?|reddit|threads|bluesky|mastodon|linked ?in|pinterest|only ?fans|steam|psn"
    r"|play ?station(?: network)?"
    r"|be ?real|signal|we ?chat|viber|tumblr|omegle|yubo|wizz|ask\.?fm|fortnite|minecraft|messenger|tinder"
    r"|grindr|badoo|wink"
    r"|hinge|bumble|soundcloud|skype|live\.?me|vk|sc|ig)"
)
_HANDLE = r"[\w](?:[\w.#-]{1,38}[\w])"
_AT = re.compile(r"(?<![\w@./])@(?P<handle>[A-Za-z0-9_][\w.]{1,38}[\w](?:@[\w-]+(?:\.[\w-]+)+)?)(?![\w@])")
_AT_APART = re.compile(
    r"[(\[\"'*]\s?@\s(?P<handle>[\w.]{3,39})\s?(?=[)\]\"'*])|(?<![\w@])@\s(?P<other>[\w.]{3,39})(?!\w)"
)
_PROFILE = re.compile(
    r"(?<![\w.])(?:https?://)?(?:www\.|m\.|web\.|en-gb\.)?(?:(?:facebook|fb|instagram|tiktok|twitter|x|snapchat"
    r"|youtube|threads|linkedin"
    r"|twitch|onlyfans|reddit|pinterest|roblox|soundcloud|gofundme|justgiving|steamcommunity|vk|tumblr|ask"
    r"|linktr|bsky|kik"
    r"|discord|telegram|whatsapp|wa|t|vsco|cash)\.(?:com|net|tv|me|gg|app|fm|ee|co"
    r"|org))/(?P<path>[^\s)\]>\"']{2,80}[\w/])"
    r"|(?<![\w.])(?:https?://)?[\w-]{3,40}\.(?:tumblr|bandcamp|blogspot|wordpress"
    r"|livejournal)\.com\b(?:/[^\s)\]>\"']{0,80}\w)?",
    re.IGNORECASE,
)
_NO_PROFILE = re.compile(
    r"(?:watch|embed|playlist|help|safety|policies|legal|business|about|shorts|terms|privacy|settings|hashtag"
    r"|search|intent"
    r"|share|events?|learning|login|news)\b",
    re.IGNORECASE,
)
_NOUN = (
    r"(?:account|profile|user ?name|user|handle|name|page|tag|id|gamertag|channel|group|contact|server|alias"
    r"|nickname)"
)
_WHO = r"(?:she|he|they|the [\w-]+|(?:child|young person|adult|mother|father)(?: [A-Z]\d?)?|her|his|their)"
_AS = (
    r"(?:(?:posting|posted|messag\w+|stream\w*|play\w*|appear\w*|sign\w*(?: in)?|logged (?:in|on)|known"
    r"|chatt\w+|go(?:es|ing)|went"
    r"|trad\w+|active|register\w+|listed|operat\w+)\s+(?:as|by|under)(?:\s+the\s+(?:user ?|screen ?)?(?:name"
    r"|handle)(?:\s+of)?)?"
    r"|(?:called|named|calling|call(?:s|ed))(?:\s+(?:him|her|them)sel(?:f|ves))?|us(?:ed|es"
    r"|ing)(?:\s+the\s+(?:user ?)?(?:name|handle)(?:\s+of)?)?"
    r"|(?:under|by|with|in)\s+the\s+(?:user ?|screen ?)?(?:name|handle|alias)(?:\s+of)?|as|under|is|was|became)"
)
_NAME = (
    rf"(?P<name>\"[^\"\n]{{2,40}}\"|(?<!\w)'[^'\n]{{2,40}}'(?!\w)|@ ?{_HANDLE}|(?:[a-z]+ ){{1,2}}\d{{1,4}}"
    rf"(?![\w-])|{_HANDLE}(?:\s(?-i:[A-Z])\w+){{0,2}})"
)
_NAMED = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<!\w){_NETWORK}(?:'s)?\s+{_NOUN}\s*(?:,|:|=|-|\(|is\s|was\s|of\s)?\s*(?:(?:{_AS})\s+)?{_NAME}",
        rf"(?<!\w)on\s+(?:his |her |their )?{_NETWORK},?\s+(?:{_WHO}\s+)?(?:(?:was|is|were"
        rf"|had been)\s+)?{_AS}\s+{_NAME}",
        rf"(?<!\w){_NETWORK}\s*[:=(|/,-]\s*{_NAME}",
        rf"(?<!\w)(?:{_AS}|user|account|profile|add(?:ed|s)?|follow(?:ed|s|ing)?"
        rf"|handle)\s+{_NAME},?\s+on\s+{_NETWORK}(?!\w)",
        rf"(?<!\w)(?:user ?name|gamertag|screen ?name|handle|alias|tag|online name)\s*(?:is|was|:|=|,"
        rf"|\()?\s*(?:{_AS}\s+)?{_NAME}",
        rf"(?<!\w){_NETWORK}\s+{_NAME}",
        rf"(?<!\w){_NETWORK}:\s?(?P<name>(?-i:[a-z]){_HANDLE})(?=\s*(?:$|[\n,;|)]))",
    )
)
_ANNOUNCED = re.compile(
    rf"(?<!\w)(?:{_NETWORK}|user ?name|gamertag|screen ?name|handle|alias|tag|online name)(?!\w)", re.IGNORECASE
)
AROUND = 120
"""How many characters before and after are read."""
_SURE = frozenset({1, 3, 6})
"""Patterns in which a name without digits or signs is one too."""
_HASHTAG = re.compile(
    r"(?<!\w)#(?:justice|rip|bringback|find|free|prayfor|fly|restinpeace|missing)_?(?:4|for)?_?[a-z]\w{2,30}", re.I
)
_LOOKS = re.compile(
    r"(?=.*[A-Za-z])(?:.*[_#]|.*[a-z][A-Z]|.*\w\w\.\w|.*[A-Za-z]\.?\d|[a-z]+-.*\d$"
    r"|\d+[A-Za-z_]+\w*$)"
)
_NEVER = re.compile(
    r"(?:\d+(?:st|nd|rd|th|s|am|pm|k|m|gb)|[a-z]\.[a-z]|\w\d?|ks\d|\d[\w]*-.*|covid-?19|(?:under|over|pre|post"
    r"|mid|web)-.*|.*\.(?:net|com|org|uk|wales|scot))",
    re.I,
)
_NO_HANDLE = re.compile(
    r"(?:home|work|school|risk|media|import|param|todo|nspcc\w*|barnardos|childline|\w*govuk|ofsted\w*|nhs(?:uk"
    r"|england)|samaritans|[\w.]*\.(?:com|net|org|uk|wales|scot|cymru))",
    re.I,
)


def accounts(reading: Reading, lists: Lists) -> Iterator[tuple[int, int]]:
    """Where handles, names and addresses of accounts begin and end."""
    text = reading.text
    for match in _AT.finditer(text):
        if "@" in match["handle"] or not _NO_HANDLE.fullmatch(match["handle"]):
            yield match.span()
    if "@ " in text:
        yield from _at_apart(text)
    for match in _PROFILE.finditer(text):
        if not match["path"] or not _NO_PROFILE.match(match["path"]):
            yield match.span()
    for match in _HASHTAG.finditer(text):
        yield match.span()
    yield from sorted(set(_named(text, lists)))


def _named(text: str, lists: Lists) -> Iterator[tuple[int, int]]:
    """Names of accounts in the words around each network."""
    for match in _ANNOUNCED.finditer(text):
        first, last = max(0, match.start() - AROUND), match.end() + AROUND
        for number, pattern in enumerate(_NAMED):
            for named in pattern.finditer(text, first, last):
                if _is_name(named["name"], lists, sure=number in _SURE):
                    yield named.span("name")


def _at_apart(text: str) -> Iterator[tuple[int, int]]:
    for match in _AT_APART.finditer(text):
        handle = match["handle"] or match["other"]
        if re.search("[A-Za-z]{2}", handle) and (match["handle"] or re.search(r"[a-z]\d|_", handle)):
            yield match.start() + match.group().index("@"), match.end()


def _is_name(name: str, lists: Lists, *, sure: bool) -> bool:
    """Whether words look like the name of an account: quoted, with digits or signs, or no words of the language."""
    if name[0] in "\"'@":
        return bool(re.search(r"\w{2}", name))
    first = name.split()[0].rstrip(".")
    if " " in name and name[-1].isdigit():
        return sure and not re.search(
            r"\b(?:aged?|at|in|of|for|the|a|and|since|until|from|to|by|over|under|year|key|stage|\w+ember|may"
            r"|june|july|august|april|march|january|february|october)\b",
            name,
            re.I,
        )
    if _NEVER.fullmatch(first):
        return False
    if _LOOKS.match(first):
        return True
    if sure and re.match(r"[A-Z]\w+ [A-Z]\w", name):
        return True
    plain = first.lower()
    return (
        sure
        and len(plain) > 3
        and first.isalpha()
        and plain not in lists.of("ordinary-words")
        and plain not in _NETWORK
    )
