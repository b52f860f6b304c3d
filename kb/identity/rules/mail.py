"""E-mail addresses, also where the signs are written as words or set apart."""

import re
from collections.abc import Iterator

from kb.identity.normalising import Reading

LONGEST_LOCAL = 80
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,40}[a-z0-9])?"
_DOT = r"(?:\s?\.\s?|\s?[\[({<*]\s?(?:dot|\.)\s?[\])}>*]\s?|\s{1,2}(?:dot|point|full\s?stop)\s{1,2}|[-_]dot[-_])"
_DOMAIN = re.compile(
    rf"(?P<sign>\s?@\s?|\s?[\[({{<*]\s?(?:at|@)\s?[\])}}>*]\s?|\s{{1,2}}at\s{{1,2}}|[_-]at[_-])"
    rf"(?P<domain>{_LABEL}(?:{_DOT}{_LABEL}){{1,5}})(?![\w@])",
    re.IGNORECASE,
)
_JOIN = r"(?:\.|\s?[\[({<*]\s?(?:dot|\.)\s?[\])}>*]\s?|\s{1,2}(?:dot|point|underscore|dash|hyphen)\s{1,2})"
_LOCAL = re.compile(rf"(?<![\w.@])[a-z0-9][\w%+'-]{{0,63}}(?:{_JOIN}[\w%+'-]{{1,63}}){{0,6}}\Z", re.IGNORECASE)
_ENDINGS = frozenset(
    "com org net uk ie eu info edu gov wales cymru scot london nhs example test biz pl ro me tv io uk.com".split()
)
_PROVIDERS = re.compile(
    r"(?:gmail|googlemail|hotmail|outlook|live|msn|yahoo|ymail|aol|icloud|me|mac|btinternet|talktalk|sky|virginmedia"
    r"|ntlworld|blueyonder|proton|protonmail|gmx|mail|tutanota|zoho|wp|onet|nhs|cjsm)\.(?:com|co\.uk|net|me|pl|org)$",
    re.IGNORECASE,
)

_NO_LOCAL = re.compile(
    r"(?:in|an|at|to|the|or|and|with|by|from|on|for|is|of|a|via|using|ending|your|only|secure|not|meet\w*)",
    re.IGNORECASE,
)


def addresses(reading: Reading) -> Iterator[tuple[int, int]]:
    """Where addresses begin and end."""
    text = reading.text
    for match in _DOMAIN.finditer(text):
        end = _end_of_domain(match)
        first = max(0, match.start() - LONGEST_LOCAL)
        local = _LOCAL.search(text[first : match.start()])
        if end and local and _is_address(local.group(), match["sign"], text[match.start("domain") : end]):
            yield first + local.start(), end


def _end_of_domain(match: re.Match[str]) -> int:
    """The end of the longest run of labels that can be a domain, 0 if there is none."""
    domain = match["domain"]
    labels = list(re.finditer(r"[a-zA-Z0-9-]+", domain))
    kept = [each for each in labels if each.group().lower() not in {"dot", "point", "full", "stop", "fullstop"}]
    for number in range(len(kept) - 1, 0, -1):
        last = kept[number].group()
        apart = domain[kept[number - 1].end() : kept[number].start()] != "."
        known = last.lower() in _ENDINGS and (last.islower() or last.isupper())
        if known or (not apart and len(last) > 1 and last.isalpha()):
            return match.start("domain") + kept[number].end()
    return 0


def _is_address(local: str, sign: str, domain: str) -> bool:
    if not re.search("[a-z]", local, re.IGNORECASE) and sign.strip() != "@":
        return False
    if (_NO_LOCAL.fullmatch(local) and sign != "@") or re.match(
        r"(?:the|an?|our|this|that)\b\s", domain, re.IGNORECASE
    ):
        return False
    if sign.strip().lower() != "at" or not re.fullmatch(r"[\w.-]+", domain):
        return True
    return bool(_PROVIDERS.search(domain) or re.search(r"[\d_]|\w\.\w", local))
