"""Word classes of unusual ways of harm: tools, utensils, weapons, cords, substances, gases, places, heights."""

import re

_SEEN = (
    r"(?! (?:an?|the|him|his|her|hers|it|its|them|their|that|this|these|those|how|what|when|who|whether|why|no"
    r"|nothing"
    r"|nobody|some|someone|any|each|more|two|three|marks|bruis\w+|injur\w+|burns|blood|signs|children|\w+ing)\b)"
)
_TOOLS = (
    r"(?:claw |sledge ?|ball-?peen )?hammer|mallet|spanner|wrench|pliers|pincers|tweezers|screwdriver|chisel"
    r"|(?:metal |nail |wood )file"
    r"|(?:hack|hand ?|chain ?|circular |band ?|jig ?|bow |power |pruning )saws?"
    rf"|(?:(?<=\ba )|(?<=\bthe )|(?<=\bhis )|(?<=\bher )|(?<=\bwith ))saw{_SEEN}|(?:power |electric |cordless )?drill"
    r"|crowbar|jemmy|car jack|jack"
    r"|wheel brace|spirit level|axe|hatchet|pickaxe|shovel|spade|garden fork|pitchfork|rake|hoe|trowel|shears"
    r"|secateurs|strimmer|lawn ?mower|sickle|scythe|billhook|nail ?gun|staple ?gun|stapler|glue ?gun|heat gun"
    r"|soldering iron|blow ?torch|welding torch|branding iron|angle grinder|sander|paint ?brush|hose ?pipe"
    r"|pressure washer|jet wash|scaffold(?:ing)? pole|metal (?:bar|pole|pipe|rod)|iron bar|lead pipe|fence post"
    r"|broom(?:stick| handle)?|mop|curtain (?:pole|rail)|coat ?hangers?|drawing pins?|nails?(?= through)|screws?"
    r"|needles?|(?:safety )?pins|fish ?hooks?|staples?"
)
_HOUSE = (
    r"(?:hair )?straighteners|curling (?:iron|tongs?|wand)|crimpers?|tongs|hair ?dryer|(?:steam |clothes |hot "
    r"|travel )"
    r"irons?|(?:kitchen )?skewers?|rolling pin|(?:frying |sauce ?|milk )pan|wok|spatula|ladle|wooden spoon"
    r"|potato (?:peeler|masher)|cheese grater|meat (?:cleaver|tenderi[sz]er|hook)|cleaver|tin opener|corkscrew"
    r"|whisk|blender|toaster|kettle(?! was)|hot ?plate|hob|grill pan|baking tray|light ?bulb|candle|candle wax"
    r"|hot wax|(?:hot )?coals?|embers|poker|fire ?iron|radiator|heater|electric (?:blanket|fire|fan)"
    r"|hot water bottle|vacuum cleaner|toilet brush|hair ?brush|knitting needles?|crochet hook|(?<!Occam's"
    r" )(?<!Ockham's )(?<!Hanlon's )razor(?: blades?)?"
    r"|broken (?:glass|bottle|mirror)|glass(?= shards?)|shards? of \w+|magnets?|button batter(?:y|ies)|batteries"
    r"|water beads|stairgate|high ?chair|trampoline springs?|fish tank|snooker (?:ball|cue)|pool cue|dumb-?bells?"
    r"|barbell|kettlebell|cricket bat|baseball bat|golf club|hockey stick|tennis racket|bowling ball|darts?"
    r"|skipping rope|tent peg|spear|harpoon|javelin|riding crop|horse ?whip|bull ?whip|whip|cane|paddle|spurs"
)
_WEAPONS = (
    r"cross-?bows?|bow and arrow|arrows?|catapult|sling ?shot|pea ?shooter|air (?:rifle|gun|pistol|weapon)s?"
    r"|(?:pellet|BB|bolt|paintball|flare|starting|captive[- ]bolt|3D-printed) (?:gun|pistol)s?|captive bolt|sword"
    r"|(?:samurai|ninja|ceremonial) \w+|katana|machetes?|zombie knife|bayonet|sabre|nunchucks?|knuckle ?dusters?"
    r"|throwing stars?|grenade|home-?made (?:bomb|explosive|gun|weapon|firearm|device)|pipe bomb|petrol bomb"
    r"|fireworks?|bangers?(?= thrown)|rocket|sparklers?|flares?(?= gun)|tasers?|stun guns?|cattle prod|electric fence"
    r"|electric shocks?|electric (?:cable|flex)|shock collar|shock device|laser (?:pen|pointer)s?|drones?"
    r"|corrosive \w+"
)
_CORDS = (
    r"(?:kettle |electric(?:al)? |phone |charger |charging |extension |telephone |computer |USB |lamp )+"
    r"(?:flex|cable|cord|lead|wire)s?|flex|wire|barbed wire|fuse wire|fishing line|dental floss|(?:dog |horse )"
    r"(?:lead|leash|collar|chain|cage|crate|muzzle|harness|bed|bowl|kennel)|dog-[\w-]+ collar|cable ties?|zip ties?"
    r"|duct tape|gaffer tape|parcel tape|masking tape|sticky tape|bungee (?:cord|rope)s?|chains?|padlocks?"
    r"|handcuffs|shackles|cling ?film|plastic (?:bag|sheet)|bin (?:bag|liner)|pillow ?case|curtain (?:cord|tie)"
    r"|blind cord|dressing gown (?:cord|belt)|washing line|tow ?rope|ropes?|straps?|ratchet strap|tourniquet"
    r"|shoe ?laces?|tights|stockings|bandages|scarf"
)
_SUBSTANCES = (
    r"(?:table |rock |sea |bath |Epsom )?salts?(?! water lake)|(?:chilli|itching|washing|curry|pepper|talcum|gun"
    r"|baking"
    r"|chalk|plaster|bleaching) ?powder|chill?i(?: peppers?| flakes| sauce| oil|es)?|pepper spray|(?:hot "
    r"|black )pepper"
    r"|mustard|vinegar|wasabi|tabasco|hot sauce|laxatives?|eye ?drops?|ear drops|(?:(?:nail (?:varnish|polish)|paint"
    r"|make-up|stain|hair) )re?mover|hand (?:sanitiser|gel)|(?:drain|oven|toilet|bathroom|window|carpet|pipe|brake) "
    r"cleaner|(?:washing[- ]up|dishwasher|cleaning) (?:liquid|tablets?|fluid|products?)|(?:laundry|washing"
    r"|dishwasher) "
    r"(?:capsules?|pods?|powder|tablets?|detergent)|detergent|bleach|caustic soda|(?:quick|garden )?lime(?! green)"
    r"|battery acid|(?:hydrochloric |sulphuric |citric |boric )?acid|ammonia|anti-?freeze|screen ?wash|white spirit"
    r"|turps|turpentine|paraffin|petrol|diesel|kerosene|lighter fluid|fire ?lighters?|methylated spirits?|meths"
    r"|weed ?killer|pesticides?|insecticide|fungicide|fertili[sz]er|slug pellets|rat poison|mouse poison|poison"
    r"|ant powder|fly spray|arsenic|cyanide|strychnine|ricin|thallium|mercury|antimony|paraquat|digitalis|foxglove"
    r"|yew|deadly nightshade|hemlock|laburnum|death cap|(?:poisonous|toxic|wild) (?:mushrooms?|berries|plants?|seeds)"
    r"|glue|super ?glue|varnish|paint(?: thinner| stripper)?|thinners?|creosote|tar|bitumen|wallpaper paste|cement"
    r"|concrete|plaster of paris|expanding foam|(?:hydrogen )?peroxide|disinfectant|(?:de-icer|deodorant)"
    r"(?: spray)?|aerosols?|formaldehyde|methanol|(?:ethylene )?glycol|chloroform|ether|(?:liquid )?nitrogen|dry ice"
    r"|ice (?:bath|water|cubes|packs?)|potassium(?: chloride)?|adrenaline|insulin|warfarin|ipecac\w*|saline"
    r"|(?:raw|rotten|mouldy|rancid) (?:meat|egg|fish|food|liver|chillies|onions?|chicken)(?: juice)?|pet food|(?:dog"
    r"|cat) "
    r"(?:food|faeces|mess)|nettles|stinging nettles|(?:pond|ditch|toilet|dirty|river|washing-up|dish|mop|drain"
    r"|aquarium|stagnant|contaminated(?: tap)?) water|urine|faeces|fa?eces"
    r"|vomit|blood(?= added| put)|(?:hot|boiling|burning|molten) (?:oil|fat|sugar|jam|wax|tar|metal|plastic|soup|milk"
    r"|syrup|glue|ash(?:es)?|caramel|porridge)|(?:boiling )?sugar (?:water|syrup)|molten \w+|snake venom|venom"
    r"|drops? of \w+|air(?= through| into a (?:vein|line)| bubble)|sand|soil|mud|gravel|stones(?= in)|sawdust"
    r"|[\w-]+ chemicals?|e-?liquid|vape liquid|(?:liquid )?nicotine(?! replacement)|nicotine (?:liquid|patch\w*)"
    r"|antihistamine|sleeping tablets"
)
_GASES = (
    r"carbon monoxide|helium|nitrous oxide|laughing gas|butane|propane|chlorine gas|gas (?:from \w+ \w+|canisters?"
    r"|mask"
    r"|cylinders?)|camping gas|barbecue|exhaust(?: fumes| pipe)?|fumes|hydrogen sulphide|smoke bomb|tear gas|CS gas"
    r"|CS spray"
)
_MEDICAL = r"syringes?|scalpels?|lancets?|enemas?|catheters?|suppositor(?:y|ies)"
VEHICLES = (
    r"mobility scooter|quad ?bikes?|tractor|fork-?lift(?: truck)?|digger|dumper(?: truck)?|jet ?ski|e-?scooter|golf"
    r" buggy"
    r"|combine harvester|steam ?roller|ride-on mower|remote-controlled \w+|go-?kart|hovercraft|speedboat"
)
"""Vehicles that a child is seldom attacked with."""
_ANIMALS = r"(?:pet )?snakes?|scorpion|spiders?|ferrets?|rats|wasps|leeches|tarantula|python|attack dog|XL bully"
THINGS = "|".join((_TOOLS, _HOUSE, _WEAPONS, _CORDS, _SUBSTANCES, _GASES, _ANIMALS, _MEDICAL))
"""With these a child is seldom hurt."""
CONTAINERS = (
    r"cages?|(?:dog |pet |animal |wooden |packing )?crate|kennel|hutch|chest freezer|freezer|fridge|tumble dryer"
    r"|dryer"
    r"|washing machine|dishwasher|oven|microwave|suitcase|holdall|rucksack|sports bag|toy (?:box|chest)|trunk"
    r"|(?:car |the )?boot(?: of \w+ \w+)?|wheelie bin|dustbin|skip|bin bag|airing cupboard|cupboards?|wardrobe|drawer"
    r"|ottoman|divan|coal (?:bunker|shed|hole|cellar)|bunker|(?:garden |tool )?shed|outhouse|greenhouse|garage|barn"
    r"|stable|pigsty|(?:dark )?(?:cellar|basement|attic|loft)|roof space|crawl ?space|pit|hole|manhole|drain"
    r"|septic tank|slurry (?:pit|tank)|water (?:tank|butt)|well|ice bath|paddling pool|tent|shipping container"
    r"|portable toilet|coffin|barrel|cardboard box|metal box|container"
)
"""Places that nobody puts a child in."""
HEIGHTS = (
    r"bridge|viaduct|flyover|aqueduct|footbridge|cliffs?|pier|jetty|quay(?:side)?|harbour wall|balcony|roof(?:top)?"
    r"|multi-?storey(?: car park)?|car park|tower(?: block)?|crane|scaffolding|lighthouse|ferry|boat|moving \w+"
    r"|lift shaft|loft hatch|(?:first|second|third|upstairs|upper|\w+-floor|\w+-storey|\w+ floor) ?(?:floor )?window"
    r"|window(?: ledge)?|quarry|waterfall|weir|canal|lock|reservoir|river|sea|train|level crossing|railway line"
)
"""Where somebody is thrown from or into."""
FIXTURES = (
    r"radiators?|banisters?|bed ?(?:post|frame|head)?s?|pipes?|posts?|trees?|fence|gate|chairs?|cot|railings?"
    r"|(?:coat |meat )?hooks?|beams?|door(?: ?frame| ?handle)?s?|rafters?|washing line|swing|climbing frame|ladder"
    r"|toilet|tap|table(?: leg)?|(?:moving )?(?:car|vehicle|bicycle)|wall|goalpost|lamp ?post"
)
"""What somebody is tied to or hung from."""
USUAL = (
    r"kni(?:fe|ves)|blades?|fists?|hands?|palm|feet|foot|fingers?|nails|teeth|elbow|knee|head|belts?|slippers?|shoes?"
    r"|sticks?|cigarettes?|lighter|scissors|weapons?|objects?|implements?|instruments?|guns?|firearms?|handgun|cars?"
    r"|vehicles?|bath|water|tea|coffee|drinks?|pillows?|cushions?|blankets?|duvets?|force|violence|intent|others?|him"
    r"|her|them|it|us|me|you|child|children|baby|mother|father|parents?|partner|adults?|brother|sister|siblings?"
    r"|friends?"
    r"|men|man|woman|people|family|police|staff|carers?|peers?|injuries|injury|bruis\w+|fractures?|burns?|wounds?"
    r"|something|nothing|anything|what|this|that|these|those|care|help|support|kindness|drugs?|alcohol|medication"
    r"|medicines?|tablets?|pills|overdose|group|gang|school|team|service|plan|order|success|impunity|aggression|"
    r"charges?|cases?|referrals?|demand|news|letters?|threats?|words|abuse|exclusion|neglect|toys?|food|fire|heat"
    r"|pain"
    r"|consequences|effects?|time|hours|days|years|months|weeks|care|blood|no|more|less|any|some|each|every|learning"
    r"|photographs?|cameras?|data|evidence|reports?|records?|notes|forms?"
)
"""Means and words that tell nobody apart."""
ODD_PLACES = (
    r"(?:(?:in|inside|under|underneath|beneath|behind|into) (?:the |an? )?(?:[\w-]+ ){0,3}?(?:stairs|stair cupboard"
    r"|kiln|mine(?:shaft)?|shaft"
    r"|caves?|tunnel|moor|bog|marsh|woods?|forest|quarry|silo|tank|trough|trailer|horse ?box|boat ?house"
    r"|outbuilding|byre"
    r"|coop|pen|dog run|aviary|cubby\w*|vault|lock-?up|pillbox|culvert|ditch|grave|bins?|laundry basket|storage box"
    r"|plastic (?:box|tub|crate)|sack|duvet cover|sleeping bag|carpet|rug|eaves|floorboards?|utility room|boiler room"
    r"|meter cupboard|coal-?hole|polytunnel|playpen|toilet|bath(?:room|tub)|caravan|van|lorry|sluice|pantry|larder"
    r"|closet"
    r"|porch|balcony|conservatory|(?:hot|locked|freezing|burning|sealed) (?:car|vehicle)|snow|rain|sun|windowless \w+"
    r"|unlit \w+|empty \w+|disused \w+|derelict \w+"
    r"|abandoned \w+"
    r"|locked (?:bed)?room|box ?room|spare room|airing cupboard|cowshed|hen ?house|summer ?house|wendy house"
    r"|tree ?house"
    r"|shipping \w+|chicken \w+|lift|skip|water|mud|sand|leaves|mattress|bed base|bed frame|rubble|ice))"
)
"""Where a child is confined, with the word before it."""
CONFINED = (
    r"(?:kept|locked|shut|left|put|placed|held|hidden|hid|confined|trapped|sleep|sleeping|slept|made to (?:live"
    r"|stay|sit"
    r"|stand|sleep)|imprisoned|caged|stuffed|zipped|sealed|concealed|buried|crammed|bundled|thrown|pushed|dumped"
    r"|abandoned|bolted|barricaded|penned|lowered|forced|squeezed|spent (?:the )?(?:nights?|days?|hours)|wedged"
    r"|rolled"
    r"|wrapped|drowned|submerged|dunked|plunged|immersed|transported|smuggled|fastened|found|sewn|stitched|sewed)"
)
"""Verbs of confining somebody."""
FIXED = (
    r"(?:tied|chained|tethered|strapped|handcuffed|shackled|padlocked|hung|hanged|suspended|dangled|nailed|taped"
    r"|bound"
    r"|roped|dragged|stapled|glued|stuck|pinned|clamped|cuffed|screwed|lashed|fastened|cable-tied|zip-tied|leashed"
    r"|hooked"
    r"|stitched|attached|secured|swung|towed|pulled|manacled)"
)
"""Verbs of fixing somebody to something."""
MIXED = (
    r"(?:stirred|mixed|put|slipped|crushed|added|dissolved|injected|given|fed|poured|squirted|sprinkled|dripped"
    r"|flushed"
    r"|introduced|administered|smeared|rubbed|sprayed|laced|spiked|diluted|hidden|shaken|blended|syringed|pumped"
    r"|dropped|dabbed|wiped|sewn|swilled|siphoned|squeezed|dribbled|trickled|tipped)"
)
"""Verbs of mixing something into food, drink or a body."""
VESSELS = (
    r"(?:bottles?|feeds?|milk|formula|juice|squash|food|tea|coffee|drip|tube|line|pouch|porridge|cereal|inhaler"
    r"|cannula"
    r"|nappy|cream|eyes?|ears?|mouth|nose|drinks?|water|beaker|cup|yog\w+|medicine|calpol|dinner|soup|sandwich\w*"
    r"|lunch"
    r"|lunch ?box|dummy|skin|wounds?|bath|PEG|gastrostomy|vein|bloodstream|throat|nostrils?|scalp|hair|bedding"
    r"|mattress"
    r"|shoes?|clothes|face|genitals|eggs?|chocolates?|biscuits?|bread|toast|banana|apple|rice|curry|stew|jam|honey"
    r"|smoothie|shake|weaning \w+|(?:\w+ )?pur[eé]e|(?:feeding |IV |central )line|gravy|ice cream|sweets|cake|pasta"
    r"|humidifier|nebuliser|oxygen \w+)"
)
"""What something is mixed into."""
SAW_WITH = rf"saws?{_SEEN}"
"""The tool, behind `with`: nothing follows that somebody could have seen."""
_BEFORE_SAW = re.compile(
    r"(?:\b(?:with|using|by|of|from|under|held|took|used|swung|grabbed|fetched|lifted|had|against|to|and|or|on)"
    r" (?:an?|the|his|her|their|its|some)(?: (?!(?:an?|the|his|her|their|who|that|which|he|she|they|we|you|it|and"
    r"|or|had"
    r"|was|were|never|first|last|later|then|also|only|\w*mothers?|\w*fathers?|\w*parents?|mum|dad|mam|nan|gran\w*"
    r"|aunt"
    r"|uncle|cousin|partner|child\w*|boys?|girls?|baby|bab\w+|brothers?|sisters?|siblings?|twins?|friends?|famil\w+"
    r"|couple|neighbours?|nurses?|midwi\w+|doctors?|gps?|consultants?|paediatric\w+|paramedics?|police|officers?"
    r"|teachers?|heads?|workers?|visitors?|staff|teams?|managers?|schools?|nurser\w+|surger\w+|hospitals?|services?"
    r"|carers?|m[ae]n|wom[ae]n|lad|people|person|driver|review\w*|panel|court|judge|witness\w*|class\w*|passers?-?by"
    r"|nobody|everybody|everyone|professionals?|practitioners?)\b)[\w'-]+,?){1,3}) $",
    re.I,
)
"""Before the tool: an article with words for what it is like."""
_AFTER_SAW = re.compile(
    r"(?= ?[.,;:)|]|\s*$| (?:by|on|in|at|and|or|which|that had|that was|was|were|is|had|to|from|when|while|until|as"
    r"|through|across|against|near|over|under|before|after|until|because|kept|left|belonging|used)\b)"
)
"""After the tool."""
_ARTICLE = re.compile(r"\b(?:an?|the|with|using|his|her|their|its|some|of) $", re.I)
_NOT_SEEN = re.compile(_SEEN)


def saw_is_tool(match: re.Match[str]) -> bool:
    """Whether the word is the tool, and nobody saw something."""
    lead = match.string[max(0, match.start() - 60) : match.start()]
    if _ARTICLE.search(lead):
        return _NOT_SEEN.match(match.string, match.end()) is not None
    return _BEFORE_SAW.search(lead) is not None and _AFTER_SAW.match(match.string, match.end()) is not None


OF_CASE = (
    r"\w+-(?:day|week|month|year)s?-old|(?:young )?(?:man|woman)|lad|lass|tests? (?:showed|found|confirmed)|analysis"
    r"|samples?|swabs?|laborator(?:y|ies)|cultures|drip|in this case|fabricat\w+|anaemia|dermatologist|ligature"
    r"|surgeon"
    r"|scalds?|(?:the|feeding|central) line (?:had|was)|operation|X-?ray|cause(?= ?:)|carers?|pillow|face|scalp"
    r"|bedtime|(?:the|both|two) adults"
)
"""Somebody of a case, or what was found out in one."""
OF_EVERY_DAY = (
    r"used (?:an? |the )?[\w -]{2,24}? to (?:mend|fix|repair|build|make|remove|take|open|clean|hang|measure|weigh)"
    r"|given [\w ]{2,20} by (?:the|a|his|her) (?:GP|doctor|nurse|midwife|pharmacist)"
)
"""What things are used for, and medicine in order."""
