"""What parents do for a living."""

import re
from collections.abc import Iterator

from kb.identity.findings import Hit
from kb.identity.normalising import Reading
from kb.identity.phrases import Found
from kb.identity.rules.occupation_forms import told_otherwise
from kb.identity.rules.windows import merged, windows
from kb.identity.rules.work import works
from kb.identity.rules.work_words import KIN, PREMISES

_PARENT = rf"(?:{KIN}|ma)"
_CHILD = (
    r"(?:son|daughter|child|children|eldest|youngest|wife|husband|widow|stepson|stepdaughter|grandson|granddaughter)"
)
_MODIFIERS = (
    r"(?:(?:an?|the|both|serving|former|retired|self-employed|part-time|full-time|local|trainee|qualified|student"
    r"|long-distance|newly|registered|senior|junior|night|day|agency|well-known|respected|busy|single|once|still|then"
    r"|also"
    r"|fairground|circus|travelling|farm|only|himself|herself|ex-|freelance|temporary|casual|volunteer|experienced"
    r"|successful|popular|assistant|chief"
    r"|head"
    r"|deputy|apprentice|bank|shift|zero-hours|licensed|mobile|army|navy|RAF|hospital|NHS|council|prison|police|school"
    r"|factory|warehouse|offshore|professional|amateur|career|decorated|prominent|known|working|as)[ ])*"
)
_WORKS = (
    r"(?:works?|worked|working|employed|employment|job|role|post|position|trained|training|qualified|retrained|business"
    r"|career|living|shifts?|volunteer(?:s|ed)?|serv(?:es|ed|ing)|hired|practi[sc](?:es|ed|ing)|self-employed"
    r"|moonlight(?:s|ed|ing)|retired|earn(?:s|ed|ing)|income|money|started|occupation)"
)
_BE = r"(?:is|was|are|were|be|being|became|been|remained|had become|is now|was then|turned)"
_GAP = r"(?:(?!\b(?:workers?|visitors?|whether|if|nurses?|teachers?|officers?|staff|that|midwi\w+)\b)[^.;\n]){0,60}?"
_LEADS = re.compile(
    rf"\b{_PARENT}(?:'s)?\b(?:{_GAP}(?:(?:,|\(| -|-) ?(?:an?|both|himself|herself|also|former(?:ly)?|once|then) "
    rf"|\b{_BE} (?:\w+ly |both |all |now |then |also |once )?(?:as )?(?:an? |the )?"
    rf"|\b{_WORKS}\b(?: (?!as\b)[\w'-]+){{0,5}}? (?:as |was |is |being )?(?:an? |the )?)"
    rf"| ?(?:\([^)\n]{{0,14}}\) ?)?(?:\d{{1,2}} ?)?(?:(?::|\||-|\() ?(?:\d{{1,2}} ?(?:,|\|) ?)?|, ?\d{{1,2}}, "
    rf"?)){_MODIFIERS}$"
    rf"|(?:,|\band|^|[.;:]) ?(?:his|her|the|their) {_PARENT},? an? {_MODIFIERS}$"
    rf"|\b{_PARENT}, (?:both|all|one|each) of (?:them|whom) (?:were |are |being )?{_MODIFIERS}$"
    rf"|(?:^|[|;./*-]|\n) ?(?-i:Mo|Fa|MO|FA|SM|SF|StF|StM|M|F|GM|GF) ?(?:\([^)\n]{{0,14}}\) ?)?(?::|\||-|,) ?"
    rf"(?:\d{{1,2}} ?(?:,|\|) ?)?{_MODIFIERS}$",
    re.IGNORECASE,
)
_FIELD = re.compile(
    r"\b(?:occupations?|employment|jobs?|professions?|employer|works? as|worked as|employed as|trade)"
    rf"(?: of (?:the )?\w+| ?\([^)\n]{{1,16}}\))? ?(?::|\||-) ?(?:[\w'-]+(?: [\w'-]+){{0,2}} ?/ ?)?{_MODIFIERS}$"
    rf"|\b(?:employed|works?|worked) as an? {_MODIFIERS}$"
    rf"|\b(?:occupations?|job|profession|trade) (?:is|was) (?:given |recorded |listed |entered |put down )?as"
    rf" [\"']?{_MODIFIERS}$"
    rf"|\b{_PARENT}\b[^.;\n]{{0,40}} (?:described|styled|introduced|passed|presented) (?:him|her|them)sel(?:f|ves)"
    rf" (?:off )?as an? {_MODIFIERS}$",
    re.I,
)
_ANY = re.compile(
    rf"\b(?:(?:{_PARENT}(?:'s)? )(?:occupation|employment|job|profession|trade|work)|(?:occupation|employment|job"
    rf"|profession|trade)(?: of (?:the )?(?:{_PARENT})| \({_PARENT}\)))(?: ?(?::|\|| -) ?| (?:is|was) (?:given "
    rf"|recorded )?"
    rf"(?:as )?)(?P<work>(?!(?:un\w+|none|not|nil|no|n/?a|student|house\w+|home\w+|retired\b|carer|full-time (?:mum"
    rf"|mother)"
    rf"|looking|seeking|out|at|in question|lost|a (?:concern|worry|risk|factor))\b)[\w'/&-]+(?: [\w'/&-]+){{0,4}})"
    r"(?= ?(?:[.,;|()\n]|$))",
    re.I,
)
"""A field for it: whatever stands there."""
_AS = re.compile(rf"\b(?:as|being|having been|a job as|years as) an? {_MODIFIERS}$", re.I)
_AS_BEFORE_PARENT = re.compile(
    rf",? (?:himself |herself |with shift work )?,? ?(?:(?:the|his|her|their|this)(?: [\w-]{{1,16}}'s?)? )?{_PARENT}\b",
    re.I,
)
_HIS_JOB = re.compile(
    rf"\b{_PARENT}\b[^.;\n]{{0,90}}\b(?:his|her|their|a|the) (?:\w+ )?(?:job|work|shifts?|post|role|career|employment"
    rf"|living|duties|position|licence) (?:as|of|being) (?:an? )?{_MODIFIERS}$",
    re.I,
)
_CHILD_OF = re.compile(rf"\b{_CHILD} of (?:an? |two |the ){_MODIFIERS}$", re.I)
_THEN_PARENT = re.compile(
    r"[ -](?:father|mother|dad|mum|mam|parents?|stepfather|stepmother|stepdad|husband)\b(?! and (?:baby|toddler"
    r"|child))",
    re.I,
)
_SHOP = (
    rf"(?:{PREMISES}|company|bakery|studio|agency|hairdressers|practice|franchise|fairground ride|club|showroom"
    r"|fleet|round|van|dairy|scrapyard|charity|letting agency|market stall|fish and chip shop|taxi firm)"
)
_WORKPLACE = (
    r"(?:factory|warehouse|hospital|school|shop|prison|abattoir|plant|mill|army|navy|RAF|office|kitchen|bank|airport"
    r"|rigs?"
    r"|railways?|docks?|supermarket|salon|bakery|restaurant|hotel|farm|care home|call centre|garage|quarry|shipyard"
    r"|fish market|council|police|fire service|ambulance service|university|nursery|surgery|bookmaker's|casino|boats?"
    r"|trawlers?|ferr(?:y|ies)|oil rig|building sites?|sites?|mines?|pits?|laundry|civil service|NHS|prison service"
    r"|forces"
    r"|military|merchant navy|marines|regiment|construction|catering|retail|security|hospitality|haulage|fishing"
    r"|farming"
    r"|forestry|finance|IT|cleaning|social care|education|insurance|advertising|media|oil industry|gas industry"
    r"|meat industry|sex (?:industry|trade)|building trade|motor trade|brewery|distillery|power station|foundry|depot"
    r"|petrol station|cafe|pub|club|cruise ships?|ships?|market|dentist's|vet's|law firm|solicitor's|town hall)"
)
_DOES = re.compile(
    rf"\b{_PARENT}(?: \([^)\n]{{1,20}}\))?(?:,? (?:who|also|still|now|then|both|himself|herself|each|had|has|used to"
    rf"|was|were"
    rf"|is|are|together|jointly|often)){{0,3}} "
    rf"(?P<work>(?:drives?|drove|driving|driven) (?:an? |the )?(?:\w+ ){{0,2}}?(?:taxi|mini-?cab|lorry|lorries|bus"
    rf"|buses"
    rf"|van|cab|HGV|tram|truck|trucks|coach|coaches|tractor|train|trains|forklift|ambulance|crane|digger)s?(?= (?:for"
    rf"|at"
    rf"|on|and|by|in|during|out|but|so|all|every|most)|[.,;)|]|$)"
    rf"|(?:runs?|ran|running|owns?|owned|manages?|managed|managing|keeps?|kept|opened?|set up|co-owned|bought"
    rf"|inherited)"
    rf" (?:an?|the|his own|her own|their own|his|her|their|two|three|several)(?: [\w'-]+){{0,4}}? {_SHOP}"
    rf"|(?:serves?|served|serving|works?|worked|working|employed|stationed|enlisted|posted|deployed)"
    rf"(?: (?:nights|shifts|days|long hours|part-time|full-time|away|abroad|offshore|overseas|mostly|evenings))*"
    rf" (?:in|at|on|for) (?:(?:an?|the|one of the|his|her)(?: [\w'-]+){{0,3}}? )?{_WORKPLACE}"
    rf"|(?:worked|works|working) (?:offshore|at sea|on the (?:buses|railways?|ships|boats|rigs|bins|docks|trains"
    rf"|market))"
    rf"|(?:employed|works?|worked|working) (?:by|for) (?:an?|the|one of the)(?: [\w'-]+){{0,3}}? (?:firm|company"
    rf"|agency|council|trust"
    rf"|business|contractor|chain|farmer|brewery|bank|family|charity|hotel|supermarket|airline|bakery)"
    rf"|(?:is|was|used to be) an? (?:senior|leading|prominent|well-known|public|local) (?:figure|person|member"
    rf"|politician|leader)"
    rf"(?: (?:in|of|at) (?:the )?[\w'-]+(?: [\w'-]+){{0,2}})?"
    rf"|(?:is|was|are|were|had been|been) in the (?:army|navy|RAF|police|forces|merchant navy|marines|fire service"
    rf"|military"
    rf"|prison service|armed forces|Royal (?:Navy|Marines|Air Force))|clean(?:s|ed) (?:offices|houses|hotels|schools"
    rf"|wards)"
    rf"|(?:taught|teaches|lectures?|lectured|preach(?:es|ed)|fished|farmed|farms) (?:in|at|to|on|the|land|for)"
    rf"(?: [\w'-]+){{1,3}})\b",
    re.IGNORECASE,
)
_TRADES = (
    r"(?:smith|wright|keeper|driver|maker|worker|officer|engineer|assistant|ologist|ician|monger|cleaner|fitter|grower"
    r"|dealer|operator|operative|labourer|steward|attendant|trader|manager|guard|teacher|lecturer|nurse|porter"
    r"|technician"
    r"|consultant|contractor|instructor|owner|fisherman|craftsman|tradesman|salesman|businessman|businesswoman|postman"
    r"|repairman|foreman|soldier|sailor|pilot|breeder|trainer|player|performer|therapist|councillor|minister|preacher"
    r"|chef"
    r"|cook|tutor|supervisor|inspector|surveyor|builder|roofer|decorator|installer|handler|packer|picker|sweeper|warden"
    r"|clerk|administrator|receptionist|secretary|analyst|developer|designer|programmer|accountant|broker|adviser"
    r"|advisor"
    r"|agent|director|executive|founder|landlord|landlady|stylist|artist|musician|singer|dancer|actor|actress|model"
    r"|photographer|journalist|editor|writer|carpenter|joiner|welder|rigger|miner|diver|skipper|deckhand|mate|crew|hand"
    r"|groom|jockey|farmer|shearer|ranger|forester|tree surgeon|gardener|groundsman|caretaker|janitor|barber|beautician"
    r"|tailor|machinist|weaver|potter|butcher|baker|fishmonger|grocer|florist|caterer|waiter|waitress|barista|barman"
    r"|barmaid|bartender|doorman|bouncer|courier|rider|guide|conductor|signaller|controller|dispatcher|paramedic|medic"
    r"|doctor|surgeon|dentist|vet|pharmacist|optician|scientist|researcher|academic|professor|solicitor|barrister"
    r"|lawyer"
    r"|judge|magistrate|politician|diplomat|priest|vicar|imam|rabbi|pastor|footballer|boxer|coach|referee|athlete)s?"
)
_SUFFIXED = re.compile(
    rf"\b{_PARENT}(?:'s)?(?: \([^)\n]{{1,20}}\))?(?:[^.;,\n]{{0,40}}?\b{_WORKS}(?: (?!as\b)[\w'-]+){{0,4}}? as"
    rf"|, ?(?:who (?:is|was) )?(?=an? |both )| ?\(| -|[^.;,\n]{{0,12}}? \b(?:was|is|are|were|who was|who is|had been"
    rf"|became)) ?(?:an? |both |all )?"
    rf"(?P<work>(?:(?!(?:in|at|with|by|to|of|not|seen|and|the|known|told|asked)\b)[\w][\w'-]* "
    rf"){{0,4}}?[a-z-]*{_TRADES})(?![\w'-])",
    re.IGNORECASE,
)
_NO_WORK = re.compile(
    r"\b(?:drug|heroin|county lines|problem|good|strong|key|foster|care leaver|home owner|risk|young|main|sole|primary"
    r"|social worker to|asked|told|seen|support|allocated|duty|her|his|their|new|this|that|any|lead|named)\b",
    re.I,
)
_LEADS_FAR = re.compile(
    rf"\b{_PARENT}(?:'s)?\b[^.;\n]{{0,60}}?(?:(?:,|\(|-|\b(?:is|was|were|be|being|became|as)) an? |employment: "
    rf"|job: |occupation: |\| ?)"
    r"(?P<more>(?:[a-z'-]+ ){1,2})$",
    re.I,
)
_OTHER_PERSON = re.compile(
    r"\b(?:of|with|by|to|for|from|and|or|the|whose|his|her|their|seen|told|met|known|not|victim|friend|daughter"
    r"|son|child|patient|client)\b"
)
_BY_TRADE = re.compile(
    rf"\b{_PARENT}\b(?: (?:who|also|still|then|both))? (?:is|was|had been|works as"
    rf"|worked as) (?P<work>(?:an? )?[a-z][\w'-]*(?: [a-z][\w'-]*){{0,2}}?"
    r" (?:on (?:nights|shifts|the (?:buses|railways?|ships|boats|rigs|bins|docks|trains|market))|by (?:trade"
    r"|profession)|for a living|in the (?:army|navy|RAF|merchant navy|police|prison service|fire service|forces)))\b",
    re.IGNORECASE,
)
_FAMILY_BUSINESS = re.compile(
    rf"\b(?:the family|family's|parents'|their) (?P<work>(?:own(?:s|ed)?|runs?|ran|kept|keeps) (?:an?|the|two|several)"
    rf"(?: [\w'-]+){{0,4}}? {_SHOP}|(?:(?!(?:and|or|of|in|at)\b)[\w'-]+ ){{0,2}}(?:takeaway|restaurant|farm|shop|salon"
    rf"|pub|bakery|hotel|business|ice cream van|burger van|market stall|fishing boat|lorry|waltzers?|ride))\b",
    re.I,
)
_SENTENCES = (_DOES, _SUFFIXED, _BY_TRADE, _ANY, _FAMILY_BUSINESS)
_RELATIVE = re.compile(
    rf"\b(?:{_PARENT}|family|family's|parents'|their|{_PARENT}'s|occupation|employment|profession)\b", re.I
)
_TOO = re.compile(r"(?: and (?:an? )?| ?/ ?)$")

_NO_WORK_AT_ALL = re.compile(r"work(?:s|ed|ing)? (?:away|long (?:hours|days|shifts))", re.I)
"""It says when somebody works, not at what."""
_CLOSE = re.compile(
    r"\b(?:social work\w*|health visitors?|midwi\w+|receptionists?|paediatric\w*|psych\w+|probation officers?|"
    r"reviewing officers?|(?:family support|youth|refuge|drugs|support) workers?|practice (?:managers?|nurses?)"
    r"|general practitioners?|GPs?|school (?:nurses?|secretar\w+)|coroners?|detectives?|counsellors?|(?:district"
    r"|community|nursery|staff|specialist) nurses?|(?:speech|occupational)[\w ]{1,24}|physiotherapists?|pathologists?"
    r"|radiologists?|bailiffs?|prosecutors?|registrars?|education welfare officers?|consultants?)$",
    re.I,
)
"""Professions that a family meets: of a parent only where nothing else can be meant."""
_HIMSELF = re.compile(
    rf"\b{_PARENT}\b(?: \([^)\n]{{1,20}}\))?(?:,? (?:who|himself|herself|themselves|both|then|also|now|once|each|had"
    rf"|has|that|formerly)){{0,3}},? ?(?:\b(?:is|was|are|were|been|became|be|being)(?: (?:now|then|also|once|both|only"
    rf"|himself|herself|themselves|still|of (?:them|whom))){{0,2}}|(?:works?|worked|working|trained|qualified"
    rf"|employed|job"
    rf"|post)(?: as)?|,|-|:|\(|and)? ?(?:an?|both|each|all)?(?: of (?:them|whom))? ?(?:(?!the )|(?<=is )|(?<=was"
    rf" )){_MODIFIERS}$",
    re.I,
)
_OWN_MODIFIERS = re.compile(r"(?<![\w-])(?:(?:fairground|circus|travelling|self-employed|long-distance) ){1,2}$", re.I)
_TEACHES = re.compile(
    r"(?:lecturer|professor|teacher|tutor|fellow|student|consultant|apprentice|director|reader)$", re.I
)
_OF_WHAT = re.compile(
    r" (?:in|of) (?!(?:the|an?|his|her|their|this|that|my|our|which|who|[A-Z]\w+)\b)[a-z-]+(?: (?!(?:and|but|who|at"
    r"|in|was"
    r"|had|is|so|with|when|for|by|until|the)\b)[a-z-]+){0,2}"
)
"""The subject that somebody teaches, with the work."""
_AFTER_SIGN = re.compile(r"[:-] ?$")
_GOES_ON = re.compile(r" (?:to|will|has|had|was|is|said|rang|asked|told|visited|saw)\b")
"""Behind a colon and before these it is somebody who is to do something."""
_OF_MANY = re.compile(
    r"(?:\b(?:[Ww]here|[Ii]f|[Ww]hen(?:ever)?|[Uu]nless|[Aa]sk whether) (?:an?|any|one|either|both|the other)"
    r" (?:(?:step)?parents?|carers?|mothers?|fathers?|partners?) (?:is |are |who )?$)|(?:^|[.;:!?*•] ?|\n|-"
    r" )(?:[Ff]athers|[Mm]others|[Dd]ads|[Mm]ums|[Pp]arents|[Cc]arers|[Uu]ncles)"
    r" (?:who|often|may|can) (?:are |be |have |also )?(?:(?!(?:was|were|had|both)\b)[\w-]+ ){0,2}$"
)
"""What parents in general are or do."""


def occupations(reading: Reading, found: list[Found]) -> Iterator[Hit]:
    """What a parent does for a living: words of the list, others that end like them, whatever a field for it says."""
    spans: list[tuple[int, int]] = []
    for each in found:
        before = reading.text[max(0, each.start - 140) : each.start].rpartition("\n")[2]
        if spans and 0 <= each.start - spans[-1][1] <= 8 and _TOO.search(before):
            spans[-1] = (spans[-1][0], each.end)
        elif span := _of_parent(reading, each, before):
            spans.append(span)
    for first, last in windows(reading, words=(_RELATIVE,)):
        for match in (match for pattern in _SENTENCES for match in pattern.finditer(reading.text, first, last)):
            if match.re is _ANY or not _NO_WORK.search(match["work"]):
                spans.append(match.span("work"))
    for start, end in merged((*spans, *works(reading), *told_otherwise(reading))):
        if _OF_MANY.search(reading.text[max(0, start - 60) : start]) or _is_no_work(reading.text[start:end]):
            continue
        yield Hit("parent-occupation", start, end)


def _is_no_work(written: str) -> bool:
    """Whether the words tell when or how long somebody works, and nothing else."""
    return _NO_WORK_AT_ALL.fullmatch(written) is not None


def _of_parent(reading: Reading, each: Found, before: str) -> tuple[int, int] | None:
    """The words for the work, if those before or after them say whose it is."""
    if _CLOSE.search(reading.text[each.start : each.end]) and not (_HIMSELF.search(before) or _AS.search(before)):
        return None
    if _AFTER_SIGN.search(before) and _GOES_ON.match(reading.text, each.end):
        return None
    far = _LEADS_FAR.search(before)
    more = _OF_WHAT.match(reading.text, each.end) if _TEACHES.search(reading.text[each.start : each.end]) else None
    end = more.end() if more else each.end
    if far and not _OTHER_PERSON.search(far["more"]):
        return each.start - len(far["more"]), end
    if any(pattern.search(before) for pattern in (_LEADS, _FIELD, _HIS_JOB, _CHILD_OF)):
        own = _OWN_MODIFIERS.search(before)
        return each.start - (len(own.group()) if own else 0), end
    if _AS.search(before) and _AS_BEFORE_PARENT.match(reading.text, each.end):
        return each.start, end
    return (each.start, end) if _THEN_PARENT.match(reading.text, each.end) else None
