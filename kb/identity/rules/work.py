"""What somebody of the family does for a living, told in a sentence: any job noun, any work, any trade."""

import re
from collections.abc import Iterator

from kb.identity.normalising import Reading
from kb.identity.rules.windows import windows
from kb.identity.rules.work_words import KIN, SHOPS

RELATIVE = (
    rf"(?:{KIN}|da|granddad|grandpa|granny|grandma|nana|PGM|MGP|lodger|brother-in-law|older (?:brother|sister)|cousin"
    r"|household|(?-i:F|M|FOB|SF)|(?-i:the family))"
)
_WHO = rf"(?:{RELATIVE}(?:'s)?|the (?:young )?(?:man|woman)|he|she|they|who|he'd|she'd|he's|she's|they'd|his|her|their)"
_PROFESSIONAL = re.compile(
    r"\b(?:social workers?|workers? (?:with|for|from|to)|health visitors?|midwi\w+|nurses?(?= (?:who|with|asked|told))"
    r"|staff|practitioners?|professionals?|agenc(?:y|ies)|services?|teams?|partnership|practice|whether|should|police"
    r"|teachers?(?= (?:who|told|asked|rang|saw))|officers?(?= (?:who|told|asked|rang|saw))"
    r"|(?<!their )(?<!both )(?<!male )(?<!female )partners)\b",
    re.I,
)
_GAP = r"(?: (?!(?:that|whether|if|and|but)\b)[\w'()/-]+,?){0,6}?"
_STOP = (
    r"(?:and|but|so|who|which|when|while|because|until|before|after|was|were|had|has|is|are|that|all|since|if"
    r"|finish\w*|meant|means|left|leaving|though|although|then|where|with|seldom|often|never|rarely|would|could|did)"
)
_REST = rf"(?: (?!{_STOP}\b)[\w'&/-]+){{0,6}}"
_TIMES = (
    r"(?:nights?|shifts?|days|evenings|weekends|earlies|lates|long|double|split|twelve-hour|offshore|away|abroad"
    r"|overseas|full-?time|part-?time|mostly|mainly|casually|cash in hand|self-employed|freelance)"
)
_NO_JOB = (
    r"(?:partnership|isolation|silos|school|practice|harmony|tandem|line|order|principle|this way|that way|it|the open"
    r"|good faith|their interests?|change|him|her|them|pairs|groups|the family|the child\w*|other people|others)"
)
_EMPLOYED = (
    rf"(?:works?|worked|working|employed|moonlight\w*|volunteer(?:s|ed)?|apprenticed|labour(?:s|ed|ing)"
    rf"|contract(?:s|ed)"
    rf"|self-employed|freelanc\w+|enlisted|on the books|a job|jobs?|posts?|shifts?|work|employment|living|money|cash"
    rf"|hours|stationed|posted|deployed|temp(?:s|ed|ing))"
    rf"(?:(?: {_TIMES})+(?:,? (?:at|for|in|on|as|with|by)(?! {_NO_JOB}\b))?"
    rf"| the (?:tills?|doors?|markets?|bars?|fairs?|rigs?|boats?|land|nights?|line|checkouts?|phones|floor)| (?:at"
    rf"|for|in|by|as|off|out of|down)(?! {_NO_JOB}\b)"
    r"| on(?= (?:the |a |an )?(?:[\w-]+ )?(?:boats?|ships?|rigs?|railways?|trains|bins|buses|docks|farms?|roads"
    r"|doors?|tills|checkouts?|trawlers?|platforms?|ferr(?:y|ies)|building|site|sites|market|markets|oil|line"
    r"|wards?|tugs"
    r"|land|estates?|lorries|vans|tools|wagons|barges|creels?|fairground|counter|desk|ground|airfield|base)))"
)
_TRADE = (
    r"(?:teach(?:es)?|taught|teaching|lectures?|lectured|coach(?:es|ed)|drives?|drove|driving|runs?|ran|running|owns"
    r"|owned|manages|managed|managing|preach(?:es|ed|ing)|fish(?:es|ed)|farm(?:s|ed|ing)|cooks|cooked for"
    r"|deliver(?:s|ed"
    r"|ing)|sells|sold|selling|fix(?:es|ing)|repair(?:s|ing)|mend(?:s|ed|ing)|picks|picked|picking|packs|packed|packing"
    r"|gut(?:s|ted|ting)|pluck(?:s|ing)|fillet(?:s|ed|ing)|clean(?:s|ed|ing)|paint(?:s|ing)|lay(?:s|ing)|laid|fit(?:s"
    r"|ted|ting)|build(?:s|ing)|built|train(?:s|ing)|breed(?:s|ing)|bred|shear(?:s|ing)|milk(?:s|ing)|DJ(?:s|ed"
    r"|ing)|sings"
    r"|sang|perform(?:s|ed|ing)|style[sd]?|styling|cut(?:s|ting)|does|doing|did|guards?|patrol(?:s|led)|stacks?|stacked"
    r"|stacking|load(?:s|ed|ing)|weld(?:s|ed|ing)|drilling|felling|digging|mining|sewing|sew(?:s|ed)|ironing|serving"
    r"|bakes?|baked|baking|butcher(?:s|ed|ing)|bounc(?:es|ed|ing)|commands?|commanded|flew|flies|flying|captain(?:s|ed)"
    r"|nurses|edits?|edited|present(?:s|ed) (?=on|a)|plays?|played|playing|referee(?:s|d)|groom(?:s|ing)"
    r"|tattoo(?:s|ed|ing)|valet(?:s|ed|ing)|hawk(?:s|ed)|busk(?:s|ed|ing)|danc(?:es|ed|ing)|model(?:s|led|ling)"
    r"|model[s]?|keeps|kept|set up|opened|rents? out|lets)"
)
_OBJECT = (
    rf"(?:{SHOPS}|karate|judo|boxing|football|rugby|dance|music|piano|guitar|drums|swimming|yoga|maths|english"
    r"|science|PE|welsh|gaelic|history|catechism|sunday school|driving|primary|infants?|secondary|reception"
    r"|lorr(?:y|ies)|minibus(?:es)?|school bus|buses|bus|taxis?|cabs?|mini-?cabs?|HGVs?|vans?|trucks?|coach(?:es)?"
    r"|tractors?|trains?|trams?|fork-?lifts?|ambulances?|cranes?|diggers?|tankers?|artics?|hearse|compan(?:y|ies)"
    r"|studios?|agency|practice|clubs?|chip shops?|boats?|trawlers?|fleet|round|scrap|charity|market|stand|doors?"
    r"|bins|houses?|offices|schools|cars?|engines?|phones?|carpets?|kitchens?|bathrooms?|windows|roofs?|bricks?"
    r"|floors?|tarmac|driveways?|hedges|gardens?|trees|dogs|horses|sheep|pigs|cattle|cows|chickens?|turkeys|fish"
    r"|prawns|crabs|lobsters|bees|honey|eggs|cheese|logs|puppies|livestock|leeks|potatoes|fruit|vegetables|veg"
    r"|flowers|daffodils|strawberries|apples|mushrooms|cabbages|parcels|pizzas?|newspapers|papers|milk|coal|meals"
    r"|food|groceries|meat|shelves|cockles|mussels|salmon|hair|nails|weddings|clothes|insurance|shifts?|deliveries"
    r"|nights|removals|roofing|plastering|joinery|security|catering|haulage|agency work|bar work|farm work"
    r"|shift work|labouring|odd jobs|car boots?|planes?|helicopters?|aircraft|ship|regiment|squadron|dairy|choir"
    r"|scout\w*|brownies|troop|wards?|coats?|dresses|curtains|cakes|bread|vape\w*|mobiles?|steel|pipes?|timber"
    r"|site|estate agents?|tattoo\w*|ice cream\w*|bookies|funeral \w+)"
)
_NOT_BETWEEN = (
    r"(?:not|never|open\w*|shut\w*|clos\w+|answer\w*|slamm?\w*|lock\w*|after|away|past|behind|over|by|near|beside"
    r"|under)"
)
"""Between a verb and a thing it makes no trade of them: a door is not opened, a bus run after."""
_OUR_NOUN = (
    r"(?:driver|worker|keeper|maker|cleaner|fitter|dealer|operator|operative|manager|teacher|lecturer|trainer|player"
    r"|singer|dancer|farmer|builder|roofer|baker|butcher|barber|tailor|welder|miner|diver|soldier|sailor|officer"
    r"|engineer|gardener|decorator|plasterer|labourer|waiter|courier|porter|packer|picker|grocer|caterer|hairdresser"
    r"|banker|broker|lawyer|photographer|programmer|designer|developer|jeweller|undertaker|caretaker|bouncer|preacher"
    r"|steward|guard|clerk|chef|cook|pilot|vet|dentist|nurse|doctor|surgeon|judge|sheriff|magistrate|councillor|mayor"
    r"|minister|vicar|imam|pastor|priest|rabbi|deacon|elder|monk|nun|model|artist|DJ|jockey|groom|agent|coach|referee"
    r"|midwife|paramedic|athlete|professor|academic|consultant|accountant|assistant|attendant|apprentice|guide|skipper"
    r"|mate|deckhand|crew|rigger|docker|headmistress|headmaster|head ?teacher|hand|smith|monger|wright|mechanic"
    r"|plumber|electrician|technician|musician"
    r"|magician|optician|physician|politician|comedian|librarian|dietician|beautician|florist|dentist|journalist"
    r"|receptionist|machinist|therapist|pharmacist|scientist|stylist|chemist|physicist|economist|cellist|pianist"
    r"|organist"
    r"|actor|actress|waitress|barmaid|seamstress|author|editor|director|inspector|conductor|contractor|instructor|tutor"
    r"|supervisor|surveyor|solicitor|barrister|auditor|doctor|sculptor|tailor|sergeant|corporal|major|captain|colonel"
    r"|private|constable|detective|diplomat|ambassador|MP|MSP|GP|HGV|PCSO|bailiff|landlord|landlady|publican|hotelier"
    r"|owner|boss|foreman|executive|analyst|researcher|secretary|administrator|co-?ordinator|treasurer|breeder|shearer"
    r"|drover|crofter|gamekeeper|ghillie|ranger|forester|bookmaker|croupier|childminder|au pair|housekeeper|butler|maid"
    r"|carer in a \w+|\w{2,}(?:smith|wright|monger|ologist|keeper|maker|driver|worker|fisher|grower)|barista|blogger"
    r"|vlogger|youtuber|influencer|escort|sex worker|stripper|psychic|healer|herbalist|[a-z]{3,}(?:man|woman)"
    r"|[a-z]{4,}(?:iter|ller|nner|rber|cher|tter|oger|ymer|afer|eler|ster|ctor|cian|graphist|nist|rist|list|mist))s?"
)
_NOT_NOUN = re.compile(
    r"\b(?:woman|man|young|drug|heroin|cannabis|street|good|strong|key|foster|home ?owner|risk|main|sole|primary|social"
    r"|support|named|lead|youngster|toddler|teenager|traveller|daughter|sister|brother|mother|father|partner|stranger"
    r"|prisoner|offender|drinker|smoker|user|abuser|killer|monster|supporter|believer|matter|factor|letter|number|order"
    r"|danger|member|minor|visitor|witness|neighbour|human|gentleman|chairman|spokes\w+|wheelchair|perpetrator"
    r"|survivor|carer|caller|bidder|victor|register|foster|boaster|disaster|sitter|quitter|trigger|batter|bitter|better"
    r"|utter|quarter|shelter|counter|encounter|filter|cannister|barrister|barrier|refugee|specialist|exist|list|persist"
    r"|consist|resist|twist|mist|optimist|racist|sexist|assist|insist|checklist|doctor(?= who)|case ?worker|key ?worker"
    r"|health visitor|colleague|doctor's|asylum|seeker|gambler|dictator|bully|saint|christian|muslim|hoarder|"
    r"self-harmer|loner|care leaver|listener|sleeper|eater|reader|crier|worrier|helper|talker|walker|manner|longer"
    r"|major|former|poor|junior|senior|other|another|older|younger|elder|teen\w*|over|under|never|ever|whether"
    r"|either|after|later|earlier|consider|remember|suspect|door|floor|corner|computer|cover|offer|answer|winter"
    r"|summer|power|water|paper|dinner|supper|cancer|disorder|fever|ulcer|tumour|error|mirror|rumour|donor"
    r"|protectors?|liar|cheater|troublemaker|runner|hitter|silent|register|(?:good|positive) role model)\b",
    re.I,
)
_SECTOR = (
    r"nights|haulage|mini-?cabs?|taxis?|offshore|self-employed|shift work|care home|warehouse|factory|security"
    r"|catering|deliver(?:y|ies)"
    r"|building (?:trade|sites?)|labouring|retail|agency work|driver|cleaning|scaffolding|roofing|plastering"
    r"|farm ?work|fishing|forestry"
    r"|army|navy|RAF|military|oil rigs?|supermarket|bar work|call centre|abattoir|fish processing|meat packing"
    r"|construction|hairdressing"
    r"|nail bar|barber\w*|takeaway|restaurant|market stall|scrap(?: metal)?|tarmac\w*|landscaping|joinery|plumbing"
    r"|removals|courier|logistics"
    r"|HGV|lorr(?:y|ies)|trucking|civil service|teaching|nursing|chef|mechanic|banking|accountancy|software|finance"
    r"|estate agency"
)
_DET = r"(?:an? |the only |the local |the village |the town's |both |all |one of \w+ )"
_PATTERNS = (
    re.compile(rf"\b{_WHO}\b{_GAP} (?P<work>{_EMPLOYED}{_REST})", re.I),
    re.compile(
        rf"\b{_WHO}\b{_GAP} (?P<work>{_TRADE} (?:(?:an?|the|his|her|their|own|other people's|for|at|in|on|to|up|out"
        rf"|people's|up to)\b ?|(?!{_NOT_BETWEEN}\b)[\w'-]+ ){{0,4}}?{_OBJECT}\b{_REST})",
        re.I,
    ),
    re.compile(
        rf"\b{_WHO}\b{_GAP} (?P<work>(?:serv(?:e|es|ed|ing)|enlist\w*|was|is|were|are|been|trained|deployed"
        rf"|signed up|joined|"
        r"left|stationed|posted|career|commission\w*)(?: \w+){0,2}? "
        r"(?:in|with|on|aboard|to|for|from|by|of)? ?(?:the |an? )?(?:(?-i:Royal|Army|Navy|RAF|Marines|Paras?|Guards|"
        r"Signals|TA|REME|RLC)|army|navy|air force|merchant navy|submarines?|marines|infantry|armed forces|forces|"
        r"military|regiment|reserves?|battalion|fire brigade|fire service|police force|prison service|civil service|"
        r"coastguard|clergy|ministry|priesthood|motor trade|building trade|construction|haulage|catering|sex industry|"
        r"oil and gas|fishing industry|music business|property business|circus|fairground|boats|rigs|buses|bins"
        r"|railways?"
        rf"|trawlers|lorries|doors(?! (?:away|down|along|up|from))|docks|ferries)\b{_REST})",
        re.I,
    ),
    re.compile(
        rf"\b{_WHO}(?: [\w'()-]+){{0,5}}?(?:,| -| \(|:| \||,? (?:is|was|are|were|be|being|been|became|as|said to be"
        rf"|thought to be|worked as"
        rf"|both|aged \d+,|and is|and was)\b) ?(?:who (?:is|was) )?(?P<work>{_DET}?(?:(?!(?:by|to|with|of|the|that"
        rf"|not|her|his|their|who|and"
        rf"|was|is|were|seen|told|asked|met|for|from|in|on|at"
        rf"|said)\b)[\w'-]+ ){{0,3}}?{_OUR_NOUN})(?![\w'-])(?! (?:told|said"
        r"|saw|rang|noticed|asked|recorded|wrote|visited|noted|reported|thought|felt|and (?:the )?(?:social|health)))",
        re.I,
    ),
    re.compile(
        rf"\b{RELATIVE}(?:'s)?\b(?: (?:is|was|said to be|works in|in)(?: ?:)?| ?[:|(-]"
        rf"|,|(?<='s)(?= )) ?\(?(?P<work>(?:(?!and\b)[a-z-]+ ){{0,3}}(?:{_SECTOR})(?: [a-z-]+){{0,3}})(?=[,.;|)\n]|$)"
        rf"|\b{_WHO}\b{_GAP} (?P<also>on the (?:[\w-]+ ){{0,3}}(?:platforms?|oil|gas|roads|land|tools|markets?"
        rf"|rigs?|boats?|buses|bins|trawlers?|railways?|ships?|doors?|ferries|lorries|docks)\b"
        rf"|(?:clean(?:s|ed)?|cook(?:s|ed)?|teach(?:es)?|taught|driv(?:es?)|drove|nurses|sews?|pack(?:s|ed)?"
        rf"|guards?|preach(?:es)?|sings?|sang|play(?:s|ed)?|coach(?:es|ed)?|serve[sd]?|fish(?:es|ed)?|farm(?:s|ed)?|"
        rf"sail(?:s|ed)?|labour(?:s|ed)?|model(?:s|led)?|perform(?:s|ed)?) (?:at|for|out of|aboard|with) (?!(?:him"
        rf"|her|them|it|the (?:child|baby|boy|girl|family|other)|his|home|night|dinner|tea|two|three|four|five|six"
        rf"|\d+|hours|miles|many|several|some|a (?:while|time|bit"
        rf"|few))\b)(?:[\w'-]+ ){{0,4}}?[\w'-]+(?= ?[.,;)]|$| {_STOP}\b)"
        rf"|(?:had|has|with|keeping|kept|took on|opened|bought|lost|sold) (?:an?|the|his own|her own|their own|two"
        rf"|three) (?:[\w-]+ ){{0,2}}?(?:stall|shop|salon|pub|bar|business|round|franchise|takeaway|restaurant"
        rf"|caf[eé]|garage|workshop|croft|smallholding|farm|hotel|guest ?house|barber's|boat|trawler|firm|company"
        rf"|(?<=own )practice|nail bar|burger van|studio|gym|scrap ?yard|pitch|kiosk|chip shop|tenancy of the"
        rf" \w+)\b{_REST}"
        rf"|(?:did|does|doing|keeps|kept|minded|minds) the (?:books|accounts|deliveries|till|bar|doors?|catering"
        rf"|cleaning|wages|bins|nights|markets?|papers|milk|post)\b{_REST}"
        rf"|read(?:s|ing)? the (?:news|sport|weather)\b{_REST}|(?:train(?:ing|ed)|studying|retraining|qualif(?:ied"
        rf"|ying)|apprenticed|learning) (?:to be|as|to become) (?:an? )?[\w'-]+(?: [\w'-]+)?"
        rf"|(?:come|came|over|here|brought over|recruited|left) (?:here |over )?to (?:pick|pack|work|cook|nurse"
        rf"|clean|drive|build|gut|care|teach|study|play)\b{_REST}"
        rf"|(?:plays?|played|sings?|sang|drum(?:s|med)) in (?:an?|the|his|her) (?:[\w-]+ ){{0,2}}(?:band|orchestra"
        rf"|group|choir)\b"
        rf"|ex-(?:army|forces|navy|RAF|police\w*|military|service\w*|marine|para|squaddie|soldier|miner|boxer"
        rf"|footballer|prison officer|teacher)\b|between (?:\w+ )?jobs"
        rf"|carer (?:at|in) (?:an?|the|one of the) (?:[\w'-]+ ){{0,3}}?home\b"
        rf"|(?:pack|pick|pluck|gut|sew|weld|sell|teach"
        rf"|stack|deliver|mak|fix|cook|serv|bak|clean)(?:s|e[sd]?|ed|ing|ping|ped)?(?! up\b)(?: [\w-]+){{1,3}} (?:at"
        rf"|for) (?:the|an?) \w+)",
        re.I,
    ),
    re.compile(
        rf"\b(?:{RELATIVE}(?:'s)?|s?he's|s?he'd been|s?he (?:is|was|had been)|who (?:is|was))(?: \([^)]{{1,20}}\))?"
        rf"(?:(?: [\w']+){{0,4}}? (?:is|was|are|were|be|being|been|became|as))? "
        rf"(?P<work>an? (?:[\w-]+ ){{0,2}}?(?:[a-z]{{2,}}(?:er|or|ist|ian|eer|man|woman)|[a-z]{{3,}} (?:lady|hand"
        rf"|boy)))(?![\w'-])",
        re.I,
    ),
    re.compile(
        rf"\b{_WHO}\b{_GAP} (?P<work>(?:got by|gets by|lives?|lived|earn(?:s|ed|ing)|made|makes|making|passes"
        rf"|qualified|train(?:ed|ing)|retrained|practi[sc](?:es|ed|ing)|hired|taken on|money|living|cash|income"
        rf"|retired|"
        rf"started|career|job|post|set up|working life)(?: [\w'-]+){{0,4}}? (?:as|from|by|doing) "
        rf"(?:an? |the )?[\w'-]+{_REST}"
        rf"|(?:known|famous|registered)(?: (?!as\b)[\w'-]+){{0,2}} as an? (?:[\w-]+ ){{0,2}}?{_OUR_NOUN}(?![\w-]))",
        re.I,
    ),
    re.compile(
        rf"\b(?:{RELATIVE}'s?|his|her|their)(?: (?!(?:the|an?|in|at|of)\b)\w+)? "
        rf"(?P<work>(?:(?!(?:work|social|support|key|is|was|were"
        rf"|are|had|has|been|and|that|to|the|an?|of|in|at|on|for|by|whether|about)\b)[\w'&-]+ ){{0,3}}?"
        r"(?:salon|take-?away|restaurant|taxi|cab|lorry|nail bar|chip shop|market stall|barber'?s?|garage business"
        r"|(?:\w+ )?business|smallholding|trawler|fishing boat|building firm|firm|surgery job|pub|shifts?|rounds?"
        r"|deliveries"
        rf"|trade|livery yard|workshop|croft|day job|job|employer|employment|boss|workplace|line of work|career"
        rf"|regiment)(?! ?[:|])(?! (?:centre|seek\w+|plan"
        rf"|loss|was to|is to|of (?:the|a) (?:social|work\w*|professional)))(?: (?:at|in|with|as|on|for"
        rf"|[a-z]+ing)\b{_REST})?)",
        re.I,
    ),
)
_RELATIVE = re.compile(rf"\b(?:{RELATIVE}|man|woman)\b|\b(?:he|she)\b", re.I)
_GENERAL = re.compile(
    r"\b(?:should|must|training(?! to be| as)|trainers?(?!'s)|(?<!parenting )course(?! of)|module|workshops?|focus"
    r" group|practitioners"
    r"|professionals|pilot(?:ed)?"
    r"|toolkit|audit(?:s|ed)?|guidance|poster|leaflets?|every (?:child|school|parent|agency|worker|family)"
    r"|any (?:child|parent|family|worker)|social workers|parents can|reviewers?|surveyed|survey|respondents"
    r"|questionnaires?)\b",
    re.I,
)
_NO_WORK = re.compile(
    r"\b(?:with (?:the )?(?:social|health|family|school|services|professionals|agencies)|social work\w*|support work\w*"
    r"|key ?work\w*|posts as|working (?:days?|hours|week)(?! (?:at|in|for|as|on)\b)|out what"
    r"|work\w* (?:hard|well|together|towards|on (?:the|a|her|his))|life story|direct work"
    r"|(?:drove|drives?|driving|sold|sells) (?:an?|the|his|her|their|my) (?:car|van|house|phone|shares?)s?\b(?!"
    r" (?:for|on|at))|r[au]n (?:out|low|short|late)\b"
    r"|as (?:a|the) (?:carer|result|parent"
    r"|family|child|baby|whole|single|young|risk|team|friend|mother|father|couple|guardian))\b",
    re.I,
)

_MANY = re.compile(
    r"(?:(?:step|grand|foster)?-?(?:fathers|mothers|dads|mums|parents|uncles|aunts|carers)|families|couples) (?:who"
    r"|whose|often|may|can|usually) ",
    re.I,
)
_PRESENT = re.compile(r"(?:works?|drive|run|own|farm|fish|teach|serve|do|keep|sell|live|earn|labour|clean)\b", re.I)
"""What parents in general do."""
_OF_SOME = re.compile(r"\b(?:the|both|his|her|their|these|all|my|our)(?: \w+)? $", re.I)


def works(reading: Reading) -> Iterator[tuple[int, int]]:
    """Where a sentence about a relative tells what he or she works as, at or with."""
    for first, last in windows(reading, words=(_RELATIVE,), but=_GENERAL):
        for pattern in _PATTERNS:
            for match in pattern.finditer(reading.text, first, last):
                group = "work" if match["work"] else "also"
                if not _passes(match, group):
                    yield match.span(group)


def _passes(match: re.Match[str], group: str) -> bool:
    lead = match.group()[: match.start(group) - match.start()]
    if _PROFESSIONAL.search(lead) or _NO_WORK.search(match[group]):
        return True
    if _MANY.match(lead) and _PRESENT.match(match[group]) and not _OF_SOME.search(_before(match)):
        return True
    if lead.rstrip().endswith(",") and match[group].endswith("s") and match.re is _PATTERNS[3]:
        return True
    by_noun = match.re in (_PATTERNS[3], _PATTERNS[5]) or match[group].lower().startswith(
        ("known", "famous", "registered")
    )
    return by_noun and _NOT_NOUN.search(match[group]) is not None


def _before(match: re.Match[str]) -> str:
    return match.string[max(0, match.start() - 24) : match.start()]
