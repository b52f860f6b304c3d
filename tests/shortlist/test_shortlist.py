"""A reader's shortlist, without an account and without scripts."""

import csv
import io

import pytest
from apiflask import APIFlask

from kb.core.attribution import ATTRIBUTION
from kb.lessons.cards import cards
from kb.shortlist.exports import as_csv
from tests import factories
from tests.pages import Person


def add(person: Person, slug: str = "nw-domestic-abuse-audit-team") -> None:
    person.get("lessons.show", slug=slug).submit("Add to shortlist")


def test_a_lesson_is_added_from_its_page_and_the_reader_stays_there(anonymous: Person) -> None:
    page = anonymous.get("lessons.show", slug="nw-domestic-abuse-audit-team").submit("Add to shortlist")

    assert page.heading.startswith("Domestic abuse audit")
    assert "Shortlist (1)" in page.html
    assert "Remove from shortlist" in page.text


def test_the_list_keeps_the_order_in_which_lessons_were_added(anonymous: Person) -> None:
    add(anonymous, "nottingham-was-not-brought")
    add(anonymous)

    page = anonymous.get("shortlist.show")

    assert page.text.index("LB-0008") < page.text.index("LB-0001")


def test_a_lesson_taken_out_can_be_put_back(anonymous: Person) -> None:
    add(anonymous)
    page = anonymous.get("shortlist.show").submit("Remove from shortlist")
    assert "Shortlist (1)" not in page.html

    page = page.submit("Put it back")

    assert "Shortlist (1)" in page.html


def test_emptying_the_list_asks_first(anonymous: Person) -> None:
    add(anonymous)

    question = anonymous.get("shortlist.empty")
    assert "Shortlist (1)" in question.html
    page = question.submit("Empty")

    assert "Shortlist (1)" not in page.html
    assert "There is nothing on it yet" in page.text


def test_citations_stand_on_the_page_to_be_copied(anonymous: Person) -> None:
    add(anonymous)

    text = anonymous.get("shortlist.show").text
    assert "https://lessons.example.org/lessons/nw-domestic-abuse-audit-team" in text
    assert "As reported by Community Care" in text


def test_the_table_opens_in_a_spreadsheet(anonymous: Person) -> None:
    add(anonymous)
    response = anonymous.get("shortlist.table").response
    rows = list(csv.DictReader(io.StringIO(response.get_data().decode("utf-8-sig"))))

    assert "attachment" in response.headers["Content-Disposition"]
    assert rows[0]["reference"] == "LB-0001"
    assert rows[0]["themes"].startswith("Domestic abuse; ")
    assert "As reported by Community Care" in rows[0]["sources"]
    assert rows[0]["attribution"] == ATTRIBUTION


def test_no_cell_is_a_formula(app: APIFlask) -> None:
    lesson = factories.lesson('=HYPERLINK("https://elsewhere.example")')

    rows = list(
        csv.DictReader(io.StringIO(as_csv(cards([lesson.id]), {lesson.id: []}, "https://x").removeprefix("\ufeff")))
    )
    assert rows[0]["title"].startswith("'=HYPERLINK")


@pytest.mark.parametrize("cookie", ["", "....", "999999999999", "1.1.1", "x" * 4000, "-1", "1;2", "%00"])
def test_any_cookie_gives_a_page(anonymous: Person, cookie: str) -> None:
    anonymous.client.set_cookie("shortlist", cookie)

    assert anonymous.get("shortlist.show").status == 200


@pytest.mark.parametrize(
    "address",
    [
        "https://elsewhere.example", "//elsewhere.example", "/\\elsewhere.example", "",
        "/\t/elsewhere.example", "/\r/x", "/\n/x",
    ],
)  # fmt: skip
def test_adding_never_leads_to_another_site(anonymous: Person, address: str) -> None:
    response = anonymous.client.post("/shortlist/add", data={"lesson": "LB-0001", "next": address})

    assert response.headers["Location"] == "/shortlist"


def test_another_site_cannot_change_the_list(anonymous: Person) -> None:
    response = anonymous.client.post(
        "/shortlist/add", data={"lesson": "LB-0001"}, headers={"Sec-Fetch-Site": "cross-site"}
    )

    assert response.status_code == 403
    assert "Set-Cookie" not in response.headers


def test_another_site_cannot_change_the_list_in_an_old_browser_either(anonymous: Person) -> None:
    response = anonymous.client.post(
        "/shortlist/add", data={"lesson": "LB-0001"}, headers={"Origin": "https://elsewhere.example"}
    )

    assert response.status_code == 403


def test_lessons_that_are_gone_leave_the_list_when_it_is_next_changed(reader: Person) -> None:
    shown, gone = factories.lesson(), factories.lesson(state="hidden", tell=False)
    numbers = [str(lesson.reference).removeprefix("LB-") for lesson in (gone, shown)]
    reader.client.set_cookie("shortlist", ".".join(numbers))

    page = reader.get("shortlist.show").submit("Remove from shortlist")

    assert "Shortlist (" not in page.html


def test_the_list_has_a_limit_and_says_so(anonymous: Person) -> None:
    anonymous.client.set_cookie("shortlist", ".".join(str(number) for number in range(1, 101)))

    assert "100" in anonymous.get("shortlist.show").text
