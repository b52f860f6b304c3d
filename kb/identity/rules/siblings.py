"""Order, number and ages of siblings, twins."""

import re
from collections.abc import Iterator

from kb.identity.findings import Hit
from kb.identity.normalising import Reading
from kb.identity.rules.windows import merged, windows

_UNITS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
    "|eighteen"
)
_NUM = r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2})"
_ORDINAL = (
    r"(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|2nd|3rd|\d{1,2}th)"
    r"(?:[ -](?:youngest|eldest|oldest|born))?"
)
_RANK = rf"(?:{_ORDINAL}|first(?:-born)?|eldest|oldest|youngest|middle|last(?:-born)?|elder|younger|older|smallest)"
_HALF = r"(?:(?:half|step|foster|adoptive|co)[ -]?)?"
_KIDS = (
    rf"(?:children|kids|bairns|{_HALF}(?:sibling|brother|sister)s|girls|boys|sons|daughters|stepchildren|sibs|half-sibs"
    r"|babies|lads|offspring|pregnancies|births)"
)
_ONE = rf"(?:{_HALF}(?:brother|sister|sibling)|son|daughter|boy|girl|baby|child|toddler|sib)s?"
_SIB = rf"(?:{_HALF}(?:brother|sister|sibling)s?)"
_AGE = (
    rf"(?:(?:\d{{1,2}}|{_UNITS})(?:[ -]?(?:years?|yrs?|y/?o|y|months?|mths?|mo|m|weeks?|wks?))?(?:[ -]old)?(?![\w/-]))"
)
_A = (
    rf"(?:(?:\d{{1,2}}|{_UNITS})(?:/12|/52)?(?:[ -]?(?:years?|yrs?|y/?o|y|months?|mths?|mo|m|weeks?"
    rf"|wks?))?(?:[ -]old)?(?![\w/-]))"
)
_AGES = rf"(?:{_AGE}(?:, {_AGE}){{0,8}},? (?:and|&) {_AGE}|{_AGE}(?:[,/;] ?{_AGE}){{1,8}})"
_OLDER = (
    r"(?:older|younger|elder|little|big|surviving|other|full|much older|previous|half|maternal|paternal|adult|small"
    r"|baby"
    r"|young|teenage|school-age|adopted|grown-up|twin|new|eldest|youngest)"
)
_OF_AGE = r"(?:,? ?\(?(?:(?:who (?:are|were|is|was) |then |now |both |all )*(?:aged?|ages|of|:|-|=) ?)?)"
_SOME = r"(?:an?|his|her|their|the|one)"
_GROUP = (
    rf"(?:(?:{_SOME}|{_NUM}) )?(?:{_OLDER} ){{0,2}}{_ONE}(?:,? ?\((?:aged )?|,? aged |,? of | ){_AGE}(?:(?:, "
    rf"{_AGE})*,? (?:and|&) {_AGE})?\)?"
)
_END = r"(?= *(?:[,.;:)|\n]|$|- ))"
_GO_ON = (
    r"(?= (?:and|who|was|is|were|are|with|she|he|in a|born|but|at|from|when|to|had|has|by|living|all|whose|then"
    r"|under)\b)"
)
_MULTIPLE = re.compile(
    rf"(?<![\w-])(?:(?:an?|one of(?: a pair of)?|the) )?(?:(?:younger|elder|older|first|second|smaller|weaker|stronger"
    rf"|bigger|larger|surviving|only)(?:-born)? (?:one )?(?:of|from|in) (?:(?:the|a|his|her|their) )?(?:(?:set|pair)"
    rf" of )?)?(?:(?:non-?identical|identical|fraternal|surviving|conjoined"
    rf"|second"
    rf"|first|younger|older|premature|co|other|newborn|infant) )?(?:twins?|twinned|triplets?|quadruplets?|quads"
    rf"|co-twin)"
    rf"(?: (?:{_ONE}|babies|one|two|[A-C12]))?(?![\w-])"
    r"(?! (?:track|town|bed|room|goal|aim|challenge|risk|focus|pressure|approach|pillar|role|task|dut|issue|danger"
    r"|trust"
    r"|theme|objective|purpose|peak|set|carb|beds|buggy|pushchair|births?)(?:s|ies|y)?\b)",
    re.I,
)
_SEVERAL = re.compile(r"twin|triplet|quad", re.I)
_GENERAL = re.compile(
    r"^(?:twins|triplets)(?: and (?:other|triplets|twins|multiple)\b| (?:are|often|may|can|tend|need)\b)"
    r"|\b(?:twins (?:and|or) (?:triplets|multiples)"
    r"|multiple births?|parents of twins|families with twins|twins trust|any twins)\b",
    re.I,
)
_PATTERNS = tuple(
    re.compile(rf"(?<![\w-])(?:{pattern})", re.I)
    for pattern in (
        # where in the line
        rf"(?:the )?{_RANK} (?:(?:child|one|born|son|daughter|girl|boy|sibling|surviving|living) )?(?:of|out of|in a"
        rf" (?:family|sibling group|sibship) of|among|amongst|in a line of) (?:(?:her|his|their|the|mum's|mother's"
        rf"|these"
        rf"|a (?:family|sibling group|sibship|group) of) )?{_NUM}\b(?:-child famil\w+)?"
        rf"(?: (?:{_OLDER} ){{0,2}}{_KIDS}| siblings?|{_END}|{_GO_ON})",
        rf"(?:the )?only (?:girl|boy|son|daughter|sister|brother|male|female)(?: child)? (?:among|amongst|of|with|in"
        rf"|after"
        rf"|between|out of) (?:(?:a (?:family|household|sibling group) of|his|her|their) )?{_NUM}\b(?: (?:{_OLDER} )"
        rf"{{0,2}}{_KIDS})?",
        rf"(?:the )?only (?:girl|boy|son|daughter|sister|brother|child)\b[^.;|\n]{{0,12}}? (?:between|among|amongst"
        rf"|with|after|to|of) "
        rf"[^.;|\n]{{0,16}}?{_NUM}[^.;|\n]{{0,30}}? {_KIDS}",
        rf"(?:(?:{_OLDER} ){{0,2}}(?:{_ONE}|{_KIDS}|twins|[bgmf]|bro|sis|males?"
        rf"|females?)\.?,? ?\(?(?:aged )?{_A}\)?(?:[,;/&]| and|,? then)? ?){{2,8}}",
        rf"(?:oldest|eldest|youngest|middle (?:one|child))(?: (?:is|was|being|now|then|aged|just"
        rf"|only))*,? ?\(?{_AGE}\)?",
        rf"{_NUM} (?:{_OLDER} ){{0,2}}{_KIDS},? and\b[^.;|\n]{{0,12}}? (?:an?|one|{_NUM}) (?:{_OLDER} ){{0,2}}{_ONE}\b",
        rf"(?:(?:half|step)-)?(?:siblings?|sibs?|children|kids|brothers|sisters) ?(?:::?|\||-|,"
        rf"|\() ?(?:{_A}(?: ?\([^)\n]{{1,14}}\))?(?:, | and |; |/| & | )?){{2,8}}",
        rf"(?:number|no\.?) {_NUM} (?:of|out of|in a family of) {_NUM}\b",
        rf"{_NUM} (?:{_OLDER} ){{0,2}}{_KIDS},? (?:and )?then (?:an?|her|him|the|{_NUM})\b(?: \w+)?",
        rf"(?:{_RANK}|{_NUM}) (?:[\w'-]+ ){{0,3}}(?:and|,|between|above|below|after|before) (?:an? |the "
        rf"|{_NUM} )?(?:{_OLDER} ){{1,2}}(?:{_SIB}|{_ONE})",
        rf"(?:{_GROUP}|{_ONE},? \(?{_AGE}\)?)[^.|\n]{{1,30}}?(?:{_GROUP}|{_ONE},? \(?{_AGE}\)?)",
        rf"one of {_NUM} (?:{_OLDER} ){{0,2}}(?:{_KIDS}|siblings?)\b",
        rf"(?:an? |the )?(?:sibling group|sibship|family|household) of {_NUM} (?:{_OLDER} ){{0,2}}{_KIDS}\b",
        rf"{_ORDINAL},? (?:with|after|before|behind|between) (?:{_SOME} )(?:{_OLDER} ){{0,2}}{_SIB}\b[^.;|\n]{{0,40}}",
        rf"{_ORDINAL} (?:baby|child|son|daughter|pregnancy|live birth|born child|girl|boy"
        rf"|of the siblings)\b(?: to be (?!interviewed|killed)\w+| (?:for|of) (?:this|the|her|his) (?:mother|father"
        rf"|couple|family|parents))?(?! "
        rf"(?:protection"
        rf"|in need|death|safeguarding|benefit|poverty|was referred|conference|psych\w+|care|development|health"
        rf"|and family|to be (?:interviewed|killed)))",
        rf"(?:eldest|oldest|youngest|first|last|middle|older|younger) {_NUM} (?:of (?:her|his|their|the) )?{_KIDS}\b",
        # how many, how old
        rf"{_NUM} (?:{_OLDER}[ -]){{1,2}}{_KIDS}\b(?:,? (?:\(?aged? )?(?:{_AGES})\)?)?",
        rf"(?:{_NUM} )?(?:{_OLDER} ){{0,2}}{_KIDS}\b(?: (?:in|at|of|to|from|with|under) (?!(?:\d|{_UNITS})\b)[\w' "
        rf"]{{2,28}}?)?"
        rf"{_OF_AGE} ?(?:{_AGES})\)?(?! (?:years ago|per cent|%|of them|or|to|respectively and))",
        rf"(?:aged|ages) (?:{_AGE}, ){{1,7}}(?:{_AGE},? )?(?:and|&) {_AGE}",
        rf"(?:an?|one|{_NUM}) (?:much )?(?:older|younger|elder|baby|little|big) {_SIB}(?:,| and|, and|;) (?:an?|one"
        rf"|{_NUM})"
        rf" (?:much )?(?:older|younger|elder|baby|little|big) {_SIB}",
        rf"(?:{_NUM} {_KIDS}(?:,|:| -) )?{_GROUP}(?:(?:,|;| -| /)? (?:and |with |then )?{_GROUP}){{1,6}}(?:,? and "
        rf"(?:an?|one|the) (?:{_OLDER} )?{_ONE})?",
        rf"(?:{_SOME} )?(?:older|younger|elder|baby|big|little|eldest|youngest|half|adult) {_ONE}(?:,? \(?aged |,? "
        rf"?\(|, "
        rf"(?:who (?:is|was) )?){_AGE}\)?",
        rf"(?:{_SOME} )?(?:{_OLDER} )?{_SIB} (?:who (?:is|was) )?\(?aged {_AGE}\)?",
        rf"{_SIB} (?::|\||-) ?(?:aged )?{_AGE}",
        rf"(?:his|her|their) (?:{_OLDER} )?{_SIB} (?:is|was|are|were|had (?:just )?turned) (?:only |just |aged "
        rf")*(?:{_AGES}|{_AGE}"
        rf"(?= (?:at the time|when)|[,.;]))",
        rf"(?:{_NUM}|an?|one|no) (?:{_OLDER} )?{_SIB},? and (?:{_NUM}|an?|one|no) (?:{_OLDER} )?{_SIB}",
        rf"(?<=was )(?:her|his|their|mother's|mum's) {_ORDINAL}(?= and\b|[,.;)]| to\b)",
        # between them
        rf"(?:between )?(?:{_SOME} )(?:{_OLDER} )?{_ONE},? (?:who (?:is|was) )?(?:only |just |born |less than "
        rf"|almost )*"
        rf"(?:{_UNITS}|\d{{1,2}}|an?) (?:years?|months?|minutes?|weeks?) (?:older|younger|his (?:senior|junior)"
        rf"|her (?:senior|junior)|before|after|later|earlier|ahead)(?: than (?:him|her|them))?(?: and (?:an? )?{_ONE} "
        rf"(?:{_UNITS}|\d{{1,2}}|an?) (?:years?|months?) (?:older|younger))?",
        rf"(?:born|only|just|aged) (?:{_UNITS}|\d{{1,2}}|an?) (?:months?|years?|minutes?|weeks?) (?:apart|(?:after"
        rf"|before)"
        rf" (?:his|her|their) (?:(?:{_OLDER}|eldest|own) )?{_ONE})",
        rf"{_NUM} (?:{_KIDS}) (?:under|in) (?:{_UNITS}|\d{{1,2}})(?: years)?\b(?! (?:years ago|schools|areas|homes))"
        rf"(?= (?:and|with|,))?{_END}",
    )
)
_SOMEBODY = re.compile(
    r"brother|sister|sibling|\b[bgmf] \d|\bsibs?\b|child|\bsons?\b|daughter|\bboys?\b|\bgirls?\b|kids|bairns"
    r"|bab(?:y|ies)|lads"
    r"|births"
    r"|\bof (?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b|pregnanc|eldest|oldest|youngest|\bborn\b"
    r"|\baged?\b|toddler",
    re.I,
)
_NUMBER = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|first|second|third|fourth|fifth|sixth"
    r"|seventh|eighth"
    r"|ninth|tenth|only|older|younger|elder|eldest|oldest|youngest|middle|last|little|big|baby|years?|months?)\b",
    re.I,
)
_BAND = re.compile(r"\b(?:16 (?:and|&) 17|sixteen (?:and|&) seventeen)\b")
"""Not the ages of two siblings, but everybody of an age."""
_LABEL = re.compile(
    r"\b(?:Sibling|Child|Brother|Sister|Baby|Boy|Girl|Sib)"
    r"(?: [1-9]|(?:ren)?s? [1-9](?:(?:, ?|,? and | ?[/&] ?)[1-9]){1,8})\b"
)
"""Children by the numbers that a text gives them."""
_MAY = re.compile(r" (?:can|may|might|should|could|must)\b")
_OF_GROUPS = re.compile(
    r"\b(?:under|over|between|any|all|every|each|most|many|number of|schools?|pupils|places for|interviewed|surveyed"
    r"|asked"
    r"|groups? (?:of|for)|study|per cent|workshops?|questionnaire)\b",
    re.I,
)


def siblings(reading: Reading) -> Iterator[Hit]:
    """Order and ages of siblings, twins."""
    spans: list[tuple[int, int]] = []
    several = (
        match for first, last in windows(reading, _SEVERAL) for match in _MULTIPLE.finditer(reading.text, first, last)
    )
    for match in several:
        if not _GENERAL.search(reading.text[match.start() : match.end() + 30]) and not _GENERAL.search(
            reading.around(*match.span())
        ):
            spans.append(match.span())
    for first, last in windows(reading, _SOMEBODY, _NUMBER):
        for pattern in _PATTERNS:
            spans.extend(
                match.span() for match in pattern.finditer(reading.text, first, last) if not _passes(reading, match)
            )
    for start, end in merged(spans):
        end = start + len(reading.text[start:end].rstrip(" ,;/&"))
        if not reading.found.touch(start, end):
            yield Hit("sibling-pattern", start, end)


def _passes(reading: Reading, match: re.Match[str]) -> bool:
    written = match.group()
    lead = reading.text[max(0, match.start() - 30) : match.start()]
    if re.search(r"\b(?:every|each|one in)\s$|\d[.:]$", lead, re.I):
        return True
    if _MAY.match(reading.text, match.end()) and not re.search(r"\d|\b(?:his|her|their|the)\b", written):
        return True
    if _is_of_labels(written):
        return True
    ages = [int(age) for age in re.findall(r"\d+", written)]
    if written.startswith("Children aged") and len(ages) == 2 and ages[1] == ages[0] + 1:
        return True
    if _BAND.search(written) and len(re.findall(r"\d+", written)) <= 2:
        return True
    return written.lower().startswith(("children", "boys", "girls")) and _OF_GROUPS.search(lead + written) is not None


def _is_of_labels(written: str) -> bool:
    """Whether its only numbers are those that children have instead of names: one after the other from the first."""
    rest = _LABEL.sub("", written)
    numbers = {int(figure) for label in _LABEL.findall(written) for figure in re.findall(r"\d", label)}
    return bool(numbers) and max(numbers) - min(numbers) <= len(numbers) and _NUMBER.search(rest) is None
