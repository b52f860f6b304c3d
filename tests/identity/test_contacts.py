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
