"""Schools, nurseries, wards, practices, hospitals and hostels by their own names."""

import re
from collections.abc import Iterator

from kb.identity.findings import Hit
from kb.identity.lists import Lists
from kb.identity.normalising import Reading

_CAPITAL = r"[A-ZÀ-Ý][\w'&-]*"
_SAINT = r"(?:St|Saint|Sts|Santes?|SS)\.?"
_JOINER = r"(?:of|the|and|&|in|at|on|upon|y|yr|de|le|la|with|for|with|-)"
_NAME = rf"(?:The\s+)?(?:{_SAINT}\s+)?{_CAPITAL}(?:,?\s+(?:{_JOINER}\s+){{0,2}}(?:{_SAINT}\s+)?{_CAPITAL}){{0,6}}"
KINDS = {
    "nursery": (
        r"(?:Day\s+)?Nurser(?:y|ies)(?:\s+(?:School|Class))?|Pre-?\s?School|Playgroup|Kindergarten"
        r"|Early\s+Years(?:\s+Centre)?"
        r"|Children's\s+Centre|Child(?:ren's)?\s+Nursery|Cylch\s+Meithrin|Family\s+Centre|Sure\s+Start(?:\s+Centre)?|Day\s?care",
        "a nursery",
    ),
    "school": (
        r"(?:C\.?\s?of\s?E\.?|CE|VC|VA|RC|Catholic|Church\s+of\s+England|Special|Community|Voluntary|Aided|Free|Grammar"
        r"|Girls'?|Boys'?|Integrated|Combined|Gaelic|Welsh|Independent|Foundation|High|Upper|Middle|First|Infants?'?"
        r"|Junior|Primary|Prep(?:aratory)?|Secondary|Comprehensive|All-?Through|and|&|\s){0,8}"
        r"(?:Schools?|Academy|Sixth\s+Form(?:\s+College)?|College|Pupil\s+Referral\s+Unit|PRU|Primary|Infants|Juniors"
        r"|Secondary|Comprehensive|Grammar|Comp)",
        "a school",
    ),
    "ward": (
        r"(?:Maternity\s+|Children's\s+|Paediatric\s+)?(?:Ward|Birth\s+Centre|Neonatal\s+Unit)",
        "a hospital ward",
    ),
    "gp-practice": (
        r"(?:Medical|Group|GP|Family|Doctors'?|Health)\s+(?:Practice|Cent(?:re|er)|Surgery)|Surgery|Practice"
        r"|Health\s+Centre|Medical\s+Centre|Meddygfa",
        "a GP practice",
    ),
    "hospital": (
        r"(?:General|Royal|District|University|Children's|Community|Memorial|Teaching|Maternity|Women's|County|Cottage|\s)*"
        r"(?:Hospitals?|Infirmary|Hospice)",
        "a hospital",
    ),
    "hostel": (
        r"(?:Women's\s+|Family\s+|Night\s+|Young\s+People's\s+)?(?:Hostel|Refuge|Foyer|Bail\s+Hostel|Approved\s+Premises"
        r"|Children's\s+Home|Care\s+Home|Shelter|Supported\s+Lodgings|Mother\s+and\s+Baby\s+Unit|Residential\s+Unit"
        r"|Guest\s?house|Hotel|B&B|Secure\s+(?:Unit|Children's\s+Home)|Young\s+Offender\s+Institution|Travell?er\s+Site)",
        "a hostel",
    ),
}
"""What a setting of each kind is called after its own name, and what to write instead."""
BEFORE = {
    "school": r"(?:Ysgol(?:\s+(?:Gynradd|Uwchradd|Gyfun|Feithrin|Gymraeg|Iau|Fabanod))*|Bunsgoil|Gaelscoil|Coleg"
    r"|Ysgol\s+y)",
    "nursery": r"(?:Cylch\s+Meithrin|Meithrinfa|Little\s+\w+s|Busy\s+Bees|Naíscoil)",
    "hospital": r"(?:Ysbyty|Ospidéal|HMP\s+Hospital)",
    "gp-practice": r"(?:Meddygfa|Canolfan\s+Iechyd)",
    "ward": r"(?:Ward)",
}
"""Words that stand before the name."""
GENERIC = frozenset(
    """the a an any each every all our their this that local primary secondary special community maintained independent
    high first junior infant middle upper general royal district university children's childrens acute named
    national nhs early years safer safe healthy good best whole state public private faith catholic church
    grammar free boarding virtual sunday day nursery pre school schools gp medical family health group maternity
    paediatric mental women's young people's mother baby care residential secure approved bail night supported
    social work practice in at on of and for with from to by when if after before while where designated
    operation working together keeping children education hospital hospitals adult child postnatal antenatal
    neonatal emergency psychiatric surgical acute inpatient electoral court model evidence-based reflective
    multi-agency direct team system systemic one two mainstream alternative provision academy trust mindful
    signs whole-school trauma-informed restorative most many some no not new other another both""".split()
)
"""Words that give a setting no name of its own."""
_PATTERNS = {
    kind: re.compile(rf"(?<![\w'])(?P<name>{_NAME})\s+(?P<kind>{words})(?![\w'])(?!\s+(?:Act|Order|Regulations|Bill))")
    for kind, (words, _) in KINDS.items()
}
_BEFORE = {
    kind: re.compile(rf"(?<!\w)(?:{words})\s+(?P<name>{_NAME}|\d{{1,2}}[A-Z]?\b|[A-Z]\d?\b)")
    for kind, words in BEFORE.items()
}


def find(_reading: Reading, _lists: Lists) -> Iterator[Hit]:
    """Find nothing yet."""
    yield from ()
