"""What leads to a person or a household: addresses of mail, of homes, of accounts; the news."""

import pytest

from tests.identity.finding import found


@pytest.mark.parametrize(
    "written",
    [
        "p.oakenfold@example.org",
        "p.oakenfold [at] example [dot] org",
        "oakenfold at example dot org",
        "P.Oakenfold＠example.org",
    ],
)
def test_mail_addresses_in_disguise_too(written: str) -> None:
    assert found(f"Write to {written} by Friday.", "email") == [written]


def test_what_only_looks_like_an_address_passes() -> None:
    assert found("We met at half past two, dot the i and see www.gov.uk.", "email") == []


@pytest.mark.parametrize("written", ["SW1A 1AA", "M1 1AE", "sw1a 1aa", "EC1A\u00a01BB", "LS1-4AP"])
def test_full_postcodes(written: str) -> None:
    assert found(f"The flat was in {written} then.", "postcode") == [written]


@pytest.mark.parametrize("text", ["The LS postcode area took part.", "Tier 4 and level 3b", "SW1 only"])
def test_parts_of_postcodes_pass(text: str) -> None:
    assert found(text, "postcode") == []


@pytest.mark.parametrize("written", ["14 Acre Lane", "Flat 3, 12 Millers Row", "27b Harbour View Road"])
def test_street_addresses(written: str) -> None:
    assert found(f"They lived at {written} for a year.", "address") == [written]


@pytest.mark.parametrize(
    "text", ["The 12 Lead Members met.", "In 2014 Working Together changed.", "Table 3 Number of reviews"]
)
def test_other_numbers_before_capitals_are_no_addresses(text: str) -> None:
    assert found(text, "address") == []


@pytest.mark.parametrize("text", ["on Snapchat as lunar_moth", "see @lunar_moth13", "instagram.com/lunar_moth"])
def test_accounts_on_social_media(text: str) -> None:
    assert len(found(f"He was {text} then.", "social-account")) == 1


def test_news_about_a_case_is_found_and_official_pages_pass() -> None:
    assert found("See https://www.bbc.co.uk/news/uk-england-1234567 for it.", "news-link") != []
    assert found("See https://www.gov.uk/government/news/reviews for it.", "news-link") == []


@pytest.mark.parametrize(
    "text",
    [
        "The flat at G4 OSB was empty.",
        "They moved to ls94qx in spring.",
        "It was L S nine, four Q X as she read it out.",
        "He stayed near M1 4 7QZ.",
    ],
)
def test_postcodes_written_or_read_out_in_odd_ways(text: str) -> None:
    assert len(found(text, "postcode")) == 1


@pytest.mark.parametrize("text", ["Give B12 5ug a day.", "KS2 3rd term", "S1 pupils and P7 pupils", "M25 3 miles on"])
def test_doses_terms_and_roads_are_no_postcodes(text: str) -> None:
    assert found(text, "postcode") == []


@pytest.mark.parametrize(
    "written",
    [
        "fourteen Acre Lane",
        "Rose Cottage, Mill Lane",
        "14 ACRE LANE",
        "1 St. Anne's Close",
        "the basement flat at 9 Larch Rise",
        "12 Ffordd y Mynydd",
        "27b harbour view road",
    ],
)
def test_homes_in_words_in_capitals_and_with_names(written: str) -> None:
    assert found(f"They lived at {written}, with an aunt.", "address") == [written]


@pytest.mark.parametrize(
    "text",
    [
        "12 Youth Court hearings were observed.",
        "Chapter 3 The Long Road explains it.",
        "In 2018 The Lullaby Trust wrote a guide.",
        "We ran 20 Family Hubs.",
    ],
)
def test_courts_chapters_and_years_are_no_addresses(text: str) -> None:
    assert found(text, "address") == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("On Discord she was night heron 13 and said so.", "night heron 13"),
        ("Insta: mum.of.four.stars (public)", "mum.of.four.stars"),
        ("His gamertag was xX_Heron_Xx then.", "xX_Heron_Xx"),
        ('Her TikTok name is "queen heron".', '"queen heron"'),
    ],
)
def test_names_that_somebody_goes_by_online(text: str, name: str) -> None:
    assert found(text, "social-account") == [name]


@pytest.mark.parametrize(
    "text",
    [
        "A Snapchat account was opened.",
        "On Facebook as well as on Twitter.",
        "An address ending in @nhs.net is secure.",
        "YouTube channel with 14 films",
    ],
)
def test_talk_about_networks_passes(text: str) -> None:
    assert found(text, "social-account") == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Her insta was kaylo.x.07 and staff knew.", "kaylo.x.07"),
        ("Threats came from ghost.town.9 on Snapchat.", "ghost.town.9"),
        ("Screenshots of u/tired_teen41 on Reddit", "u/tired_teen41"),
        ("A Discord server run by nightheron#4417", "nightheron#4417"),
        ("He was added on snap by tomo_16_ferrow.", "tomo_16_ferrow"),
    ],
)
def test_account_names_known_by_their_form(text: str, name: str) -> None:
    assert found(text, "social-account") == [name]


@pytest.mark.parametrize(
    "text",
    [
        "Use the @mention in Teams.",
        "Follow @FerrowSCP for dates.",
        "Lessons cover Instagram, TikTok and Snapchat.",
        "The school's Twitter feed, @FerrowAcademy",
    ],
)
def test_functions_networks_and_organisations_are_no_accounts(text: str) -> None:
    assert found(text, "social-account") == []


@pytest.mark.parametrize(
    ("text", "home"),
    [
        ("The driver's list showed 61 Wherry Court twice.", "61 Wherry Court"),
        ("It was the end house, 1 Curlew Bank, they said.", "the end house, 1 Curlew Bank"),
        ("Envelope: The Old Forge, 2 Church Lane", "The Old Forge, 2 Church Lane"),
        ("The family home in Larkspur Way was searched.", "Larkspur Way"),
    ],
)
def test_homes_with_what_stands_before_the_number(text: str, home: str) -> None:
    assert found(text, "address") == [home]


@pytest.mark.parametrize(
    "text",
    [
        "The 3 Rivers Way of working was adopted.",
        "12 Lead Agencies Drive improvement.",
        "The 10 Downing Street summit",
        "20 Village Hall sessions were run.",
    ],
)
def test_ways_of_working_are_no_streets(text: str) -> None:
    assert found(text, "address") == []


@pytest.mark.parametrize(
    ("text", "home"),
    [
        ("Visit attempted: The Old Smithy, Back Lane, no reply.", "The Old Smithy, Back Lane"),
        ("They moved to The Gatehouse, Abbey Road.", "The Gatehouse, Abbey Road"),
        ("She lives in the Old Post Office, Church Row, with him.", "the Old Post Office, Church Row"),
        ("He lives at Rosemount, Kirk Wynd with two dogs.", "Rosemount, Kirk Wynd"),
    ],
)
def test_homes_with_a_name_and_no_number(text: str, home: str) -> None:
    assert found(text, "address") == [home]


def test_halls_asset_tags_and_items_of_an_agenda_pass() -> None:
    assert found("Venue: The Old Library, Mill Street, parking behind.", "address") == []
    assert found("Asset tag Q383411108258 is on the back of the tablet.", "social-account") == []
    assert found("The first item is the child and not the news about the adults.", "news-link") == []
    assert found("Read more in the Journal of Child Protection.", "news-link") == []


def test_postcodes_misremembered_homes_in_words_and_official_accounts_of_nobody() -> None:
    assert found("| Mast | LN14 3KV | 02:40 |", "postcode") == []
    assert found("| Mast | LN14 3KC | 02:40 |", "postcode") == ["LN14 3KC"]
    assert found("they stop at number nine the terrace, round the back", "address") == ["number nine the terrace"]
    assert found("it was the number one road to change", "address") == []
    assert found("It was live on the TikTok of @_minnow.official that night.", "social-account") != []
    assert found("Follow @ofsted_official for news.", "social-account") == []


@pytest.mark.parametrize(
    "text",
    ["The box takes the pattern AA9 9AA or AA99 9AA.", "Type XX1 1XX where none is known.", "AB12 3CD is an example."],
)
def test_patterns_of_postcodes_pass(text: str) -> None:
    assert found(text, "postcode") == []
