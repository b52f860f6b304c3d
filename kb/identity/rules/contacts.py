"""E-mail addresses, postcodes, street addresses, accounts on social media and links to the news."""

from collections.abc import Iterator

from kb.identity.findings import Hit
from kb.identity.lists import Lists
from kb.identity.normalising import Reading
from kb.identity.rules import accounts, addresses, mail, news, postcodes


def find(reading: Reading, lists: Lists) -> Iterator[Hit]:
    """What leads to a person or a household."""
    for start, end in news.items(reading):
        yield Hit("news-link", start, end)
    for start, end in mail.addresses(reading):
        yield Hit("email", start, end, "")
    for start, end in accounts.accounts(reading, lists):
        yield Hit("social-account", start, end)
    for start, end in postcodes.postcodes(reading, lists):
        yield Hit("postcode", start, end)
    for start, end in addresses.addresses(reading):
        yield Hit("address", start, end)
