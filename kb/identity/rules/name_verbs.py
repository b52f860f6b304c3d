"""What people do, and what is done to them, by which a word before it is known for a person."""

import re

from kb.identity.rules.name_contexts import RELATIONS


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


BODILY = _words(
    """lived lives slept sleeps ate eats cried cries drank drinks smoked smokes married pleaded absconded vomited hid
    hides woke wakes screamed shouted hit hits punched kicked shook bit stabbed strangled admitted denied denies
    disclosed hung self-harmed wept laughed laughs smiled confessed died hanged choked swore fainted snatched
    grabbed slapped undressed bathed whispered nodded shrugged sobbed self-harms smelled smelt weighed weighs
    breathed crawled babysat babysits lodged loved loves hated"""
)
"""What a person does and no organisation."""
SAYS = _words(
    """said says told tells asked asks replied rang rings wrote writes felt feels thought thinks moved moves attended
    attends disclosed spoke speaks stayed stays went goes came comes left leaves wanted wants gave gives took takes
    made makes got gets kept keeps began begins stopped stops tried tries met meets saw sees heard hears refused
    declined agreed agrees explained explains reported reports described describes noticed notices supervised
    chaired chairs facilitated qualified returned collected carried hurt played plays enjoys enjoyed liked likes
    missed misses looked looks received accompanied arrived ignored offered offers admitted denied denies claimed
    confirmed recalled recalls remembers wishes hoped worked works emailed contacted visited watched watches brought
    brings sent sends failed called calls believed believes accepted opened blamed threatened assaulted followed
    changed apologised accused invited picked dropped chased messaged finished started starts joined transferred
    registered appears appeared remained became becomes helped helps continued continues presented presents hopes
    struggled struggles reached showed shows used uses walked ran runs disappeared turned texted phoned pushed threw
    drove cooked gained climbed minded fell falls minds knew knows escalated signed arranged managed rejoined
    resigned retired reviewed drew chose lost found bought caught taught held wore sang rode fed led read sat stood
    lay won cut paid sold spent fought broke woke froze bled ended drank gripped saved fears feared fancied trusts
    trusted put puts"""
)
"""What people do and organisations too."""
ADVERBS = _words("also only always often finally first then later once never still")
"""What may follow an imperative as well as a name."""
OF_BODIES = _words(
    """gave gives offered offers reported reports described describes showed shows used uses works worked helped helps
    began begins continued continues presented presents became becomes brought brings sent sends arranged managed
    found finds changed registered started starts finished opened ended made makes got gets kept keeps paid reviewed
    supervised took takes won drew published drafted ran led held taught put puts joined played plays lost fell falls
    carried closed sold cut leaves left appears appeared calls called"""
)
"""What organisations, products and projects do as often as people."""
STATES = _words(
    """was is has had hasn't hasnt wasn't wasnt isn't isnt hadn't did didn't didnt does doesn't doesnt would could
    might should wouldn't couldn't can't cannot needs needed seemed seems aged never still also only always often
    finally first then later once"""
)
"""What may be said of things as well."""
DONE_TO = re.compile(
    r"(?:\s(?:was|is|were|had|has|been|being|be|also|then|later|never|not|still|only|n't|wasn't|hasn't|hadn't|twice|first"
    r"|again|once|always|often|found|now|already|since|subsequently|initially|eventually|finally|just|recently|both)){1,4}"
    r"\s(?:interviewed|arrested|charged|convicted|sentenced|remanded|bailed|cautioned|questioned|sectioned|detained"
    r"|discharged|admitted|seen|spoken|asked|told|invited|born|adopted|fostered|marked|absent|pregnant|dead|late|asleep"
    r"|upset|tearful|unwell|frightened|scared|afraid|hungry|drunk|intoxicated|homeless|unemployed|unresponsive|killed"
    r"|murdered|stabbed|assaulted|bullied|excluded|brought|examined|weighed|bathed|fed|collected|dropped|picked"
    r"|visited|rung|phoned|called|taken|removed|placed|moved|excluded|suspended|acquitted|imprisoned|jailed|released"
    r"|\w+\s(?:years?|months?|weeks?)\sold|crying|sleeping|living|staying|missing|wearing|carrying|smoking|drinking"
    r"|taught|raised|schooled|left|shouting|sitting|standing|lying|working|off\ssick|on\sleave|on\sduty|on\sremand|in\scustody|in\scare|at\shome"
    r"|at\sschool|alone|\d{1,2}(?:\sand|\swhen|,|\.))\b"
)
"""After `was`: what happens to a person."""
SURELY_DONE = re.compile(
    r"\s(?:was|is|were|had been|has been)\s(?:(?:not|never|also|then|later|again|first)\s){0,2}(?:interviewed|arrested"
    r"|remanded|bailed|weighed|bathed|stabbed|assaulted|bullied|fostered|pregnant|tearful|asleep|drunk|unwell|frightened"
    r"|homeless|jailed|imprisoned|acquitted|sectioned|crying|vomiting|starved|beaten|raped|drowned)\b"
)
"""What happens to a person and to nothing else, not even to what some are called by: `Grace was not weighed`."""
LIFE = re.compile(
    r"\s(?:has|had)\s(?:asthma|eczema|epilepsy|autism|adhd|diabetes|allergies|nits|(?:a|an|no|two|three|four|five|her|his)\s(?:\w+\s)?"
    r"(?:flat|job|history|girlfriend|boyfriend|baby|brothers?|sisters?|children|kids|sons?|daughters?|keys?|temper|rash|cold"
    r"|temperature|bruis\w+|phone|bedroom|friends?|fixed\saddress|passport|tattoos?))\b"
    r"|\s(?:is|was)\s(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    r"|seventeen|eighteen|\d{1,2})(?:\sand\b|,|\.|\syears?\b|\snow\b|\sin\b)"
)
"""After a name: what only people have, and their age."""
PERSONAL = re.compile(r"\b(?:he|she|him|her|his|hers|himself|herself)\b", re.IGNORECASE)
"""Somebody is spoken of."""
_ROLE = "|".join(
    sorted(
        (RELATIONS - {"wee"})
        | _words(
            """mgm mgf pgm pgf gp hv sw iro lado senco dsl man woman lad lass resident tenant manager lead nurse clerk
    receptionist caretaker driver sergeant constable inspector officer director secretary registrar matron
    healthcare cleaner cook volunteer leader coordinator assistant trainee student adviser advisor"""
        ),
        key=len,
        reverse=True,
    )
)
_PLAIN_WORD = r"(?!(?:of|for|against|with|to|on|in|and|that|which|who|is|was|from|by)\s)[\w'-]+"
APPOSED = re.compile(
    rf"\s?(?:,|\(|-|–)\s?(?:who\b|whose\b|whom\b|aged\s|age\s\d|(?:yr|year|y)\s?\d|now\s\d|then\s\d|\d{{1,2}}(?:,|\)|\sand\b)|first\sname\b|surname\b"
    rf"|n[ée]e\b|(?:not\s)?(?:a|an|the|his|her|their|my|our|one\sof)\s(?:{_PLAIN_WORD}\s){{0,4}}(?:{_ROLE})\b"
    rf"|(?:[\w-]+\s){{0,2}}(?:{_ROLE})\s?[),;.:]|belongs\b|known\sas\b|also\sknown\b|(?:s?he|they)\s(?:prefers?|likes?|goes\sby|is\scalled|answers\sto)\b|aka\b|dob\b|d\.o\.b)",
    re.IGNORECASE,
)
"""After a name: who it is."""
WITH_KIN = re.compile(
    r"\s(?:and|or|nor)\s(?:his|her|their)\s(?:\w+\s){0,2}(?:mother|mum|mam|father|dad|parents?|(?:half-?|step-?)?(?:brothers?|sisters?|siblings?)"
    r"|step\w+|baby|child|children|son|daughter|partner|wife|husband|boyfriend|girlfriend|family|gran|nan|grand\w+|aunt|uncle|cousins?"
    r"|friends?|carers?|twin|baby|bump)\b"
)
"""After a name: the person's own."""
FAMILY = _words("family families children boys girls brothers sisters siblings household twins kids baby")
"""After `the` and a surname."""
TOWARDS = _words("for about between without like than against beside behind toward towards until let makes made")
"""Small words before persons, and before much else."""
NICKNAMED = re.compile(
    r"\b(?:man|woman|male|female|lad|boy|girl|dealer|friend|youth|teenager|adult|person|someone|somebody|guy|cousin|uncle"
    r"|neighbour|lodger|partner|boyfriend|girlfriend|brother|peer|he|she|him|her|himself|herself|they|them)\b[^.;:\n]{0,40}?"
    r"\b(?:called|nicknamed|known (?:[a-z]+ ){0,4}as|went by|goes by|name of|answers to|(?:him|her|him|them)self"
    r"|calls? (?:him|her)|called (?:him|her))(?: only)? [\"']?$",
    re.IGNORECASE,
)
"""Before what somebody is called."""
BEFORE_NICKNAMES = _words("called nicknamed as only by of to him her himself herself themself")
"""The last word of what comes before a nickname."""
