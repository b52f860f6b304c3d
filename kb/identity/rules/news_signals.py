"""Words near which news may be cited; most of a text is far from any."""

SIGNALS = frozenset(
    "4 advertiser argus bbc bedwar bloggers britain broadcaster broadcasters broadsheet broadsheets bulletin"
    " buzzfeed channel chronicle citizen clipping clippings comet courier crews crime crimewatch cutting cuttings"
    " cymro cymru despatch dispatch dispatches documentaries documentary east echo enterprise examiner express fm"
    " front gazette globe golwg guardian headline headlined headlines herald huffpost independent informer itv itv1"
    " itvx journal journalist journalists ladbible lbc leader life live mail mailonline matters media mercury"
    " messenger metro mirror nation news newsnight newspaper newspapers newyddion north observer online packet"
    " panorama paper papers people pioneer podcast podcasters podcasts post press radio record recorder redtop"
    " redtops reporter reporters reuters rte s4c scotland scotsman sentinel sky sport spotlight standard star"
    " strapline stv sun tabloid tabloids talksport talktv target telegraph television times today tonight top tops"
    " tribune tv utv visiter walesonline weekly west world".split()
)
"""Words of which one stands in every citation."""
AFTER_HYPHEN = frozenset("top tops crime".split())
HYPHENED = ("red", " red", "true")
WITHOUT_CAPITAL = frozenset(
    "bloggers broadcaster broadcasters broadsheet broadsheets clipping clippings crews cutting cuttings"
    " documentaries documentary front headline headlined headlines journalist journalists media newspaper"
    " newspapers paper papers podcast podcasters podcasts press radio redtop redtops reporters strapline"
    " tabloid tabloids television tv news channel times online".split()
)
"""Those that speak of news without a title."""
OF_MEDIA = frozenset(
    "rag advertiser argus article articles bbc broadcast broadcasts broadsheet broadsheets bulletin bulletins cameraman"
    " cameramen cameras channel chronicle clipping clippings columnist columnists correspondent courier coverage"
    " covered crew crews crime crimewatch cutting cuttings dispatches docudrama documentaries documentary drama echo"
    " editorial editorials examiner express fm front gazette golwg guardian gyfryngau hacks headline headlines"
    " herald independent itn itv journal journalist journalists lbc magazine magazines mail mailonline media mercury"
    " messenger metro mirror news newsdesk newsnight newspaper newspapers newsreader newsroom newyddion obituaries"
    " obituary observer packet page panorama paparazzi paper papers papur papurau photographer photographers podcast"
    " podcasters podcasts post press publicised radio record redtop redtops reported reporter reporters reporting"
    " reuters s4c scotsman sentinel sky spotlight standard star stv sun tabloid tabloids teledu telegraph televised"
    " television telly times tribune tv utv viral visiter walesonline wasg wireless".split()
)
"""Words of which one stands wherever the media are spoken of."""
TITLES = frozenset(
    "advertiser argus bbc channel chronicle courier crimewatch dispatches echo examiner express fm gazette golwg"
    " guardian herald independent itn itv journal lbc mail mercury messenger metro mirror observer packet panorama"
    " post record reporting s4c scotsman sentinel sky spotlight standard star stv sun telegraph times tribune utv"
    " visiter".split()
)
"""Those that are titles only with a capital."""
