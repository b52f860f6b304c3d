"""Words around a place that tell whether the child or the family was there, or a body has its name from it."""

import re

from kb.identity.rules.communities import SMALL_COUNTRIES

_AT = (
    r"(?:in|from|near|to|at|around|outside|into|across|through|between|towards|of|left|leaving|via|and|or|for"
    r"|reached|beyond|off|by|back in|central|north|south|east|west)"
)
BEFORE = re.compile(
    rf"(?:\b{_AT}(?: (?:the|nearby|central|rural|inner|north|south|east|west|outer|downtown|seaside|small))*|\||:) $",
    re.I,
)
"""What comes right before a place."""
_LIVED = (
    r"\b(?:(?:liv(?:ed|es|ing|e)|grew up|grown up|growing up|brought up|raised|born|settled|settling|based|housed"
    r"|rehoused|re-?located|relocating|placed|stay(?:ed|ing|s)|resid(?:ed|es|ing|ent)"
    r"|home|house|flat|caravan|tenancy|property|bedsit|room|address|accommodation|placement|squat|farm|farmhouse"
    r"|cottage|bungalow|lodgings|mobile home|found|arrested|missing|seen|sofa|eviction|evicted|moved|moving"
    r"|moves?|move"
    r"|transferred|returned|returning|went|gone|going|came|fled|sent|run away|ran away|escaped|travelled|travelling"
    r"|(?:took|moved|drove|brought|sent|returned) (?:him|her|them|both|the (?:child(?:ren)?|boys?|girls?|bab(?:y|ies)"
    r"|toddler|twins?|siblings|family|mother|father|teenager|victim))|trafficked|driven|stopped|collected|picked up"
    r"|dropped)"
    r"(?: (?:back|away|out|over|again|then|with (?:the|his|her|their) \w+|alone|together|temporarily|briefly"
    r"|by (?:train|bus|coach|car)))*"
    r" (?:in|to|near|from|outside|at the edge of|on the edge of|on the outskirts of|around|just outside|close to"
    r"|into|between)"
    r"(?: (?:the (?:village|town|seaside town|market town|hamlet|suburb|port|resort|city|parish|island|district"
    r"|neighbourhood) of|a (?:flat|house|hostel|caravan|room|relative'?s? house) in|nearby|central|rural|inner"
    r"|north|south|east|west))?"
    r"|(?:village|town|hamlet|place|estate|community|valley|island)(?: [\w'-]+){0,3}? (?:as \w+ as|like|called|named"
    r"|known as)"
    r"|(?:village|town|hamlet|suburb|resort|neighbourhood|outskirts|edge|streets|part|parts|end) of"
    r"|(?:left|leaving|fled|lives? in|lived at|moving from|here in|over in|(?<!set )(?<!went )(?<!goes )(?<!put"
    r" )(?<!gone )up in|down in|back in|home to"
    r"|home in"
    r"|all over)) "
)
LIVED = re.compile(_LIVED + "$", re.I)
LIVED_IN = re.compile(_LIVED + "(?-i:(?=[A-Z]))", re.I)
"""After these words a name with a capital letter is where somebody of the case was."""
FIELD = re.compile(
    r"(?:\b(?:family home|home|lives|lived|address|town|village|area|place of birth|born|birthplace|location|moved"
    r"|current address|residence|residing|placement|place|home town|hometown|last seen|based|from|locality"
    r"|whereabouts|where)"
    r"(?: in| at| address)? ?(?::|\||-) ?)$",
    re.I,
)
"""A field of a form."""
CASE = re.compile(
    r"\b(?:he|she|his|her|him|hers|the child|child [A-Z]\d?|baby [A-Z]\d?|mother|mum|mam|mom|dad|daddy|father"
    r"|stepfather|stepmother|boy|girl|baby|infant|toddler|teenager|youth|sibling|siblings|brother|sister|twins?"
    r"|aunt|auntie|uncle"
    r"|grandmother|grandfather|grandparents|gran|nan|cousins?|the family|a family|family's|family of|the household"
    r"|couple|tenancy|eviction|evicted|the incident|incident happened|flat|house|caravan|bedsit|lived|grew up|born"
    r"|went missing"
    r"|\w+-year-old|year-old|months?-old|the (?:young person|parents|children|victim|perpetrator|man|woman"
    r"|young man|young woman|suspect)|partner|boyfriend|girlfriend|moves|moved|foster placement|placement"
    r"|her daughters?"
    r"|(?:two|three|four|both|the|these) (?:girls|boys|teenagers|sisters|brothers|youths|toddlers)"
    r"|police (?:found|stopped|arrested)|they|gangs?|dealers|dealing|trafficked|the line|runners?)\b",
    re.I,
)
"""Somebody or something of the case."""
PROJECT = re.compile(
    r"\b(?:pilot\w*|adopt\w*|project|projects|study|studies|research\w*|evaluation|evaluated|conference|workshops?"
    r"|webinar|toolkit|procedures|publish\w*|roll(?:ed)?[- ]?out|programme|launch\w*|shares? (?:one|a|its)"
    r"|peer review\w*|training (?:day|event|slides)"
    r"|model|template|took part|local authorities|partnerships|practitioners in|schools in|services in|teams in"
    r"|agencies in|based at the University|survey|learning event|network|seminar|trial|University of|offices? in"
    r"|journal|press|scheme|policy|strategy|guides?|leaflets?|guidance|families in|parents in|young people in)\b",
    re.I,
)
"""A project or a body, which may say where it works."""
BODY_AFTER = re.compile(
    r"(?:'s)?(?:,? (?:and|&) [A-Z][\w-]+(?: [A-Z][\w-]+)?){0,3}(?: (?:City|County|Borough|Metropolitan|District"
    r"|Local|Royal|Children's|Area|and District|Town|Community|Family|Regional|Youth|Joint|Central|Crown"
    r"|Magistrates'?))*"
    r" (?:Council|Partnership|Safeguarding|LSCB|LSCP|SCB|SCP|SAB|University|Trust|Police|NHS|CCG|ICB|Board"
    r"|Authority|Service|Services|College|Academy|School|Hub|Model|Foundation|Fire|Ambulance|Constabulary|Cathedral"
    r"|Council's|Court|Youth|Health|Social|Coma"
    r"|Postnatal|Scale|Centre|Airport|Castle|United|FC|Rovers|City|Town Hall|Review|Inquiry|Enquiry|Report"
    r"|Principles|Road|Street|Lane|Avenue|Close|Drive|Team|Justice|Children|Care|Child|Prevention|Protocol"
    r"|Declaration|Diocese|Probation|Multi-Agency|MASH|Clinic"
    r"|Infirmary|Hospital|General|Association|Press|Institute|Metropolitan|Conference|Peace|Agreement|Festival"
    r"|Combined|Commission|Charter|House|Project|Programme|Toolkit|Framework|Women's|Index|Pathway)\b"
)
"""It makes the name of a body, a tool or a road."""
BODY_BEFORE = re.compile(
    r"(?:\b(?:University|Bishop|Archbishop|Diocese|Duke|Duchess|Earl|Port Authority|Royal College|Royal Borough"
    r"|Borough|London Borough|City|Lord Mayor|Institute|Archdiocese|Treaty|Borough Council|Council) of (?:the )?"
    r"|\b(?:Healthwatch|NHS|Mind|Age UK|HMP|HMYOI|Citizens Advice|Operation|Project|Research in Practice,|Mr|Mrs|Ms"
    r"|Miss|Dr|Professor|Sir|Lord|Lady|Jack|the [A-Z]\w+,) )$"
)
MADE_BY = re.compile(
    r"\b(?:app|tool|leaflet|film|guide|poster|course|video|podcast|website|resource|pack|booklet|game|animation)s?"
    r"(?: made| produced| designed| written)? (?:from|by|at|of) (?:the )?$",
    re.I,
)
"""Who made a thing that is used."""
AREAS = re.compile(r"(?:, [A-Z][\w'-]{1,30}(?: [A-Z][\w'-]{1,30})?){1,4},? (?:and|or|&) [A-Z]")
"""After a place two more or several: areas that are spoken of together."""
TAUGHT = re.compile(
    r"\b(?:venues?|(?:half|full|one|two)-day|roadshows?|book (?:a|your) places?|lunch|refreshments|delegates"
    r"|attendees|sessions? (?:in|is|are)|open to (?:all|any\w*|staff|school)|this (?:session|course|event)|courses?"
    r"|classroom training|free parking)\b",
    re.I,
)
"""Where people are taught."""
STUDY_AFTER = re.compile(
    r"'?s? (?:data|cohort|study|studies|figures|sample|statistics|dataset|trial|researchers|findings)\b"
)
"""It gives a study its name."""
_MEETS = (
    r"(?:executive|board|panel|committee|partnership|conference|meeting|hearing|training|course|session|workshop"
    r"|sub-?group)"
)
ROOMS = re.compile(
    rf"\b(?:change of (?:room|venue)|{_MEETS} (?:(?:has|have|had|was|is|will|be|been|being|now|also) ){{0,4}}moved"
    rf"(?= (?:back|again|online|now|from|to|into|in)\b))"
    rf"(?:[ :,;]{{1,2}}(?:the|our|this|next|{_MEETS}|has|have|had|was|is|will|be|been|being|now|also|moved|back|again"
    rf"|online|room|rooms|suite|hall|floor|venue|from|to|into|in|at|and|or|of|for|on|(?-i:[A-Z])[\w'-]{{0,20}})"
    rf"(?![\w'-])){{0,14}} $",
    re.I,
)
"""Before a place: what meets somewhere has moved to it, nobody of a case."""
ROOM_FOR = re.compile(
    r",? (?:for|because|so|where|since|as|near|close to|when)\b[^.;\n]{0,40}?\b(?:he|she|they|him|her|his|them|mothers?"
    r"|fathers?|mum|dad|child(?:ren)?|girls?|boys?|baby|famil(?:y|ies)|parents?|couple|grand\w+|carers?|brothers?"
    r"|sisters?|siblings?|teenagers?)\b",
    re.I,
)
"""After it: for whose sake."""
FROM_THERE = re.compile(
    r"\b(?:a|one|this|the|two|three|four|several) (?:[\w-]+ )?(?:child(?:ren)?|teenagers?|pupils?|girls?|boys?"
    r"|famil(?:y|ies)"
    r"|youths?|mother|father|couple|young (?:person|man|woman)) from $",
    re.I,
)
DID_AFTER = re.compile(r",? (?:was|were|had|who|went|ran|came|kept|died|disappeared)\b")
"""Before and after a place: somebody from there, and what he or she did."""
AUTHOR_AFTER = re.compile(
    r"(?:,? (?:and|&) (?:the )?[A-Z][\w-]+(?: [A-Z][\w-]+)?){0,3}(?: (?:both|all|also|has|have|now"
    r"|each|between them))* (?:adopt\w*|share|shares|shared (?:one|a|its|their)|agreed|use|uses|took (?:up|part)"
    r"|publish\w*"
    r"|had (?:each|every|all|its|their|a|the|both|agreed|already|no)|has|have|asked (?:its|all|every|for)|ran|runs?"
    r"|keeps?|holds?|trains?"
    r"|trained|works? with|began|started|checked (?:its|all)|wrote (?:its|to)|set (?:up|out)|made|tested|tried"
    r"|pilot\w*|swapp?\w*|launch\w*|introduc\w*|develop\w*|built|made the)\b"
)
"""The place stands for a council that made or uses something."""
WORK_BEFORE = re.compile(
    r"(?:\b(?:partners|partner agencies|practitioners|professionals|services|staff|teams?|agencies|schools|nurseries"
    r"|boards?"
    r"|councils?|councillors|reviewers?|designers?|trainers?|colleagues|leaders|managers|authors|groups?|networks?"
    r"|hubs?"
    r"|researchers|surgeries|hospitals|boroughs?|area|areas|board members|chairs?|safeguarding leads?|leads|parents "
    r"and staff"
    r"|co-?ordinators?|commissioners|volunteers|organisations|charit(?:y|ies)|set up|trial(?:led)?|tested|used|run"
    r"|runs|ran"
    r"|piloted|introduced|developed|rolled out|launched|adopted|written|designed|built|created|evaluated|tried|started"
    r"|began|works|working|work|works well|available|offered|taught|filmed|printed|commissioned|replaced|abolished|held"
    r"|carried out|also)"
    r"(?: (?:first|jointly|together|also|now|only|and|by (?:the |a )?\w+))*,? in(?: (?:north|south|east|west|central"
    r"|inner))? )$",
    re.I,
)
"""Somebody who works there, or a work made there."""
WORK_AFTER = re.compile(
    r"(?:,? (?:and|&) (?:the )?[A-Z][\w-]+)*,? (?:(?:the|a|an|its|lead|local|one of the|one of its|two|three|four"
    r"|every|each"
    r"|all|both|many|most|some|health|early help|children's|adults'|safeguarding|multi-agency|joint|independent"
    r"|senior|council"
    r"|school|primary|family|youth|new|small|named|duty) )*(?:boards?|councils?|partnerships?|partners|reviewers?"
    r"|leads?"
    r"|designers?|services?(?! (?:found|saw|knew|received))|teams?|projects?|model|pilot|schools|agencies"
    r"|practitioners|staff"
    r"|professionals|councillors|chair|panel|trainers?|strategy|plan|hub|tool|audit|survey|review|report|policy"
    r"|approach"
    r"|libraries|museums|caf[eé]s|managers?|leaders|commissioners|group|network|forum|trust|nurseries|surgeries"
    r"|hospitals)\b",
    re.I,
)
"""After `In` and the place: who works there."""
AGENT_BEFORE = re.compile(
    r"\b(?:police|officers|social workers?|health visitors?|midwi(?:fe|ves)|paramedics|firefighters|ambulance crew"
    r"|neighbours"
    r"|relatives|friends?|grandparents|(?:a|the|his|her|their) (?:flat|house|hotel|park|car|train|bus|shop|pub|club"
    r"|street"
    r"|hostel|hospital|caravan|field|alley|station|school|nursery|beach|garage|cousins?|aunts?|uncles?|friends?)|gangs?"
    r"|older (?:males|men|boys)|dealers|county lines|drugs) (?:\w+ )?in $",
    re.I,
)
"""A service or a place of the case, there."""
OF_CASE_AFTER = re.compile(
    r"(?:(?: (?:single |young |teenage |Muslim |Christian |Traveller |schoolgirl |\d+-year-old )*(?:mother|father|boy"
    r"|girl|teenager"
    r"|man|woman|couple|toddler|baby|schoolboy|schoolgirl|youth|lad|infant|mum|dad|twins|siblings|brothers|sisters"
    r"|address|home address|flat|postcode area)(?![\w-])(?! and (?:baby|toddler))|-born|-based (?:family|father"
    r"|mother))"
    r"| (?:social workers?|police|midwives|health visitors?|children's services|families|flat|home|house|estate"
    r"|family|nursery|school|hospital|children's home|housing|address|relatives|streets?|park|station|bus station"
    r"|town centre|seafront|team)"
    r"(?= (?:received|found|had|were|was|held|knew|made|took|heard|where|in|closed|did|saw|rang|on|when|at|who|to"
    r"|and|,))|, where (?:the|he|she|they|his|her)\b)"
)
"""A service, or something of the family, there."""
WHERE_SOMEBODY = re.compile(
    r"(?:\b(?:in|at|from|to|of|near|around|outside) (?=(?P<where>[A-Z][\w'-]+(?: [A-Z][\w'-]+){0,2}),? where (?:the "
    r"(?:child(?:ren)?|family|"
    r"baby|boy|girl|mother|father|couple|parents|household|siblings|teenager)|he|she|they|his|her|their|mum|dad)\b)"
    r"|\b(?:plot|caravans?|site|house|flat|farm|trailers?|field|cottage|layby|lay-by|camp|land|roadside|bridge|park"
    r"|woods?|beach|pub)"
    r"(?: of \w+)? (?:near|outside|by|close to|just off|between) (?=[A-Z]))"
)
"""Before an unknown name: words after it, or a spot, say that it is a place."""
SHAPED = re.compile(
    r"\b(?:in|from|near|to|at|around|outside|of|through|left) (?P<name>[A-Z][\w']{2,30}-(?:on|upon|under|le|in|by"
    r"|next|super|cum|juxta)"
    r"-(?:the-)?[A-Z][\w']{1,30})(?=[ ,.;]+(?:she|he|they|and|where|when|who|with|by|for|on|at|in|before|after|the"
    r"|had|was|until|but)\b|[.;)\n]|$)"
)
"""A name that only a place has."""
ESTATE = re.compile(
    r"\b(?:(?:on|of|from|around|across|off|in"
    r"|near) (?:the )?(?P<name>[A-Z][\w'-]+(?: [A-Z][\w'-]+){0,2})(?= (?:[Ee]state|housing estate|flats|tower block"
    r"|council estate|caravan site|travellers'? site|high-rise|[Nn]eighbourhood)\b))"
)
"""A part of a town by its name."""
NO_PLACE = frozenset(
    """nain taid mam-gu tad-cu bibi baba dada nana
    mother father mum dad grandmother grandfather aunt uncle child baby sibling adult parent partner family
    social health police
    court crown children young january february march april may june july august september october november
    december monday
    tuesday wednesday thursday friday saturday sunday christmas easter ramadan eid primary secondary year key stage
    school
    nursery hospital ward emergency accident care leaving local authority council england english wales scotland
    ireland britain
    uk eu usa us northern north south east west midlands yorkshire london highlands europe european africa african
    asia asian
    america american australia canada india pakistan bangladesh poland romania nigeria ghana somalia jamaica france
    germany
    spain italy portugal greece turkey iraq iran china hong kong sri lanka kenya uganda zimbabwe egypt israel
    palestine lebanon russia
    ukraine bulgaria hungary slovakia czech republic ireland irish brazil colombia mexico japan korea thailand
    malaysia singapore
    philippines nepal netherlands holland belgium switzerland sweden new zealand caribbean commonwealth earth
    heaven section
    multi-agency strategy initial review conference panel practice working together early help tier level step part
    plan group
    core stage phase area region county district borough town city village home office department service services
    team board
    partnership trust foundation university academy college reception sixth operation prison hmp god allah facebook
    instagram
    snapchat whatsapp tiktok teams zoom camhs mash marac mappa lado amhp idva ehcp a&e gp bed the this these those
    some any
    supported temporary unregulated semi-independent secure foster kinship residential professional practitioner
    worker officer
    special intensive neonatal wuhan covid-19 act bill x y z safeguarding domestic violence substance mental
    neglect sure start
    cafcass ofsted estyn barnardo's nspcc childline cqc ciw quarter re term week day part item appendix figure table
    annex""".split()
) | frozenset(
    word
    for country in SMALL_COUNTRIES.lower().replace("(?:", " ").replace(")", " ").replace("?", " ").split("|")
    for word in country.split()
    if len(word) > 3
)
"""Words with a capital letter after these that are no place below region."""
