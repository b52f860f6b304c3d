"""Two people sign, neither of whom wrote any of it, and each signs exactly what was read."""

import pytest
from apiflask import APIFlask
from sqlalchemy.exc import IntegrityError

from kb.accounts.models.user import Membership
from kb.core import db
from kb.core.errors import Conflict, Denied, Invalid, NotFound
from kb.desk.queries.points import POINTS, points_of
from kb.desk.queries.points import digest_of as points_digest
from kb.desk.service import commenting, rating, signing
from kb.desk.service.signing import Changed
from kb.desk.words import CHANGED
from kb.editorial.queries.choices import closed_choices
from kb.editorial.service import submitting
from kb.lessons.frozen import frozen
from kb.lessons.models.lesson import Revision
from tests.desk.reviewing import Team, at_once, digest_of, found, now, refusal, steps
from tests.editorial.drafting import acting
from tests.pages import Page, Person

SIGN = {"content": "Sign what it says", "identity": "Sign that nobody can be recognised"}


def signed(revision: Revision) -> tuple[int | None, int | None]:
    """Who has signed for what it says, and that nobody can be recognised."""
    fresh = now(revision)
    return fresh.content_signed_by_id, fresh.identity_signed_by_id


def sign(who: Person, revision: Revision, kind: str, **typed: str) -> Page:
    """Somebody opens a text, and signs it on the page for that."""
    page = who.get("desk.item", number=revision.id).follow(SIGN[kind])
    return page.submit("Sign it", **{"read": "y", **typed})


def test_two_people_sign_what_it_says_and_that_nobody_can_be_recognised(team: Team) -> None:
    revision = team.claimed()

    assert "You have signed it. Now an identity reviewer has to" in sign(team.editor, revision, "content").text
    assert "You have signed it. Both signatures are there" in sign(team.reviewer, revision, "identity").text

    fresh = now(revision)
    assert signed(fresh) == (team.editor.user.id, team.reviewer.user.id)
    assert fresh.content_signed_digest == fresh.identity_signed_digest == frozen(fresh).digest
    assert steps(revision)[-2:] == ["sign_content", "sign_identity"]


def test_whoever_signs_what_it_says_is_told_what_is_still_open(team: Team) -> None:
    revision = team.claimed()
    assert "Still open" not in team.page(team.editor, revision).follow(SIGN["content"]).text
    commenting.comment(acting(team.editor.user), revision, field="found", text="Who found it?")
    point = closed_choices(POINTS)[0][0]
    rating.rate(
        acting(team.editor.user), revision, said={point: ("not-yet", "")}, opened=points_digest(points_of(revision))
    )

    page = team.page(team.editor, revision).follow(SIGN["content"])

    assert "1 comment is not dealt with." in page.text
    assert "1 point of review: not yet as it should be." in page.text
    assert "You have signed it." in page.submit("Sign it", read="y").text


def test_nobody_signs_without_saying_that_it_was_read(team: Team) -> None:
    revision = team.claimed()

    page = team.page(team.editor, revision).follow(SIGN["content"]).submit("Sign it")

    assert page.errors == ["Tick this once you have read all of it"]
    assert signed(revision) == (None, None)


@pytest.mark.parametrize("kind", ["content", "identity"])
def test_one_person_does_not_give_both_signatures(team: Team, kind: str) -> None:
    both = team.editor.user
    both.site_roles.append(type(both.site_roles[0])(role="identity_reviewer"))
    revision = team.claimed()
    acts = {"content": signing.sign_content, "identity": signing.sign_identity}
    first, second = (acts[kind], acts["identity" if kind == "content" else "content"])
    first(acting(both), revision, digest=digest_of(revision))

    assert type(refusal(lambda: second(acting(both), now(revision), digest=digest_of(revision)))) is Denied

    page = team.page(team.editor, revision, f"desk.sign_{'identity' if kind == 'content' else 'content'}")
    assert "You cannot sign" in page.text
    assert sorted(map(bool, signed(revision))) == [False, True]


def test_the_database_refuses_two_signatures_of_one_person(team: Team) -> None:
    revision = team.signed()

    revision.identity_signed_by_id = revision.content_signed_by_id
    with pytest.raises(IntegrityError):
        db.session.commit()


def test_who_wrote_any_of_it_does_not_sign(team: Team) -> None:
    revision = team.claimed()
    for person in (team.colleague, team.reviewer):
        person.user.memberships = [Membership(organisation=team.board, role="contributor")]
    db.session.commit()
    team.send_back(revision)
    for person in (team.colleague, team.reviewer):
        Team.change(
            Team(team.board, person, team.editor, person, team.reviewer), now(revision), how=f"{person.user.id}"
        )
    team.claim(team.submit(now(revision)))

    for act, person in ((signing.sign_content, team.colleague), (signing.sign_identity, team.reviewer)):
        refused = refusal(lambda: act(acting(person.user), now(revision), digest=digest_of(revision)))  # noqa: B023
        assert type(refused) is Denied
    assert "You cannot sign what it says" in team.page(team.colleague, revision, "desk.sign_content").text
    assert signed(revision) == (None, None)


def test_an_editor_does_not_sign_for_the_reviewer_nor_the_other_way_about(team: Team) -> None:
    revision = team.claimed()

    for act, person in ((signing.sign_identity, team.editor), (signing.sign_content, team.reviewer)):
        refused = refusal(lambda: act(acting(person.user), revision, digest=digest_of(revision)))  # noqa: B023
        assert type(refused) is Denied
    assert type(refusal(lambda: signing.sign_content(acting(team.writer.user), revision, digest=""))) is Denied


def test_the_digest_of_another_text_signs_nothing(team: Team) -> None:
    revision, other = team.claimed(), team.submitted(title="Another team reads every referral")

    for act, person in ((signing.sign_content, team.editor), (signing.sign_identity, team.reviewer)):
        for digest in (digest_of(other), "", "0" * 64):
            refused = refusal(lambda: act(acting(person.user), now(revision), digest=digest))  # noqa: B023
            assert type(refused) is Changed
    assert signed(revision) == (None, None)


@pytest.mark.parametrize("ticked", [True, False])
def test_who_had_the_page_open_while_it_was_changed_and_submitted_again_is_told_and_signs_nothing(
    team: Team, ticked: bool
) -> None:
    revision = team.claimed()
    page = team.page(team.editor, revision).follow(SIGN["content"])
    team.mend(revision, how="Begin with an audit of all referrals.")

    told = page.submit("Sign it", **({"read": "y"} if ticked else {}))
    if not ticked:
        told = told.submit("Sign it", read="y")

    assert CHANGED in told.text
    assert told.heading == revision.title
    assert signed(revision) == (None, None)


def test_who_read_what_was_submitted_before_is_led_to_the_new_text_before_signing_it(team: Team) -> None:
    revision = team.claimed()
    opened = team.page(team.reviewer, revision)
    team.mend(revision, how="Begin with an audit of all referrals.")

    told = opened.follow(SIGN["identity"])

    assert CHANGED in told.text
    assert "You have signed it." in told.follow(SIGN["identity"]).submit("Sign it", read="y").text
    assert signed(revision) == (None, team.reviewer.user.id)


def test_who_comes_straight_to_the_page_for_signing_reads_the_text_first(team: Team) -> None:
    revision = team.claimed()

    assert team.page(team.colleague, revision, "desk.sign_content").heading == revision.title


@pytest.mark.parametrize("how", ["withdraw", "send_back"])
def test_what_comes_back_to_its_writers_loses_its_signatures(team: Team, how: str) -> None:
    revision = team.signed()

    getattr(team, how)(revision)

    fresh = now(revision)
    assert (fresh.claimed_by_id, *signed(fresh)) == (None, None, None)
    assert (fresh.content_signed_at, fresh.content_signed_digest, fresh.identity_signed_digest) == (None, None, None)


def test_what_goes_back_to_the_queue_keeps_its_signatures(team: Team) -> None:
    revision = team.signed()

    team.page(team.colleague, revision).submit("Give it back to the queue")

    assert now(revision).state == "submitted"
    assert signed(revision) == (team.editor.user.id, team.reviewer.user.id)


def test_what_is_signed_already_is_not_signed_again(team: Team) -> None:
    revision = team.claimed()
    page = team.page(team.colleague, revision).follow(SIGN["content"])
    team.sign(revision)

    assert "Somebody else has signed it a moment ago." in page.submit("Sign it", read="y").text
    assert signed(revision) == (team.editor.user.id, team.reviewer.user.id)
    assert steps(revision).count("sign_content") == 1


def test_of_two_who_sign_at_once_one_is_told(app: APIFlask, team: Team) -> None:
    revision = team.claimed()
    number, digest = revision.id, digest_of(revision)
    one, other = acting(team.editor.user), acting(team.colleague.user)

    done = at_once(
        app,
        lambda: signing.sign_content(one, found(number), digest=digest),
        lambda: signing.sign_content(other, found(number), digest=digest),
    )

    assert done == ["Conflict", "done"]
    assert steps(revision).count("sign_content") == 1


def test_one_person_who_sends_both_forms_at_once_signs_once(app: APIFlask, team: Team) -> None:
    both = team.editor.user
    both.site_roles.append(type(both.site_roles[0])(role="identity_reviewer"))
    revision = team.claimed()
    number, digest, who = revision.id, digest_of(revision), acting(both)

    done = at_once(
        app,
        lambda: signing.sign_content(who, found(number), digest=digest),
        lambda: signing.sign_identity(who, found(number), digest=digest),
    )

    assert done == ["Denied", "done"]
    assert sorted(map(bool, signed(revision))) == [False, True]


def test_what_is_taken_back_while_it_is_signed_has_no_signature(app: APIFlask, team: Team) -> None:
    revision = team.claimed()
    number, digest = revision.id, digest_of(revision)
    editor, writer = acting(team.editor.user), acting(team.writer.user)

    done = at_once(
        app,
        lambda: signing.sign_content(editor, found(number), digest=digest),
        lambda: submitting.withdraw(writer, found(number)),
    )

    assert done in (["NotFound", "done"], ["done", "done"])  # editors read no drafts
    assert (now(revision).state, *signed(revision)) == ("draft", None, None)


@pytest.mark.parametrize("state", ["submitted", "draft"])
def test_what_nobody_reviews_is_not_signed(team: Team, state: str) -> None:
    revision = team.submitted() if state == "submitted" else team.draft()
    refused = refusal(lambda: signing.sign_content(acting(team.editor.user), revision, digest=digest_of(revision)))

    assert type(refused) is (Conflict if state == "submitted" else NotFound)


FACTS = "The girl was two years old when she was scalded in April 2015. She was the youngest of four children."


def test_what_is_left_to_decide_is_said_before_anybody_signs_that_nobody_can_be_recognised(team: Team) -> None:
    revision = team.claimed()
    revision.found = FACTS
    db.session.commit()

    page = team.page(team.reviewer, revision).follow(SIGN["identity"])

    assert "An identity reviewer has to decide about facts" in page.text
    assert not page.soup.select("form button")[1:]
    refused = refusal(lambda: signing.sign_identity(acting(team.reviewer.user), revision, digest=digest_of(revision)))
    assert type(refused) is Invalid
    assert signed(revision) == (None, None)


def test_what_comes_up_between_reading_and_signing_is_said_on_the_page(team: Team) -> None:
    revision = team.claimed()
    page = team.page(team.reviewer, revision).follow(SIGN["identity"])
    now(revision).found = FACTS
    db.session.commit()

    told = page.submit("Sign it", read="y")

    assert "First deal with this" in told.text
    assert "An identity reviewer has to decide about facts" in told.text
    assert signed(revision) == (None, None)
