"""The words around a name by which it is known for one."""

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


TITLES = _words(
    """mr mrs ms miss mx madam dr doctor prof professor rev revd reverend fr father canon deacon archdeacon pastor
    bishop imam sheikh shaykh rabbi hajja hajji haji sir dame lord lady baroness baron pc wpc dc ds di dci dsi dsupt sgt
    sergeant constable inspector superintendent insp supt cllr councillor judge justice hhj qc kc sister nurse
    matron midwife auntie aunty aunt uncle nan nana nanny granny gran grandad grandpa mama maame papa pan pani
    doamna domnul ks ustad bhai bibi begum chief captain major colonel lieutenant private gunner coach mummy mammy
    daddy elder mullah maulana det ch hon sheriff bb umm abu iya nain nanna taid tad-cu mamgu grandma nonna nonno babcia
    dziadek ciocia wujek tanti nene nenea hooyo habaryar eedo adeer sitt sayyid sayyida hadji khala teta opa oma
    yaya popo prophet apostle evangelist senhor senhora senor senora monsieur madame signora maa baba pa ma mawlana
    molvi mufti swami guru granthi babu didi chacha chachi phupo nani dada dadi sensei"""
)
"""Before a capital letter they make a name of the next word; those that are words too ask for more."""
PLAIN_TITLES = _words(
    "mr mrs ms miss mx dr prof rev revd pc wpc dc ds di dci dsi dsupt sgt insp supt cllr hhj auntie aunty pani doamna"
    " ks det supt ciocia wujek tanti bb"
)
"""Titles that are nothing else."""
RELATIONS = _words(
    """mother mum mam mom father dad daddy parent parents stepmother stepfather stepdad stepmum brother brothers sister
    sisters half-brother half-sister stepbrother stepsister sibling siblings twin twins son sons daughter daughters
    child children baby infant toddler boy girl boys girls teenager uncle aunt auntie cousin cousins niece nephew
    grandmother grandfather grandma grandad gran nan nana granny great-aunt great-uncle grandparent grandparents
    grandson granddaughter wife husband ex-husband ex-wife ex-partner partner boyfriend girlfriend fiance friend
    friends neighbour lodger landlord flatmate carer carers babysitter childminder worker practitioner teacher
    headteacher tutor nurse midwife visitor doctor gp paediatrician consultant officer supervisor manager chair
    author reviewer interpreter psychiatrist psychologist therapist solicitor advocate mentor coach youth
    perpetrator victim suspect offender patient client pupil student host elder pastor wee mammy mummy mums dads
    grannies nain taid mamgu tadcu babcia dziadek stepbrothers stepsisters
    half-brothers half-sisters nieces nephews flatmates housemate housemates registrar counsellor chaplain
    receptionist caretaker lecturer"""
)
"""Whoever comes before a name, with a comma, a bracket or nothing between."""
CALLED = _words(
    "called named known aka alias nicknamed surname christened hi hello dear hey cheers re cc bcc apologies signed"
)
"""What comes right before somebody who is named, whatever else the name may mean."""
KNOWN_AS = _words("known called named referred recorded registered logged written booked signed")
"""Shortly before `as` and a name."""
MET = _words(
    """i'm chair chaired chairs facilitated author authored by with told tell tells met meet asked ask asks rang ring
    phoned visited saw see interviewed thanked thank thanks informed contacted emailed texted from present attended
    panel members attendees reviewed approved minutes gave give gives discussed spoke speak speaks introduced
    remembered loved missed knew understood old big young little poor"""
)
"""The same for a word that means nothing else."""
THINGS_OF_PEOPLE = re.compile(
    r"'s?\s+(?:\w+\s+){0,2}(?:mother|mum|mam|dad|father|brother|sister|family|parents?|grandparents?|grandmother|gran|nan|aunt|uncle|cousin"
    r"|partner|boyfriend|girlfriend|stepfather|teacher|school|nursery|midwife|gp|social|health|key|youth|voice|life|story"
    r"|death|injur\w+|behaviour|home|house|room|bed|bedroom|phone|birth|birthday|diagnosis|illness|periods|wishes|worker"
    r"|carers?|coach|landlord|friends?|case|records?|file|name|body|face|arm|leg|head|short|experience|needs|plan|wife|husband"
    r"|attendance|weight|bruis\w+|tag|curfew|mobile|account|clothes|solicitor|statement|views?|bail|older|younger|baby|bairn"
    r"|godmother|godfather|nain|taid|mamgu|tadcu|lawyer|keyworker|tutor|flat|car|van|bag|coat|hand|hair|skin|tears)\b",
    re.IGNORECASE,
)
PLACE_BEFORE = _words(
    "upon in at near around outside across throughout north south east west central greater upper lower"
)
"""What comes before a place rather than a person."""
NOT_OF_PEOPLE = _words(
    """act acts code order regulations bill law rule review inquiry report enquiry framework model tool toolkit scale
    profile score test index inventory screen checklist programme program project pilot scheme service services team
    unit hub centre center house court lodge park road street lane avenue close drive way grove terrace gardens
    square hall council partnership board trust foundation charity association society federation institute
    university college school academy hospital hospice clinic surgery practice ward nursery church chapel mosque
    temple synagogue committee commission agency authority department directorate office group forum network
    alliance coalition union club award charter guidance guidelines standard standards competence principle
    principles pathway protocol procedure policy strategy plan conference seminar week day line helpline app system
    database software method approach theory cycle county borough district city town region valley island isle
    islands bay hill river constabulary police syndrome disease disorder palsy press journal prize lecture guardian
    guardians circle signs questionnaire records record card book passport conversation conversations tracker planner
    map collective consortium consulting solutions systems technologies analytics media enterprises limited ltd plc
    cic cio uk cymru benchmark benchmarks lane data library shop bus van bike cafe choir band festival
    cup appeal fund trail lecture associates consultancy consultants solicitors room rooms suite wing theatre studio
    lounge terminal pavilion arena stadium hotel inn"""
)
"""After capital letters they make something else than a person of them."""
TOOLS = _words(
    """continuum review inquiry enquiry report model scale principles principle competence competency guidelines matrix
    chart charts diagram test tool tools index line law rule audit framework profile inventory curve criteria
    standards guardian guardians checklist questionnaire score cycle wheel ladder hypothesis theory approach method
    foundation stages pyramid hierarchy triangle benchmarks taxonomy domains data dolls doll puppets puppet flashcards
    workbook workbooks rooms wards storm cohorts effect effects theorem kappa alpha coefficient razor rating ratings
    levels diagrams window windows triangles formula indication indications directions warnings vouchers locks knife
    knives screwdriver screwdrivers hoover hoovers sponge tweed lamps scales scores inventories syndrome syndromes
    sign-off questionnaires manoeuvre reflex job pipeline script forceps tribunal powers"""
)
"""After one name they make a tool, a theory or a public inquiry of it, in small letters too."""
ARTICLED = _words(
    """assessment assessments frame frames force horse hoover form forms interview hearing notification alert diagram
    ramp line offence order warning rating plot box house key lock spanner chart doll"""
)
"""After an article and a name they make a thing of it."""
PARTICLES = _words(
    "van von der den de del della dela di da do dos das du la le el al ul ur bin binti ibn ben ap ab ferch ould ní ni"
    " mac mc ó o nic nee née y e ter ten abu umm óg"
    " bint giolla mhac ui uí ua abd bat"
)
"""Small words inside names."""
CASE_WORDS = _words(
    """child baby family adult mother father sibling young person case parent mr ms subject patient boy girl infant
    twin brother sister carer worker professional practitioner student pupil school area board review lscb page
    appendix section part group figure table stage level step phase option category class unit vitamin hepatitis
    type plan annex schedule team site ward year grade band form module point article chapter"""
)
"""Before a single letter they make a pseudonym, or a place in a document, of it and not an initial."""
GROUPS = _words(
    "youth child children parent parents carer carers patient victim adult student pupil family baby sibling"
)
"""With a capital letter they begin the names of services: `Youth Justice`."""
NAME_WORDS = _words("name names nickname alias surname pseudonym spelled spelt spelling signature initials")
"""Words for a name, right before it."""
LABELS = (
    RELATIONS
    | CALLED
    | _words(
        """from to present apologies attending attendees attended attendance by owner lead sick covering contact signed
    prepared completed reported allocated escalated seen observer minutes taker convened speaker clerk secretary
    copy sent received name names facilitator trainer convenor iro lado hv sw gp author referrer caller subject
    absent invited panel participants members cc people staff action actions"""
    )
)
"""Before a colon and a name."""
SEASONS = _words("summer autumn winter spring")
CALENDAR = SEASONS | _words("april may june august easter christmas sunday")
"""Names that are times of the year or the day, too."""
INSTITUTIONS = _words(
    """court council church chapel board ward nurse school judge bailiff constable sergeant guard priest deacon clerk
    service page case warden chancellor chamberlain counsel police staff patient parent child children carer reader
    speaker reason parish home house hall bank post market guide work success trust needs place state crown general
    major week measures english christian gay gypsy roma roman job champion coach master chair art"""
)
"""Names that are mostly something else in texts like these, where a capital letter says little."""
EPITHETS = _words("old big little young wee mad fat long lil ould tall skinny likkle")
"""What people put before a name."""
THINGS = _words(
    """team project tool programme program scheme service app system hub pilot model approach initiative group unit
    course campaign film book play toolkit operation website platform database charity company centre house drug
    room"""
)
"""What is called by a name, too."""
OPENERS = _words(
    """when while although though because if after before since until as that but and so then did does do would could
    can will should may might must what why how where who whose for with by to from at in on about only even both
    not no either neither once whenever unless was were is are has have had ask tell told rang ring met saw it
    perhaps maybe today yesterday later earlier poor dear sadly clearly whether despite like unlike nobody somebody
    everyone"""
)
"""Words without a name in them that a sentence begins with, right before a name."""
BEGINNING = _words(
    """when while although though because if after before since until did does do would could can will should may might
    must why how where unless was were is are has have had ask tell told rang ring met saw update re"""
)
"""Of these, the ones that are followed by somebody who does something."""
SMALL = _words("with from old big young little poor present panel members minutes by author reviewed approved")
"""What comes before names of persons and of everything else."""
ARRESTED = _words(
    """arrested charged convicted sentenced remanded bailed cautioned interviewed married divorced murdered killed
    stabbed assaulted dated kissed hugged phoned texted rang"""
)
"""What is done to a person, right before a name."""
FAITHS = _words(
    """muslim hindu sikh buddhist jewish jew catholic protestant anglican methodist baptist quaker norse celtic nordic
    slavic slav arab persian hispanic latino latina asian african caribbean american australian viking mediterranean
    balkan kurd tamil pashtun punjabi bengali gujarati garda gardai tusla lego santa satan god allah jesus buddha
    bible quran koran torah latin ebay google facebook instagram tiktok snapchat whatsapp youtube"""
)
"""Words with a capital letter that some are called, too, and that mean something else."""
