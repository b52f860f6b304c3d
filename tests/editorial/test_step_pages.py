"""The five pages on which a lesson is written: they save what can be saved, and lose nothing that was typed."""

import json
from typing import Any

import pytest

from kb.accounts.models.organisation import Organisation
from kb.core import db
from kb.editorial.accepting import MOST_KEPT
from kb.editorial.steps import BY_KEY
from kb.lessons.models.lesson import Revision
from tests.editorial.drafting import draft
from tests.editorial.kinds import ON_SQLITE
from tests.pages import Page, Person, statements

pytestmark = ON_SQLITE


def step(person: Person, revision: Revision, key: str = "found", **address: Any) -> Page:
    return person.get("editorial.step", number=revision.id, step=key, **address)


def now(revision: Revision) -> Revision:
    db.session.expire_all()
    return db.session.get_one(Revision, revision.id)


@pytest.mark.parametrize("key", BY_KEY)
def test_every_step_of_an_empty_draft_can_be_opened_and_saved(
    contributor: Person, board: Organisation, key: str
) -> None:
    revision = draft(board, complete=False)

    page = step(contributor, revision, key)
    assert page.heading == BY_KEY[key].title

    after = page.submit("Save and stay here")
    assert (after.status, after.heading) == (200, BY_KEY[key].title)
    assert "Saved." in after.text


@pytest.mark.parametrize("kind", ["member", "other_contributor", "user", "editor"])
def test_nobody_else_finds_a_draft(request: pytest.FixtureRequest, board: Organisation, kind: str) -> None:
    person, revision = request.getfixturevalue(kind), draft(board)

    assert step(person, revision).status == 404
    assert person.get("editorial.step", number=revision.id + 1000, step="found").status == 404


def test_saving_leads_from_step_to_step_and_in_the_end_to_the_answers(contributor: Person, board: Organisation) -> None:
    page = step(contributor, draft(board), "prompted")

    headings = []
    for _ in BY_KEY:
        page = page.submit("Save and go on" if page.heading != "Help for others" else "Save and go back")
        headings.append(page.heading)

    assert headings == [
        "What was found, and why", "What was done", "What happened next", "Help for others", "Check your answers",
    ]  # fmt: skip


def test_what_is_left_in_a_step_is_said_once_and_then_the_way_is_free(contributor: Person, board: Organisation) -> None:
    page = step(contributor, draft(board, themes=()))

    told = page.submit("Save and go on", found="The boy was seen on 4 March 2014.")
    assert told.heading == "What was found, and why"
    left = told.rows("#left li")
    assert [each.split(":")[0].strip() for each in left] == ["Choose one theme at least", "Change 4 March 2014"]

    assert told.submit("Save and go on").heading == "What was done"


@pytest.mark.parametrize(
    ("key", "field", "typed", "says"),
    [
        ("prompted", "year", "20014", "Enter a year between 1945 and"),
        ("prompted", "year", "last year", "Enter a year between 1945 and"),
        ("effect", "evidence_on", "the 40th of May", "When it was measured"),
        ("effect", "still_in_place", "31 February 2015", "It was still in place after a year on"),
        ("found", "found", "x" * (MOST_KEPT + 1), "far too long to be kept"),
    ],
)
def test_what_cannot_be_understood_is_said_at_the_field_and_the_rest_is_saved(
    contributor: Person, board: Organisation, key: str, field: str, typed: str, says: str
) -> None:
    revision = draft(board)
    other = {"prompted": ("nation", "wales"), "effect": ("effect", "Fewer came back."), "found": ("why", "Nobody.")}
    name, value = other[key]

    page = step(contributor, revision, key).submit("Save and go on", **{field: typed, name: value})

    assert says in page.errors[0]
    kept = page.soup.select_one(f"[name={field}]")
    assert kept is not None
    assert (kept.get("value") or kept.text.strip()) == typed
    saved = now(revision)
    assert value in (saved.why, saved.effect, (saved.nation_key or "").removeprefix("nations/"))


def test_a_hundred_thousand_characters_are_told_about_and_still_there(contributor: Person, board: Organisation) -> None:
    page = step(contributor, draft(board)).submit("Save and leave", found="word " * 20_000)

    assert "far too long to be kept" in page.errors[0]
    field = page.soup.find("textarea", attrs={"name": "found"})
    assert field is not None
    assert len(field.text) >= 99_999


def test_a_form_that_is_sent_twice_is_saved_once_and_leads_the_same_way(
    contributor: Person, board: Organisation
) -> None:
    revision = draft(board)
    page = step(contributor, revision)

    for _ in range(2):
        assert page.submit("Save and go on", why="Nobody owned them.").heading == "What was done"

    assert now(revision).version == 2


def test_going_back_to_ones_own_page_and_saving_again_asks_nothing_and_keeps_both(
    contributor: Person, board: Organisation
) -> None:
    revision = draft(board)
    page = step(contributor, revision)
    page.submit("Save and stay here", found="Second thoughts.")

    assert "Saved." in page.submit("Save and stay here", found="Third thoughts.").text

    assert now(revision).found == "Third thoughts."
    assert "Second thoughts." in contributor.get("editorial.earlier", number=revision.id).text


def test_two_texts_of_a_field_stand_side_by_side_and_the_second_writer_chooses(
    contributor: Person, lead: Person, board: Organisation
) -> None:
    revision = draft(board)
    page = step(lead, revision)
    step(contributor, revision).submit("Save and stay here", found="Theirs.", why="Their reason.")

    both = page.submit("Save and stay here", found="Mine.", tags="referrals, answers")

    assert both.status == 409
    assert both.rows(".kb-both__text") == ["Mine.", "Theirs."]
    assert "A contributor" in both.text
    assert (now(revision).found, now(revision).why, now(revision).tags) == (
        "Theirs.", "Their reason.", ["referrals", "answers"],
    )  # fmt: skip

    unchosen = both.submit("Save what I chose")
    assert unchosen.errors == ["Choose which text of “What was found” stays"]
    assert unchosen.rows(".kb-both__text") == ["Mine.", "Theirs."]

    unchosen.submit("Save what I chose", choice_found="own", own_found="Theirs, and mine.")
    assert now(revision).found == "Theirs, and mine."


@pytest.mark.parametrize(("choice", "stays"), [("mine", "Mine."), ("theirs", "Theirs.")])
def test_either_text_can_be_kept(
    contributor: Person, lead: Person, board: Organisation, choice: str, stays: str
) -> None:
    revision = draft(board)
    page = step(lead, revision)
    step(contributor, revision).submit("Save and stay here", found="Theirs.")

    page.submit("Save and stay here", found="Mine.").submit("Save what I chose", choice_found=choice)

    assert now(revision).found == stays


def test_a_field_that_a_colleague_has_emptied_is_shown_as_emptied(
    contributor: Person, lead: Person, board: Organisation
) -> None:
    revision = draft(board, why="Nobody owned them.")
    page = step(lead, revision)
    step(contributor, revision).submit("Save and stay here", why="")

    both = page.submit("Save and stay here", why="Nobody owned them at all.")

    assert "Nothing: the text was taken out." in both.text


def test_who_writes_while_it_is_submitted_is_told_and_finds_the_text_again(
    contributor: Person, board: Organisation
) -> None:
    revision = draft(board)
    page = step(contributor, revision)
    now(revision).state = "submitted"

    late = page.submit("Save and stay here", found="Too late.")

    assert (late.status, late.heading) == (409, "This lesson cannot be changed now")
    assert "Too late." in late.follow("Earlier texts, with what you typed").text


# --- what a script saves


def autosave(person: Person, page: Page, **typed: str) -> tuple[int, dict[str, Any]]:
    """What the page saves by itself, and what the site answers."""
    form = page.soup.find("form", attrs={"data-autosave": True})
    assert form is not None
    sent: dict[str, Any] = {}
    for field in form.select("input[name], textarea[name]"):
        if field.get("type") not in {"checkbox", "radio"} or field.has_attr("checked"):
            sent.setdefault(str(field["name"]), []).append(str(field.get("value", field.text)))
    sent.update(typed, autosave="1")
    answer = person.open(str(form["data-autosave"]), method="POST", data=sent)
    return answer.status, json.loads(answer.html)


def test_a_page_saves_itself_and_goes_on_from_there(contributor: Person, board: Organisation) -> None:
    revision = draft(board)
    page = step(contributor, revision)

    status, said = autosave(contributor, page, why="Nobody")
    assert (status, now(revision).version) == (200, 2)
    status, said = autosave(contributor, page, why="Nobody owned them.", **said["fields"])

    assert (status, now(revision).version, now(revision).why) == (200, 3, "Nobody owned them.")


def test_a_page_that_saves_itself_never_takes_the_place_of_a_colleagues_text(
    contributor: Person, lead: Person, board: Organisation
) -> None:
    revision = draft(board)
    page = step(lead, revision)
    step(contributor, revision).submit("Save and stay here", found="Theirs.")

    status, said = autosave(lead, page, found="Mine.")

    assert status == 409
    assert "“What was found”" in said["message"]
    assert now(revision).found == "Theirs."


def test_what_cannot_be_understood_is_noted_and_the_rest_saves_itself(contributor: Person, board: Organisation) -> None:
    revision = draft(board)

    status, said = autosave(contributor, step(contributor, revision, "prompted"), year="MMXIV", region="london")

    assert (status, list(said["notes"])) == (200, ["year"])
    assert now(revision).region_key == "regions/london"


def test_the_number_of_statements_does_not_grow_with_what_was_written(contributor: Person, board: Organisation) -> None:
    short = draft(board, complete=False)
    long = draft(board, themes=("neglect", "thresholds-and-referrals", "domestic-abuse"), tags=list("abcdef"),
                 values=("causes/culture", "causes/workload", "agencies/police", "agencies/probation"))  # fmt: skip
    step(contributor, short)

    counts = []
    for revision in (short, long):
        with statements() as made:
            step(contributor, revision)
        counts.append(len(made))

    assert counts[1] <= counts[0] + 4, counts  # what belongs to no row needs no statement to be read with it
    assert max(counts) <= 40, counts


def test_only_values_of_the_list_can_be_ticked(contributor: Person, board: Organisation) -> None:
    page = step(contributor, draft(board))

    assert "" not in [box["value"] for box in page.soup.select("input[type=checkbox]")]
