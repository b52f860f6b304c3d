"""A lesson goes from hand to hand among those who write for its organisation."""

import pytest
from sqlalchemy import select

from kb.accounts.models.organisation import Organisation
from kb.core import db
from kb.core.audit import AuditEvent
from kb.core.errors import Conflict, Denied, Invalid, NotFound
from kb.editorial.service import handing
from kb.editorial.service.saving import Page as Sent
from kb.editorial.service.saving import save
from kb.lessons.models.lesson import STATES, Revision
from tests import factories
from tests.editorial.drafting import acting, draft
from tests.mailbox import link_in, messages
from tests.members.inviting import belongs
from tests.pages import Person


def held(board: Organisation, person: Person, **fields: object) -> Revision:
    """A draft that somebody has in hand."""
    made = draft(board, **fields)  # type: ignore[arg-type]
    made.lesson.holder_id = person.user.id
    db.session.commit()
    return made


def holder_of(revision: Revision) -> int | None:
    db.session.refresh(revision.lesson)
    return revision.lesson.holder_id


@pytest.mark.walks("a writer hands a lesson over", {"the new holder": "lead@example.org", "the holder before": []})
def test_a_lesson_is_handed_over_with_a_note_to_the_colleague_alone(
    contributor: Person, lead: Person, board: Organisation
) -> None:
    made = held(board, contributor, title="A title that no mail repeats")

    page = contributor.get("editorial.lesson", number=made.id).follow("Hand it over to a colleague")
    done = page.submit("Hand it over", to=str(lead.user.id), note="Could you see to the sources?")

    assert done.heading == "A title that no mail repeats"
    assert "A lead has it in hand now, and was told so in a message." in done.text
    assert holder_of(made) == lead.user.id
    (message,) = messages("lead@example.org")
    assert "A contributor writes: Could you see to the sources?" in (message.text or "")
    assert "A title that no mail repeats" not in f"{message.subject}{message.text}{message.html}"
    assert link_in(message) == f"/workspace/lessons/{made.id}"
    assert len(messages()) == 1


@pytest.mark.walks("a writer takes a lesson that a colleague has", "contributor@example.org")
def test_who_takes_a_lesson_has_it_and_the_one_before_is_told(
    contributor: Person, lead: Person, board: Organisation
) -> None:
    made = held(board, contributor)

    page = lead.get("editorial.lesson", number=made.id).submit("Take it in hand")

    assert "You have it in hand now." in page.text
    assert holder_of(made) == lead.user.id
    (message,) = messages()
    assert link_in(message) == f"/workspace/lessons/{made.id}"


@pytest.mark.walks(
    "a writer hands a lesson over",
    {"the new holder": "third@example.org", "the holder before": "contributor@example.org"},
)
def test_somebody_hands_over_what_a_colleague_has(contributor: Person, lead: Person, board: Organisation) -> None:
    made = held(board, contributor)
    third = belongs(board, "contributor", name="Third Writer", email="third@example.org").user

    page = lead.get("editorial.hand_over", number=made.id)
    assert "A contributor has it in hand now." in page.text
    page.submit("Hand it over", to=str(third.id), note="Only for you.")

    assert holder_of(made) == third.id
    assert "Only for you." in (messages("third@example.org")[0].text or "")
    assert "Only for you." not in (messages("contributor@example.org")[0].text or "")


def test_whoever_writes_for_the_organisation_and_can_sign_in_is_offered(
    contributor: Person, lead: Person, member: Person, other_contributor: Person, board: Organisation
) -> None:
    belongs(board, "contributor", name="Closed Account", closed_at=db.utc_now())
    belongs(board, "contributor", name="Twin Writer", email="twin-1@example.org")
    belongs(board, "contributor", name="Twin Writer", email="twin-2@example.org")

    page = contributor.get("editorial.hand_over", number=held(board, contributor).id)

    assert page.rows("#to option") == [
        "Choose somebody", "A lead, lead", "Twin Writer (twin-1@example.org), contributor",
        "Twin Writer (twin-2@example.org), contributor",
    ]  # fmt: skip


def test_what_nobody_has_is_offered_to_oneself_too(contributor: Person, board: Organisation) -> None:
    page = contributor.get("editorial.hand_over", number=draft(board).id)

    assert "Nobody has it in hand now." in page.text
    assert page.rows("#to option")[1:] == ["A contributor, yourself"]


def test_alone_in_the_organisation_there_is_nobody_to_hand_over_to(contributor: Person, board: Organisation) -> None:
    page = contributor.get("editorial.hand_over", number=held(board, contributor).id)

    assert "Nobody else writes for your organisation yet." in page.text
    assert not page.soup.select("main form")


def test_nobody_is_chosen_by_chance(contributor: Person, lead: Person, board: Organisation) -> None:
    made = held(board, contributor)

    page = contributor.get("editorial.hand_over", number=made.id).submit("Hand it over", note="Kept as it was typed")

    assert page.errors == ["Choose who goes on with it"]
    assert "Kept as it was typed" in page.html
    assert holder_of(made) == contributor.user.id


@pytest.mark.parametrize("kind", ["member", "other_contributor"])
def test_only_writers_of_the_organisation_can_have_it(
    kind: str, contributor: Person, board: Organisation, other_board: Organisation
) -> None:
    made = held(board, contributor)
    others = {"member": (board, "member"), "other_contributor": (other_board, "contributor")}
    stranger = belongs(*others[kind]).user

    with pytest.raises(Invalid) as refusal:
        handing.hand_over(acting(contributor.user), made, to=stranger.id)

    assert set(refusal.value.problems) == {"to"}
    db.session.rollback()
    assert holder_of(made) == contributor.user.id
    assert messages() == []


def test_handing_over_twice_to_the_same_person_tells_once(
    contributor: Person, lead: Person, board: Organisation
) -> None:
    made = held(board, contributor)
    page = contributor.get("editorial.hand_over", number=made.id)

    for _ in range(2):
        page.submit("Hand it over", to=str(lead.user.id))

    assert len(messages()) == 1
    entered = select(AuditEvent).where(AuditEvent.verb == "handing.hand_over")
    assert len(db.session.scalars(entered).all()) == 1


@pytest.mark.parametrize("state", STATES)
def test_what_is_on_its_way_to_publication_is_in_a_hand_and_nothing_else(
    state: str, contributor: Person, lead: Person, board: Organisation
) -> None:
    made = factories.lesson(state=state, organisation=board, tell=False)
    revision = made.open_revision or made.live_revision
    assert revision
    db.session.commit()
    can = state in {"draft", "returned", "submitted", "in_review", "scheduled"}

    try:
        handing.hand_over(acting(contributor.user), revision, to=lead.user.id)
    except (Conflict, NotFound):
        assert not can
    else:
        assert can
    page = contributor.get("editorial.hand_over", number=revision.id)
    assert (page.heading == "Hand the lesson over") is can


def test_saving_by_somebody_else_leaves_it_in_the_hand_it_is_in(
    contributor: Person, lead: Person, board: Organisation
) -> None:
    made = held(board, contributor)

    save(acting(lead.user), made, page=Sent({"why": "Nobody owned them."}, {"why": ""}, "a page"))

    assert holder_of(made) == contributor.user.id


def test_others_do_not_hand_it_over(
    contributor: Person, editor: Person, other_contributor: Person, board: Organisation
) -> None:
    made = held(board, contributor, state="submitted")

    with pytest.raises(Denied):
        handing.hand_over(acting(editor.user), made, to=editor.user.id)
    with pytest.raises(NotFound):
        handing.hand_over(acting(other_contributor.user), made, to=contributor.user.id)
    assert editor.get("editorial.hand_over", number=made.id).status == 403
    assert other_contributor.get("editorial.hand_over", number=made.id).status == 404
