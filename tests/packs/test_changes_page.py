"""The page that says what has changed in a pack, and its buttons."""

from kb.access.actors import Actor
from kb.packs.content import Block, LessonUse
from kb.packs.service import sharing
from tests.packs.packing import a_lesson, a_pack
from tests.packs.test_living import give_newer_text, take_away
from tests.pages import Person


def test_a_pack_says_at_its_head_that_lessons_have_changed(who: Actor, user: Person) -> None:
    held, gone = a_lesson(), a_lesson()
    pack = a_pack(who, lessons=(held, gone))
    assert "See what has changed" not in user.get("packs.show", slug=pack.slug).text

    give_newer_text(held)
    take_away(gone, "hidden")

    page = user.get("packs.show", slug=pack.slug)
    assert "1 lesson has a newer text. 1 lesson is no longer public. See what has changed" in page.text
    assert page.follow("See what has changed").heading == "What has changed since"


def test_the_difference_stands_with_the_parts_that_tell_the_lesson(who: Actor, user: Person) -> None:
    held = a_lesson(done="A team of three reads every referral.")
    use = LessonUse(held.lesson_id, ("done",), "Three people read it.")
    pack = a_pack(who, lessons=(held,), blocks=(Block("tell", 30, "Hear a lesson", lessons=(use,)),))
    give_newer_text(held, done="A team of four reads every referral.")

    page = user.get("packs.changes", slug=pack.slug)

    assert "[removed: three]" in page.text.replace("[removed: three ]", "[removed: three]")
    assert "Told in Hear a lesson" in page.text
    assert "Your words on the slide: Three people read it. Do they still fit?" in page.text


def test_all_is_brought_up_to_date_with_one_button_and_taken_back_with_another(who: Actor, user: Person) -> None:
    held = a_lesson()
    pack = a_pack(who, lessons=(held,))
    newest = give_newer_text(held)

    done = user.get("packs.changes", slug=pack.slug).submit("Bring all up to date")
    assert "All lessons are up to date." in done.text
    assert "Nothing. Every lesson" in done.text
    assert pack.now.lessons[0].revision_id == newest.id

    back = done.submit("Undo")
    assert "Bring all up to date" in back.text
    assert pack.now.lessons == (held,)


def test_what_replaces_an_archived_lesson_is_put_in_its_place(who: Actor, user: Person) -> None:
    held, heir = a_lesson(), a_lesson(title="Board reads every referral once")
    pack = a_pack(who, lessons=(held,))
    take_away(held, "archived", heir=heir, reason="The guidance was replaced.")
    page = user.get("packs.changes", slug=pack.slug)
    assert "The guidance was replaced." in page.text

    done = page.submit("Put it in its place")

    assert "The other lesson is in its place." in done.text
    assert [each.lesson_id for each in pack.now.lessons] == [heir.lesson_id]


def test_of_a_hidden_lesson_no_page_says_what_it_was(who: Actor, user: Person) -> None:
    held = a_lesson(title="What nobody may read any more")
    pack = a_pack(who, lessons=(held,))
    take_away(held, "hidden", reason="A family asks for it.")

    for page in ("show", "changes", "lessons", "session", "take"):
        html = user.get(f"packs.{page}", slug=pack.slug).html
        assert "nobody may read" not in html
        assert "A family asks" not in html


def test_colleagues_see_what_has_changed_and_no_button(colleague: Actor, lead: Person) -> None:
    held = a_lesson()
    pack = a_pack(colleague, lessons=(held,))
    (board,) = colleague.memberships
    sharing.share(colleague, pack, organisation_id=board)
    give_newer_text(held)

    page = lead.get("packs.changes", slug=pack.slug)

    assert "1 lesson has a newer text" in page.text
    assert "Bring all up to date" not in page.text
