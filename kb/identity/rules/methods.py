"""Unusual ways in which a child was harmed."""

import re
from collections.abc import Iterator

from kb.identity.findings import Hit
from kb.identity.normalising import Reading

_THINGS = (
    r"salt(?! water)|insulin|bleach|drain cleaner|caustic soda|lime|acid|ammonia|antifreeze|anti-freeze"
    r"|white spirit|turpentine|paraffin|petrol|weedkiller|pesticide|rat poison|arsenic"
    r"|cyanide|thallium|mercury|chilli(?: powder)?|pepper spray|chilli peppers?|mustard|vinegar|laxatives?"
    r"|eye drops?|nail varnish remover|hand sanitiser|washing powder|dishwasher tablets?"
    r"|detergent|glue|superglue|magnets?|button batter(?:y|ies)|needles?|sewing needles?|glass"
    r"|razor blades?|crossbow|air rifle|air gun|pellet gun|BB gun|bolt gun|nail gun|captive bolt gun"
    r"|catapult|bow and arrow|machete|samurai sword|sword|axe|hatchet|chainsaw|pliers|hammer|screwdriver"
    r"|soldering iron|blow ?torch|hair straighteners?|curling tongs?|clothes iron|hot iron"
    r"|steam iron|kettle flex|electric (?:cable|flex|shock\w*|fence)|cattle prod|taser|stun gun|dog (?:lead|collar"
    r"|cage)|shock collar|cage|chains?|padlock|handcuffs|cable ties?|duct tape|clingfilm"
    r"|cling film|plastic bag|bin bag|freezer|tumble dryer|washing machine|microwave|oven|ice (?:bath|water|cubes)"
    r"|dry ice|liquid nitrogen|carbon monoxide|helium|nitrous oxide|gas canister|barbecue"
    r"|exhaust fumes|fireworks?|firework|candle wax|hot wax|raw meat(?: juice)?|urine|faeces|saline"
    r"|bath salts|dirty water|pond water|contaminated|itching powder|nettles|stinging nettles"
    r"|potassium|adrenaline|warfarin|methanol|ethylene glycol|hydrogen peroxide|disinfectant|oven cleaner|creosote"
    r"|wallpaper paste|cement|expanding foam|stairgate|snake|scorpion|ferrets?"
    r"|knitting needles?|fish hooks?|drawing pins?|skewers?|meat cleaver|cheese grater"
    r"|potato peeler|garden shears|rolling pin|frying pan|boiling oil|hot oil|hot sugar|boiling sugar|syrup"
    r"|molten \w+|lighter fluid|aerosol|hot coals|embers|spear|harpoon|javelin|slingshot|cricket bat|golf club"
    r"|branding iron|cigar|spirit level|snooker ball|pillowcase|trampoline springs?|fish tank"
)
_HARM = re.compile(
    r"\b(?:hurt|harm\w*|injur\w*|poison\w*|burn(?:s|ed|t)?|scald\w*|killed|died|dead|death|made ill|ill|sick"
    r"|collaps\w+|wound\w*|shot|stabbed|strangled|suffocat\w+|attack\w*|abuse[ds]?|punish\w*|tortur\w*"
    r"|forced|made to|put|held (?:against|down|over|under|on|to)|put (?:in|into|on|over|under)|added to|injected|fed"
    r"|given|swallow\w*|drink|eat|rubbed|poured|dripped|smeared|locked in|tied|chained|shut in|mixed|laced|altered"
    r"|tampered|contaminated|used|mechanism|method|weapon|cause|branded|whipped|beaten|hit|struck|thrown|fired"
    r"|inserted|pushed|pressed|sprayed|soaked|stand in|kneel on|sit in|sleep in|lie in|hung|dipped|lit)\b",
    re.I,
)
_CASE = re.compile(
    r"\b(?:he|she|him|her|his|the (?:baby|infant|child|boy|girl|toddler|teenager|victim|carer|parent|mother|father"
    r"|stepfather|older children|children|siblings?)|baby'?s?|infant'?s?|child's|toddler|mother|father|stepfather"
    r"|stepmother"
    r"|partner|carer|a parent|cause of death|mechanism|injury|method|weapon|they were|was used|perpetrator)\b",
    re.I,
)
_GENERAL = re.compile(
    r"\b(?:keep|store|should|must|safety|advice|campaign|parents can|leaflet|locked cupboard|prevent\w*|risk of"
    r"|training|ask|always|never|remind|home safety|check(?:list)?|clinic|diabet\w+|prescri\w+|his own|type 1)\b",
    re.I,
)
_PHRASE = re.compile(
    rf"(?<![\w-])(?:(?:drops?|pieces?|doses?|burns?|injections?|bags?|cups?|grains|fumes|quantities|large amounts?"
    rf"|a bowl|spoonfuls?) (?:of|from) )?(?:(?:an?|the|some|of|neat|household|garden|hot|electric|loaded|heated"
    rf"|boiling|frozen|large|raw|captive|burning|lit|live|broken|industrial|crushed) ){{0,4}}"
    rf"(?:{_THINGS})(?![\w-])"
    rf"(?P<more>(?: (?:was|were|being|had been|having been|been|\w+ (?=powder|lime|meat|oil|water)"
    rf"|(?!(?:kept|and|or|who|which|but|because|that|while|when|for) )[\w']+))?"
    rf"(?: (?:added|put|poured|fed|injected|rubbed|held|given|dripped|mixed|smeared|lit|placed|pressed|inserted|in"
    rf"|into|to|on|onto|by|against|over|under|through|her|his|the|a|their|child's|baby's|infant's|bottle|feeds?"
    rf"|juice|milk|skin|feet|hands|bedroom"
    rf"|food|drink|mouth|ears?|eyes?|parent|infant|child|baby|wearing|uniforms?|powder|bed|room|bath|tube|line"
    rf"|nappy|shoes|socks|drip|cannula|head|neck|face|body|back|arms?|legs?|tent|caravan|van|car|hallway"
    rf"|kitchen)\b){{0,12}}(?: who [\w' ]{{3,40}}?(?=[.,;]| was\b| is\b))?)",
    re.I,
)
_GIVEN = re.compile(
    r"\b(?:rubbed|injected|added|put|held|poured|fed|mixed|smeared|dripped|pressed) (?:in|into|on|onto|to"
    r"|against|by|over)\b",
    re.I,
)
_MADE_TO = re.compile(
    r"(?<![\w-])(?:made|forced) (?:him |her |them |the child(?:ren)? )?to (?P<what>(?:stand|kneel|sleep|sit|lie"
    r"|crouch|hold|eat|drink|swallow|walk|run|stay|wear|lick|bathe|shower|squat)(?: [\w'-]+){2,8})",
    re.I,
)


def unusual_methods(reading: Reading) -> Iterator[Hit]:
    """Things that seldom hurt a child, in a sentence in which one was hurt; what a child was made to do."""
    last = -1
    for pattern in (_MADE_TO, _PHRASE):
        for match in pattern.finditer(reading.text):
            sentence = reading.sentence_at(match.start()).text[:600]
            if (
                _GENERAL.search(sentence)
                or not (_CASE.search(sentence) or _GIVEN.search(match.group()))
                or not _HARM.search(sentence)
            ):
                continue
            group = "what" if pattern is _MADE_TO else 0
            if match.start(group) >= last or pattern is _MADE_TO:
                last = match.end(group)
                yield Hit("unusual-method", match.start(group), match.end(group))
