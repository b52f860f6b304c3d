"""Words that the rules on work share: relatives, and shops and other premises that a family runs."""

KIN = (
    r"(?:(?:(?:step|grand|foster|birth|adoptive|ex|god)[ -]?)?(?:fathers?|mothers?|dads?|mums?|mams?|moms?|parents?)|pa"
    r"|daddy|mummy|(?:ex-)?partners?|(?:ex-)?husband|(?:ex-)?wife|boyfriend|girlfriend|fianc[ée]e?|guardian|uncles?"
    r"|aunts?|auntie|carers?|grandad|nan|gran|couple|PGM|MGF|MGM|PGF)"
)
"""A relative who looks after a child."""
SHOPS = (
    r"(?:shops?|stores?|business(?:es)?|restaurants?|take-?aways?|pubs?|caf[eé]s?|salons?|garages?|farms?|firms?"
    r"|stalls?|baker(?:y|ies)|hotels?|guest ?houses?|gyms?|stables|kennels|launderettes?|car wash|post offices?"
    r"|chippy|off-licence|cattery|newsagent'?s?|butcher'?s?|barber'?s?|nail bar|betting shop|bars?|campsite"
    r"|caravan site|croft|nursery|playgroup|ferry|scrap ?yard|burger van|food truck|care home|boarding house"
    r"|lodging house|pharmacy|quarry)"
)
"""Premises that a family runs or works in."""
PREMISES = (
    rf"(?:{SHOPS}|inn|tea ?rooms?|laundrette|laundry|dry cleaner'?s|baker'?s|hairdresser'?s?|chemist'?s|florist'?s?"
    r"|jeweller'?s|grocer'?s|fishmonger'?s|undertaker'?s|tailor'?s|bookmaker'?s|pawnbroker'?s|funfair|fun ?fair"
    r"|circus|fairground|waltzers?|dodgems|(?:fair)?rides|zoo|riding school|petting farm|theatre|cinema|arcade"
    r"|bingo hall|casino|snooker hall|nightclub|holiday (?:park|lets?)|smallholding|driving school|dance school"
    r"|flying school|boxing club|karate club|mill|brewery|distillery|vineyard|orchard|sawmill|forge|smithy|foundry"
    r"|boatyard|marina|breaker's yard|haulage yard|petrol station|filling station|kiosk|ice cream van"
    r"|radio station|newspaper|recording studio|tattoo (?:parlour|studio)|funeral (?:parlour|home|business)"
    r"|surgery|vet's|lodge|factory|workshop|warehouse|caravan park)"
)
"""The same, and all others that somebody owns or keeps."""
