"""On the page of a pack its session is built: what stands in it is seen at once, and every change can be undone."""

import pytest

from kb.access.actors import Actor
from kb.core import db
from kb.packs.content import Block, LessonUse, PackContent
from kb.packs.models import Pack
from kb.packs.service import blocks
from tests import factories
from tests.packs.packing import a_lesson, a_pack, edit_together
from tests.pages import Page, Person, statements, words
from tests.training import material


@pytest.fixture
def pack(who: Actor) -> Pack:
    """A pack of the trainer's, of 30 minutes."""
    return a_pack(who)


def parts(page: Page) -> list[str]:
    return page.rows(".kb-build__title")


def now(pack: Pack) -> PackContent:
    db.session.refresh(pack)
    return pack.now


def titles(pack: Pack) -> list[str]:
    return [block.title for block in now(pack).blocks]


def form(page: Page, selector: str) -> dict[str, str]:
    """The fields of a form of the page."""
    found = page.soup.select_one(selector)
    assert found is not None
    return {str(field["name"]): str(field.get("value", "")) for field in found.select("[name]")}


def press(page: Page, action: str) -> Page:
    """Press the button of the form that goes to an address which ends so."""
    found = next(each for each in page.soup.select("form[action]") if str(each["action"]).endswith(action))
    sent = {str(field["name"]): str(field.get("value", "")) for field in found.select("[name]")}
    return page.person.open(str(found["action"]), method="POST", data=sent)


def test_the_parts_stand_in_their_order_with_times_and_methods(user: Person, who: Actor) -> None:
    made = a_pack(who, blocks=(Block("a", 10, "Welcome", method="talk"), Block("b", 15, "Pairs")))

    page = user.get("packs.show", slug=made.slug)

    assert parts(page) == ["1 . Welcome", "2 . Pairs"]
    assert page.rows("[data-time]") == ["Minute 0 to 10", "Minute 10 to 25"]
    assert "10 minutes · Talk" in page.text


@pytest.mark.parametrize(
    ("minutes", "told"),
    [
        (22, "22 of 30 minutes, 8 left"),
        (30, "30 of 30 minutes: it fits"),
        (42, "42 of 30 minutes: 12 minutes too long"),
    ],
)
def test_the_time_that_is_planned_is_compared_with_the_length(
    user: Person, who: Actor, minutes: int, told: str
) -> None:
    made = a_pack(who, blocks=(Block("a", minutes, "All of it"),))

    assert told in user.get("packs.show", slug=made.slug).text


def test_too_much_is_warned_of(user: Person, who: Actor) -> None:
    made = a_pack(who, blocks=(Block("a", 31, "All of it"),))

    assert "1 minute too long." in user.get("packs.show", slug=made.slug).text


def test_what_is_in_a_part_stands_there(user: Person, who: Actor) -> None:
    lesson = a_lesson(title="A team reads every referral within a day")
    made = a_pack(who, lessons=(lesson,), blocks=(Block("a", 5, "Hear", lessons=(LessonUse(lesson.lesson_id),)),))

    assert "A team reads every referral within a day" in user.get("packs.show", slug=made.slug).rows(".kb-inside li")[0]


def test_who_sees_it_is_said(user: Person, who: Actor, colleague: Actor, pack: Pack) -> None:
    assert "Draft: only you see it" in user.get("packs.show", slug=pack.slug).text

    edit_together(who, pack, colleague)

    assert "Draft: only you and 1 co-editor see it" in user.get("packs.show", slug=pack.slug).text


def test_who_else_sees_it_is_said_to_a_co_editor(
    member: Person, lead_of_board: Actor, who: Actor, colleague: Actor, pack: Pack
) -> None:
    edit_together(who, pack, colleague)
    assert "Draft: only its owner and you see it" in member.get("packs.show", slug=pack.slug).text

    edit_together(who, pack, lead_of_board)

    assert "Draft: only its owner, you and 1 other co-editor see it" in member.get("packs.show", slug=pack.slug).text


def test_what_is_still_to_be_filled_in_leads_to_where_it_is(user: Person, pack: Pack) -> None:
    page = user.get("packs.show", slug=pack.slug)

    assert page.follow("Write whom to contact locally with a worry about a child").heading == "Your area"


def test_a_part_is_moved_by_its_button_and_the_page_says_where_it_is(user: Person, pack: Pack) -> None:
    page = press(user.get("packs.show", slug=pack.slug), "/parts/discuss/move")

    assert titles(pack) == ["What would we do?", "Welcome"]
    assert page.rows("#part-discuss .kb-done p") == ["“What would we do?” is now part 1 of 2."]
    assert page.rows("#done") == []


def test_a_part_that_was_saved_says_so_in_its_row_with_the_time_that_is_planned(user: Person, pack: Pack) -> None:
    page = user.get("packs.block", slug=pack.slug, key="welcome").submit("Save this part", minutes="15")

    assert page.rows("#part-welcome .kb-done p") == ["“Welcome” was saved. 35 of 30 minutes: 5 minutes too long."]
    assert page.submit("Undo").rows("#part-welcome .kb-done p") == ["Taken back: it is as it was before."]
    assert now(pack).planned == 30


def test_a_note_on_a_part_stands_in_its_row(user: Person, who: Actor) -> None:
    made = a_pack(who, blocks=(Block("a", 20, "Work", content="Ten minutes: read. Fifteen minutes: talk."),))

    page = user.get("packs.show", slug=made.slug)

    assert page.rows("#part-a .kb-build__note") == ["The steps in the text add up to 25 minutes, the part has 20."]


def test_what_stands_on_slides_is_seen_where_the_session_is_built_and_read(user: Person, who: Actor) -> None:
    lesson = a_lesson()
    uses = (LessonUse(lesson.lesson_id, words="One *team* for all"),)
    made = a_pack(who, lessons=(lesson,), blocks=(Block("a", 5, "Hear", screen="What helps **you**?", lessons=uses),))

    rows = user.get("packs.show", slug=made.slug).rows(".kb-inside li")

    assert rows[0] == "On the slide: What helps you?"
    assert rows[1].endswith("On its slide: One *team* for all")
    assert "On the slide What helps you ?" in user.get("packs.session", slug=made.slug).text


def test_a_vignette_of_a_part_leads_to_where_another_is_chosen(user: Person, who: Actor) -> None:
    case = material.vignette(factories.lesson())
    made = a_pack(who, blocks=(Block("a", 40, "Case", fill="vignette", vignette=case.slug, stages=1),))

    page = user.get("packs.show", slug=made.slug)

    assert "its first stage" in page.rows(".kb-inside li")[0]
    link = page.link("Choose another vignette for: Case")
    assert link.endswith("#vignette")
    assert page.person.open(link.partition("#")[0]).soup.select_one("#vignette")


def test_the_first_part_cannot_go_up_and_the_last_not_down(user: Person, pack: Pack) -> None:
    page = user.get("packs.show", slug=pack.slug)

    assert [words(button) for button in page.soup.select("button[disabled]")] == [
        "Move up : Welcome",
        "Move down : What would we do?",
    ]


def test_the_rest_of_a_part_stands_behind_a_line_until_something_is_in_it(user: Person, pack: Pack) -> None:
    page = user.get("packs.block", slug=pack.slug, key="welcome")
    assert not page.soup.select_one("#more").has_attr("open")  # type: ignore[union-attr]

    page.submit("Save this part", watch_for="Late comers.")

    assert user.get("packs.block", slug=pack.slug, key="welcome").soup.select_one("#more").has_attr("open")  # type: ignore[union-attr]


def test_a_part_is_taken_out_and_comes_back(user: Person, pack: Pack) -> None:
    page = press(user.get("packs.show", slug=pack.slug), "/parts/welcome/remove")
    assert titles(pack) == ["What would we do?"]

    assert page.rows("#done[tabindex='-1'] p") == ["“Welcome” was taken out."]

    page = page.submit("Undo")

    assert page.rows("#part-welcome .kb-done p") == ["Taken back: it is as it was before."]
    assert titles(pack) == ["Welcome", "What would we do?"]


def test_undo_takes_nothing_back_that_was_done_elsewhere_since(
    user: Person, who: Actor, colleague: Actor, pack: Pack
) -> None:
    edit_together(who, pack, colleague)
    page = press(user.get("packs.show", slug=pack.slug), "/parts/welcome/remove")
    blocks.add_block(colleague, pack, block=Block("", 5, "Break"))

    page = page.submit("Undo")

    assert "The same was changed once more since" in page.text
    assert titles(pack) == ["What would we do?", "Break"]


def test_undo_leaves_alone_what_others_have_changed_in_other_places(user: Person, who: Actor, pack: Pack) -> None:
    page = press(user.get("packs.show", slug=pack.slug), "/parts/welcome/remove")
    user.get("packs.local", slug=pack.slug).submit("Save", contact="The front door")

    page.submit("Undo")

    assert titles(pack) == ["Welcome", "What would we do?"]
    assert now(pack).slots.contact == "The front door"


def test_a_part_that_is_gone_already_is_said_to_be(user: Person, who: Actor, pack: Pack) -> None:
    page = user.get("packs.show", slug=pack.slug)
    blocks.remove_block(who, pack, key="welcome")

    assert "That part was taken out meanwhile" in press(page, "/parts/welcome/remove").text
    assert "That part was taken out meanwhile" in press(page, "/parts/welcome/move").text


def test_an_order_that_was_made_by_dragging_is_saved_and_the_times_come_back(user: Person, pack: Pack) -> None:
    token = form(user.get("packs.show", slug=pack.slug), "form[data-move]")["csrf_token"]

    answer = user.open(
        f"/packs/{pack.slug}/order", method="POST", data={"csrf_token": token, "part": ["discuss", "welcome"]}
    )

    assert answer.response.get_json() == {
        "parts": [{"key": "discuss", "time": "Minute 0 to 20"}, {"key": "welcome", "time": "Minute 20 to 30"}],
        "done": 2,
    }
    assert titles(pack) == ["What would we do?", "Welcome"]


def test_an_empty_pack_says_where_to_begin(user: Person, who: Actor) -> None:
    page = user.get("packs.show", slug=a_pack(who, blocks=()).slug)

    assert page.follow("Add the first part").heading == "Add a part of the session"


def test_one_who_may_only_read_sees_the_session_without_the_builder(
    user: Person, member: Person, who: Actor, pack: Pack
) -> None:
    pack.organisation_id = member.user.memberships[0].organisation_id

    page = member.get("packs.show", slug=pack.slug)

    assert page.heading == "When do we refer?"
    assert page.rows("main form") == []
    assert page.follow("Copy this pack").status == 200
    assert member.get("packs.about", slug=pack.slug).status == 403


def test_the_whole_session_is_there_to_be_read(user: Person, who: Actor) -> None:
    lesson = a_lesson(title="A team reads every referral", found="Nobody owned the referrals.", done="A team does now.")
    block = Block(
        "a", 10, "Hear", say_this="Good *morning*.", lessons=(LessonUse(lesson.lesson_id, ("done",), "One team"),)
    )
    made = a_pack(who, lessons=(lesson,), blocks=(block,))

    page = user.get("packs.session", slug=made.slug)

    assert "Good morning ." in page.text
    assert "On the slide: One team" in page.text
    assert "A team does now." in page.text
    assert "Nobody owned the referrals." not in page.text
    assert "Threshold document To fill in:" in page.text


def test_a_lesson_that_is_no_longer_public_is_told_nowhere(user: Person, who: Actor) -> None:
    lesson = a_lesson(title="A team reads every referral", state="hidden", slug="hidden-one")
    made = a_pack(who, lessons=(lesson,), blocks=(Block("a", 5, "Hear", lessons=(LessonUse(lesson.lesson_id),)),))

    for endpoint in ("show", "session", "lessons", "versions"):
        assert "A team reads every referral" not in user.get(f"packs.{endpoint}", slug=made.slug).html


@pytest.mark.parametrize("endpoint", ["show", "session", "lessons"])
def test_as_many_statements_for_many_parts_and_lessons_as_for_few(user: Person, who: Actor, endpoint: str) -> None:
    def pack_of(number: int) -> Pack:
        lessons = tuple(a_lesson() for _ in range(number))
        made = tuple(
            Block(f"b{at}", 5, f"Part {at}", fill="lessons", lessons=(LessonUse(each.lesson_id, ("found",)),))
            for at, each in enumerate(lessons)
        )
        return a_pack(who, lessons=lessons, blocks=made)

    counted = []
    few, many = pack_of(1).slug, pack_of(9).slug
    for slug in (few, few, many):
        with statements() as done:
            assert user.get(f"packs.{endpoint}", slug=slug).status == 200
        counted.append(len(done))

    assert counted[1] == counted[2]
