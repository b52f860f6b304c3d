"""Words by which news is known: titles of papers, stations and programmes, what they do, what they print."""

NATIONAL = (
    r"(?:(?:Daily|Sunday|Morning|Evening|Weekly|Nightly|Saturday)\s+(?:Mail|Mirror|Express|Star|Telegraph|Times|Record"
    r"|Post"
    r"|People|Sport|Standard|Echo|Chronicle|Gazette|News|Press|Courier|Herald|Argus|Advertiser|Sentinel|Independent"
    r"|Mercury|Leader|Ledger|Despatch|Dispatch|Tribune|World|Journal|Bulletin|Citizen|Life|Sun)"
    r"|(?:The\s)?Mail\s+on\s+Sunday"
    r"|Mail\s?Online|Sunday\s+World|News\s+of\s+the\s+World|Press\s+(?:and|&)\s+Journal|Express\s+(?:and|&)\s+Star"
    r"|Western\s+(?:Mail|Morning\s+News|Daily\s+Press|Telegraph)|Irish\s+(?:News|Times|Independent|Examiner|Sun|Mirror)"
    r"|News\s?Letter(?=\s+report)|Northern\s+Echo|Yorkshire\s+(?:Post|Live)|Wales\s?Online|North\s+Wales\s+Live"
    r"|Huff(?:ington\s)?Post|Buzz[Ff]eed|LADbible|Golwg(?:\s?360)?|Y\s+Cymro|(?:[A-Z]\w+\s)?Nation\.?Cymru"
    r"|Press\s+Association|PA\s+(?:Media|news)|Reuters|Cambridge\s+News|Eastern\s+Daily\s+Press|Lancashire\s+Telegraph"
    r"|East\s+Anglian\s+(?:Daily\s+)?Times|Mancunian\s+Matters|Manchester\s+Evening\s+News|Belfast\s+Live)"
)
"""Titles that are nothing else."""
SURE_LAST = (
    r"(?:Mail|Mirror|Telegraph|Herald|Echo|Gazette|Mercury|Chronicle|Courier|Argus|Advertiser|Tribune|Scotsman"
    r"|Free\s+Press|Sentinel|Examiner|Despatch|Dispatch|Visiter|Packet|Messenger|Observer|Newyddion|Mail\s+Online)"
)
"""Last words that make a title of the name of a place before them."""
WEAK_LAST = (
    r"(?:Post|Times|News(?!\s?letter)|Star|Express|Record|Journal|Standard|Independent|Press|Leader|Citizen|Bulletin"
    r"|Reporter|Recorder|Enterprise|Comet|Globe|Pioneer|Live|Today|Online|World|Guardian|Metro|Sun|Review|Weekly"
    r"|Informer|Target|Ledger|Courant|Register|Intelligencer|Clarion|Beacon|Bugle|Monitor|Chat|Voice|Eye|FM|Radio|TV"
    r"|Television)"
)
"""Last words of titles, and of much else."""
BARE = (
    r"(?:Mail|Mirror|Telegraph|Herald|Echo|Gazette|Mercury|Chronicle|Courier|Argus|Advertiser|Tribune|Scotsman|Sentinel"
    r"|Examiner|Observer|Post|Times|Star|Express|Record|Journal|Independent|Guardian|Sun|Metro|Evening\s+(?:News|Post)"
    r"|Free\s+Press"
    r"|Citizen|Despatch|Messenger|Packet|Visiter|Press|Standard)"
)
"""Titles that readers know by one word: the Courier."""
STATION = (
    r"(?:BBC(?:\s+(?:Radio|One|Two|Three|News(?:night|beat)?|Wales|Scotland|Cymru|Panorama|Local|Northern|Ireland"
    r"|Breakfast|Online|Sounds|World|Service|Spotlight|Look|[NSEW][a-z]+(?:\s+(?:East|West|Today|Tonight))?|[A-Z]\w+))*"
    r"|ITV(?:X|1)?(?:\s+(?:News|[A-Z]\w+))*|STV(?:\s+News)?|UTV(?:\s+Live)?|S4C|RT[EÉ](?:\s+News)?|LBC|TalkTV|talkSPORT"
    r"|Sky(?:\s+News|(?='s\s+(?:\w+\s+)?(?:coverage|report|bulletin|footage|news)))|Channel\s?(?:4|5|Four"
    r"|Five)(?:'s)?(?:\s+(?:News|Dispatches))?|GB\s+News|Newsnight|Panorama"
    r"|Dispatches|Crimewatch|Newyddion\s+(?:S4C|9)|Radio\s+[A-Z]\w+(?:\s+[A-Z]\w+)?|[A-Z]\w+\s+(?:FM|Radio)"
    r"|Reporting\s+Scotland|Look\s+(?:North|East)|(?:Midlands|Wales|Spotlight|North\s+West|South)\s+(?:Today|Tonight)"
    r"|Points\s+West|Good\s+Morning\s+Britain|File\s+on\s+4|Spotlight\s+NI|Y\s+Byd\s+ar\s+Bedwar"
    r"|Week\s+In\s+Week\s+Out)"
)
GENERIC = (
    r"(?:(?:news)?papers?|tabloids?|red-?tops?|broadsheets?|press|media|journalists?|broadcasters?|reporters?"
    r"|news\s+(?:sites?|websites?|channels?|programmes?|outlets?|agenc(?:y|ies)|bulletins?|crews?)|(?:TV|television"
    r"|camera)"
    r"\s+crews?|(?:TV|television|radio)\s+(?:news|station|channel)s?|bloggers?|podcasters?|(?:local|national"
    r"|regional)\s+(?:radio|TV|television))"
)
"""News without a title."""
WHICH = (
    r"(?:local|regional|national|weekly|daily|evening|Sunday|Scottish|Welsh|Irish|Northern\s+Irish|Polish|free|online"
    r"|area's|town's|city's|village|county|town|community|several|some|many|two|three|other|most|various)"
)
DID = (
    r"(?:reported|reports|ran|runs|carried|carries|printed|splashed|named|names|quoted|quotes|covered|described|claimed"
    r"|claims|pictured|dubbed|broadcast|aired|featured|photographed|filmed|wrote|writes|revealed|says|said|put|showed"
    r"|shows|published|called|had\s+it|picked\s+(?:\w+\s+)?(?:\w+\s+)?up|led\s+(?:with|on)|identified|devoted"
    r"|interviewed|spoke\s+to|broke"
    r"|told\s+(?:its|how)|recorded|repeated|listed|gave|serialised|tweeted|posted|followed\s+the|streamed)"
)
NOUN = (
    r"(?:(?:news\s+)?reports?|articles?|stor(?:y|ies)|coverage|pieces?|features?|headlines?|cuttings?|clippings?|clips?"
    r"|items?"
    r"|editorials?|front[\s-]pages?|page|interviews?|bulletins?|documentar(?:y|ies)|programmes?|podcasts?|episodes?"
    r"|copy"
    r"|spreads?|photographs?|photos?|pictures?|footage|videos?|journalists?|reporters?|correspondents?|columnists?"
    r"|columns?"
    r"|web\s?sites?|web\s?page|app|exclusives?|investigations?|exposé|news|report(?:ing|age)|letters?\s+page|links?"
    r"|obituary"
    r"|death\s+notices?|appeal|splash|newspaper|paper|edition|archives?|live\s+blog|write-?up|court\s+reports?)"
)
EVENT = (
    r"(?:trial|inquest|case|deaths?|killings?|murders?|sentencing|sentenced|jailed|verdicts?|funeral|arrests?"
    r"|conviction"
    r"|hearing|court|judge|jury|coroner|fire|charges?|shooting|stabbing|attack|incident|tragedy|disappearance|search"
    r"|assault"
    r"|manslaughter|family|boy|girl|baby|toddler|teenager|mother|father|couple|parents|stepfather|stepmother|grand\w+"
    r"|aunt"
    r"|uncle|neighbours?|siblings?|twins?|house|street|guilty|plea|prosecution|abuse|vigil|tribute\w*|sheriff|mum|dad"
    r"|calls?)"
)
PASSES = (
    r"(?:awards?|sponsor\w*|advert(?:s|ised|isement\w*)?|campaigns?|recruit\w*|Children\s+in\s+Need|Bitesize|Own\s+It"
    r"|helpline"
    r"|guidance|training|module|fundrais\w*|donat\w*|learning\s+events?|press\s+release|press\s+office|library"
    r"|resources?"
    r"|curriculum|lines\s+to\s+take|communications?\s+(?:plan|strategy|team|lead))"
)
"""Words of sentences about the press in general, or about its good works."""
IN_GENERAL = r"(?:should|must|may|might|can|cannot|could|will|would|whether|if|often|always|never|usually|such)"
"""Words of sentences about what happens as a rule."""
LEARNING = (
    r"(?:review|recommend\w*|results?|reforms?|lessons?|polic(?:y|ies)|protocol|framework|inspect\w*|strategy|bill|act)"
)
"""What papers report too: not a case, but what followed from it."""
