"""Harm to a child by a thing, in a place or in a manner that is told again, in any wording."""

import re
from collections.abc import Iterator

from kb.identity.normalising import Reading
from kb.identity.rules.method_words import CONTAINERS, FIXTURES, HEIGHTS, THINGS
from kb.identity.rules.windows import windows

_STOP = (
    r"(?:and|or|but|which|who|because|while|when|before|until|as|was|were|are|had|has|so|then|if|during|belonging"
    r"|bought|where|she|he|they)"
)
_REST = rf"(?: (?!{_STOP}\b)[\w'-]+){{0,8}}"
_FEW = r"(?: (?!(?:who|which|that|because|but)\b)[\w'-]+,?){0,7}?"
_ODD = (
    r"(?:(?:in|inside|under|underneath|beneath|behind|into) (?:the |an? )?(?:[\w-]+ ){0,3}?(?:stairs|stair cupboard"
    r"|kiln|mine(?:shaft)?|shaft"
    r"|caves?|tunnel|moor|bog|marsh|woods?|forest|quarry|silo|tank|trough|trailer|horse ?box|boat ?house"
    r"|outbuilding|byre"
    r"|coop|pen|dog run|aviary|cubby\w*|vault|lock-?up|pillbox|culvert|ditch|grave|bins?|laundry basket|storage box"
    r"|plastic (?:box|tub|crate)|sack|duvet cover|sleeping bag|carpet|rug|eaves|floorboards?|utility room|boiler room"
    r"|meter cupboard|coal-?hole|polytunnel|playpen|toilet|bath(?:room|tub)|caravan|van|lorry|sluice|pantry|larder"
    r"|closet"
    r"|porch|balcony|conservatory|snow|rain|sun|windowless \w+|unlit \w+|empty \w+|disused \w+|derelict \w+"
    r"|abandoned \w+"
    r"|locked (?:bed)?room|box ?room|spare room|airing cupboard|cowshed|hen ?house|summer ?house|wendy house"
    r"|tree ?house"
    r"|shipping \w+|chicken \w+|lift|skip|water|mud|sand|leaves|mattress|bed base|bed frame|rubble|ice))"
)
_PUT = (
    r"(?:kept|locked|shut|left|put|placed|held|hidden|hid|confined|trapped|sleep|sleeping|slept|made to (?:live"
    r"|stay|sit"
    r"|stand|sleep)|imprisoned|caged|stuffed|zipped|sealed|concealed|buried|crammed|bundled|thrown|pushed|dumped"
    r"|abandoned|bolted|barricaded|penned|lowered|forced|squeezed|spent (?:the )?(?:nights?|days?|hours)|wedged|rolled"
    r"|wrapped|drowned|submerged|dunked|plunged|immersed|transported|smuggled|fastened|found)"
)
_FIX = (
    r"(?:tied|chained|tethered|strapped|handcuffed|shackled|padlocked|hung|hanged|suspended|dangled|nailed|taped|bound"
    r"|roped|dragged|stapled|glued|stuck|pinned|clamped|cuffed|screwed|lashed|fastened|cable-tied|zip-tied|leashed"
    r"|hooked"
    r"|stitched|attached|secured|swung|towed|pulled|manacled)"
)
_MIX = (
    r"(?:stirred|mixed|put|slipped|crushed|added|dissolved|injected|given|fed|poured|squirted|sprinkled|dripped|flushed"
    r"|introduced|administered|smeared|rubbed|sprayed|laced|spiked|diluted|hidden|shaken|blended|syringed|pumped"
    r"|dropped)"
)
_VESSEL = (
    r"(?:bottles?|feeds?|milk|formula|juice|squash|food|tea|coffee|drip|tube|line|pouch|porridge|cereal|inhaler|cannula"
    r"|nappy|cream|eyes?|ears?|mouth|nose|drinks?|water|beaker|cup|yog\w+|medicine|calpol|dinner|soup|sandwich\w*|lunch"
    r"|lunch ?box|dummy|skin|wounds?|bath|PEG|gastrostomy|vein|bloodstream|throat|nostrils?|scalp|hair|bedding|mattress"
    r"|shoes?|clothes|face|genitals|eggs?|chocolates?|biscuits?|bread|toast|banana|apple|rice|curry|stew|jam|honey"
    r"|smoothie|shake|weaning \w+|puree|gravy|ice cream|sweets|cake|pasta|humidifier|nebuliser|oxygen \w+)"
)
_PATTERNS = (
    re.compile(
        rf"\b(?P<what>{_PUT}{_FEW} (?:(?:in|inside|into|under|underneath|behind|on|onto|outside in) (?:an? |the "
        rf"|his |her |their )?"
        rf"(?:(?!(?:the|a|with|care|and)\b)[\w'-]+ ){{0,4}}?(?:{CONTAINERS})(?![\w-])|{_ODD}(?![\w-])){_REST})",
        re.I,
    ),
    re.compile(
        rf"\b(?P<what>{_FIX}{_FEW} (?:to|from|by|behind|onto|over|out of|against|with|round|around) (?:an? |the "
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
        rf"(?:(?:had been|was|were|being|been|is) )?{_MIX}(?: [\w'-]+){{0,2}}? (?:in|into|through|via|down|up|on"
        rf"|onto|over|to|with) (?:the |an? |his |her |their |baby's |child's )"
        rf"(?:(?!and\b)[\w'-]+ ){{0,3}}?{_VESSEL}(?![\w-]){_REST})",
        re.I,
    ),
    re.compile(
        rf"\b(?P<what>(?:lac(?:ed|ing)|spik(?:ed|ing)|contaminat\w+|tamper\w+|dos(?:ed|ing)|drugg(?:ed|ing)"
        rf"|poison(?:ed|ing)|doused"
        rf"|soaked|drenched|sprayed|scrubbed|rubbed|smeared|pelted|scalded|burn(?:ed|t|ing)?|branded|whipped|beaten"
        rf"|hit|struck"
        rf"|jabbed|pricked|prodded|stabbed|cut|gagged|strangled|choked|smothered|suffocated|shot|attacked"
        rf"|threatened|punished|electrocuted|force-?fed|watered down|thinned|topped up|made up|bulked out|swapped"
        rf"|replaced|diluted){_FEW} (?:with|using|by|from|on)"
        rf" (?!(?:the|his|her|a|an) (?:mother|father|partner|carer|parents?|stepfather|social|teacher|other"
        rf"|school)\b)(?:an? |the |his |her |some )?"
        rf"(?:(?!(?:the|a|and)\b)[\w'-]+ ){{0,3}}?(?:{THINGS}|{CONTAINERS}|{FIXTURES})s?(?![\w-]){_REST})",
        re.I,
    ),
    re.compile(
        rf"\b(?P<what>(?:{_MIX}|putting|adding|slipping|giving|gave|puts|adds|slips|injecting|pouring|mixing"
        rf"|rubbing|crushing)(?: (?!(?:and|the (?:baby|child)|him|her)\b)[\w'-]+){{1,5}}? (?:in|into|through|over"
        rf"|on|up|down|inside)"
        rf" (?:the |an? |his |her |their |baby's |child's )(?:(?!and\b)[\w'-]+ ){{0,2}}?{_VESSEL}(?![\w-])"
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
        rf"|{_MIX}(?: [\w'-]+){{0,3}}? (?:between|under|behind|beneath|into) (?:the|his|her"
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
        r"|(?:locked|shut|left|put|kept|tied up) (?:[\w']+ ){0,2}?(?:out|outside|outdoors|naked)(?: (?:in|on|all"
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
)
_CASE = re.compile(
    r"\b(?:burns? (?:were|was)|injur(?:y|ies)|bruising|someone|somebody|cot room|bedroom|bedrooms|whipped|branded"
    r"|flogged|force-?fed|scalded"
    r"|chained|bed-?wetting|wetting (?:the|his|her)|locked in|tied (?:up|to)|he|she|him|her|his|they|them|one"
    r"|bab(?:y|ies)|infants?|child|children|boys?|girls?|toddlers?|teenagers?|victim"
    r"|parents?|mother|father|mum|mam|dad|step\w+|siblings?|brothers?|sisters?|twins?|partner|uncle|aunt"
    r"|cause of death|post-?mortem"
    r"|grand\w+|nan|son|daughter|youth|lad|pupil|young person|little one|pathologist|coroner|autopsy|seizures?"
    r"|bedtime|(?:the|both|two) adults|insulin|toes|hair|skin|wrists?|ankles?)\b",
    re.I,
)
_GENERAL = re.compile(
    r"\b(?:should|safety|advice|advise[ds]?|campaign|parents can|leaflets?|locked cupboard|prevent\w*|risks? of"
    r"|checklist"
    r"|(?<!-)training|trainers?|always|remind\w*|how to|alarms?|awareness|dangers? of|guidance|do not|don't|webinar"
    r"|session|worksheet"
    r"|picture books?|posters?|policy|policies|procedures?|practitioners|workshops?|pilot(?:ed)?|toolkit|template"
    r"|files? (?:were|was)|audit(?:s|ed)?)\b",
    re.I,
)
_STORED = re.compile(
    r"\b(?:medicines?|medication|tablets|methadone|keys?|phones?|laptop|money|cash|drugs|cannabis|knives|weapons?"
    r"|crossbow)\b",
    re.I,
)
_THINGS_OF_WORK = re.compile(
    r"\b(?:records?|files?|papers?|paperwork|laptop|notes?|letters?|equipment|documents?|reports?|plans?|concerns?"
    r"|information|referrals?|case|"
    r"emergency|register|list|diary|waiting|meeting|on (?:a|the) (?:plan|list)|in (?:a|the) (?:meeting|assessment"
    r"|case|plan|report|letter|dark about|loop|picture)|foster|placement|hospital|school|contact cent\w+|to (?:a"
    r"|the) (?:plan|standard))\b",
    re.I,
)
_TRIGGER = re.compile(
    rf"\b(?:{_PUT}|{_FIX}|{_MIX}|lac(?:ed|ing)|spik\w+|contaminat\w+|tamper\w+|dos(?:ed|ing)|drugg\w+|poison\w+"
    rf"|doused|soaked"
    r"|drenched|scrubbed|pelted|scald\w+|burn\w*|branded|whipped|beaten|hit|struck|jabbed|pricked|prodded|stabbed"
    r"|cut|gagged|strangled"
    r"|choked|smothered|suffocated|shot|attacked|threatened|punished|electrocuted|force-?fed|watered|thinned|topped"
    r"|bulked|swapped|replaced|made|ordered|dipped|ducked|shoved|staged"
    r"|dressed|used?|using|heated|touched|bolts?|locks?|padlocks?|chains?|latch|latches|hooks?|taping|tying"
    r"|chaining|locking|holding|pushing|forcing|stuffing|sticking"
    r"|gluing|pressing|spraying|hanging|cramming|burns?|marks?|scars?|wounds?|injur(?:y|ies)|putting|adding|giving"
    r"|gave|slipping|injecting|pouring|mixing|rubbing|crushing|arranged|posed|rigged|shaved|tattooed|inked|written"
    r"|wrote|carved|etched|walked|led|ate|eat|lifted|carried)\b",
    re.I,
)


def harms(reading: Reading) -> Iterator[tuple[int, int]]:
    """Where a sentence about a child or a family tells of it."""
    for first, last in windows(reading, words=(_TRIGGER, _CASE), but=_GENERAL):
        for pattern in _PATTERNS:
            for match in pattern.finditer(reading.text, first, last):
                if not _THINGS_OF_WORK.search(match["what"]) and not (
                    pattern is _PATTERNS[0] and _STORED.search(match["what"])
                ):
                    yield match.span("what")
