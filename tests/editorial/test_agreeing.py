"""The lead of an organisation agrees before a lesson is submitted, where the organisation has chosen that."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from kb.accounts.models.organisation import Organisation
from kb.core import db
from kb.core.audit import AuditEvent
from kb.core.db import utc_now
from kb.core.errors import Conflict, Denied, Invalid
from kb.editorial.service import agreeing, workspace_options
from kb.lessons.models.lesson import Revision
from tests.editorial.drafting import acting, draft
from tests.editorial.kinds import ON_SQLITE
from tests.mailbox import link_in, messages
from tests.members.inviting import belongs
from tests.pages import Page, Person

pytestmark = ON_SQLITE


@pytest.fixture
def careful(board: Organisation) -> Organisation:
    """The board, whose lead agrees first."""
    board.lead_agrees_first = True
    db.session.commit()
    return board


def buttons(person: Person, revision: Revision) -> list[str]:
    page = person.get("editorial.lesson", number=revision.id)
    return page.rows(".kb-actions .govuk-button, .kb-actions a:not(.govuk-button)")


def asked(board: Organisation, person: Person, **fields: object) -> Revision:
    """A draft for which somebody has asked the lead."""
    made = draft(board, lead_asked_at=utc_now(), lead_asked_by_id=person.user.id, **fields)  # type: ignore[arg-type]
    made.lesson.holder_id = person.user.id
    db.session.commit()
    return made


# --- asking


@pytest.mark.walks("a contributor asks the lead to agree", "lead@example.org")
def test_a_contributor_asks_the_lead_who_gets_a_message(
    contributor: Person, lead: Person, careful: Organisation
) -> None:
    made = draft(careful, title="A title that no mail repeats")

    page = contributor.get("editorial.lesson", number=made.id).follow("Ask the lead to agree")
    assert "A lead gets a message" in page.text
    done = page.submit("Ask the lead", note="The numbers are from March.")

    assert "Your lead was asked." in done.text
    assert "asked on" in done.rows(".kb-lead")[0]
    assert "that A lead agrees. It waits for that." in done.rows(".kb-lead")[0]
    db.session.refresh(made)
    assert (made.state, made.lead_asked_by_id) == ("draft", contributor.user.id)
    (message,) = messages()
    assert "A contributor writes: The numbers are from March." in (message.text or "")
    assert "A title that no mail repeats" not in f"{message.subject}{message.text}{message.html}"
    assert link_in(message) == f"/workspace/lessons/{made.id}"


def test_the_lead_is_asked_once(contributor: Person, lead: Person, careful: Organisation) -> None:
    made = draft(careful)
    page = contributor.get("editorial.ask_lead", number=made.id)

    page.submit("Ask the lead")
    again = page.submit("Ask the lead")

    assert "Your lead was asked already." in again.text
    assert len(messages()) == 1
    with pytest.raises(Conflict):
        agreeing.ask_lead(acting(contributor.user), made)


def test_the_lead_is_asked_only_once_nothing_is_left_to_do(
    contributor: Person, lead: Person, careful: Organisation
) -> None:
    made = draft(careful, found="")

    assert buttons(contributor, made) == ["Continue writing"]
    assert contributor.get("editorial.ask_lead", number=made.id).heading == "Check your answers"
    with pytest.raises(Invalid):
        agreeing.ask_lead(acting(contributor.user), made)
    assert messages() == []


def test_without_a_lead_it_is_said_that_nobody_can_agree(contributor: Person, careful: Organisation) -> None:
    made = draft(careful)

    page = contributor.get("editorial.ask_lead", number=made.id)

    assert "Nobody leads your organisation now" in page.text
    assert page.link("Write to the editorial team") == "/contact"
    with pytest.raises(Invalid):
        agreeing.ask_lead(acting(contributor.user), made)
    db.session.rollback()
    left = asked(careful, contributor)
    assert "nobody leads your organisation now" in contributor.get("editorial.lesson", number=left.id).text


def test_who_has_asked_does_not_submit_and_is_not_asked_to_ask_again(
    contributor: Person, lead: Person, careful: Organisation
) -> None:
    made = asked(careful, contributor)

    assert buttons(contributor, made) == []
    page = contributor.get("editorial.submit_lesson", number=made.id)
    assert page.heading != "Declare and submit"


# --- the lead


def test_the_lead_agrees_by_submitting(contributor: Person, lead: Person, careful: Organisation) -> None:
    made = asked(careful, contributor)

    assert buttons(lead, made) == ["Read it and agree", "Send it back"]
    page = lead.get("editorial.lesson", number=made.id).follow("Read it and agree").follow("Go on to submit")
    page.submit("Submit the lesson", declared=declarations(page))  # type: ignore[arg-type]

    db.session.refresh(made)
    assert (made.state, made.lead_asked_at, made.submitted_by_id) == ("submitted", None, lead.user.id)


def declarations(page: Page) -> list[str]:
    """What there is to tick."""
    return [str(box["value"]) for box in page.soup.select("input[name=declared]")]


def test_a_lead_who_writes_submits_without_asking(lead: Person, careful: Organisation) -> None:
    made = draft(careful)

    assert buttons(lead, made) == ["Check and submit"]
    assert lead.get("editorial.submit_lesson", number=made.id).heading == "Declare and submit"


def test_what_has_come_to_lack_something_meanwhile_is_finished_first(
    contributor: Person, lead: Person, careful: Organisation
) -> None:
    made = asked(careful, contributor, found="")

    assert buttons(lead, made) == ["See what is left to do", "Send it back"]


@pytest.mark.walks("a lead sends a lesson back", "contributor@example.org")
def test_a_lead_sends_it_back_with_what_is_to_be_changed(
    contributor: Person, lead: Person, careful: Organisation
) -> None:
    made = asked(careful, contributor)

    page = lead.get("editorial.lesson", number=made.id).follow("Send it back")
    assert "A contributor asked you to agree" in page.text
    done = page.submit("Send it back", note="Please say who reads the referrals.")

    assert "It was sent back" in done.text
    db.session.refresh(made)
    assert (made.state, made.lead_asked_at, made.lead_asked_by_id) == ("draft", None, None)
    (message,) = messages()
    assert "A lead writes: Please say who reads the referrals." in (message.text or "")
    assert link_in(message) == f"/workspace/lessons/{made.id}"
    assert buttons(contributor, made) == ["Ask the lead to agree"]


def test_who_has_the_lesson_in_hand_hears_of_it_too(contributor: Person, lead: Person, careful: Organisation) -> None:
    made = asked(careful, contributor)
    holder = belongs(careful, "contributor", email="holder@example.org").user
    gone = belongs(careful, "member", email="no-longer-writes@example.org").user
    made.lesson.holder_id = holder.id
    made.lead_asked_by_id = gone.id
    db.session.commit()

    agreeing.send_back(acting(lead.user), made, note="Say who.")

    assert [message.to for message in messages()] == ["holder@example.org"]


def test_it_is_sent_back_with_a_reason_and_once(contributor: Person, lead: Person, careful: Organisation) -> None:
    made = asked(careful, contributor)
    page = lead.get("editorial.send_back", number=made.id)

    assert page.submit("Send it back", note=" ").errors == ["Say what is to be changed first"]
    page.submit("Send it back", note="Say who.")
    again = page.submit("Send it back", note="Say who.")

    assert "Nobody waits for you to agree to it now." in again.text
    assert len(messages()) == 1


@pytest.mark.parametrize(
    ("kind", "status"), [("contributor", 403), ("member", 404), ("other_contributor", 404), ("editor", 404)]
)
def test_only_the_lead_sends_back(
    kind: str, status: int, people: Callable[[str], Person], lead: Person, careful: Organisation
) -> None:
    made = asked(careful, lead)

    assert people(kind).get("editorial.send_back", number=made.id).status == status


# --- the option


def test_the_lead_chooses_whether_to_agree_first(lead: Person, contributor: Person, board: Organisation) -> None:
    made = draft(board)
    page = lead.get("editorial.organisation", slug=board.slug).follow("Options")

    done = page.submit("Save", lead_agrees_first="y")

    assert "From now on the lead agrees to each lesson." in done.text
    assert done.soup.select_one("#lead_agrees_first[checked]")
    assert buttons(contributor, made) == ["Ask the lead to agree"]
    same = done.submit("Save")
    assert "Nothing was different, so nothing was changed." in same.text
    entered = select(AuditEvent).where(AuditEvent.verb == "workspace_options.change_agreement")
    assert len(db.session.scalars(entered).all()) == 1


def test_switching_it_off_lets_contributors_submit_what_waited_for_the_lead(
    contributor: Person, lead: Person, careful: Organisation
) -> None:
    made = asked(careful, contributor)

    workspace_options.change_agreement(acting(lead.user), careful, lead_agrees_first=False)

    assert buttons(contributor, made) == ["Check and submit"]
    assert buttons(lead, made) == ["Check and submit"]


def test_switching_it_on_leaves_what_was_submitted_with_the_editors(
    contributor: Person, lead: Person, board: Organisation
) -> None:
    made = draft(board, state="submitted")

    workspace_options.change_agreement(acting(lead.user), board, lead_agrees_first=True)

    db.session.refresh(made)
    assert made.state == "submitted"
    assert "It waits for an editor." in contributor.get("editorial.lesson", number=made.id).text


def test_an_organisation_without_a_lead_cannot_wait_for_one(admin: Person, board: Organisation) -> None:
    page = admin.get("editorial.workspace_options", slug=board.slug).submit("Save", lead_agrees_first="y")

    assert page.errors == ["Nobody leads this organisation now: nobody could agree"]
    db.session.refresh(board)
    assert not board.lead_agrees_first


@pytest.mark.parametrize(("kind", "status"), [("contributor", 403), ("member", 404), ("editor", 404)])
def test_others_do_not_choose_it(kind: str, status: int, people: Callable[[str], Person], board: Organisation) -> None:
    assert people(kind).get("editorial.workspace_options", slug=board.slug).status == status


def test_where_the_lead_does_not_agree_first_nobody_is_asked(contributor: Person, board: Organisation) -> None:
    made = draft(board)

    assert contributor.get("editorial.ask_lead", number=made.id).status == 403
    with pytest.raises(Denied):
        agreeing.ask_lead(acting(contributor.user), made)
