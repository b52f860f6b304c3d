"""More ways to tell what a relative does for a living: the shop they run, a licence, a trade by training, in Welsh."""

import re
from collections.abc import Iterator

from kb.identity.normalising import Reading
from kb.identity.rules.windows import windows
from kb.identity.rules.work import RELATIVE
from kb.identity.rules.work_words import KIN, PREMISES

_RUN = (
    r"(?:r[au]n|runs|running|owns?|owned|managed?|manages|kept|keeps|rent(?:s|ed)|lease[sd]|had (?:bought|opened|run"
    r"|taken on)|took over|worked (?:in|at)|works (?:in|at)|work (?:in|at))"
)
_THEIR = r"(?:the|his|her|their|whose|both|its|a|one of the|the \w+'s|[A-Z]\w*'s) (?:[\w']+ )?"
_LICENSED = (
    r"(?:child-?minding|nursing|teaching|midwifery|medical|(?:black )?taxi|(?:mini-?)?cab|private hire|(?:night)?club"
    r" door"
    r"|door(?:man's| supervisor's?)?|bouncer's|SIA|security|HGV|LGV|PCV|lorry|bus|coach|train driver's|pilot'?s"
    r"|street trad(?:ing|er's)|market trader's|gangmaster'?s?|scrap(?: metal)?|operator'?s|haulage|skipper'?s|fishing"
    r" boat"
    r"|publican's|landlord's|premises|hawker's|pedlar's|bookmaker's|driving instructor's|solicitor's|barrister's|dental"
    r"|pharmacy|veterinary|social work|teacher's|nurse's|doctor's|midwife's|GMC|NMC)"
)
_BY_TRAINING = r"(?:training|trade|profession|background|calling|occupation)"
_NO_TRADE = (
    r"(?:facilitators?|volunteers?|carers?|couple|parents?|teams?|result|famil(?:y|ies)|group|partners?|guardians?"
    r"|friends?"
    r"|mentors?|pair|adults?|advocates?|agreed|one|go-between|whole|rule|before|ever|usual|such|expected|planned)"
)
_WELSH = (
    r"(?:ffermwr|ffermwraig|nyrs|athro|athrawes|meddyg|plismon|plismones|milwr|morwr|glöwr|chwarelwr|bugail|pysgotwr"
    r"|gweinidog|cogydd|cogyddes|saer(?: coed| maen)?|peiriannydd|trydanwr|plymwr|adeiladwr|bydwraig|deintydd"
    r"|fferyllydd"
    r"|cyfreithiwr|barnwr|ynad|gof|cigydd|pobydd|tafarnwr|siopwr|gyrrwr(?: [a-zâêîôûŵŷ]+)?|llyfrgellydd|darlithydd"
    r"|ysgrifenyddes|glanhawr|glanhawraig|ymladdwr tân|diffoddwr tân|milfeddyg|[a-zâêîôûŵŷ]{4,}(?:wraig|yddes))"
)
_PATTERNS = (
    re.compile(
        rf"\b(?P<work>(?:the|an?|one of the) (?:[\w'-]+ ){{0,2}}?{PREMISES}) (?:that |which )?{_THEIR}{RELATIVE}"
        rf" (?:both |once |then |had |also )?{_RUN}(?![\w-])",
        re.I,
    ),
    re.compile(
        rf"\b{RELATIVE} (?:both |also |once |had |who |then )*(?P<work>(?:r[au]n|runs|running|own(?:s|ed)?|managed?"
        rf"|manages|kept|keeps|inherited|opened) (?:an?|the|two|three|several|(?:their|his|her)(?: own)?) "
        rf"(?:[\w'-]+ ){{0,2}}?{PREMISES})(?![\w'-])",
        re.I,
    ),
    re.compile(
        rf"\b(?:{RELATIVE}|who),? (?:now |still |also |both |then )?(?P<work>(?!(?:does|do|did|what)\b)[a-z]+"
        r"(?: [\w'-]+){1,5}? for a living)\b",
        re.I,
    ),
    re.compile(
        rf"\b(?:{RELATIVE}'s?|his|her|their|lost (?:his|her|their|the)) (?P<work>{_LICENSED}) (?:registration"
        rf"|licen[cs]e"
        r"|badge|permit|accreditation|PIN|plates?)\b",
        re.I,
    ),
    re.compile(
        r"\b(?:working|employed|qualified|registered|apprenticed|serving"
        r"|(?:(?m:^)|(?<=, )|(?<=[.!?:*•-] ))trained)"
        rf" as (?P<work>(?:an? )?(?:(?!(?:and|the|{_NO_TRADE})\b)[\w'-]+ ){{0,3}}?(?!{_NO_TRADE}\b)[\w'-]+)"
        rf"(?: (?:in|at|for|on|with) [\w' -]{{2,40}})?, {_THEIR}{RELATIVE}\b",
        re.I,
    ),
    re.compile(
        rf"\b(?P<work>an? (?:[\w'-]+ ){{0,3}}?[\w'-]+) by {_BY_TRAINING}, (?:{_THEIR}{RELATIVE}|he|she)\b"
        rf"|\b{RELATIVE}(?:,| was| is| had been),? (?P<also>(?:an? )?(?:[\w'-]+ ){{0,2}}?[\w'-]+) by {_BY_TRAINING}\b",
        re.I,
    ),
    re.compile(
        r"\b(?:y|ei|eu|fy)'?r? (?:[dt]ad|thad|[mf]am|lystad|llystad|llysfam|nain|nhaid|thaid|taid|tad-cu|mam-gu"
        r"|rhieni|tadcu"
        rf"|mamgu|gŵr|wraig|ewythr|modryb)\b[^.;\n]{{0,40}}? (?:fel|yn) (?P<work>{_WELSH})(?!\w)",
        re.I,
    ),
    re.compile(
        rf"(?:\b{RELATIVE}|(?:(?m:^)|\|) ?(?-i:M|F|Mo|Fa))(?: \([^)\n]{{1,16}}\))? ?(?:-|:|\||,|\() ?"
        r"(?:\d{1,2} ?(?:\||,) ?)?(?P<work>self[- ]employed(?!(?: and)? (?:so|with)\b)[^.;|)\n]{0,50})",
        re.I,
    ),
)
_SOMEBODY = re.compile(
    rf"\b(?:{KIN}|\w+fathers?|\w+mothers?|\w+parents?|granny|granddad|grandpa|grandma|nana|da|cousin|lodger|household|family"
    r"|brother-in-law|older (?:brother|sister)|he|she|tad|fam|thad|rhieni|nain|taid|F|M|FOB|SF|Fa|Mo)\b",
    re.I,
)


def told_otherwise(reading: Reading) -> Iterator[tuple[int, int]]:
    """Where one of these forms tells of the work of a relative."""
    for first, last in windows(reading, _SOMEBODY):
        for pattern in _PATTERNS:
            for match in pattern.finditer(reading.text, first, last):
                group = "also" if "also" in pattern.groupindex and match["also"] else "work"
                yield match.span(group)
