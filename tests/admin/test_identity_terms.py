"""The pages on which an admin adds words to the lists of the identity check."""

from kb.accounts.models.organisation import Organisation
from kb.core import db
from kb.identity.models import IdentityTerm
from tests.pages import Person


def words_listed(admin: Person, **chosen: str) -> list[str]:
    return admin.get("admin.identity_terms", **chosen).rows("td[data-name=Word]")


def test_a_word_is_added_for_one_organisation(admin: Person, board: Organisation) -> None:
    page = admin.get("admin.identity_terms").follow("Add a word")

    page = page.submit(
        "Add the word", term="Wobbly  Duck", rule="hostel", where="organisation", organisation=board.slug
    )

    assert "“Wobbly Duck” was added." in page.text
    assert words_listed(admin) == ["Wobbly Duck"]
    assert page.rows("td[data-name='In whose texts']") == [board.name]


def test_what_cannot_be_added_is_said_and_stays(admin: Person) -> None:
    page = admin.get("admin.add_identity_term").submit("Add the word", term="x", rule="place", where="everywhere")

    assert page.errors == ["Enter a word of at least 3 letters"]
    assert page.soup.select_one("[name=term]")["value"] == "x"  # type: ignore[index]


def test_nothing_typed_and_nothing_chosen_are_both_said(admin: Person) -> None:
    page = admin.get("admin.add_identity_term").submit("Add the word")

    assert page.errors == ["Enter a word or phrase", "Choose what becomes of it", "Choose in whose texts"]


def test_nobody_means_everywhere_by_leaving_the_organisation_out(admin: Person) -> None:
    page = admin.get("admin.add_identity_term").submit(
        "Add the word", term="Wobbly Duck", rule="hostel", where="organisation"
    )

    assert page.errors == ["Choose the organisation"]


def test_a_word_is_removed_after_asking(admin: Person) -> None:
    db.session.add(IdentityTerm(term="Larkhill", key="larkhill", rule="place"))
    page = admin.get("admin.identity_terms").follow("Remove Larkhill")
    assert words_listed(admin) == ["Larkhill"]

    page = page.submit("Remove it")

    assert "“Larkhill” was removed." in page.text
    assert words_listed(admin) == []


def test_words_are_filtered_and_have_pages(admin: Person, board: Organisation) -> None:
    db.session.add_all([IdentityTerm(term=f"Place {n:02}", key=f"place {n:02}", rule="place") for n in range(21)])
    db.session.add(IdentityTerm(term="Wobbly Duck", key="wobbly duck", rule="hostel", organisation_id=board.id))

    assert len(words_listed(admin)) == 20
    assert words_listed(admin, page="2") == ["Place 20", "Wobbly Duck"]
    assert words_listed(admin, q="DUCK") == ["Wobbly Duck"]
    assert words_listed(admin, rule="hostel") == ["Wobbly Duck"]
    assert words_listed(admin, organisation=board.slug) == ["Wobbly Duck"]
    assert len(words_listed(admin, organisation="everywhere")) == 20
