"""What settings are called: the words of their kinds, and words that many settings share."""

import re

KINDS = {
    "nursery": (
        r"(?:Day |Private )?Nurser(?:y|ies)(?: School| Class| Centre)?|Pre-? ?[Ss]chool(?: Playgroup| Centre)?|Play "
        r"?group"
        r"|Play ?school|Kindergarten|Creche|Crèche|Early Years(?: Centre| Setting)?"
        r"|Early Learning(?: and Child ?care)?(?: Centre)?"
        r"|Child ?care(?: Centre)?|Children's Centre|Family (?:Centre|Hub)|Day ?care(?: Centre)?|Toddlers|Childminding"
        r"|Montessori(?: School| Nursery)?|Playcentre|Tots|Tinies"
    ),
    "school": (
        r"(?:(?:C ?of ?E|C\.of\.?E\.?|CE|VC|VA|RC|Catholic|Church of England|Church in Wales|Special|Community"
        r"|Voluntary"
        r"|Aided|Controlled|Free|Grammar|Girls'?|Boys'?|Integrated|Combined|Gaelic|Welsh|Independent|Foundation"
        r"|High|Upper"
        r"|Middle|First|Infants?'?|Junior|Nursery and|Primary|Prep(?:aratory)?|Secondary|Comprehensive|All-?Through"
        r"|Technology"
        r"|Sports|Studio|Boarding|Islamic|Jewish|Sixth Form|Technical|Further Education|FE|and|&) ){0,6}"
        r"(?:Schools?|Academy|Sixth Form(?: College| Centre)?|College|Pupil Referral Unit|PRU|Primary|Infants'?|Juniors"
        r"|Secondary|Comprehensive|Grammar|Comp|High|Prep|Short Stay School|UTC|Lyceum)"
    ),
    "ward": (
        r"(?:(?:Maternity|Children's|Paediatric|Adolescent|Acute|Psychiatric|Surgical|Postnatal|Antenatal"
        r"|Mother and Baby) )?"
        r"(?:Ward|Birth(?:ing)? Centre|Neonatal Unit|Assessment Unit|Day Unit|Suite|Mother and Baby Unit"
        r"|Inpatient Unit|Clinic)"
    ),
    "gp-practice": (
        r"(?:(?:Medical|Group|GP|Family|Doctors'?|Doctor's|Health|Partnership|Primary Care|Village|Surgery) ){1,3}"
        r"(?:Practice|Cent(?:re|er)|Surgery|Doctors|Partnership|Partners|Group|Clinic)"
        r"|Surgery|Surgeries|Family Doctors|Doctors|Health Clinic|Walk-?[Ii]n Centre|Practice(?! (?:Guid|Nurse"
        r"|Manager|Review|Note"
        r"|Framework|Standard|Lead|Week|Learning|Educator|Supervis|Development|Briefing|Direct))"
    ),
    "hospital": (
        r"(?:(?:General|Royal|District|University|Children's|Community|Memorial|Teaching|Maternity|Women's"
        r"|Women and Children's"
        r"|County|Cottage|Psychiatric|Infirmary|Victoria|Lying-in) ){0,4}"
        r"(?:Hospitals?(?: for (?:Sick )?(?:Children|Women))?|Infirmary|Hospice|General|Maternity)"
    ),
    "hostel": (
        r"(?:(?:Women's|Family|Night|Young People's|Homeless|Bail|Probation|Supported|Temporary|Refugee|Asylum"
        r"|Women's Aid) ){0,3}"
        r"(?:Hostel|Refuge|Foyer|Approved Premises|Children's Home|Residential Home|Care Home|Shelter"
        r"|Supported Lodgings|Lodging House"
        r"|Lodgings|Residential Unit|Lifehouse|Guest ?[Hh]ouse|Hotel|Motel|Inn|B&B|Bed and Breakfast|Secure Unit"
        r"|Secure Children's Home|Secure Training Centre|Young Offender(?:s'?)? Institution|YOI|YMCA|YWCA"
        r"|Travell?er Site"
        r"|Caravan (?:Park|Site)|Holiday Park|Crash ?pad|Night ?stop|Rest Home|Supported (?:Housing|Living"
        r"|Accommodation)"
        r"|Supported Lodgings Scheme|Women's Aid(?: [Rr]efuge)?|Asylum (?:Hotel|Accommodation)|Night Shelter"
        r"|Sheltered Housing"
        r"|Emmaus(?: [Hh]ouse)?|Bail House|(?:Homeless(?:ness)?|Families|Resettlement) (?:Unit|Project|Centre))"
    ),
}
"""What a setting of each kind is called after its own name. Small letters are read too where `SMALL` says so."""
INSTEAD = {
    "nursery": "a nursery",
    "school": "a school",
    "ward": "a hospital ward",
    "gp-practice": "a GP practice",
    "hospital": "a hospital in the region",
    "hostel": "a hostel",
}
CLOSER = (
    (r"Pre-? ?School|Play ?group|Play ?school", "a pre-school"),
    (r"Children's Centre|Family (?:Centre|Hub)", "a family centre"),
    (r"Pupil Referral|PRU|Short Stay", "a pupil referral unit"),
    (r"Special School", "a special school"),
    (r"Sixth Form", "a sixth form college"),
    (r"Primary|Infant|Junior|First School|Gynradd|Bun-?sgoil|Prep", "a primary school"),
    (r"Secondary|High|Grammar|Comp|Uwchradd|Gyfun|Upper|Academy|Colaiste", "a secondary school"),
    (r"College", "a college"),
    (r"Hospice", "a hospice"),
    (r"Refuge", "a refuge"),
    (r"Hotel|Motel|\bInn\b", "a hotel"),
    (r"B&B|Guest|Bed and Breakfast", "a bed and breakfast"),
    (r"Children's Home", "a children's home"),
    (r"Approved Premises", "approved premises"),
    (r"Caravan|Holiday Park", "a caravan site"),
    (r"Care Home|Residential Home|Rest Home", "a care home"),
    (r"Offender|YOI|Secure", "a secure setting"),
    (r"[Ll]odging|Supported", "supported accommodation"),
)
"""Closer words for some of them."""
SMALL = {
    "nursery": r"(?:day )?nursery(?: school)?|pre-? ?school|play ?group|play ?school|kindergarten|children's centre"
    r"|family centre",
    "school": r"(?:primary |secondary |high |infant |junior |special |middle |grammar |boarding "
    r"|comprehensive )?school|academy|college"
    r"|sixth form|pupil referral unit",
    "ward": r"(?:(?:children's|maternity|surgical|medical|adolescent|postnatal|psychiatric|acute|female|male"
    r"|elderly) )?ward"
    r"|(?:assessment|neonatal|adolescent|inpatient|mother and baby|psychiatric|day|eating disorders?|short stay) unit",
    "gp-practice": r"surgery|(?:medical|health|group|GP|family) (?:practice|centre)|practice",
    "hospital": r"(?:general |district |community |children's |maternity |cottage )?hospital|infirmary|hospice"
    r"|maternity unit",
    "hostel": r"(?:(?:women's|family|families'?|homeless|mixed|young people's|bail|probation|council"
    r"|direct access) )?(?:refuge|hostel)|foyer|children's home|supported lodgings|lodging house|guest ?house"
    r"|hotel|care home"
    r"|(?:secure |residential )children's home|residential (?:unit|home)|secure unit|asylum (?:hotel|accommodation)"
    r"|(?:temporary|supported|emergency|semi-independent|contingency) (?:accommodation|housing|living)"
    r"|semi-independent unit"
    r"|hotel annexe|night shelter|mother and baby (?:unit|home)|supported living|young people's (?:hostel|project)"
    r"|homeless"
    r" (?:hostel|project)|bail hostel"
    r"|(?:women's )?shelter|caravan (?:park|site)|travell?er site|approved premises|bed and breakfast",
}
"""The same in small letters, after a name that cannot be a word at the beginning of a sentence."""
BUILDINGS = (
    r"House|Lodge|Court|Villas?|Mews|Manor|Grange|Hall|View|Cottages?|Heights|Towers?|Project|Gardens|Place|Close"
    r"|Rise|Croft"
    r"|Farm|Terrace|Haven|Hub"
)
"""What a home for several people is often called; it needs words around it that say that somebody lives there."""
STREETS = (
    r"Street|Road|Lane|Avenue|Close|Drive|Way|Hill|Terrace|Row|Square|Crescent|Gate|Place|Quay|Park|Green|Grove"
    r"|Bridge|Mill"
    r"|House|Gardens|Walk|Wharf|Mews|Parade|Wood|Field|Fields|Court|Cross"
)
FIRST = {
    "school": r"Ysgol(?: (?:Gynradd|Uwchradd|Gyfun|Feithrin|Gymraeg|Iau|Fabanod|y|yr|Bro))*"
    r"|Bun-?sgoil(?: Gh?[àa]idhlig)?"
    r"|Sgoil|Gaelscoil|Scoil|Col[áa]iste|Coleg(?: (?:y|yr|Chweched))?|Meánscoil",
    "nursery": r"Cylch Meithrin|[MF]eithrinfa|Na[íi]scoil|Croileagan|Cròileagan|Ti a Fi|Cylch Ti a Fi",
    "hospital": r"Ysbyty(?: (?:Athrofaol|Cyffredinol|y|yr))*|Ospid[ée]al|Hospital of (?:the )?",
    "gp-practice": r"Meddygfa|Canolfan (?:Iechyd|Feddygol)|Ionad Sláinte",
    "hostel": r"Travelodge|Premier Inn|HMYOI|Hafan|Women's Aid T[ŷy]|Cymorth i Ferched T[ŷy]",
}
"""Words that stand before the name."""
WITHOUT_KIND = (
    r"Alder Hey|Great Ormond Street|Addenbrooke's|Ninewells|Raigmore|Pinderfields|Derriford|Treliske"
    r"|Stoke Mandeville|Papworth"
    r"|Jimmy's|St James's|Barts|Bart's|Guy's and St Thomas'|St Thomas'|the Evelina|the Rotunda|Moorfields|Broadmoor"
    r"|Rampton"
    r"|Ashworth Hospital|Morriston|Singleton|Wythenshawe|Northwick Park|the Royal Victoria|the Royal Free"
    r"|the Maudsley|Broadgreen"
    r"|the Yorkhill|Yorkhill|Altnagelvin|Craigavon Area|Frimley Park|Heartlands|Hairmyres|Wishaw General|Crosshouse"
    r"|Whipps Cross"
)
"""Hospitals that everybody calls by their name alone."""
GENERIC = frozenset(
    """the a an any each every all our their this that local primary secondary special community maintained independent
    high first junior infant middle upper lower general royal district university children children's acute named
    national nhs early years safer safe healthy good best whole state public private faith catholic church
    grammar free boarding virtual sunday day nursery pre school schools gp medical family families health group
    maternity paediatric pediatric mental women women's young people mother mothers baby babies care residential
    secure approved bail night supported social work practice in at on of and for with from to by when if after
    before while where designated operation working together keeping education hospital hospitals adult adults child
    postnatal antenatal neonatal emergency psychiatric surgical inpatient outpatient electoral council court model
    evidence-based evidence reflective multi-agency multiagency direct team teams system systemic one two three
    mainstream alternative provision academy trust mindful signs whole-school trauma-informed restorative most many
    some no not new other another both islamic muslim jewish hindu sikh christian church-run welsh english scottish
    irish gaelic british urban rural single double joint integrated services service support assessment specialist
    medicine orthopaedic plastic dental minor day-case keyhole heart brain eye veterinary orthodontic cardiac
    relational anti-racist professional clinical strengths-based solution-focused research learning informed
    improving better promising effective common current safeguarding protection reunification key staff stage
    year term summer winter autumn spring after-school breakfast holiday head deputy director lead trust-wide
    saturday monday tuesday wednesday thursday friday army salvation barnardo's aid women's refuge attorney
    surgeon governor solicitor secretary registrar auditor comptroller inspector major brigadier lieutenant
    advocate lord mr mrs ms miss dr sir professor internal annual section part figure table appendix chapter
    international european american australian global department ministry office home police fire ambulance
    youth offending offender temporary homeless housing asylum seeker seekers bed breakfast full partial
    old larger smaller small large big busy nearby closed open further higher technical training teaching staffing
    sub-group panel board partnership strategic operational midwife midwifery nurse nursing visitor visiting
    doctor doctors doctor's specialist consultant intensive high-dependency admission discharge transition
    attendance exclusion inclusion readiness uniform transport meals nurse-led sixth form college county cottage
    plastics burns renal cardiology respiratory stroke fracture oncology haematology radiology dialysis
    rehabilitation recovery outpatients clinic unit ward
    teaching memorial baby's town village city borough parish drop-in home-start sure start best-practice""".split()
)
"""Words that give a setting no name of its own."""
ORGANISATION = re.compile(
    r"\b(?:Council|Trust|Partnership|Board|Police|Services?|University|Team|Department|Panel|Conference|Group"
    r"|Meeting|Plan|Review|Programme"
    r"|Foundation|Order|Care|Authority|Association|Society|Committee|Agency|Office|Act|Court|Church|Crown|Prison"
    r"|Training|Week|Day|Year"
    r"|Key Stage|Level|Section|Tier|Worker|Nurse|Officer|Visitor|Manager|Lead|Director|Policy|Protocol|Procedures?"
    r"|Assessment|Report"
    r"|Framework|Toolkit|Charter|Network|Forum|Union|Credit|Benefit|Bank Holiday|Inspectorate|Ministry|Government"
    r"|Parliament|Guidance"
    r"|Registry|Records?|Register|Database|System|Helpline|Line|Scheme|Model|Approach|Pathway|Profile|Scale|Tool"
    r"|Form|Notice|Bill|Law|Rule"
    r"|Principles?|Standards?|Strategy|Commission\w*|Inquiry|Enquiry|Hearing|Reporter|Tribunal|Grant|Allowance"
    r"|Response|Duty|Guardian"
    r"|Practitioner|Doctor|Adviser|Advocate|Coordinator|Chair|Business|Learning|Safety|Signs|Health|Social"
    r"|Education|Adult|Child|Baby|Family"
    r"|Mother|Father|Sibling|Parent|Partner|Grandmother|Grandfather|Aunt|Uncle|Adults|Children|Families|Housing"
    r"|Probation|Ambulance|Home Office"
    r"|Mum|Dad|Nan|Gran|Grandad|Mam|God|Christmas|Easter|Ramadan|Eid|Diwali|Hanukkah|Covid\w*|January|February"
    r"|March|April|May|June|July"
    r"|August|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Teams"
    r"|Zoom|Facebook|Snapchat"
    r"|Instagram|Tik[Tt]ok|Whats[Aa]pp|Discord|You[Tt]ube|Google|Amazon|Netflix|Xbox|Play[Ss]tation|Fortnite"
    r"|Minecraft|Roblox|Childline"
    r"|Crimestoppers|Samaritans|Barnardo's|Cafcass|Ofsted|Estyn|Calpol|English|Welsh|Irish|Scottish|Scots|Gaelic"
    r"|British|Polish|Urdu|Arabic"
    r"|Somali|French|Spanish|German|Romanian|Portuguese|Turkish|Chinese|Punjabi|Bengali|Latin|Makaton|BSL|Muslim\w*"
    r"|Christian\w*|Jewish"
    r"|Hindu|Sikh|Catholic|Roma|Gypsy|Traveller\w*|Asian|African|European|Black|White|Mixed|Minutes?|Action|Ward"
    r"|Appendix|Annex|Table"
    r"|Figure|Chapter|Part|Step|Stage|Phase|Version|Module|Session|Slide|Unit|Universal|Personal|Return|Independent"
    r"|Virtual|Designated"
    r"|Named|Liquidlogic|Mosaic|Caldicott|Gillick|Fraser|Laming|Munro|Working|Together|Early|Think|Quarter|Spring"
    r"|Summer|Autumn|Winter"
    r"|Moses|Pause|Grade|Band|Route|Junction|Motorway|Skype|Outlook|Excel|Word|Word's|Internet|Operation|Task|Duty"
    r"|Equality|Serious|Case|Schedule|Paragraph|Regulation|Room|Chamber|Auditorium|Dean|Bursar|Provost|Chancellor"
    r"|Students|Rector|Joneses|Davieses|Evanses|Windsors)\b"
)
"""Words in the names of bodies, offices, works and products."""
