"""Two who write at once: what one saves never takes the place of what the other wrote without somebody choosing so."""

import pytest
from apiflask import APIFlask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select

from kb.accounts.models.organisation import Organisation
from kb.core import db
from kb.core.errors import Conflict, NotFound
from kb.editorial.draft_values import digest
from kb.editorial.models import SavedText
from kb.editorial.queries.saved_texts import earlier_texts
from kb.editorial.service import saving
from kb.editorial.service.saving import Page
from kb.lessons.field_values import Value, value_of
from kb.lessons.models.lesson import Revision
from tests.editorial.drafting import acting, draft
from tests.editorial.opened import Opened
from tests.pages import Person


def texts_of(revision: Revision) -> set[str]:
    """Every text that its writers can see: those in its fields, and those of the page of earlier texts."""
    db.session.expire_all()
    first = earlier_texts(revision, 1)
    kept = [each.text for number in range(1, first.pages + 1) for each in earlier_texts(revision, number).items]
    return {*kept, str(value_of(revision, "found")), str(value_of(revision, "why"))}


def test_a_save_writes_what_was_changed_and_makes_its_writer_an_author(
    contributor: Person, board: Organisation
) -> None:
    revision = draft(board)

    saved = Opened(contributor, revision, "found", "why", "themes", "year").save(
        why="Nobody owned them.", themes=("neglect", "thresholds-and-referrals"), year="2015"
    )

    assert (saved.changed, saved.version, saved.contested) == (("why", "themes", "year"), 2, ())
    assert (revision.why, revision.year) == ("Nobody owned them.", 2015)
    assert [theme.slug for theme in revision.themes] == ["neglect", "thresholds-and-referrals"]
    assert contributor.user.id in revision.author_ids


def test_what_two_change_in_different_fields_is_saved_for_both(
    contributor: Person, lead: Person, board: Organisation
) -> None:
    revision = draft(board)
    one, other = (Opened(who, revision, "found", "why") for who in (contributor, lead))

    assert one.save(found="Found by one.").changed == ("found",)
    assert other.save(why="Why by the other.").changed == ("why",)

    assert (revision.found, revision.why) == ("Found by one.", "Why by the other.")


def test_a_text_that_both_have_changed_stays_and_the_second_sees_both(
    contributor: Person, lead: Person, board: Organisation
) -> None:
    revision = draft(board)
    one, other = (Opened(who, revision, "found") for who in (contributor, lead))
    one.save(found="Found by one.")

    saved = other.save(found="Found by the other.")

    (both,) = saved.contested
    assert (both.mine, both.theirs, both.by) == ("Found by the other.", "Found by one.", "A contributor")
    assert revision.found == "Found by one."
    assert "Found by the other." in texts_of(revision)


def test_the_same_text_twice_is_no_quarrel_and_a_form_sent_twice_is_saved_once(
    contributor: Person, lead: Person, board: Organisation
) -> None:
    revision = draft(board)
    one, other = (Opened(who, revision, "found") for who in (contributor, lead))
    one.save(found="The same.")

    assert other.save(found="The same.").contested == ()
    assert one.save(found="The same.").changed == ()
    assert revision.version == 2


def test_a_page_that_saves_itself_is_not_contested_by_its_own_earlier_words(
    contributor: Person, board: Organisation
) -> None:
    revision = draft(board)
    page = Opened(contributor, revision, "found", token="a")

    for words in ("The", "The team", "The team read them."):
        assert page.save(found=words).contested == ()

    assert [each.text for each in db.session.scalars(select(SavedText).order_by(SavedText.id))] == [
        "Referrals came back without an answer, because nobody owned them.",
        "The team read them.",
    ]


def test_what_a_page_saved_by_itself_is_kept_once_somebody_else_has_written_after_it(
    contributor: Person, lead: Person, board: Organisation
) -> None:
    revision = draft(board)
    page = Opened(contributor, revision, "found", token="a")
    page.save(found="First words.")
    Opened(lead, revision, "found").save(found="Their words.")

    page.save(found="First words, and more.")

    assert texts_of(revision) >= {"First words.", "Their words.", "First words, and more."}


def test_a_field_whose_state_the_page_does_not_know_is_never_overwritten(
    contributor: Person, board: Organisation
) -> None:
    revision = draft(board)

    saved = saving.save(acting(contributor.user), revision, page=Page({"found": "Mine."}, {}, ""))

    assert [each.field for each in saved.contested] == ["found"]
    assert revision.found.startswith("Referrals came back")


def test_a_theme_that_was_retired_meanwhile_is_named_and_the_rest_is_saved(
    contributor: Person, board: Organisation
) -> None:
    revision = draft(board)
    page = Opened(contributor, revision, "why", "themes")

    saved = page.save(why="Nobody owned them.", themes=("retired-theme", "neglect"))

    assert "retired-theme" in saved.problems["themes"]
    assert revision.why == "Nobody owned them."
    assert [theme.slug for theme in revision.themes] == ["thresholds-and-referrals"]


def test_what_is_typed_for_a_text_that_was_submitted_meanwhile_is_kept_aside(
    contributor: Person, board: Organisation
) -> None:
    revision = draft(board)
    page = Opened(contributor, revision, "found")
    revision.state = "submitted"
    db.session.commit()

    with pytest.raises(Conflict):
        page.save(found="Too late.")
    for _ in range(3):
        saving.keep_aside(acting(contributor.user), revision, page=Page({"found": "Too late."}, {}, ""))
    assert saving.keep_aside(acting(contributor.user), revision, page=Page({"found": revision.found}, {}, "")) == []

    late = select(SavedText).where(SavedText.text == "Too late.")
    assert len(db.session.scalars(late).all()) == 1
    assert "Too late." in texts_of(revision)
    assert revision.found.startswith("Referrals came back")


def test_an_earlier_text_is_put_back_and_the_one_in_its_place_is_kept(contributor: Person, board: Organisation) -> None:
    revision = draft(board)
    Opened(contributor, revision, "found").save(found="Second.")
    Opened(contributor, revision, "found").save(found="Third.")
    second = db.session.scalars(select(SavedText).where(SavedText.text == "Second.")).one()

    assert saving.put_earlier(acting(contributor.user), revision, number=second.id) == "found"

    assert revision.found == "Second."
    assert "Third." in texts_of(revision)


def test_a_text_of_another_draft_cannot_be_put_back_or_removed(contributor: Person, board: Organisation) -> None:
    mine, other = draft(board), draft(board)
    Opened(contributor, other, "found").save(found="Of the other.")
    number = db.session.scalars(select(SavedText.id).where(SavedText.text == "Of the other.")).one()

    with pytest.raises(NotFound):
        saving.put_earlier(acting(contributor.user), mine, number=number)
    with pytest.raises(NotFound):
        saving.forget(acting(contributor.user), mine, number=number)


STEP = st.tuples(st.integers(0, 1), st.sampled_from(("open", "save", "choose mine", "choose theirs")),
                 st.sampled_from(("found", "why")))  # fmt: skip


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(STEP, max_size=14))
def test_whatever_two_people_do_every_text_survives_and_nothing_is_overwritten_unseen(
    app: APIFlask, writers: tuple[Person, Person], written: Revision, steps: list[tuple[int, str, str]]
) -> None:
    """Each opens, saves and chooses in any order. Whoever replaces a text has had it before their eyes."""
    db.session.execute(delete(SavedText))
    written.found, written.why = "Found at first.", "Why at first."
    db.session.commit()
    pages = [Opened(who, written, "found", "why") for who in writers]
    seen: list[dict[str, Value]] = [dict(page.values) for page in pages]
    typed = {"Found at first.", "Why at first."}
    for number, (who, act, field) in enumerate(steps):
        if act == "open":
            pages[who] = Opened(writers[who], written, "found", "why")
            seen[who] = dict(pages[who].values)
            continue
        words = f"Text {number}."
        typed.add(words)
        before = str(value_of(written, field))
        saved = pages[who].save(**{field: words})
        if before != str(value_of(written, field)):
            assert seen[who][field] == before, "it was replaced by somebody who had not seen it"
        for each in saved.contested:
            seen[who][each.field] = each.theirs
            pages[who].opened_with[each.field] = digest(each.theirs)
            if act == "choose theirs":
                pages[who].values[each.field] = each.theirs
        if act == "choose mine" and saved.contested:
            pages[who].save()
        for each_field in ("found", "why"):
            now = value_of(written, each_field)
            if now == pages[who].values[each_field]:
                seen[who][each_field] = now
                pages[who].opened_with[each_field] = digest(now)

    assert texts_of(written) >= typed


@pytest.fixture
def writers(contributor: Person, lead: Person) -> tuple[Person, Person]:
    return contributor, lead


@pytest.fixture
def written(board: Organisation) -> Revision:
    return draft(board)
