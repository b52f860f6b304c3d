"""First names that are declared to be pseudonyms."""

import re
from collections.abc import Iterator

from kb.identity.findings import Hit
from kb.identity.normalising import Reading
from kb.identity.rules.windows import windows

_NAME = r"(?<![\w'-])[A-ZÀ-Ý][\w'-]{1,40}(?: [A-ZÀ-Ý][\w'-]{1,40})?"
_THEM = (
    r"(?:him|her|them|it|the (?:baby|child|boy|girl|infant|young person|teenager|family|mother|father|siblings?"
    r"|children"
    r"|toddler|twins?|subject)|this (?:child|boy|girl|baby|family|young \w+))"
)
_HERE = (
    r"(?:here|throughout(?: this \w+)?|in (?:this|the) (?:\w+ )?\w+|for (?:this|the (?:purposes?|purpose "
    r"of)[^,.]{0,30})"
    r"|(?:only |simply |just ))"
)
_DENIED = (
    r"(?:(?:which|who|this|that) (?:is|was) )?(?:(?:is|was|are) )?(?:not|isn't|wasn't) (?:his|her|their|a|the child's"
    r"|the boy's"
    r"|the girl's|the baby's) (?:real|own|true|actual|birth|given|proper) names?"
    r"|(?:(?:which|this|that) (?:is|was) )?(?:(?:is|was) )?(?:an? )?(?:pseudonym|assumed name|false name|alias"
    r"|invented name"
    r"|made-up name|fictional name|changed name)\b(?:[^.;,)\n]{0,40})"
    r"|(?:the|this|his|her) names? (?:has|have|had|is|was|were) (?:been )?(?:changed|altered)|names? (?:has|have) "
    r"been (?:changed"
    r"|altered)|name (?:has been |was )?(?:changed|altered|withheld)|(?:a|the) name (?:that )?(?:he|she|they|the "
    r"family|his"
    r"|her|chosen|picked|we)\b[^.;)\n]{0,40}"
)
_SURE = (
    r"(?:(?:known|named|called|referred to|spoken of|written about|disguised|described|presented|identified"
    r"|anonymised|appears?"
    rf"|appeared) (?:{_HERE},? )(?:as |only as )?|(?:be |been |is |are |was )?(?:referred to|spoken of|written about"
    rf"|disguised"
    r"|anonymised|appears?|appearing) as|refer to (?:him|her|them|the \w+) as"
    r"|(?:us(?:e|es|ed|ing)|given|chose|chosen|choose|picked|under|by|adopted?|asked for|wanted|preferred|has|had)"
    r" the (?:name|pseudonym|alias)(?: of)?|(?:the|a|her|his|this) (?:pseudonym|alias)(?: (?:is|was|of|will be|used "
    r"is))?"
    r"|pseudonym(?: is| was| of)?:?|alias|(?:asked|wanted|wishes|wished|prefers|preferred|chose|agreed|likes|liked) "
    r"to be"
    r" (?:called|known as|named)|(?:names?|name) (?:has been |have been |was )?changed to|(?:whom?|that) we (?:will "
    r"|shall |have )?(?:call|name)(?:ed)?"
    rf"|we (?:will |shall |have |are going to )?(?:call|name)(?:ed)? {_THEM}|(?:will|shall) be (?:called|known as|named"
    rf"|referred to as)|(?:is|are|was) (?:here|throughout) (?:called|named|known as)|told (?:here )?as that of|we call"
    rf"|known {_HERE} as)"
)
_WEAK = (
    rf"(?:known as|called|call(?:ed)? {_THEM}|named(?: here)?|the name|goes by|under the name(?: of)?|identified as"
    rf"|is|was|as"
    r"|appears? as|child,?|baby,?|boy,?|girl,?|teenager,?|person,?|children are|names?)"
)
_AFTER = re.compile(rf"\b{_SURE}[ ,:(]{{1,3}}[\"']?(?P<name>{_NAME})[\"']?(?:[ ,(]{{1,3}}(?:{_DENIED})\)?)?")
_AFTER_WEAK = re.compile(rf"\b{_WEAK} ?(?:\(|:|,)? ?[\"'(]*(?P<name>{_NAME})")
_BEFORE = re.compile(rf"[\"']?(?P<name>{_NAME})[\"']?,? ?(?:\(|- ?)?(?:{_DENIED})\)?")
_DECLARED = re.compile(
    r"\b(?:here|in this (?:report|briefing|review|document|paper|summary|lesson|case study|film|account|story)"
    r"|throughout"
    r"|pseudonym\w*|not (?:his|her|their) (?:real|own|true)|real names?|names? (?:\w+ )?(?:has|have|had|are|is|were"
    r"|was) (?:been )?(?:changed|altered)"
    r"|changed names?|we (?:have )?call|purposes of|given the name|asked to be called|chose (?:the|this|his|her) name"
    r"|anonym\w+"
    r"|protect (?:his|her|their|the child's|the family's) (?:identity|privacy)|for this (?:report|review|briefing"
    r"|account"
    r"|summary|lesson)|invented name|subject child|the review is|this review|the report is|in agreement with)\b",
    re.I,
)
_NO_NAME = frozenset(
    """child baby mother father sibling adult family professional parent partner aunt uncle grandmother grandfather
    teenager person subject infant boy girl the a an mr mrs ms dr working signs young section mash marac camhs operation
    nhs early team graded stage level tier step plan school nursery hospital case carer worker unborn appendix annex
    serious local learning rapid safeguarding children social what how why when where this that these those if in on at
    by for from with his her their our your its all no not and but or so as names name lscb scr lcspr cspr january
    february march april may june july august september october november december monday tuesday wednesday thursday
    friday saturday sunday england wales scotland ireland british english welsh scottish irish united health police
    practitioners staff nobody somebody everyone he she they we it there here one two three four five six chapter part
    review report figure table version lesson every each some most many""".split()
)


_TOLD = re.compile(
    r"\b(?:known|named?|names|called|call|refer|referred|spoken|written|disguised|described|presented|identified"
    r"|anonymised|appear\w*|pseudonym\w*|alias\w*|ask\w*|want\w*|wish\w*|prefer\w*|chose\w*|agreed|lik\w+)\b",
    re.I,
)
"""Without any of these words no name is given to anybody."""


def pseudonyms(reading: Reading) -> Iterator[Hit]:
    """The name, with the words right behind it that declare it."""
    last = -1
    found: list[tuple[int, int]] = []
    told = tuple(windows(reading, words=(_TOLD,)))
    declared = tuple(windows(reading, _DECLARED))
    for pattern, where in ((_AFTER, told), (_BEFORE, told), (_AFTER_WEAK, declared)):
        for match in (match for first, end in where for match in pattern.finditer(reading.text, first, end)):
            name = match["name"]
            if name.split()[0].lower() in _NO_NAME or name.isupper():
                continue
            if pattern is not _AFTER_WEAK:
                found.append((match.start("name"), match.end()))
            else:
                found.append(match.span("name"))
    for start, end in sorted(found, key=lambda span: (span[0], -span[1])):
        if start >= last:
            last = end
            yield Hit("pseudonym", start, end)
