"""Files of a draft that an import gave another review, once that is undone."""

from kb.access.actors import Actor
from kb.accounts.models.organisation import Organisation
from kb.core.db import transaction
from kb.core.work import run_due
from kb.lessons.models.attachment import Attachment
from tests import factories
from tests.editorial.attaching import again, checked, quiet_text_of, table
from tests.importing.sheets import csv_of, imported, undone
from tests.pages import Person

PSEUDONYM = "Agnieszka"


def words_found(made: Attachment) -> set[str]:
    return {row["words"] for row in again(made).findings}


def test_a_pseudonym_counts_again_in_files_once_an_import_of_its_review_is_undone(
    who: Actor, contributor: Person, board: Organisation
) -> None:
    factories.review("Serious case review of that year", slug="of-that-year", pseudonym=PSEUDONYM)
    revision = quiet_text_of(board)
    with transaction():
        revision.title, revision.review = "A title that no other lesson has", None
    made = checked(contributor, revision, table(f"{PSEUDONYM} was three when the review began."))
    found = imported(who, board, csv_of(("Title", "Review"), (revision.title, "of-that-year")))
    run_due()
    assert PSEUDONYM not in words_found(made)

    undone(who, found)
    run_due()

    assert again(made).state == "checked"
    assert PSEUDONYM in words_found(made)
