"""Harm to a child by a thing, in a place or in a manner that is told again, in any wording."""

import re
from collections.abc import Iterator

from kb.identity.normalising import Reading
from kb.identity.rules.method_words import (
    CONFINED,
    CONTAINERS,
    FIXED,
    FIXTURES,
    HEIGHTS,
    MIXED,
    ODD_PLACES,
    OF_CASE,
    OF_EVERY_DAY,
    SAW_WITH,
    THINGS,
    USUAL,
    VEHICLES,
    VESSELS,
)
from kb.identity.rules.windows import windows

_STOP = (
    r"(?:and|or|but|which|who|because|while|when|before|until|as|was|were|are|had|has|so|then|if|during|belonging"
    r"|bought|where|she|he|they)"
)
_REST = rf"(?: (?!{_STOP}\b)[\w'-]+){{0,8}}"
_FEW = r"(?: (?!(?:who|which|that|because|but)\b)[\w'-]+,?){0,7}?"
_PATTERNS = (
    re.compile(
        rf"\b(?P<what>{CONFINED}{_FEW} (?:(?:in|inside|into|under|underneath|behind|on|onto|outside in) (?:an? |the "
        rf"|his |her |their )?"
        rf"(?:(?!(?:the|a|with|care|and)\b)[\w'-]+ ){{0,4}}?(?:{CONTAINERS})(?![\w-])|{ODD_PLACES}(?![\w-])){_REST})",
        re.I,
    ),
    re.compile(
        rf"\b(?P<what>{FIXED}{_FEW} (?:to|from|by|behind|onto|over|out of|against|with|round|around) (?:an? |the "
        rf"|his |her )?"
        rf"(?:(?!(?:the|a|and)\b)[\w'-]+ ){{0,3}}?(?:{THINGS}|{FIXTURES}|{HEIGHTS}|{CONTAINERS}|headboard|bedstead"
        rf"|mattress|pram|buggy|pushchair|high"
        rf" ?chair|car seat|potty|floor|drainpipe|stair ?gate|bath|ceiling|clothes line|rope|hair|ankles?|wrists?"
        rf"|feet|neck|arms?|legs?)(?![\w-]){_REST})",
        re.I,
    ),
    re.compile(
        rf"(?<![\w-])(?P<what>(?:(?!(?:and|or|the|had|was|were|been|that|of|is|been|being|it|she|he|they|who|which"
        rf"|said)\b)[\w'-]+ ){{1,4}}"
        rf"(?:(?:had been|was|were|being|been|is) )?{MIXED}(?: [\w'-]+){{0,2}}? (?:in|into|through|via|down|up|on"
        rf"|onto|over|to|with) (?:the |an? |his |her |their |baby's |child's )"
        rf"(?:(?!and\b)[\w'-]+ ){{0,3}}?{VESSELS}(?![\w-]){_REST})",
        re.I,
    ),
    re.compile(
        rf"\b(?P<what>(?:lac(?:ed|ing)|spik(?:ed|ing)|contaminat\w+|tamper\w+|dos(?:ed|ing)|drugg(?:ed|ing)"
        rf"|poison(?:ed|ing)|doused"
        rf"|soaked|drenched|sprayed|scrubbed|rubbed|smeared|pelted|scalded|burn(?:ed|t|ing)?|branded|whipped|beaten"
        rf"|hit|struck"
        rf"|jabbed|pricked|prodded|stabbed|cut|gagged|strangled|choked|smothered|suffocated|shot|attacked"
        rf"|threatened|punished|electrocuted|force-?fed|watered down|thinned|topped up|made up|bulked out|swapped"
        rf"|replaced|diluted|(?:flush|rins|dabb|wip)ed(?! with saline)|steeped|primed){_FEW} (?:with|using|by|from|on"
        rf"|in)"
        rf" (?!(?:the|his|her|a|an) (?:mother|father|partner|carer|parents?|stepfather|social|teacher|other"
        rf"|school)\b)(?:an? |the |his |her |some )?"
        rf"(?:(?!(?:the|a|and)\b)[\w'-]+ ){{0,3}}?(?:{THINGS}|{SAW_WITH}|{CONTAINERS}|{FIXTURES})s?"
        rf"(?![\w-]){_REST})",
        re.I,
    ),
    re.compile(
        rf"\b(?P<what>(?:{MIXED}|putting|adding|slipping|giving|gave|puts|adds|slips|injecting|pouring|mixing"
        rf"|rubbing|crushing)(?: (?:him|her|them|the (?:child|baby|boy|girl)))?(?: (?!(?:and|the (?:baby|child)|him"
        rf"|her)\b)[\w'-]+){{1,5}}? (?:in|into|through|over"
        rf"|on|up|down|inside)"
        rf" (?:the |an? |his |her |their |baby's |child's )(?:(?!and\b)[\w'-]+ ){{0,2}}?{VESSELS}(?![\w-])"
        rf"|(?:{THINGS})(?: [\w-]+){{0,3}}? (?:under|in|into|on|over|up|between|round|around|across|against"
        rf"|to) (?:his|her|the|their) (?:[\w-]+ )?(?:eyelids?|eyes?|skin|feet|foot|hands?|arms?|legs?|back|face"
        rf"|neck|tongue|fingers?|toes?|genitals|ears?|head|buttocks|bottom|mouth|nose|nostrils?|lips|wrists?"
        rf"|ankles?|hair|throat|stomach)"
        r"|(?:burn(?:ed|t|s)?|scald(?:ed|s)?|held|pressed|pushed|put|trapped|shut|crushed|slammed|caught|dipped|hit"
        r"|struck|beat)"
        r" (?:an? |the |his |her |their )?(?:[\w']+ ){0,2}?(?:hands?|feet|foot|fingers?|arms?|legs?|face|head|back"
        r"|toes|bottom|tongue)"
        r" (?:on|in|with|against|to|under|into) (?:an? |the |some )(?!(?:hospital|nursery|school|bath|night"
        r"|morning)\b)[\w-]+(?: [\w-]+){0,2}"
        r"|(?:bolts?|locks?|padlocks?|chains?|latch(?:es)?|hooks?) (?:had been |was |were )?(?:fitted |fixed |put "
        r"|screwed )?(?:on|to|across) (?:the )?(?:outside|door|outer)(?: [\w-]+){0,6}"
        rf"|{MIXED}(?: [\w'-]+){{0,3}}? (?:between|under|behind|beneath|into) (?:the|his|her"
        rf"|their) (?:[\w-]+ )?(?:toes|fingers?|nails|gums?|tongue|eyelids?|skin|scalp|groin|veins?|navel|neck"
        rf"|thighs?|ears?)"
        r"|(?:tied|chained|tethered|strapped|handcuffed|shackled|dragged|hung|nailed|taped|roped|lashed|padlocked"
        r"|towed)(?: (?:up|him|her|them))? (?:to|behind|from|by|with) (?:an? |the |some )[\w-]+(?: (?!(?:and|but"
        r"|who|when|while|was|were)\b)[\w'-]+){0,5}"
        r"|(?:burns?|marks?|injury|injuries|bruis\w+|wounds?|scars?|scalds?|lesions?|cuts)(?: [\w']+){0,3}? (?:from"
        r"|by|with) an? (?!(?:fall|accident|bath|kettle|cot|slap|hand|punch|adult|child|blow|bump|car|doctor|nurse"
        r"|teacher|health|social|consultant|GP|parent|carer|body|new|previous|second|member|medical|neighbour"
        r"|relative|sibling|third)\b)(?:[\w'-]+ ){0,3}?[\w-]+(?= ?[.,;)]|$| (?:and|but|that|which|when|while|on|in"
        r"|at|to)\b)"
        r"|(?:tap|ty|chain|lock|hold|push|putt|forc|stuff|stick|glu|press|rubb|pour|dripp|spray|hang|shov"
        r"|cramm)ing (?:an? |the |his |her |some )?(?:[\w'-]+ ){1,5}?(?:on|to|against|over|into|onto|across|under"
        r"|up|down|round|around|in|with) (?:the )?(?:his|her|their|the (?:child|baby|boy|girl|toddler"
        r"|infant)'s) (?:[\w-]+ )?(?:feet|foot|skin|hands?|arms?|legs?|back|face|neck|tongue|fingers?|ears?|head"
        r"|mouth|nose|eyes?|throat|wrists?|ankles?|hair)"
        r"|(?:used?|using|with|took|pressed|held|put|putting|rubbed|poured|dripped|applied|heated|pushed|stuck"
        r"|touched) (?:an? |the |some |hot |lit |his |her )?(?:(?!(?:the|his|her|and)\b)[\w'-]+ ){1,4}?(?:on|to"
        r"|against|over|into|onto|across|under|up|down|round|around|in) "
        r"(?:the )?(?:(?:soles?|palms?|backs?|tops?|skin) of )?(?:his|her|their|the (?:child|baby|boy|girl|toddler"
        r"|infant)'s) (?:[\w-]+ )?(?:soles|feet|foot|skin|hands?|arms?|legs?|back|face|neck|tongue|fingers?|toes?"
        r"|genitals|penis|ears?"
        r"|head|scalp|buttocks|bottom|thighs?|stomach|chest|mouth|nose|nostrils?|eyes?|lips|throat|wrists?|ankles?"
        r"|cheeks?|hair))",
        re.I,
    ),
    re.compile(
        r"\b(?P<what>(?:made|make|makes|making|forced|forcing|ordered) (?:him |her |them |the \w+ |each \w+ "
        r"|\w+ )?(?:to )?(?:stand|kneel|sleep|sit|lie|crouch|hold|run|squat"
        r"|bathe|shower|walk|crawl|hop|wear|carry|balance|dig|march|press-ups|eat|drink|swallow|lick|chew|drag"
        r"|climb|beg|bark"
        r"|fight|hang|do \w+-ups|watch|clean|scrub|breathe)(?: [\w'-]+){1,9}"
        r"|(?:held|hung|swung|suspended|dangled|lifted|dragged|thrown|shaken"
        r"|carried) (?:[\w']+ ){0,2}?(?:upside down|by (?:his|her|the|one|both) "
        rf"(?:ankles?|feet|foot|hair|neck|throat|wrists?|arms?|legs?|ears?|heels)){_REST}"
        r"|(?:held|dunked|plunged|ducked|pushed|shoved|dipped)(?: [\w']+){0,3}? (?:under|in|into|over|against|on"
        r"|on to|onto|above|down) (?:an? |the |his |her )?(?:[\w-]+ ){0,2}?"
        rf"(?:water|hob|flame|fire|stove|ring|cooker|grill|heater|radiator|iron|toilet|bucket|snow|nettles|sink"
        rf"|trough|pond|oven|candle|exhaust|kettle|steam|stairwell|balcony|banisters?|ice|pan|freezer|sea|river"
        rf"|canal|bath of \w+){_REST}"
        r"|(?:staged|dressed up|made|arranged|posed|set up|rigged)(?: [\w']+){0,5}? (?:to look (?:like|as)"
        r"|as (?:an? |if )|to (?:seem|appear))(?: [\w'-]+){1,8}"
        r"|(?!left out (?:on purpose|of|deliberately|because))(?:locked|shut|left|put|kept|tied up) (?:[\w']+"
        r" ){0,2}?(?:out|outside"
        r"|outdoors|naked)(?: (?:in|on|all"
        r"|over|at|under|with|for|overnight|naked|barefoot)\b(?: [\w'-]+){0,7})"
        r"|(?:locked|shut|bolted|nailed|padlocked) (?:[\w']+ ){0,3}?(?:in|into|inside) (?:an? |the |his |her "
        r"|their )?(?:[\w-]+ ){0,2}?(?:(?:bed|bath|box|store|wash|wet|play)?room|toilet|bed|cot|house|flat|car|van"
        r"|caravan|kitchen|hall|office)"
        rf"{_REST}|(?:shaved|hacked off|cut off|tattooed|inked|written on|wrote on|carved|etched"
        rf"|scratched)(?: [\w']+){{0,4}}? (?:his|her|their|the \w+'s) (?:head|hair|skin|back|forehead|arms?|chest"
        rf"|face|stomach|thigh|leg|initials|name){_REST}"
        r"|(?:kept|walked|led|fed|ate|eat) (?:[\w']+ ){0,3}?(?:on|from|off|out of) (?:a |the )?(?:[\w-]+ )?(?:lead"
        r"|leash|rope|bowl|dog bowl|floor|trough|chain)\b)",
        re.I,
    ),
    re.compile(
        rf"(?<![\w-])(?P<what>(?:an?|the|his|her|some) (?:(?!{_STOP}\b)[\w'-]+ ){{1,4}}?(?:flown|driven|ridden"
        rf"|steered"
        rf"|turned|aimed|fired|shone|swung|set|let loose|rolled|thrown) (?:at|on|into|over|onto|towards|in) (?:him"
        rf"|her|them"
        rf"|speed|his|their|the (?:child|baby|boy|girl|eyes?|face)){_REST}"
        rf"|(?:run over|knocked down|chased|rammed|attacked|hit|struck|dragged) (?:by|with|behind) an?"
        rf" (?:{VEHICLES}){_REST}"
        rf"|(?:an? )?(?:{VEHICLES}) (?:was |were |had been )?(?:driven|ridden|used|steered) (?:at|into|over|as a"
        rf" weapon)"
        rf"{_REST}"
        rf"|(?:the|an?|his|her) (?:[\w-]+ )?(?:{CONTAINERS}|{THINGS}|{FIXTURES}) (?:in|into|with|to|from|on|under"
        rf"|inside"
        rf"|through|by) which (?:he|she|they|the \w+|\w+) (?:had |was |were )?(?:been )?(?:{CONFINED}|{FIXED}"
        rf"|{MIXED}|hit"
        rf"|beat"
        rf"|beaten|struck|burned|burnt|hurt|attacked|poisoned){_REST}"
        r"|(?:repeated(?:ly)? |secret(?:ly)? )?(?:blood-?letting|draw(?:ing|n|s)? (?:[\w']+ )?blood|drew (?:[\w']+"
        r" )?blood"
        r"|bled)(?= [^.;\n]{0,30}?\b(?:by (?:a|the|his|her) (?:parent|carer|mother|father)|syringe|needle|lancet))"
        rf"{_REST}"
        r"|(?:withh[eo]ld\w*|denying|denied(?: him| her| them)?|depriv\w+(?: (?:him|her|them|the \w+))? of) (?:all "
        r"|any )?"
        r"(?:water|fluids?|drinks?|liquids?|milk|light|sleep|air)(?: and(?: [\w'-]+){1,6})?"
        r"|(?:fed|gave|giving|given|feeding)(?: [\w']+){0,2} (?:nothing but|only|solely) (?:[\w-]+ )?(?:gravy|brine"
        r"|broth"
        r"|juice|water|rice|salt|vinegar|(?:almond|oat|goat'?s|hemp|rice|coconut) milk|herbs|raw \w+|honey|squash|tea"
        r"|bran)"
        r"(?: and [\w-]+)?"
        r"|(?:fed|given|gave|giving|feeding)(?: [\w']+){0,2} (?:diluted|evaporated|condensed|cough) (?:[\w-]+"
        r" )?(?:milk|syrup"
        r"|mixture|medicine|formula)"
        r"|(?:topped up|laced|spiked|thinned|bulked out|mixed) with (?:vodka|gin|whisk(?:e?y)|rum|brandy|beer|wine"
        r"|cider|alcohol"
        r"|spirits|methadone|codeine|cannabis oil|heroin|cocaine|energy drinks?|cola)"
        r"|(?:swapp|switch|substitut|tamper|interfer)\w+ (?:with )?(?:[\w']+ ){0,3}?(?:samples?|specimens?|labels"
        r"|drip"
        rf"|dressings?|thermometer|pump|catheter|monitor){_REST}"
        r"|(?:wired|connected|hooked|plugged)(?: [\w'-]+){1,5} (?:to|into) (?:the |an? )?(?:mains|car battery|battery"
        r"|electric\w*|live \w+)"
        r"|(?:hands?|feet|foot|fingers?|arms?|legs?|face|head|tongue) (?:had been |was |were |been )(?:shut|held"
        r"|pressed"
        r"|trapped|put|forced|pushed|placed|dipped) (?:down )?(?:in|on|against|under|into|to|onto) (?:an? |the )?"
        r"(?!(?:[\w-]+ )?(?:doors?|gates?|windows?|car|splint|plaster|cast|bandage|sling"
        r"|bath)\b)[\w-]+(?: [\w-]+){0,2}"
        r"|(?:crushed|ground(?:-up)?|powdered|dissolved|melted) (?:[\w-]+ ){0,3}(?:tablets?|pills?|capsules?|patches"
        rf"|antihistamines?) (?:in|into|with) (?:[\w-]+ ){{0,2}}?{VESSELS}(?: [\w-]+)?)(?![\w-])",
        re.I,
    ),
    re.compile(
        r"\b(?:burns?|marks?|bruis\w+|scars?|scalds?|injur(?:y|ies)|wounds?) (?:[\w']+ )?(?:in the (?:shape|pattern"
        r"|outline) of|the shape of|shaped like|that matched|which matched|matching|matched|fitted|that fitted)"
        rf" (?P<what>(?:an? |the )(?:[\w-]+ )?(?!(?:{USUAL}|accounts?|explanations?|story|history|mechanism"
        rf"|descriptions?"
        r"|versions?)\b)[\w-]+)(?= ?[.,;)]|$| (?:were|was|and|on|in|had|that|across|found)\b)",
        re.I,
    ),
)
_CASE = re.compile(
    r"\b(?:burns? (?:were|was)|injur(?:y|ies)|bruising|someone|somebody|cot room|bedroom|bedrooms|whipped|branded"
    r"|flogged|force-?fed|scalded"
    r"|chained|bed-?wetting|wetting (?:the|his|her)|locked in|tied (?:up|to)|he|she|him|her|his|they|them|one"
    r"|bab(?:y|ies)|infants?|child|children|boys?|girls?|toddlers?|teenagers?|victim"
    r"|parents?|mother|father|mum|mam|dad|step\w+|siblings?|brothers?|sisters?|twins?|partner|uncle|aunt"
    r"|cause of death|post-?mortem"
    r"|grand\w+|nan|son|daughter|youth|pupil|young person|little one|pathologist|coroner|autopsy|seizures?"
    rf"|{OF_CASE}|bottle|insulin|toes|hair|skin|wrists?|ankles?)\b",
    re.I,
)
_GENERAL = re.compile(
    rf"\b(?:(?:is|are) to be|{OF_EVERY_DAY}"
    r"|should|safety|advice|advise[ds]?|campaign|parents can|leaflets?|locked cupboard|prevent\w*|risks? of"
    r"|checklist"
    r"|(?<!-)training|trainers?|always|remind\w*|how to|alarms?|awareness|dangers? of|guidance|do not|don't|webinar"
    r"|session|worksheet"
    r"|picture books?|posters?|policy|policies|procedures?|practitioners|workshops?|pilot(?:ed)?|toolkit|template"
    r"|files? (?:were|was)|audit(?:s|ed)?)\b",
    re.I,
)
SAYS_WHAT_HAPPENED = re.compile(
    r"\b(?:caused the \w+|to frighten|on purpose|deliberately|pathologist|post-?mortem|tests showed|toxicology"
    r"|confessed"
    r"|admitted (?:to|that|using|putting|giving)|was found to have|may have been given|in (?:this|the) case)\b",
    re.I,
)
"""It says what happened, whatever advice stands beside it."""
_THINGS_BEFORE = re.compile(
    r"\b(?:records?|files?|papers?|paperwork|letters?|notes?|forms?|reports?|keys?|phones?|medicines?|tablets|money"
    r"|cash"
    r"|knife|knives|crossbow|weapons?|gun|clothes|toys|book|diary|disc|documents?|laptop|drawings?|cards?|minutes)"
    r"(?: (?:that|which|was|were|had|been|is|are|still|then|only|often|always|all|both)){0,3} $",
    re.I,
)
"""Things that are kept somewhere."""
_STORED = re.compile(
    r"\b(?:medicines?|medication|tablets|methadone|keys?|phones?|laptop|money|cash|drugs|cannabis|knives|weapons?"
    r"|crossbow)\b",
    re.I,
)
_THINGS_OF_WORK = re.compile(
    r"\b(?:the (?:ball|hedge|grass|lawn|logs?|cake|ribbon|drum|bread|wall|fence)|hid (?:in|inside|under|behind)"
    r"|records?|files?"
    r"|papers?|paperwork|laptop|notes?|letters?|equipment|(?:line|tube|flush\w*) with saline|documents?|reports?"
    r"|plans?|concerns?"
    r"|information|referrals?|case|"
    r"emergency|register|list|diary|waiting|meeting|on (?:a|the) (?:plan|list)|in (?:a|the) (?:meeting|assessment"
    r"|case|plan|report|letter|dark about|loop|picture)|foster|placement|hospital|school|contact cent\w+|to (?:a"
    r"|the) (?:plan|standard))\b",
    re.I,
)
_TRIGGER = re.compile(
    rf"\b(?:{CONFINED}|{FIXED}|{MIXED}|lac(?:ed|ing)|spik\w+|contaminat\w+|tamper\w+|dos(?:ed|ing)|drugg\w+|poison\w+"
    rf"|doused|soaked"
    r"|drenched|scrubbed|pelted|scald\w+|burn\w*|branded|whipped|beaten|hit|struck|jabbed|pricked|prodded|stabbed"
    r"|cut|gagged|strangled"
    r"|choked|smothered|suffocated|shot|attacked|threatened|punished|electrocuted|force-?fed|watered|thinned|topped"
    r"|bulked|swapped|replaced|made|ordered|dipped|ducked|shoved|staged"
    r"|dressed|used?|using|heated|touched|bolts?|locks?|padlocks?|chains?|latch|latches|hooks?|taping|tying"
    r"|chaining|locking|holding|pushing|forcing|stuffing|sticking"
    r"|gluing|pressing|spraying|hanging|cramming|burns?|marks?|scars?|wounds?|injur(?:y|ies)|putting|adding|giving"
    r"|gave|slipping|injecting|pouring|mixing|rubbing|crushing|flown|driven|ridden|turned|aimed|fired|shone|swung|run"
    r" over|rammed|chased|knocked|bloodletting|blood-letting|draw\w*|drew"
    r"|bled|withh\w+|den(?:ied|ying)|depriv\w+|fed|given|feeding|switch\w+|substitut\w+|interfer\w+|wired|connected"
    r"|plugged|flushed|wiped|dabbed|soaked|crushed|powdered|dissolved|ground|bruis\w+|set|thrown|rolled|sewn"
    r"|let loose"
    r"|arranged|posed|rigged|shaved|tattooed|inked|written"
    r"|wrote|carved|etched|walked|led|ate|eat|lifted|carried)\b",
    re.I,
)


def harms(reading: Reading) -> Iterator[tuple[int, int]]:
    """Where a sentence about a child or a family tells of it."""
    for first, last in windows(reading, _CASE, words=(_TRIGGER,)):
        if _GENERAL.search(reading.text, first, last) and not SAYS_WHAT_HAPPENED.search(reading.text, first, last):
            continue
        for pattern in _PATTERNS:
            for match in pattern.finditer(reading.text, first, last):
                if not (_THINGS_OF_WORK.search(match["what"]) or (pattern is _PATTERNS[0] and _is_of_thing(match))):
                    yield match.span("what")


def _is_of_thing(match: re.Match[str]) -> bool:
    """Whether a thing is kept there, nobody."""
    before = match.string[max(0, match.start() - 50) : match.start()]
    return _STORED.search(match["what"]) is not None or _THINGS_BEFORE.search(before) is not None
