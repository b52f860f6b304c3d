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
