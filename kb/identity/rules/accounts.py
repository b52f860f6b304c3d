"""Accounts on social media: handles, addresses of profiles, and names that somebody goes by there."""

import re
from collections.abc import Iterator

from kb.identity.lists import Lists
from kb.identity.normalising import Reading
from kb.identity.rules.account_forms import is_of_nobody, is_striking
from kb.identity.rules.signals import merged, near

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
_ENDING = re.compile(r"\.(?:com|net|tv|me|gg|app|fm|ee|co|org)(?!\w)", re.IGNORECASE)
_NO_PROFILE = re.compile(
    r"(?:watch|embed|playlist|help|safety|policies|legal|business|about|shorts|terms|privacy|settings|hashtag"
    r"|search|intent"
    r"|share|events?|learning|login|news)\b",
    re.IGNORECASE,
)
_NOUN = (
    r"(?:account|profile|user ?name|user|handle|name|page|tag|id|gamertag|channel|group|contact|server|alias"
    r"|nickname|display ?name|screen ?name|friend|streamer|feed|community|forum)"
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
_TAG = (
    "".join(
        f"(?<!{kind} )" for kind in ("asset", "name", "price", "luggage", "electronic", "shelf", "security", "stock")
    )
    + "tag"
)
"""No label on things."""
_NAMED = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<!\w){_NETWORK}(?:'s)?\s+{_NOUN}\s*(?:,|:|=|-|\(|is\s|was\s|of\s)?\s*(?:(?:{_AS})\s+)?{_NAME}",
        rf"(?<!\w)on\s+(?:his |her |their )?{_NETWORK},?\s+(?:{_WHO}\s+)?(?:(?:was|is|were"
        rf"|had been)\s+)?{_AS}\s+{_NAME}",
        rf"(?<!\w){_NETWORK}\s*[:=(|/,-]\s*{_NAME}",
        rf"(?<!\w)(?:{_AS}|user|account|profile|add(?:ed|s)?|follow(?:ed|s|ing)?"
        rf"|handle)\s+{_NAME},?\s+on\s+{_NETWORK}(?!\w)",
        rf"(?<!\w)(?:user ?name|gamertag|screen ?name|handle|alias"
        rf"|{_TAG}|online name)\s*(?:is|was|:|=|,"
        rf"|\()?\s*(?:{_AS}\s+)?{_NAME}",
        rf"(?<!\w){_NETWORK}\s+(?:(?:is|was|being|(?:account\s+)?(?:under|as|called|named|by"
        rf"|in\s+the\s+name(?:\s+of)?))\s+)?{_NAME}",
        r"(?<!\w)(?:known|active|called|goes|went|calling\s+\w+sel(?:f|ves)|using|used|plays?|played|chatting|posts?"
        r"|posted)\s+(?:online\s+)?"
        r"(?:as|by|under|the)\s+(?:the\s+)?(?:(?:user ?|screen ?)?name\s+)?(?:of\s+)?(?P<name>\"[^\"\n]{3,30}\""
        r"|'[^'\n]{3,30}')(?=[^.\n]{0,40}\b(?:online|chat"
        r"|gam\w+|app|site|platform|server|discord|social media|forum)\b)",
        r"(?<!\w)online\s+(?:as|by|under)\s+(?:the\s+name\s+(?:of\s+)?)?(?P<name>\"[^\"\n]{3,30}\"|'[^'\n]{3,30}')",
        r"(?<!\w)(?:page|group|account|profile|channel|server|fundraiser|petition|community)\s+(?:was\s+)?(?:called\s+"
        r"|named\s+|titled\s+"
        r"|under\s+the\s+name\s+)?(?P<name>\"[^\"\n]{3,40}\")",
        rf"(?<!\w){_NETWORK}:\s?(?P<name>(?-i:[a-z]){_HANDLE})(?=\s*(?:$|[\n,;|)]))",
    )
)
_A_NETWORK = re.compile(_NETWORK, re.IGNORECASE)
_ANNOUNCED = re.compile(
    rf"(?<!\w)(?:{_NETWORK}|online|account|profile|chat ?rooms?|social media|gaming|user ?name|gamertag|screen ?name"
    rf"|handle|alias|{_TAG}|online name)(?!\w)",
    re.IGNORECASE,
)
_FIRST = tuple(
    "snap insta tik facebook fb twitter discord telegram whats kik you twitch roblox x reddit threads bluesky"
    " mastodon linked pinterest only steam psn play be signal we viber tumblr omegle yubo wizz ask fortnite"
    " minecraft messenger tinder grindr badoo wink hinge bumble soundcloud skype live vk sc ig online account"
    " profile chat social gaming user gamertag screen handle alias tag".split()
)
"""How their first words begin."""
AROUND = 120
"""How many characters before and after are read."""
_SURE = frozenset({1, 3, 9})
"""Patterns in which a name without digits or signs is one too."""
_WORDS = re.compile(r"(?<![\w@./#:-])['\"(]?(?P<name>[A-Za-z0-9_][\w.#-]{2,38}[\w])(?![\w@/])")
_LINKED = re.compile(
    r"(?:\b(?:as|by|from|to|with|under|of|called|named|is|was|were|user|account|profile|handle|name|page|group|friend"
    r"|streamer"
    r"|contact|when|and|or|then|that|via|add(?:ed)?|follow(?:ed)?|using|used|block(?:ed)?|known|tag|id|alias|itself"
    r"|himself|herself"
    r"|themselves|posts|messages|on \w+)|[:,(\[\"'|;-]|^)\s*$",
    re.IGNORECASE,
)
_END = re.compile(r"[.!?]\s+(?=[A-Z\"'])|\n")
_OF_SITE = re.compile(r"(?<![\w/.])/?u/[\w-]{3,30}|(?<![\w.#])[A-Za-z][\w.]{1,31}#\d{4}(?!\w)")
"""Users of Reddit and, with four figures, of Discord."""
_POSTED = re.compile(
    r"\b(?:post(?:ed|s|ing)?|messag\w+|shared|sent|stream\w*|threat\w*|from|user|account|profile|handle|known|is|was"
    r"|as)\s+(?:\w+\s+)?"
    r"[\"'(]?$",
    re.IGNORECASE,
)
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
    if "@" in text:
        yield from _handles(text, lists)
    if "@ " in text:
        yield from _at_apart(text)
    for first, last in near(_ENDING, text, 64, 120):
        for match in _PROFILE.finditer(text, first, last):
            if not match["path"] or not _NO_PROFILE.match(match["path"]):
                yield match.span()
    for pattern in (_HASHTAG, _OF_SITE):
        for match in pattern.finditer(text):
            yield match.span()
    yield from sorted(set(_named(reading, lists)))


def _handles(text: str, lists: Lists) -> Iterator[tuple[int, int]]:
    for match in _AT.finditer(text):
        handle = match["handle"]
        posted = "@" in handle or _POSTED.search(text, max(0, match.start() - 40), match.start())
        if posted or not (_NO_HANDLE.fullmatch(handle) or is_of_nobody(handle, lists.of("ordinary-words"))):
            yield match.span()


def _announced(reading: Reading) -> list[re.Match[str]]:
    """Each network, and each word for an account."""
    places = (token.start for token in reading.tokens_where(lambda key: key.startswith(_FIRST)))
    found = (_ANNOUNCED.match(reading.text, at) for at in places)
    return [match for match in found if match]


def _named(reading: Reading, lists: Lists) -> Iterator[tuple[int, int]]:
    """Names of accounts in the words around each network."""
    text = reading.text
    announced = _announced(reading)
    for first, last in merged((match.span() for match in announced), AROUND, AROUND, len(text)):
        for number, pattern in enumerate(_NAMED):
            for named in pattern.finditer(text, first, last):
                if _is_name(named["name"], lists, sure=number in _SURE):
                    yield named.span("name")
    done = 0
    for match in announced:
        first, last = _sentence(text, match, max(done, match.start() - AROUND), match.end() + AROUND)
        done = max(done, last)
        for word in _WORDS.finditer(text, first, last):
            if is_striking(word["name"]) and _LINKED.search(text, max(first, word.start() - 30), word.start()):
                yield word.span("name")


def _sentence(text: str, match: re.Match[str], first: int, last: int) -> tuple[int, int]:
    """The sentence around a network, within these bounds."""
    if first >= last or match.end() <= first:
        return first, last
    ends = [end.end() for end in _END.finditer(text, first, match.start())]
    following = _END.search(text, match.end(), last)
    return (ends[-1] if ends else first), (following.start() if following else last)


def _at_apart(text: str) -> Iterator[tuple[int, int]]:
    for match in _AT_APART.finditer(text):
        handle = match["handle"] or match["other"]
        if re.search("[A-Za-z]{2}", handle) and (match["handle"] or re.search(r"[a-z]\d|_", handle)):
            yield match.start() + match.group().index("@"), match.end()


def _is_name(name: str, lists: Lists, *, sure: bool) -> bool:
    """Whether words look like the name of an account: quoted, with digits or signs, or no words of the language."""
    if name[0] in "\"'@":
        return bool(re.search(r"\w{2}", name)) and not (
            name[0] == "@" and is_of_nobody(name[1:].strip(), lists.of("ordinary-words"))
        )
    first = name.split()[0].rstrip(".")
    if _A_NETWORK.fullmatch(first):
        return False
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
