"""Tells from the clause around a date whether it is one of an event of the case or of a publication, law or meeting.

Words of both kinds are looked for in the sentence. The nearest decides; a border of a clause in between makes a
word count
less. Where nothing speaks for a publication, it is an event.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kb.identity.rules.date_events import OF_CASE, OF_SOMEBODY
from kb.identity.rules.date_homes import is_counted, is_of_home
from kb.identity.rules.date_things import LIGHTLY_PASSING, SURELY_PASSING

STRONG = 3.0
WEAK = 1.3
LIGHT = 0.5
SURELY = 0.5
"""Weight of the words for an event from which a feast or two figures are a date of it."""
HALF = 22
"""Characters after which a word counts half."""
ACROSS = 0.4
"""How much is left of a word's weight beyond a border of a clause."""

_DOCUMENT = (
    r"polic(?:y|ies)|procedures?|protocols?|strateg(?:y|ies)|guidance|guidelines?|guides?|frameworks?|toolkits?"
    r"|tools?|templates?"
    r"|leaflets?|posters?|booklets?|newsletters?|bulletins?|briefings?|circulars?|standards?|code|handbook|manual"
    r"|specification"
    r"|reports?|overview\s+reports?|reviews?|SCRs?|LCSPRs?|CSPRs?|CPRs?|study|studies|research|analysis|survey"
    r"|evaluation|inquiry"
    r"|audits?|consultation|paper|article|journal|edition|version|draft|document|file|chapter|action\s+plan"
    r"|business\s+plan"
    r"|improvement\s+plan|programme|project|pilot|scheme|campaign|pathway|tool|checklist|screening\s+tool|form"
    r"|memorandum"
    r"|agreement|arrangements?|contract|funding|grants?|website|web\s?page|page|slides?|statement\s+of"
)
_BODY = (
    r"boards?|panels?|partnerships?|committees?|councillors?|councils?|cabinet|executive|(?:sub-?|working\s+"
    r"|steering\s+|reference\s+)"
    r"groups?|forum|networks?|trustees|governors|parliament|senedd|assembly|government|departments?|ministers?"
    r"|secretary\s+of\s+state"
    r"|commissioners?|LSCBs?|LSCPs?|SCPs?|LSPs?|DfE|DHSC|Home\s+Office|NSPCC|NICE|Ofsted|Ofcom|Estyn|CQC|HMIC\w*"
    r"|HMI|JTAI|inspectors?|inspectorate"
    r"|scrutiny|statutory\s+partners|safeguarding\s+partners|hub|network|AGM|chairs?|business\s+manager|lead\s+reviewer"
)
_STRONGLY_PASSING = (
    r"publish\w*|publication|re-?issued?|printed|released\s+(?:its|the|a)\s+(?:report|guidance)|came\s+out(?!\s+of)"
    r"|come\s+out(?!\s+of)|updated|last\s+(?:updated"
    r"|opened|modified|reviewed|amended|changed|checked|viewed|seen\s+online)|revis(?:ed|ion|es|ing)|amend\w*"
    r"|launch\w*|rolled?[\s-]out"
    r"|uploaded|posted\s+online|went\s+live|go(?:es)?\s+live|going\s+live|live\s+from|access(?:ed|\s+date)"
    r"|retrieved|downloaded|in\s+force|into\s+force"
    r"|took\s+effect|takes?\s+effect|effective\s+(?:from|date)|effect\s+from|commence(?:ment|s)|royal\s+assent"
    r"|enacted|repealed|supersed\w+|replac(?:ed|es|ing)"
    r"|statutory\s+instrument|as\s+at|as\s+of|data|figures|statistics|census|snapshot|financial\s+year|year\s+(?:to"
    r"|end(?:ing|ed)?|beginning)"
    r"|quarter|annual(?:ly)?|each\s+year|every\s+year|next\s+(?:review|meeting|update|edition|session|issue)"
    r"|review(?:ed)?\s+(?:by|due|date)"
    r"|date\s+of\s+(?:next\s+)?(?:review|issue|publication|meeting|approval)|due\s+(?:by|on|for|in|for\s+review)"
    r"|(?:is|are)\s+due|deadline|closing\s+date"
    r"|expires?|valid\s+(?:from|until|to)|minutes|agenda|terms\s+of\s+reference|met\s+on|will\s+(?:be|meet|take"
    r"|start|run|open|close|begin|replace|apply)"
    r"|(?<!whose\sbirthday\s)falls\s+on|conference\s+(?:on|in|at)|training(?!\s+(?:school|shoes))|trained"
    r"|courses?|workshops?|webinars?"
    r"|seminars?|masterclass\w*|roadshow"
    r"|learning\s+(?:event|session|lunch|circle|hub|day)s?|e-?learning|induction\s+(?:day|week)|development\s+day"
    r"|away\s?day|practice\s+week"
    r"|inspect(?:ed|ion|ions|s)?|focused\s+visit|monitoring\s+visit|(?:visit|visited)\s+(?:by|of|from)\s+(?:Ofsted"
    r"|Estyn|CQC|HMI\w*|inspectors|the\s+inspector\w*)|judged|(?:Ofsted|Estyn|CQC|HMIC\w*|inspectors)\s+(?:first\s+"
    r"|last\s+|re)?(?:visited|returned|came|inspected)"
    r"|peer\s+review|audited|evaluated|piloted|adopted\s+(?:by|the|its|this|our|in|on|at|from)|approved\s+(?:by|on"
    r"|at|in)|agreed\s+(?:by\s+the|at\s+the)|ratified|endorsed|signed\s+off"
    r"|consultation|calls?\s+for\s+evidence|register\s+by|book(?:ings?)?\s+(?:by|open|close)|places\s+are"
    r"|tickets(?!\s+to\b)"
    r"|rsvp|online|on\s+Teams|via\s+(?:Zoom|Teams)|venue"
    r"|et\s+al|hansard|crown\s+copyright|copyright|©|\(c\)|vol(?:ume)?\.|pp\.|doi|isbn|EWCA|EWHC|UKSC|EWFC|citation"
    r"|press\s+release|statement\s+to\s+parliament"
    r"|awareness|term\s+dates|INSET|schedule\s+of|timetable|calendar|cohorts?|baseline|milestones?|go-live"
    r"|migrat(?:ed|ion)|version\s+control|change\s+log|approved"
    r"|(?:opening|office|closing|holiday)\s+(?:hours|times|days?)|bank\s+holidays?|closing\s+(?:time|early)"
    r"|reopen(?:s|ed|ing)?"
    r"|clos(?:ed|es|ing)\s+(?:early|(?:from|at)\s+(?:noon|midday|lunchtime|\d{1,2}\s?(?:[ap]m|[.:]\d\d)))"
    r"|(?:offices?|library|building|reception|(?<!contact\s)centres?|switchboard|(?:help)?lines?|clinics?"
    r"|surger(?:y|ies)|services?|desk|phones|caf[eé]|hall|car\s+park|site|shop|canteen)\s+"
    r"(?:(?:is|are|was|were|will\s+be|remains?|also|then|shuts?|stays?)\s+){0,2}(?:clos(?:ed?|es)|shut|open(?:s"
    r"|ed)?|(?:not\s+|un)staffed|unavailable)"
    r"|(?:autumn|spring|summer)\s+term(?=\s*[:(-])"
    r"|(?:half[\s-]|spring\s+|summer\s+|autumn\s+)?term\s+(?:starts?|begins?|ends?|runs?)|(?:term"
    r"|school)\s+(?:dates|calendar)"
    r"|half[\s-]term\s+(?:is|from|week)|(?:school|summer|easter|christmas|winter)\s+(?:holidays?|break|closure"
    r"|shutdown)"
    r"|(?:nominations|applications|entries|bids|voting|registration|polls?|vacanc(?:y|ies)"
    r"|advert)\s+(?:will\s+)?(?:clos|open|end)\w*"
    r"|fire\s+(?:drill|alarm\s+test|training)|out[\s-]of[\s-]office|annual\s+leave|on\s+leave|shutdown|rotas?"
)
_NUMBER_OF = (
    r"(?!(?:19|20)\d\d\s)\d[\d,]{1,8}\s+(?:\w+\s+){0,2}(?:children|cases|reviews|referrals|families"
    r"|young\s+people|practitioners"
    r"|professionals|staff|people|notifications"
    r"|deaths|incidents|audits|schools|responses|places|delegates|boards)|\d\s?%|per\s+cent|percent"
)
_PASS_SEVERAL = (
    rf"(?:{_DOCUMENT}|{_BODY})\s+(?:(?:was|were|has|have|had|been|then|first|also|formally|jointly|is"
    rf"|are)\s+){{0,3}}(?:finished|completed|commissioned|concluded"
    r"|presented|received|began|begun|accepted|considered|issued|heard|agreed|noted|discussed|decided|required"
    r"|asked|drafted|written|produced|circulated"
    r"|started|introduced|set\s+up|established|dated|met|meets|held|signed|opened|closed|created|made|reported"
    r"|wrote|responded|announced|recommended)"
    r"|(?:finished|completed|commissioned|presented|received|issued|drafted|wrote|produced|circulated|introduced"
    r"|set\s+up|established|started|opened|announced|tested"
    rf"|held|convened)\s+(?:its|the|a|an|this|our|their|new|first|second|final|special"
    rf"|full)\s+(?:[\w-]+\s+){{0,3}}(?:{_DOCUMENT}|{_BODY}|meetings?|events?|team|service|clinic|helpline|unit|role)"
    rf"|(?:{_BODY})\b[^.;|]{{0,45}}\b(?:met|meeting|meetings)"
    r"|(?:team|service|helpline|unit|clinic|scheme|hub|project|pilot|programme)\s+(?:was\s+|were\s+"
    r"|first\s+)?(?:started|began|opened|set\s+up|established|created|launched|funded|closed|expanded"
    r"|moved(?!\s+(?:him|her|them|the)\b))"
    r"|(?:(?-i:Act|Bill|Order)|Regulations|Rules|legislation|law|duty|duties|section\s+\d+)\s+(?:\w+\s+){0,3}(?:came"
    r"|comes?|in|became|applies|apply|applied|commenced|passed|received|made|amended|from)"
)
_PASS_WEAK = (
    rf"{_DOCUMENT}|{_BODY}|meetings?|events?|act|bill|regulations|legislation|law|statutory|duty|dated|funded"
    rf"|commission\w*|introduced|set\s+up|established"
    r"|appointed|recruit\w*|start(?:s|ed|ing)?\s+(?:on|in|from)|begins?|open(?:s|ed)?\s+(?:on|in|from|until|for)"
    r"|survey\w*|interview\w*|recommend\w*|actions?"
    r"|learning|lessons?|sessions?|session|bulletin|email\s+alert|implement\w*|national|conference|symposium"
    r"|lecture|talk|exhibition|date\s+for"
)
_HEAD = (
    r"panels?|process|polic(?:y|ies)|procedures?|protocols?|strateg(?:y|ies)|training|campaigns?|guidance|pathways?"
    r"|conferences?|workshops?|webinars?|toolkits?"
    r"|board|committee|group|forum|network|framework|data|statistics|awareness|audits?|courses?|act|bill|reviews?"
    r"|reports?|briefings?|leaflets?|programmes?|projects?|service|week|month|prevention|learning|study|research|survey"
    r"|units?|modules?|systems?|software|associations?|fortnight|bus|ball|choir|picnic|lunch"
)
_CUES = tuple(
    (weight, re.compile(rf"(?<![^\W_])(?:{words})(?![^\W_])", flags))
    for weight, words, flags in (
        (STRONG, SURELY_PASSING, re.IGNORECASE),
        (-STRONG, OF_CASE, re.IGNORECASE),
        (STRONG, _PASS_SEVERAL, re.IGNORECASE),
        (STRONG, _STRONGLY_PASSING, re.IGNORECASE),
        (STRONG, _NUMBER_OF, re.IGNORECASE),
        (WEAK, _PASS_WEAK, re.IGNORECASE),
        (-WEAK, OF_SOMEBODY, re.IGNORECASE),
        (LIGHT, LIGHTLY_PASSING, re.IGNORECASE),
        (
            STRONG,
            r"(?:[A-Z][\w'-]+\s){1,5}(?<!Christmas\s)(?<!Boxing\s)(?<!Year's\s)(?<!Valentine's\s)(?<!May\s)"
            r"(?<!Sports\s)(?<!That\s)(?<!Mother's\s)(?<!Father's\s)"
            r"(?<!The\s)(?<!Each\s)(?:Day|Week|Month|Awards?|Festival|Summit)",
            re.NOFLAG,
        ),
    )
)
_HEAD_FOLLOWS = re.compile(
    rf"[\s-]+(?:(?!(?:the|a|an|of|on|in|at|to|by|and|with|that|was|were|is|after|before|when|which|who|his|her|its"
    rf"|for|from|came|went)\b)"
    rf"[\w&']+[\s-]+){{0,2}}(?:{_HEAD})(?![^\W_])",
    re.IGNORECASE,
)
_BORDER = re.compile(
    r"[;:|()\[\]\n]|,\s|\s-\s|\s(?:when|while|whilst|but|and|which|who|whose|because|where|although|though|that"
    r"|after|before|until|so|if|as)\s",
    re.IGNORECASE,
)
_CASE_DOCUMENT = re.compile(
    r"\b(?:care|child\s+protection|CP|safety|pathway|CIN|child\s+in\s+need|EHC|health|birth|education)\s+plans?\b"
    r"|\b(?:risk\s+|single\s+|parenting\s+|core\s+|social\s+work\s+)?"
    r"assessments?\b|\bchronology\b|\b(?:warning\s+)?notices?\b|\bsummons\b|\bcare\s+order\b",
    re.IGNORECASE,
)
_IN_FORCE = re.compile(r"in(?:to)?\s+force|takes?\s+effect|took\s+effect", re.IGNORECASE)
_HELD = re.compile(
    r"\b(?:s?he|his|her|him|arrest\w*|bail\w*|injunctions?|curfew|ban\s+on\s+(?:contact|seeing|visits?)"
    r"|(?:care|supervision|protection|placement|guardianship|non-molestation|recovery|occupation"
    r"|adoption)\s+orders?)\b",
    re.IGNORECASE,
)
"""Persons and orders about them: what is in force beside them is no law."""
_FLOW = re.compile(
    r"(?:re-?)?referrals|calls?|called|appointments|notif\w+|refus\w+|declin\w+|allocated|visits|conferences|meetings"
    r"|hearings|placements|MASH|proceedings|no\s+answer|GP|closure|attempts",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Cue:
    start: int
    end: int
    weight: float
    """Above nought for a publication, below for an event of the case."""


class Clauses:
    """One sentence, and the words in it that tell what its dates are dates of."""

    def __init__(self, text: str, introduction: str = "") -> None:
        self._text = text.replace("_", " ")
        self._cues = list(_cues(self._text))
        self._borders = [match.start() for match in _BORDER.finditer(self._text)]
        self._before = sum(cue.weight for cue in _cues(introduction.replace("_", " ")))

    @property
    def is_introduced(self) -> bool:
        """Whether the words above the sentence say that events of a case follow."""
        return self._before < 0

    @property
    def is_of_flow(self) -> bool:
        """Whether all heavy words for an event are of what comes to bodies every day: referrals, calls, visits."""
        heavy = [cue for cue in self._cues if cue.weight == -STRONG]
        return all(_FLOW.fullmatch(self._text, cue.start, cue.end) for cue in heavy)

    def has_heavy_beside(self, known: re.Pattern[str]) -> bool:
        """Whether there is a heavy word for an event of a case other than the known ones."""
        heavy = [cue for cue in self._cues if cue.weight == -STRONG]
        return any(not known.match(self._text, cue.start, cue.end) for cue in heavy)

    @property
    def heaviest_of_case(self) -> float:
        """The weight of the heaviest word for an event of a case; nought where there is none."""
        return max((-cue.weight for cue in self._cues if cue.weight < 0), default=0.0)

    def is_event(self, start: int, end: int, *, surely: bool = False) -> bool:
        """Whether a date in the sentence is one of an event of the case; surely: only if words say so."""
        weight = {True: 0.0, False: 0.0}
        told = self.heaviest_of_case > 0
        for cue in self._cues:
            if (cue.start < end and start < cue.end) or (told and cue.weight == LIGHT):
                continue
            weight[cue.weight > 0] = max(weight[cue.weight > 0], self._counts(cue, start, end))
        if surely:
            return weight[False] > max(weight[True], SURELY)
        if weight[True] == weight[False] == 0:
            return self._before <= 0
        return weight[False] >= weight[True]

    def _counts(self, cue: _Cue, start: int, end: int) -> float:
        first, last = (cue.end, start) if cue.end <= start else (end, cue.start)
        borders = sum(first <= border < last for border in self._borders)
        return abs(cue.weight) * ACROSS ** min(borders, 4) * HALF / (HALF + max(0, last - first))


def _cues(text: str) -> Iterator[_Cue]:
    taken: list[tuple[int, int]] = []
    plan = _CASE_DOCUMENT.search(text)
    for weight, pattern in _CUES:
        for match in pattern.finditer(text):
            start, end = match.span()
            if any(first < end and start < last for first, last in taken):
                continue
            if weight < 0 and (_HEAD_FOLLOWS.match(text, end) or is_counted(text, start)):
                continue
            if weight == WEAK and is_of_home(text, start, end):
                continue
            taken.append((start, end))
            if _IN_FORCE.fullmatch(match.group()) and _HELD.search(text):
                continue
            about_plan = plan is not None and weight > 0 and match.group().lower() in _OF_PLANS
            yield _Cue(start, end, -WEAK if about_plan else weight)


_OF_PLANS = frozenset(
    ("updated", "revised", "amended", "issued", "approved", "approved in", "approved on", "signed off", "reviewed")
)
"""What is done to the plan of a child as well as to a policy."""
