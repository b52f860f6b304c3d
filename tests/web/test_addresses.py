"""One address for each page."""

import pytest

from tests.pages import Person


@pytest.mark.parametrize(
    ("address", "plain"),
    [
        ("/Themes", "/themes"),
        ("/themes/", "/themes"),
        ("/THEMES/Domestic-Abuse/?change=audit", "/themes/domestic-abuse?change=audit"),
        ("/nothing/Here/", "/nothing/here"),
    ],
)
def test_capitals_and_trailing_slashes_lead_to_the_plain_address(anonymous: Person, address: str, plain: str) -> None:
    response = anonymous.client.get(address)

    assert response.status_code == 301
    assert response.headers["Location"] == plain


@pytest.mark.parametrize("address", ["//elsewhere.example/", "/%2F/elsewhere.example/", "///Elsewhere.example"])
def test_no_address_leads_to_another_site(anonymous: Person, address: str) -> None:
    location = anonymous.client.get(address).headers.get("Location", "/")

    assert location.startswith("/")
    assert not location.startswith("//")


@pytest.mark.parametrize("address", ["/lessons/%00", "/themes/a%00b", "/reviews/%0a", "/organisations/%1b", "/%7f"])
def test_addresses_with_control_characters_do_not_exist(reader: Person, address: str) -> None:
    assert reader.client.get(address).status_code == 404


@pytest.mark.parametrize(
    "address", ["/organisations?q=%00", "/shortlist?removed=%00", "/search?q=%00", "/glossary?q=%00"]
)
def test_a_nul_in_a_search_gives_a_page(reader: Person, address: str) -> None:
    assert reader.client.get(address).status_code == 200
