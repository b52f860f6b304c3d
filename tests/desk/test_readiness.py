"""What stands in the way of a publication is said one by one, each with what to do about it."""

from collections.abc import Callable

import pytest

from kb.core import db
from kb.core.work import run_due
from kb.desk.readiness import hindrances, of_identity, still_open
from kb.desk.service import signing
from kb.identity.models import IdentityDecision
from kb.identity.standing import standing_of
from kb.lessons.models.attachment import Attachment
from kb.lessons.models.lesson import Revision
from kb.lessons.queries.attachments import attachments_of
from tests import factories
from tests.desk.reviewing import Team, digest_of, now, refusal
from tests.editorial.attaching import checked, table
from tests.editorial.drafting import acting
from tests.editorial.kinds import ON_SQLITE
from tests.pages import statements

pytestmark = ON_SQLITE

FACTS = "The girl was two years old when she was scalded in April 2015. She was the youngest of four children."
ANEW = "Perhaps a theme was renamed. Read it once more, and sign it anew."
OTHERWISE = [
    f"Something in it is not as it was when somebody signed {what}. {ANEW}"
    for what in ("what it says", "that nobody can be recognised")
]


def said(revision: Revision) -> list[str]:
    """What stands in the way now."""
    return [each.words for each in hindrances(now(revision))]


def with_file(team: Team, words: str = "They read each referral.") -> Revision:
    """A text with both signatures and a file that was checked."""
    revision = team.draft()
    checked(team.writer, revision, table(words))
    claimed = team.claim(team.submit(now(revision)))
    run_due()
    return team.sign(now(claimed))


def file_of(revision: Revision) -> Attachment:
    (found,) = attachments_of(now(revision))
    return found


def test_nothing_stands_in_the_way_of_what_both_have_signed(team: Team) -> None:
    assert said(team.signed()) == []
    assert said(with_file(team)) == []


def test_what_is_still_open_is_told_without_checking_the_text_again(team: Team) -> None:
    revision = team.draft()
    checked(team.writer, revision, table("They read each referral."))
    claimed = now(team.claim(team.submit(now(revision))))

    with statements() as made:
        told = still_open(claimed)

    assert told == ["1 file is still being checked."]
    assert [each for each in made if "identity_" in each] == []


def test_both_signatures_are_asked_for(team: Team) -> None:
    assert said(team.claimed()) == [
        "Nobody has signed what it says yet.",
        "No identity reviewer has signed yet that nobody can be recognised.",
    ]


def changed_source(revision: Revision) -> None:
    revision.sources[0].title = "Another report"


def changed_file(revision: Revision) -> None:
    attachments_of(revision)[0].title = "Another title"


def changed_text(revision: Revision) -> None:
    revision.risks = "None so far."


def named_no_more(revision: Revision) -> None:
    revision.lesson.organisation_named = False


@pytest.mark.parametrize("change", [changed_source, changed_file, changed_text, named_no_more])
def test_whatever_is_not_as_it_was_signed_takes_both_signatures_away(
    team: Team, change: Callable[[Revision], None]
) -> None:
    revision = with_file(team)

    change(now(revision))
    db.session.commit()

    assert said(revision) == OTHERWISE


def test_a_field_that_publication_needs_and_that_is_empty_is_counted(team: Team) -> None:
    revision = team.signed()
    revision.summary = "Too short."
    db.session.commit()

    assert said(revision)[-1] == "1 field does not have what publication needs. Return it."


def test_passages_that_must_be_changed_are_named(team: Team) -> None:
    revision = team.signed()
    revision.how = "Ring 01632 960123."
    db.session.commit()

    assert said(revision)[-1] == (
        "The identity check finds 1 passage now that must be changed: “01632 960123”. Return it."
    )


def test_facts_together_wait_for_a_decision_and_stay_in_the_way_where_they_must_change(team: Team) -> None:
    revision = team.signed()
    revision.found = FACTS
    db.session.commit()
    assert "An identity reviewer has to decide about facts that may point at one child together." in said(revision)

    found = standing_of(now(revision)).combination
    assert found is not None
    db.session.add(
        IdentityDecision(
            kind="combination",
            rule="combination",
            field="", digest=found.digest, reason="Too much together.", outcome="must_change",
            revision_id=revision.id, organisation_id=team.board.id, decided_by_id=team.reviewer.user.id,
        )
    )  # fmt: skip
    db.session.commit()

    assert "An identity reviewer decided that facts which point at one child must be changed. Return it." in said(
        revision
    )


def test_a_file_that_is_being_checked_is_waited_for(team: Team) -> None:
    revision = with_file(team)
    file = file_of(revision)
    file.state, file.checked_at = "waiting", None
    db.session.commit()

    (hindrance,) = hindrances(now(revision))
    assert (hindrance.words, hindrance.passes) == ("1 file is still being checked. Wait a moment.", True)


def test_a_file_that_was_refused_and_has_no_content_any_more_stands_in_the_way_for_good(team: Team) -> None:
    revision = with_file(team)
    file = file_of(revision)
    file.state, file.virus, file.reason, file.file_id = "refused", "found", "A virus was found in it.", None
    db.session.commit()

    assert said(revision) == [*OTHERWISE, "1 file cannot stay, because of what the check found. Return it."]
    assert not any(each.passes for each in hindrances(now(revision)))


def test_a_file_that_was_checked_before_a_word_was_added_is_checked_again_when_somebody_publishes(team: Team) -> None:
    revision = with_file(team)
    team.add_word("velvet wood")
    page = team.page(team.editor, revision, "desk.publish")

    told = page.submit("Publish")

    assert "Nothing was published." in told.text
    assert file_of(revision).state == "waiting"
    run_due()
    assert said(revision) == []
    assert "It is public now." in page.submit("Publish").text


def test_what_the_new_word_finds_in_it_is_said_then(team: Team) -> None:
    revision = with_file(team, "They met in the velvet wood.")
    team.add_word("velvet wood")
    team.page(team.editor, revision, "desk.publish").submit("Publish")

    run_due()

    assert said(revision) == ["The identity check finds 1 passage now for which no reason was given. Return it."]


def test_a_word_for_another_organisation_has_no_file_of_this_one_checked_again(team: Team) -> None:
    revision, other = with_file(team), factories.organisation("Westbridge").id
    team.add_word("velvet wood", organisation_id=other)

    assert said(revision) == []


def test_a_file_that_was_checked_before_does_not_keep_the_reviewer_from_signing(team: Team) -> None:
    revision = team.draft()
    checked(team.writer, revision)
    claimed = team.claim(team.submit(now(revision)))
    run_due()
    team.add_word("velvet wood")

    assert list(of_identity(now(claimed))) == []
    who = acting(team.reviewer.user)
    assert refusal(lambda: signing.sign_identity(who, now(claimed), digest=digest_of(claimed))) is None
