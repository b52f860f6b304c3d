"""Hidden and archived lessons are found again at the desk."""

from kb.accounts.models.organisation import Organisation
from kb.core import db
from kb.desk.service import archiving, hiding
from tests import factories
from tests.editorial.drafting import acting
from tests.pages import Person, statements


def test_what_readers_do_not_see_now_is_listed_with_why(editor: Person, board: Organisation) -> None:
    archived, hidden = (factories.lesson(title, organisation=board) for title in ("The first", "The second"))
    factories.lesson("The public one", organisation=board)
    db.session.commit()
    archiving.archive(acting(editor.user), archived, reason="It was replaced.")
    hiding.hide(acting(editor.user), hidden, reason="Somebody is named.")

    page = editor.get("desk.taken_down")

    first, second = page.rows("tbody tr")
    assert "The second" in first
    assert "Somebody is named." in first
    assert "The first" in second
    assert "It was replaced." in second
    assert page.link("The first") == f"/desk/lessons/{archived.live_revision_id}"


def test_the_list_takes_as_many_statements_however_long_it_is(editor: Person, board: Organisation) -> None:
    def read() -> int:
        with statements() as made:
            editor.get("desk.taken_down")
        return len(made)

    factories.lesson("One", organisation=board, state="hidden")
    db.session.commit()
    read()
    few = read()
    for number in range(30):
        factories.lesson(f"Lesson {number}", organisation=board, state="archived")
    db.session.commit()

    assert read() == few
