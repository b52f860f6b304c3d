"""What waits for the writers of an organisation comes first, with what is to be done about it."""

from datetime import timedelta

from kb.accounts.models.organisation import Organisation
from kb.core import db
from kb.core.db import utc_now
from kb.editorial.queries.workspace import UNTOUCHED, WorkspaceFilter, waiting_for_us, workspace_rows
from kb.editorial.turns import what_waits
from kb.lessons.models.comment import RevisionComment
from kb.lessons.models.lesson import STATES
from tests.editorial.drafting import draft
from tests.editorial.listing import in_hand, row_of
from tests.pages import Person


def test_what_came_back_from_the_editors_waits_with_the_number_of_their_comments(
    contributor: Person, board: Organisation
) -> None:
    made = draft(board, state="returned", title="Came back")
    in_hand(made, contributor)
    for field, resolved in (("found", None), ("", None), ("done", utc_now())):
        said = RevisionComment(
            revision_id=made.id, field=field, text="Say who.", told_at=utc_now(), resolved_at=resolved
        )
        db.session.add(said)

    page = contributor.get("editorial.organisation", slug=board.slug)

    assert page.rows(".kb-waiting li") == ["Came back 2 comments to answer. You have it."]


def test_nothing_waits_while_everything_is_in_hand_or_with_the_editors(
    contributor: Person, board: Organisation
) -> None:
    in_hand(draft(board), contributor)
    draft(board, state="submitted")
    draft(board, state="discarded")

    assert "Nothing waits for you now." in contributor.get("editorial.organisation", slug=board.slug).text


def test_a_draft_that_nobody_has_changed_for_a_month_waits(contributor: Person, board: Organisation) -> None:
    made = in_hand(draft(board, title="Left alone"), contributor)
    made.state_since = utc_now() - UNTOUCHED - timedelta(hours=1)

    page = contributor.get("editorial.organisation", slug=board.slug)

    assert page.rows(".kb-waiting li") == ["Left alone Not changed for 30 days. You have it."]


def test_the_lead_sees_first_what_waits_for_the_lead(contributor: Person, lead: Person, board: Organisation) -> None:
    board.lead_agrees_first = True
    made = draft(board, lead_asked_at=utc_now(), lead_asked_by_id=contributor.user.id, title="Ready to go")
    in_hand(made, contributor)

    of_lead = lead.get("editorial.organisation", slug=board.slug)
    of_contributor = contributor.get("editorial.organisation", slug=board.slug)

    assert of_lead.rows(".kb-waiting li") == ["Ready to go Agree, or send it back. A contributor has it."]
    assert "Nothing waits for you now." in of_contributor.text
    assert "Waits for the lead" in row_of(of_contributor, "Ready to go")


def test_what_is_said_to_wait_is_what_the_list_of_it_has(contributor: Person, board: Organisation) -> None:
    """Two places say it, one in SQL and one in words; they agree on every sort of lesson."""
    old = utc_now() - UNTOUCHED - timedelta(days=1)
    for state in STATES:
        if state in {"published", "hidden", "archived", "superseded"}:
            continue
        for held in (True, False):
            for asked in (None, utc_now()):
                for since in (utc_now(), old):
                    made = draft(board, state=state, lead_asked_at=asked, state_since=since)
                    made.lesson.holder_id = contributor.user.id if held else None
    db.session.commit()
    for agrees in (True, False):
        board.lead_agrees_first = agrees
        db.session.commit()
        for leads in (True, False):
            rows = [
                row
                for number in range(1, 5)
                for row in workspace_rows(board, WorkspaceFilter(), number)
                if what_waits(row, leads=leads, agrees=agrees)
            ]
            assert waiting_for_us(board, leads=leads).total == len({row.id for row in rows})
