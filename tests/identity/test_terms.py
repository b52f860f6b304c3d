"""Words that an admin adds are found, or passed over, everywhere or in the texts of one organisation."""

import pytest
from sqlalchemy import func, select

from kb.accounts.models.organisation import Organisation
from kb.core import db
from kb.core.errors import Invalid, NotFound
from kb.identity.check import check_text
from kb.identity.models import IdentityTerm
from kb.identity.service import terms
from kb.identity.site_lists import lists_for
from tests.identity.writing import acting, standing, text_of
from tests.pages import Person

SENTENCE = "They spoke of the wobbly duck scheme every week."


def add(admin: Person, term: str, rule: str = "hostel", organisation: Organisation | None = None) -> IdentityTerm:
    db.session.commit()
    where = organisation.id if organisation else None
    return terms.add_term(acting(admin.user), None, term=term, rule=rule, organisation_id=where)


def found(*organisations: Organisation, text: str = SENTENCE) -> list[tuple[str, str]]:
    lists = lists_for([each.id for each in organisations])
    return [(finding.rule, finding.text) for finding in check_text(text, lists)]


def test_an_added_word_is_reported_by_its_rule(admin: Person) -> None:
    assert found() == []

    add(admin, "wobbly duck scheme")

    assert found() == [("hostel", "wobbly duck scheme")]


def test_a_word_of_one_organisation_counts_in_its_texts_alone(
    admin: Person, board: Organisation, other_board: Organisation
) -> None:
    add(admin, "Wobbly Duck Scheme", organisation=board)

    assert found(board)
    assert found(other_board) == found() == []
    assert [each.finding.text for each in standing(text_of(board, found=SENTENCE)).passages] == ["wobbly duck scheme"]


def test_an_allowed_word_is_passed_over(admin: Person) -> None:
    text = "They met at Millbrook Surgery."
    assert found(text=text)

    add(admin, "Millbrook Surgery", "allowed")

    assert found(text=text) == []


def test_a_word_that_is_removed_counts_no_more(admin: Person) -> None:
    made = add(admin, "Wobbly Duck Scheme")

    terms.remove_term(acting(admin.user), made)

    assert found() == []


@pytest.mark.parametrize("term", ["x", "-", "  a b "])
def test_a_word_that_would_be_found_everywhere_is_refused(admin: Person, term: str) -> None:
    with pytest.raises(Invalid):
        add(admin, term)


def test_an_everyday_word_is_not_reported_and_a_name_not_allowed(admin: Person) -> None:
    for term, rule in (("the", "person-name"), ("Kowalski", "allowed")):
        with pytest.raises(Invalid):
            add(admin, term, rule)
    assert add(admin, "Kowalski Project", "allowed")


def test_a_word_is_added_once_in_each_place(admin: Person, board: Organisation) -> None:
    add(admin, "Wobbly Duck Scheme")
    add(admin, "Wobbly Duck Scheme", organisation=board)

    for organisation in (None, board):
        with pytest.raises(Invalid):
            add(admin, "wobbly-DUCK scheme", "place", organisation)
    assert db.session.scalar(select(func.count(IdentityTerm.id))) == 2


def test_only_admins_add_words(lead: Person, editor: Person) -> None:
    for person in (lead, editor):
        with pytest.raises(NotFound):
            add(person, "Wobbly Duck Scheme")
