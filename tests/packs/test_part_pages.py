"""The form of a part of the session keeps all that is typed, whoever else changes the same part meanwhile."""

from dataclasses import replace

import pytest

from kb.access.actors import Actor
from kb.core import db
from kb.lessons.models.lesson import Lesson
from kb.packs.content import Block, LessonUse, Outcome, OwnQuestion
from kb.packs.models import Pack
from kb.packs.service import blocks, lessons
from tests import factories
from tests.packs.packing import a_lesson, a_pack, edit_together
from tests.pages import Page, Person, words
from tests.training import material


@pytest.fixture
def pack(who: Actor) -> Pack:
    """A pack of the trainer's, with an outcome and two parts."""
    return a_pack(who, outcomes=(Outcome("ask", "ask a second question"),))


def part(pack: Pack, key: str = "welcome") -> Block:
    db.session.refresh(pack)
    found = pack.now.block(key)
    assert found is not None
    return found


def opened(person: Person, pack: Pack, key: str = "welcome") -> Page:
    return person.get("packs.block", slug=pack.slug, key=key)


def test_all_that_is_typed_is_saved(user: Person, pack: Pack) -> None:
    page = opened(user, pack).submit(
        "Save this part",
        title="Good morning",
        minutes="12",
        method="talk",
        purpose="People feel safe.",
        content="Say who you are.",
        screen="What helps *you*?",
        say_this="Welcome.",
        trainer_notes="Be there early.",
        watch_for="Late comers.",
        resources="Slides\n\nPens",
        outcomes="ask",
        fill="safety",
    )

    assert "“Good morning” was saved." in page.text
    assert part(pack) == Block(
        "welcome", 12, "Good morning", "People feel safe.", "talk", "Say who you are.", "What helps *you*?",
        "Be there early.", "Welcome.", "Late comers.", ("Slides", "Pens"), ("ask",), "safety",
    )  # fmt: skip


def test_saving_what_stands_there_says_that_nothing_was_changed(user: Person, pack: Pack) -> None:
    page = opened(user, pack).submit("Save this part")

    assert "Nothing was different" in page.text
    assert pack.version == 1


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("title", "", "Give this part a title"),
        ("title", "x" * 121, "Use at most 120 characters here: you have 121"),
        ("minutes", "0", "Enter whole minutes between 1 and 480"),
        ("minutes", "a quarter", "Enter whole minutes between 1 and 480"),
        ("content", "x" * 6_001, "Use at most 6,000 characters here: you have 6,001. Put the rest elsewhere"),
        ("resources", "pen\n" * 31, "Write at most 30 lines: you have 31"),
        ("resources", f"pen\n{'x' * 301}", "Line 2 is too long: use at most 300 characters for it"),
    ],
)
def test_what_cannot_be_saved_is_said_at_its_field_and_the_rest_stays(
    user: Person, pack: Pack, field: str, typed: str, told: str
) -> None:
    page = opened(user, pack).submit("Save this part", **{"say_this": "Good morning.", field: typed})

    assert page.errors == [told]
    assert page.soup.select_one("#say_this").text.strip() == "Good morning."  # type: ignore[union-attr]
    assert part(pack).say_this == ""


def test_a_part_without_a_time_counts_for_none(user: Person, pack: Pack) -> None:
    opened(user, pack).submit("Save this part", minutes="")

    assert part(pack).minutes is None
    assert "20 of 30 minutes" in user.get("packs.show", slug=pack.slug).text


def test_a_part_is_added_behind_another(user: Person, pack: Pack) -> None:
    page = user.get("packs.add_block", slug=pack.slug, after="welcome")
    assert "It comes after “Welcome”." in page.text

    page.submit("Add this part", title="Break", minutes="5")

    db.session.refresh(pack)
    assert [block.title for block in pack.now.blocks] == ["Welcome", "Break", "What would we do?"]


def test_a_session_that_has_as_many_parts_as_it_may_takes_no_more(user: Person, who: Actor) -> None:
    full = a_pack(who, blocks=tuple(Block(f"b{number}", 1, "Part") for number in range(blocks.MOST)))

    page = user.get("packs.add_block", slug=full.slug).submit("Add this part", title="One more")

    assert page.errors == ["A session can have 60 parts. Take one out first"]


def test_lessons_are_chosen_with_sections_and_words_for_the_slide(user: Person, who: Actor) -> None:
    lesson = a_lesson(found="Nobody owned the referrals.", done="A team does now.")
    pack, number = a_pack(who, lessons=(lesson,)), lesson.lesson_id
    page = opened(user, pack)
    assert "Nobody owned the referrals." in page.rows(f"#sections_{number}-item-hint")[0]

    chosen = {f"sections_{number}": "done", f"words_{number}": "One team for all"}
    page.submit("Save this part", fill="lessons", lessons=str(number), **chosen)

    assert part(pack).lessons == (LessonUse(number, ("done",), "One team for all"),)


def test_a_slide_has_forty_words_at_most(user: Person, who: Actor) -> None:
    lesson = a_lesson()
    pack, words = a_pack(who, lessons=(lesson,)), f"words_{lesson.lesson_id}"

    page = opened(user, pack).submit("Save this part", fill="lessons", **{words: "word " * 41})

    assert page.errors == ["Use at most 40 words for the slide: you have 41"]
    assert "word word" in page.soup.select_one(f"#{words}").text  # type: ignore[union-attr]


def test_what_stands_on_the_slide_of_a_part_is_short_too(user: Person, pack: Pack) -> None:
    page = opened(user, pack).submit("Save this part", screen="word " * 41)

    assert page.errors == ["Use at most 40 words for the slide: you have 41"]


def test_boxes_of_different_groups_of_questions_are_told_apart(user: Person, who: Actor) -> None:
    on_lesson, on_theme, other = a_lesson(), factories.lesson(themes=["neglect"]), factories.lesson()
    theme = material.vignette(factories.lesson(), themes=["neglect"]).theme_links[0].theme_id
    for lesson in (db.session.get_one(Lesson, on_lesson.lesson_id), on_theme, other):
        for number in range(3):
            material.quiz_item(lesson, f"What comes {number}.?")
    own = tuple(OwnQuestion(f"own{number}", f"Who is {number}.?", ("You", "We"), 1, "Yes.") for number in range(3))

    page = opened(user, a_pack(who, lessons=(on_lesson,), theme_ids=(theme,), questions=own))

    assert len({box["id"] for box in page.soup.select("input[name=questions]")}) == 12


def test_as_many_stages_as_a_case_has_are_all_of_them(user: Person, pack: Pack) -> None:
    case, longer = material.vignette(factories.lesson()), material.vignette(factories.lesson(), title="Long")
    longer.details = {**longer.details, "stages": [*longer.details["stages"] * 2]}

    opened(user, pack).submit("Save this part", fill="vignette", vignette=case.slug, stages="2")

    assert (part(pack).vignette, part(pack).stages) == (case.slug, 0)


def test_a_lesson_that_is_told_whole_stays_so_where_no_tick_is_taken_away(user: Person, who: Actor) -> None:
    lesson = a_lesson()
    use = LessonUse(lesson.lesson_id)
    pack = a_pack(who, lessons=(lesson,), blocks=(Block("welcome", 5, "Hear", fill="lessons", lessons=(use,)),))

    opened(user, pack).submit("Save this part")

    assert pack.version == 1


def test_a_lesson_whose_tick_is_taken_away_is_told_no_more(user: Person, who: Actor) -> None:
    lesson, other = a_lesson(), a_lesson()
    uses = (LessonUse(lesson.lesson_id), LessonUse(other.lesson_id))
    pack = a_pack(who, lessons=(lesson, other), blocks=(Block("welcome", 5, "Hear", fill="lessons", lessons=uses),))

    opened(user, pack).submit("Save this part", lessons=str(other.lesson_id))

    assert part(pack).lessons == (LessonUse(other.lesson_id),)


def test_vignettes_on_the_themes_of_the_pack_come_first(user: Person, who: Actor) -> None:
    theme = (
        material.vignette(factories.lesson(), title="A case on the theme", themes=["neglect"]).theme_links[0].theme_id
    )
    material.vignette(factories.lesson(), title="A case about something else", themes=["domestic-abuse"])
    pack = a_pack(who, theme_ids=(theme,))

    page = opened(user, pack)

    cases = page.soup.select("input[name=vignette]")
    assert [words(page.soup.select_one(f"label[for={each['id']}]")) for each in cases] == [
        "A case on the theme",
        "A case about something else",
    ]
    told = "35 minutes, 2 stages. Neglect. Lets a group practise asking what a child sees and hears at home."
    assert page.rows("#vignette-item-hint") == [told]
    page.submit("Save this part", fill="vignette", vignette=str(cases[0]["value"]), stages="1")
    assert (part(pack).vignette, part(pack).stages) == (cases[0]["value"], 1)


def test_quiz_questions_of_the_site_are_chosen(user: Person, pack: Pack) -> None:
    item = material.quiz_item(factories.lesson(), "Who is told first?")

    opened(user, pack).submit("Save this part", fill="quiz", questions=item.slug)

    assert part(pack).questions == (item.slug,)


def test_what_belonged_to_another_choice_does_not_go_along_unseen(user: Person, who: Actor) -> None:
    lesson = a_lesson()
    block = Block("welcome", 5, "Hear", fill="lessons", lessons=(LessonUse(lesson.lesson_id),))
    pack = a_pack(who, lessons=(lesson,), blocks=(block,))

    opened(user, pack).submit("Save this part", fill="safety")

    assert (part(pack).fill, part(pack).lessons) == ("safety", ())


def test_two_who_change_different_fields_both_have_their_words(
    user: Person, who: Actor, colleague: Actor, member: Person, pack: Pack
) -> None:
    edit_together(who, pack, colleague)
    mine, theirs = opened(user, pack), opened(member, pack)

    theirs.submit("Save this part", purpose="People feel safe.")
    mine.submit("Save this part", title="Good morning")

    assert (part(pack).title, part(pack).purpose) == ("Good morning", "People feel safe.")


def test_of_two_who_change_the_same_the_second_sees_both_and_saving_again_takes_theirs(
    user: Person, who: Actor, colleague: Actor, member: Person, pack: Pack
) -> None:
    edit_together(who, pack, colleague)
    mine, theirs = opened(user, pack), opened(member, pack)
    theirs.submit("Save this part", say_this="Hello, you all.", resources="Pens")

    page = mine.submit("Save this part", say_this="Good morning.", minutes="5")

    assert page.status == 409
    assert page.errors == ["A member has changed “Say this” too. Save again to have it as you typed it"]
    assert page.soup.select_one("#say_this").text.strip() == "Good morning."  # type: ignore[union-attr]
    assert page.rows(".kb-beside__text") == ["Hello, you all."]
    assert (part(pack).say_this, part(pack).minutes) == ("Hello, you all.", 5)

    page.submit("Save this part")

    assert part(pack).say_this == "Good morning."
    assert part(pack).resources == ("Pens",)
    assert "Hello, you all." in user.get("packs.version", slug=pack.slug, number=2).text


def test_a_part_that_was_taken_out_meanwhile_is_put_back_with_all_that_was_typed(
    user: Person, who: Actor, pack: Pack
) -> None:
    page = opened(user, pack, "discuss")
    blocks.remove_block(who, pack, key="discuss")

    page = page.submit("Save this part", title="What will we do?", say_this="In pairs.")

    assert page.status == 409
    assert page.heading == "This part was taken out meanwhile"
    assert page.soup.select_one("#title")["value"] == "What will we do?"  # type: ignore[index]

    page.submit("Put it back as a new part")

    again = part(pack, "discuss")
    assert (again.title, again.minutes, again.say_this) == ("What will we do?", 20, "In pairs.")
    assert [block.key for block in pack.now.blocks] == ["welcome", "discuss"]


def test_a_lesson_that_was_taken_out_meanwhile_is_named_as_gone(user: Person, who: Actor) -> None:
    lesson = a_lesson()
    pack = a_pack(who, lessons=(lesson,))
    page = opened(user, pack)
    lessons.remove_lesson(who, pack, lesson_id=lesson.lesson_id)
    page = page.submit("Save this part", fill="lessons", lessons=str(lesson.lesson_id))

    assert "A lesson that you had ticked is no longer in the pack" in page.text


def test_what_the_form_does_not_show_stays(user: Person, who: Actor) -> None:
    hidden, shown = a_lesson(state="hidden", slug="hidden-one"), a_lesson()
    uses = (LessonUse(hidden.lesson_id), LessonUse(shown.lesson_id))
    block = Block("welcome", 5, "Hear", fill="lessons", lessons=uses)
    pack = a_pack(who, lessons=(hidden, shown), blocks=(block,))
    opened(user, pack).submit("Save this part", title="Hear both")
    assert part(pack) == replace(block, title="Hear both")
