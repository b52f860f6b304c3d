"""Sentences in other languages, and the small words with which they begin."""

import re

from kb.identity.normalising import folded_word
from kb.identity.rules.name_words import Vocabulary

UNKNOWN = 0.4
"""Share of words in small letters that no list has, from which a sentence is in another language."""
STARTS_ABROAD = frozenset(
    """mae ni mai gan gyda dan dros na beth pam hon bob er gael mo chan nan nam agus gu gun le ris mar ta sa siad don
    nie ale jak ma moj moja las una del son para su sus pero mas al lo hay el ay si ama hai ke ko kya yeh ho jo thi
    din dar au bir uma ou bu ca cu de la los por con sin""".split()
)
"""Small words with which sentences of other languages begin, and which somebody is called, too."""
SURELY_ABROAD = frozenset("mae ta nie hai beth ni waa".split())
"""Those after which one more such word is enough."""
SMALL_ABROAD = re.compile(
    r"(?<![\w'-])(?:yn|yr|y|yw|mae|hon|ar|bob|oedd|roedd|bydd|nid|nad|nac|nag|bod|gyda|gyda'i|gan|wrth|fel|mwy|pwy|sut|ble|eu|ein|eich"
    r"|fy|dy|hwn|hyn|rhaid|dylai|dylid|eto|pob|mewn|wedi|efallai|dyma|dyna|ydy|ydyn|neu|ond|hefyd|plant yn|plentyn"
    r"|tha|bha|chan|bidh|nam|agus|ach|gu|gun|leis|ris|anns|airson|mar|seo|nach|robh|bhith|iad|thu|sibh"
    r"|t[aá]|bh[ií]|n[ií]l|bheith|raibh|gach|siad|muid|sna|leis|leanbh|p[aá]ist[ií]"
    r"|jest|s[aą]|nie|si[eę]|przez|dla|oraz|czy|gdy|kiedy|kt[oó]r[aey]|przed|przy|jego|jej|ich|tego|tym|by[lł][aoi]?|[zż]e"
    r"|dziecko|dziecka|dzieci"
    r"|los|las|una|unos|del|que|por|para|pero|m[aá]s|muy|est[aá]n?|cuando|ni[nñ][oa]s?|su|sus|el|en|es|al"
    r"|waa|waxa|waxaa|iyo|aan|laakiin|ilmaha|ilmo|carruurta|marka|kasta|waxay|isagoo|uu|oo"
    r"|hai|hain|aur|nahi|nahin|kya|yeh|woh|bhi|aap|mera|meri|apne|bachay|bachon|bachcha|bacche|ke|ki|ka|ko|se|mein"
    r"|este|sunt|din|pentru|sau|copi(?:ii|lul|l)|ve|bir|i[cç]in|de[gğ]il|[cç]ocuk(?:lar)?|n[aã]o|um|uma|com|s[aã]o|crian[cç]as?)(?![\w-])"
)
"""Small words of Welsh, Gaelic, Irish, Polish, Spanish, Somali, Urdu, Romanian, Turkish and Portuguese."""


def is_foreign(text: str, vocabulary: Vocabulary) -> bool:
    """Whether most words in small letters are none of English."""
    small = [word for word in re.findall(r"(?<![\w.@/'-])[^\W\d_A-Z]{3,}(?!\w|[.@]\w)", text) if word.islower()]
    unknown = [word for word in small if _unknown(word.split("'")[0], vocabulary)]
    return len(unknown) > 1 and len(unknown) >= UNKNOWN * len(small)


def _unknown(word: str, vocabulary: Vocabulary) -> bool:
    return folded_word(word) in vocabulary.abroad or vocabulary.kind(word).strange
