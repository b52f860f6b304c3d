"""Words of links and passwords, of laws, of papers that go out and of feasts: a day beside them is none of a case."""

_ONLINE = (
    r"(?:links?|web\s?sites?|(?:web\s?)?pages?|urls?|portals?|domains?|mail\s?box(?:es)?|inbox(?:es)?|drives?"
    r"|servers?"
    r"|passwords?|log-?ins?|recordings?|downloads?|QR\s+codes?|surveys?|platforms?|apps?|systems?|software|databases?"
    r"|folders?|intranet|extranet|e-?learning|packages?|videos?|slides|podcasts?)"
)
_ENDS = (
    r"(?:(?:is|are|be|goes|go|being)\s+(?:\w+ly\s+)?(?:dead|down|off|live|offline|switched\s+(?:off|on)"
    r"|taken\s+(?:down|offline)|read-only|archived|removed|deleted|withdrawn|retired|migrated|available|accessible)"
    r"|(?:was|were|went)\s+(?:down|live|offline|migrated|switched\s+off|archived)"
    r"|expires?|lapses?|runs?\s+out|stops?\s+working|stays?\s+(?:up|live|open)|shuts|clos(?:es|ing))"
)
_ACT = r"(?-i:Act|(?<=[a-z]\s)(?<![lt]\s)Acts)"
"""A law; acts in small letters are what somebody did."""
_LAW = (
    rf"(?:{_ACT}|Bill|Regulations?|Rules|legislation|laws?|sections?\s+\d+\w?|ss?\.\s?\d+|parts?\s+\d+|provisions?"
    r"|ban(?!\s+on\s+(?:contact|seeing|visit\w*|calls?))|statutory\s+guidance|Convention|Directive|Code)"
)
_MADE_LAW = (
    r"(?:commenced|brought\s+into\s+(?:force|effect|operation|law)|(?:came|come|comes|went|put)\s+into\s+(?:force"
    r"|effect|operation|law)|enacted|repealed|abolished|outlawed|banned|in\s+force|in\s+effect|became\s+law"
    r"|(?:has|had|have|is|was)\s+(?:gone|ended)\s+in\s+(?:England|Wales|Scotland|Northern\s+Ireland)"
    r"|passed\s+(?:by|in|on)"
    r"|took\s+effect|takes\s+effect|ratified)"
)
_DUTY = (
    r"(?:new|the|this|a)\s+(?:[\w-]+\s+){0,2}?(?:offences?|powers?|dut(?:y|ies)|defence)\s+"
    r"(?:(?:of|under|to|on)\s+(?:[\w-]+\s+){1,5}?)?(?:(?:was|were|is|are|has|have|had|been)\s+){0,2}"
)
"""What a law makes, with its verb right behind."""
_PAPERS = (
    r"(?:drafts?|tenders?|reports?|consultations?|bills?|proposals?|policy|policies|surveys?|questionnaires?"
    r"|adverts?|advertisements?|invitations?|invoices?|bids?|agendas?|minutes|newsletters?|leaflets?|posters?)"
)
_OF_CASE = r"(?:case|conference|strategy|core|injur\w*|bruis\w*|deaths?|incidents?|mother|father|police|court|child)"
_RECEIVERS = (
    r"(?:boards?|panels?|partners|partnerships?|members|schools|agencies|committees?|councils?|councillors|cabinet"
    r"|executive|staff|chairs|parliament|print(?:ers?)?|press|consultation|tender|vote|ministers?|governors|trustees)"
)
"""Bodies to which papers go."""
DONE_BY_BODIES = (
    r"(?:charged\s+(?:£|a\s+fee|at\s)|(?:was|were)\s+(?:billed|invoiced)|mileage|boundar(?:y|ies)|merger"
    r"|merged\s+into|joined\s+(?:up|forces)|advertised|turnout|ballots?|quiz|archives?|e-?modules?"
    r"|(?:half|most|all(?:\s+but\s+\w+)?|\w+ty|\d+)\s+(?:of\s+)?(?:the\s+)?(?:partners|staff|forms|teams|schools"
    r"|members"
    r"|agencies|trusts|forces|governors|delegates|places)|(?:minute's|two\s+minutes'?)\s+silence|world\s+war|the\s+war"
    r"|(?:county|district|borough|unitary)\s+(?:council|was|were|boundaries)|(?:rates?|fees?|allowances?"
    r"|tariffs?|thresholds?"
    r"|charges)\s+(?:were\s+|was\s+)?(?:changed|rose|fell|went\s+up|frozen|cut)|ribbon|stationery|logo"
    r"|letterhead|rebrand\w*"
    r"|lanyards?|intranet|switchboard|car\s+park|council\s+building|head\s+office|annexe|venue|caterers?|speakers?)"
)
"""What bodies did or had, in a sentence that has nobody of a case in it."""
_BORN = (
    r"(?:hub|partnership|board|panel|team|service|newsletter|bulletin|podcast|helpline|network|charity|trust|website"
    r"|LSC[BP]|forum|campaign|idea|project|programme|scheme|group|choir|festival|app)"
)
SURELY_PASSING = (
    rf"{_BORN}\s+(?:(?:was|were)\s+(?:first\s+|re-?)?born|died|turned\s+(?:\d+|one|two|three|four|five|six|seven"
    rf"|eight|nine|ten|eleven|twelve|\w+teen|\w+ty)|was\s+[\w-]+\s+years?\s+old)|"
    rf"(?:schools?|nursery|academy|trust|team|service|board|council)\s+(?:changed\s+its\s+name|became\s+an?\s+\w+"
    r"|joined\s+the\s+\w+)|the\s+(?:new\s+|old\s+)?MASH\s+(?:moved|opened|was\s+(?:set\s+up|opened|launched)|closed)|"
    rf"(?:ban\s+on(?!\s+(?:contact|seeing|visit\w*|calls?))|{_ACT}|mandatory\s+reporting|legislation"
    rf"|regulations)\b[^.;|\n\d]{{0,60}}?\b(?:began|begins?"
    r"|dates?\s+from|started|starts?|ended|ends?|applies|applied)|(?:committee|report)\s+stage|(?:first|second"
    r"|third)\s+reading|"
    rf"{_ONLINE}\s+(?:[\w'-]+\s+){{0,4}}?{_ENDS}|{_LAW}\b[^.;|\n\d]{{0,60}}?\b{_MADE_LAW}|{_DUTY}{_MADE_LAW}"
    rf"|{_PAPERS}\s+(?:(?!{_OF_CASE}\b)[\w'-]+\s+){{0,5}}?(?:went|goes?|gone|came|comes?)\s+"
    rf"(?:out(?!\s+of)|(?:back\s+)?to\s+(?:(?:the|all|our|every|each|both)\s+)?(?:[\w-]+\s+){{0,2}}?{_RECEIVERS})"
    r"|defence\s+of\s+(?:reasonable|lawful)\s+\w+|against\s+the\s+law|(?:became|becomes?|made)\s+(?:it\s+)?(?:law"
    r"|illegal|a\s+crime|an\s+offence|a\s+(?:legal\s+|statutory\s+)?duty)"
    r"|(?:legal\s+|minimum\s+)?age\s+of\s+(?:marriage|consent|majority|criminal\s+responsibility)"
    r"|embargo(?:e?d|es)?(?!\s+on\s+(?:visits?|contact|calls?))|not\s+for\s+(?:broadcast|release|publication)"
    r"|clocks?\s+(?:go(?:es)?|will\s+go|change|changes|spring|fall|move)|british\s+summer\s+time|leap\s+(?:day"
    r"|years?)"
    r"|save\s+the\s+date"
    r"|in\s+post\s+(?:from|since|on)"
    r"|(?:our|the|this|their)\s+(?:\w+\s+)?(?:teams?|offices?|services?|hub|unit|clinic|surgery|library|department)\s+"
    r"(?:(?:has|have|had|is|are)\s+)?(?:moved|moves|moving)(?!\s+(?:him|her|them|an?|the|this|that|to\s+(?:the"
    r"|an?|his|her|their)\s+(?:flat|house|home|refuge)|\w+\s+(?:in|out"
    r"|on|to))\b)"
    r"|trains\s+(?:will|do|are|were)|school\s+leaving\s+date(?=\s+(?:in|for)\s)"
    r"|(?:fun|open|sports|taster|family\s+fun)\s+day\s+(?:of|for|at)\s+(?:the|our)|foster(?:ing)?\s+care(?:rs'?)?\s+"
    r"(?:fortnight|week|month|association)|(?:looked\s+after\s+)?children'?s?\s+(?:choir|council|parliament|festival)"
)
"""What has such a day whatever stands elsewhere in the sentence."""
LIGHTLY_PASSING = (
    r"festivals?|feasts?|parades?|carnivals?|processions?|banners|flags|bunting|celebrat\w+|observ(?:ed|ance)"
    r"|commemorat\w+|fasting|picnics?|fairs?|stalls?|raffle|choir|concert|gates|doors\s+open|kick-?off"
    r"|fun\s+day|costumes?"
    r"|(?:first|second|third|national)\s+lockdown|pandemic|storm\s+[A-Z]\w+|journalists|broadcast\w*|newspapers"
    r"|equinox"
    r"|(?:chinese|lunar)\s+new\s+year|diwali|eid|nowruz|ramadan|vaisakhi|hanukkah|passover|yom\s+kippur"
    r"|rosh\s+hashanah"
    r"|wigilia|bonfire\s+night|st\.?\s+\w+'s?\s+(?:day|night)|back-?ups?|contractors?|engineers?|electricians?"
    r"|retires?"
    r"|judge?ments?|rulings?|handed\s+down|edited|unveiled|delegates|strikes?|charit(?:y|ies)|founded|founders?"
    r"|centenary|head\s?counts?|the\s+count|royal\s+assent|(?:compulsory|statutory)\s+school\s+age"
    r"|supreme\s+court|court\s+of\s+appeal|house\s+of\s+lords|european\s+court\w*"
    r"|open\s+day|referendum|polling\s+day|elections?|coronation|jubilee|anniversar(?:y|ies)|disaster|memorial|minister"
    r"|galas?|marathons?|pantomimes?|runners|mailings?|announced|conventions?|patron|sponsored|wrote:"
    r"|sent\s+from\s+my|millennium"
    r"|solstice|deadlines?|cut-?off|budgets?|tenders?|invoices?|licen[cs]es?\s+(?:runs?|expires?|ends?)"
)
"""What tells of such a day where nobody of a case is near."""
