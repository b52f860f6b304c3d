"""One address for each page."""

from urllib.parse import urljoin, urlsplit

import pytest
from apiflask import APIFlask
from flask import url_for
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.routing import BuildError

from kb.web.addresses import LONGEST_PATH, maker, own_path
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


ENDPOINTS = [
    "lessons.theme",
    "lessons.show",
    "search.results",
    "site.home",
    "site.page",
    "site.report",
    "lessons.glossary",
]
TEXT = st.one_of(st.text(max_size=12), st.from_regex(r"[a-z0-9-]{1,12}", fullmatch=True))
VALUES = st.one_of(
    st.dictionaries(st.sampled_from(["slug", "q", "page", "change"]), st.one_of(TEXT, st.integers()), max_size=2),
    st.dictionaries(st.sampled_from(["slug", "_anchor"]), TEXT, max_size=2),
)


@pytest.mark.parametrize("root", ["", "/mounted"])
@given(endpoint=st.sampled_from(ENDPOINTS), values=VALUES)
def test_templates_make_the_addresses_that_flask_makes(
    site: APIFlask, root: str, endpoint: str, values: dict[str, object]
) -> None:
    with site.test_request_context("/", environ_overrides={"SCRIPT_NAME": root}):
        site.preprocess_request()
        try:
            expected = url_for(endpoint, **values)  # type: ignore[arg-type]
        except (BuildError, ValueError) as problem:
            with pytest.raises(type(problem)):
                MAKE(endpoint, **values)
        else:
            assert MAKE(endpoint, **values) == expected


MAKE = maker()


OWN = "https://lessons.example.org"
STARTS = st.sampled_from(
    ["/", "//", "\\", "/\\", "/%2f", "/%5c", "/%252F", "/\t/", "/ /", "https:", "javascript:", "/.", "?", ""]
)


@pytest.mark.parametrize("path", ["/", "/account", "/search?q=a//b&next=%2F%2F", "/lessons/été", "/themes#top"])
def test_a_path_of_our_own_is_kept(path: str) -> None:
    assert own_path(path) == path


@pytest.mark.parametrize(
    "text",
    [
        "//evil.example", "/\\evil.example", "\\\\evil.example", "https://evil.example", "javascript:alert(1)",
        "evil.example", "/%2fevil.example", "/%5Cevil.example", "/%252f%252fevil.example", "/\t/evil.example",
        "/a\r\nSet-Cookie: x", "/a%0d%0aSet-Cookie: x", "/..//evil.example", "/" + "a" * LONGEST_PATH, "", None, 7,
        ["/account"],
    ],
)  # fmt: skip
def test_what_could_lead_elsewhere_gives_the_default(text: object) -> None:
    assert own_path(text, "/account") == "/account"


@given(STARTS.flatmap(lambda start: st.text("/\\%2fF5cC@:.?#\n\t evil-é").map(lambda rest: start + rest)))
def test_whatever_is_typed_leads_nowhere_else(text: str) -> None:
    path = own_path(text)

    as_browsers_read = "".join(sign for sign in path if sign not in "\t\r\n").replace("\\", "/")
    assert urlsplit(urljoin(OWN, as_browsers_read))[:2] == urlsplit(OWN)[:2]
    assert own_path(path) == path
