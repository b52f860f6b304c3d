"""Pages on which any text or file is checked, and nothing of it kept."""

from collections.abc import Callable
from io import BytesIO

import pytest

from kb.core import db
from tests.extraction.files import PREPARED
from tests.identity.writing import TOGETHER
from tests.pages import Page, Person

FOUND_IN_TEXT = "A 5-month-old was seen at Millbrook Surgery. Staff could ring 01632 960123."


def texts_found(page: Page) -> list[str]:
    return page.rows(".kb-finding mark")


# --- a text


def test_any_text_is_checked_and_nothing_of_it_is_kept(user: Person) -> None:
    page = user.get("identity.text").submit("Check the text", text=FOUND_IN_TEXT)

    assert texts_found(page) == ["01632 960123", "Millbrook Surgery", "A 5-month-old"]
    assert user.get("identity.text").rows(".kb-finding") == []


def test_suggestions_are_put_in_place_one_by_one(user: Person) -> None:
    page = user.get("identity.text").submit("Check the text", text=FOUND_IN_TEXT)

    page = page.submit("Write “An infant” instead")

    assert page.soup.select_one("textarea").text.strip().startswith("An infant was seen")  # type: ignore[union-attr]
    assert "1 passage was replaced." in page.text


def test_all_suggestions_are_put_in_place_at_once(user: Person) -> None:
    page = user.get("identity.text").submit("Check the text", text=FOUND_IN_TEXT)

    page = page.submit("Put all suggestions in place")

    assert page.soup.select_one("textarea").text.strip().startswith("An infant was seen at a GP practice.")  # type: ignore[union-attr]
    assert "2 passages were replaced." in page.text


def test_the_text_can_be_downloaded(user: Person) -> None:
    page = user.get("identity.text").submit("Check the text", text=FOUND_IN_TEXT)

    assert page.submit("Download the text").html == FOUND_IN_TEXT


def test_of_very_many_findings_the_first_are_shown(user: Person) -> None:
    page = user.get("identity.text").submit("Check the text", text="A 5-month-old fell. " * 120)

    assert len(page.rows(".kb-finding")) == 100
    assert "20 more follow once these are mended" in page.text
    assert page.soup.title.text.startswith("Check a text, 120 findings")  # type: ignore[union-attr]


def test_what_must_be_changed_is_shown_before_any_number_of_hints(user: Person) -> None:
    page = user.get("identity.text").submit("Check the text", text="A 5-month-old fell. " * 120 + FOUND_IN_TEXT)

    assert page.rows(".kb-finding__title")[0] == "Telephone number"


def test_what_is_sent_back_is_kept_by_nobody(user: Person) -> None:
    page = user.get("identity.text").submit("Check the text", text=FOUND_IN_TEXT)

    assert page.submit("Download the text").response.headers["Cache-Control"] == "no-store"


def test_a_copy_does_not_carry_the_name_of_somebody_in_its_own(user: Person) -> None:
    data = PREPARED["document with comments"]()[1]

    copy = send(user, data, "JKowalski chronology.docx", "identity.file_copy", "Get the copy").response

    assert "file - copy.docx" in copy.headers["Content-Disposition"]
    assert copy.headers["Cache-Control"] == "no-store"


def test_where_nothing_is_found_the_page_does_not_promise_anything(user: Person) -> None:
    page = user.get("identity.text").submit("Check the text", text="They met every week.")

    assert "The rules found nothing. They do not find everything" in page.text
    assert "safe" not in page.text.lower()


def test_facts_together_are_named(user: Person) -> None:
    page = user.get("identity.text").submit("Check the text", text=TOGETHER)

    assert "Exact age “31 months old”" in page.text


@pytest.mark.parametrize(
    ("text", "error"),
    [("", "Paste or type a text"), ("x" * 100_001, "Check at most 100,000 characters at once")],
)
def test_a_text_that_cannot_be_checked_is_said_and_stays(user: Person, text: str, error: str) -> None:
    page = user.get("identity.text").submit("Check the text", text=text)

    assert page.errors == [error]
    assert page.soup.select_one("textarea").text.strip() == text  # type: ignore[union-attr]


def test_what_a_text_holds_is_shown_and_not_run(user: Person) -> None:
    page = user.get("identity.text").submit("Check the text", text="<script>alert(1)</script> rang 01632 960123")

    assert page.soup.select("main script") == []
    assert "<script>alert(1)</script> rang" in page.text


# --- a file


def send(user: Person, data: bytes, name: str, endpoint: str = "identity.file", button: str = "Check the file") -> Page:
    return user.get(endpoint).submit(button, file=(BytesIO(data), name))  # type: ignore[arg-type]


def test_a_file_is_checked_with_its_name(user: Person) -> None:
    page = send(user, b"Staff could ring 01632 960123.", "minutes_JKowalski.txt")

    assert page.rows(".kb-finding__title") == ["Name of a person in: file name", "Telephone number in: text"]


def test_of_a_finding_in_a_file_it_is_said_what_to_write(user: Person) -> None:
    page = send(user, b"A 5-month-old was seen.", "notes.txt")

    assert "Write “An infant”." in page.text


def test_a_file_that_cannot_be_read_is_refused_with_what_to_do(user: Person) -> None:
    page = send(user, b"\x00\x01\x02", "x.docx")

    assert "It was not checked." in page.text


@pytest.mark.parametrize(
    ("data", "name", "error"), [(b"", "", "Choose a file"), (b"", "a.txt", "a.txt is empty: choose another file")]
)
def test_without_a_file_there_is_nothing_to_check(user: Person, data: bytes, name: str, error: str) -> None:
    assert send(user, data, name).errors == [error]


HEAD = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n'
TAIL = b"\r\n--x--\r\n"


@pytest.mark.parametrize(("kind", "most"), [("anonymous", 1), ("user", 51)])
def test_a_file_larger_than_the_limit_is_refused_before_it_is_read(
    people: Callable[[str], Person], kind: str, most: int
) -> None:
    client = people(kind).client
    db.session.commit()
    size = most * 1024 * 1024

    def answer(length: int) -> int:
        sent = {"content_type": "multipart/form-data; boundary=x", "headers": {"Sec-Fetch-Site": "same-origin"}}
        body = HEAD + b"-" * (length - len(HEAD) - len(TAIL)) + TAIL
        with client.post("/identity-check/file", data=body, buffered=True, **sent) as response:
            return response.status_code

    assert answer(size + 1) == 413
    assert answer(size) != 413


def test_a_copy_is_made_without_what_is_hidden(user: Person) -> None:
    name, data = PREPARED["document with comments"]()
    page = send(user, data, name)
    assert "Comment in a file" in page.text

    copy = send(user, data, name, "identity.file_copy", "Get the copy").response
    assert " - copy.docx" in copy.headers["Content-Disposition"]
    assert "Comment in a file" not in send(user, copy.data, name).text


@pytest.mark.parametrize(
    ("made", "error"),
    [
        ("plain text", "This kind of file holds nothing hidden"),
        ("encrypted document", "The file is locked with a password."),
    ],
)
def test_where_no_copy_can_be_made_it_says_why(user: Person, made: str, error: str) -> None:
    name, data = PREPARED[made]()

    assert send(user, data, name, "identity.file_copy", "Get the copy").errors[0].startswith(error)
