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
    r"|took (?:him|her|them)|trafficked|driven|stopped|collected|picked up|dropped)"
    r"(?: (?:back|away|out|over|again|then|with (?:the|his|her|their) \w+|alone|together|temporarily|briefly"
    r"|by (?:train|bus|coach|car)))*"
    r" (?:in|to|near|from|outside|at the edge of|on the edge of|on the outskirts of|around|just outside|close to"
    r"|into|between)"
    r"(?: (?:the (?:village|town|seaside town|market town|hamlet|suburb|port|resort|city|parish|island|district"
    r"|neighbourhood) of|a (?:flat|house|hostel|caravan|room|relative'?s? house) in|nearby|central|rural|inner"
    r"|north|south|east|west))?"
    r"|(?:village|town|hamlet|suburb|resort|neighbourhood|outskirts|edge|streets|part|parts|end) of"
    r"|(?:left|leaving|fled|lives? in|lived at|moving from|here in|over in|up in|down in|back in|home to|home in"
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
    r"|police (?:found|stopped|arrested)|they)\b",
    re.I,
)
"""Somebody or something of the case."""
PROJECT = re.compile(
    r"\b(?:pilot\w*|adopt\w*|project|projects|study|studies|research\w*|evaluation|evaluated|conference|workshops?"
    r"|webinar|toolkit|procedures|publish\w*|roll(?:ed)?[- ]?out|programme|launch\w*|shares? (?:one|a|its)"
    r"|peer review\w*|training (?:day|event|slides)"
    r"|model|template|took part|local authorities|partnerships|practitioners in|schools in|services in|teams in"
    r"|agencies in|based at the University|survey|learning event|network|seminar|trial|University of|offices? in"
    r"|journal|press|scheme|policy|strategy|families in|parents in|young people in)\b",
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
AUTHOR_AFTER = re.compile(
    r"(?:,? (?:and|&) (?:the )?[A-Z][\w-]+(?: [A-Z][\w-]+)?){0,3}(?: (?:both|all|also|has|have|now"
    r"|each))* (?:adopt\w*|share|shares|shared (?:one|a|its|their)|agreed|use|uses|took (?:up|part)|publish\w*"
    r"|pilot\w*|swapp?\w*|launch\w*|introduc\w*|develop\w*|built|made the)\b"
)
"""The place stands for a council that made or uses something."""
OF_CASE_AFTER = re.compile(
    r"(?: (?:social workers?|police|midwives|health visitors?|children's services|families|flat|home|house|estate"
    r"|family|nursery|school|hospital|children's home|housing|address|relatives|streets?|park|station|bus station"
    r"|town centre|seafront|team)"
    r"(?= (?:received|found|had|were|was|held|knew|made|took|heard|where|in|closed|did|saw|rang|on|when|at|who|to"
    r"|and|,))|, where (?:the|he|she|they|his|her)\b)"
)
"""A service, or something of the family, there."""
ESTATE = re.compile(
    r"\b(?:(?:on|of|from|around|across|off|in"
    r"|near) (?:the )?(?P<name>[A-Z][\w'-]+(?: [A-Z][\w'-]+){0,2})(?= (?:[Ee]state|housing estate|flats|tower block"
    r"|council estate|caravan site|travellers'? site|high-rise|[Nn]eighbourhood)\b))"
)
"""A part of a town by its name."""
NO_PLACE = frozenset(
    """mother father mum dad grandmother grandfather aunt uncle child baby sibling adult parent partner family
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
    neglect sure start""".split()
) | frozenset(
    word
    for country in SMALL_COUNTRIES.lower().replace("(?:", " ").replace(")", " ").replace("?", " ").split("|")
    for word in country.split()
    if len(word) > 3
)
"""Words with a capital letter after these that are no place below region."""
