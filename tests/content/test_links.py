"""Links to our own pages are held against the pages that the site really has."""

import pytest
from apiflask import APIFlask

from kb.content.faults import Faults, File
from kb.content.links import PAGES, Links
from tests.content.small_folder import AUDIT, TEAM, SmallFolder

GOOD = (
    "[a](/lessons/southbridge-audit)", "[a](/lessons/southbridge-audit/cite#how)", "[a](/themes/forms-of-harm)",
    "[a](/reviews/child-z-2012)", "[a](/organisations/northbridge)", "[a](/help)", "[a](</search?q=a&page=2>)",
    "[a](/)", "[a](#part)", "[a](https://www.example.org/x_(y))", "[a](tel:08001111)", "<https://www.example.org>",
    "[a]: https://www.example.org", "[a](mailto:office@example.org 'Write')", "[not a link] (nowhere)",
)  # fmt: skip
BAD = (
    "[a](/lessons)", "[a](/lessons/)", "[a](/lessons/nowhere)", "[a](/themes/forms-of-harm/cite)", "[a](/pages/help)",
    "[a](/help/more)", "[a](/elsewhere)", "[a](help)", "[a]()", "[a](#)", "[a](//example.org)", "[a](ftp://example.org)",
    "[a](tel:us)", "[a](mailto:office)", "<data:text/html;x>", "[a]: nowhere",
)  # fmt: skip


@pytest.mark.parametrize("link", GOOD)
def test_a_link_that_leads_somewhere_is_in_order(folder: SmallFolder, link: str) -> None:
    folder.change(TEAM, "Nobody owned them.", link)
    assert folder.faults() == []


@pytest.mark.parametrize("link", BAD)
def test_a_link_that_leads_nowhere_is_named(folder: SmallFolder, link: str) -> None:
    folder.change(TEAM, "Nobody owned them.", link)
    assert [fault.partition(": link ")[0] for fault in folder.faults()] == [f"{TEAM}:58"]


def test_every_address_that_a_link_may_have_is_one_of_the_site(empty_app: APIFlask) -> None:
    addresses = empty_app.url_map.bind("lessons.example.org")
    for path in (*PAGES, "/help", "/lessons/a", "/lessons/a/cite", "/themes/a", "/reviews/a", "/organisations/a"):
        endpoint, _ = addresses.match(path)
        assert endpoint


def test_links_to_lessons_are_let_pass_where_the_folder_has_none() -> None:
    faults = Faults()
    links = Links({"lessons": None, "themes": [], "pages": []})
    links.check(["[a](/lessons/anything)", "[a](/themes/anything)"], 1, File(AUDIT, faults))
    assert [fault.line for fault in faults.sorted()] == [2]
