"""Pages on which a pack is made public: what its owner, an editor and everybody else see."""

import re

from kb.access.actors import Actor
from kb.core import db
from kb.core.audit import AuditEvent
from kb.lessons.models.vocabulary import Theme
from kb.packs.content import SLOTS, Block, LocalSlots
from kb.packs.models import Pack
from kb.packs.queries.publications import waiting_of
from kb.packs.queries.resolved import resolved
from kb.packs.service import brand, parts, publicity
from tests.packs.packing import a_pack
from tests.packs.public import a_public_pack, asked_for, states
from tests.pages import Page, Person
from tests.training import material

PLACE = "They met at Millbrook Surgery."
NAMED = "Kayleigh Smith told her teacher."
PNG = b"as it was read"


def words_of(page: Page) -> str:
    """The words of a page, without its marks."""
    return " ".join(re.sub(r"<[^>]+>", " ", page.html).split())


def ask_page(person: Person, pack: Pack, **fields: str) -> Page:
    page = person.get("packs.publish", slug=pack.slug)
    return page.submit("Ask that it be public", **fields)


def test_its_owner_asks_on_one_page_and_an_editor_publishes_on_another(
    who: Actor, user: Person, editor: Person
) -> None:
    pack = a_pack(who)

    asked = ask_page(user, pack, cleared="y")
    assert "An editor will read it." in asked.html
    waiting = editor.get("packs.waiting")
    assert "When do we refer?" in waiting.html
    done = editor.get("packs.moderate", number=1).submit("Publish")

    assert "is public now" in done.html
    assert states(pack) == ["published"]


def test_what_must_be_changed_is_shown_in_its_place_with_the_way_to_change_it(who: Actor, user: Person) -> None:
    pack = a_pack(who, blocks=(Block("a", 5, "Welcome", say_this=NAMED), Block("b", None, "No time yet")))

    page = user.get("packs.publish", slug=pack.slug)

    words = words_of(page)
    assert "Change this first (2)" in words
    assert "Name of a person in: Part 1, “Welcome”: Say this" in words
    assert f"/packs/{pack.slug}/parts/a#say_this" in page.html
    assert "Say how long “No time yet” takes" in words
    assert 'name="cleared"' not in page.html


def test_everything_that_stays_local_is_listed_before_somebody_asks(who: Actor, user: Person) -> None:
    page = user.get("packs.publish", slug=a_pack(who).slug)

    assert page.rows("#local li") == ["When and where", *SLOTS.values()]


def test_a_reason_that_is_missing_is_asked_for_and_nothing_that_was_typed_is_lost(who: Actor, user: Person) -> None:
    pack = a_pack(who, summary=f"{PLACE} Then they met at Larkhill School.")
    page = user.get("packs.publish", slug=pack.slug)
    first, *others = dict.fromkeys(re.findall(r'name="(reason_[0-9a-f]{64})"', page.html))
    assert others

    again = page.submit("Ask that it be public", **{first: "It is no real place."})

    assert "Error: " in again.html
    assert "It is no real place." in again.html
    assert "Say that everything in it may be shared" in again.html
    assert states(pack) == []


def test_a_reason_that_was_given_before_stands_in_the_form_again(who: Actor, user: Person, editor_actor: Actor) -> None:
    pack = a_pack(who, summary=PLACE)
    page = user.get("packs.publish", slug=pack.slug)
    (name,) = dict.fromkeys(re.findall(r'name="(reason_[0-9a-f]{64})"', page.html))
    page.submit("Ask that it be public", cleared="y", **{name: "It is no real place."})
    waiting = waiting_of(pack)
    assert waiting is not None
    publicity.send_back(editor_actor, waiting, reason="Say what the exercise is for.")

    page = user.get("packs.publish", slug=pack.slug)

    assert "Say what the exercise is for." in page.html
    assert "It is no real place." in page.html


def test_words_of_the_sites_own_sessions_need_no_reason(who: Actor, user: Person) -> None:
    material.session(blocks=[material.block(content=f"Ask all. {PLACE} Then go on.")])
    pack = a_pack(who, blocks=(Block("a", 5, "Welcome", content=f"Mine comes first. {PLACE}"),))

    assert "reason_" not in user.get("packs.publish", slug=pack.slug).html


def test_a_text_that_was_changed_since_the_page_was_opened_is_shown_again(who: Actor, user: Person) -> None:
    pack = a_pack(who)
    page = user.get("packs.publish", slug=pack.slug)
    parts.save_fields(who, pack, typed={"title": "Another title"}, opened=1, what="about")

    again = page.submit("Ask that it be public", cleared="y")

    assert again.status == 409
    assert "changed meanwhile" in again.html
    assert "An editor will read it." in again.submit("Ask that it be public", cleared="y").html


def test_a_request_is_taken_back(who: Actor, user: Person) -> None:
    pack = a_pack(who)
    ask_page(user, pack, cleared="y")

    page = user.get("packs.publish", slug=pack.slug).submit("Take it back")

    assert "You have taken it back" in page.html
    assert states(pack) == ["withdrawn"]


def test_an_editor_sees_the_text_that_was_asked_for_with_findings_and_reasons(
    who: Actor, user: Person, editor: Person
) -> None:
    pack = a_pack(who, summary=PLACE, slots=LocalSlots(contact="Ring the duty team"))
    page = user.get("packs.publish", slug=pack.slug)
    (name,) = dict.fromkeys(re.findall(r'name="(reason_[0-9a-f]{64})"', page.html))
    page.submit("Ask that it be public", cleared="y", **{name: "It is made up."})
    parts.save_fields(who, pack, typed={"summary": "Changed since"}, opened=1, what="about")

    read = editor.get("packs.moderate", number=1)

    words = words_of(read)
    assert "Kept for a reason (1)" in words
    assert "Reason: It is made up." in words
    assert PLACE in words
    assert "Changed since" not in words
    assert "Ring the duty team" not in words
    assert "What is different from the public text" not in words
    entered = db.session.query(AuditEvent).filter_by(act="read", verb="packs.moderate").count()
    assert entered == 1


def test_an_editor_sees_word_by_word_what_is_different_from_the_public_text(
    who: Actor, editor: Person, editor_actor: Actor
) -> None:
    pack = a_public_pack(who, editor_actor, summary="For everybody.")
    parts.save_fields(who, pack, typed={"summary": "For midwives."}, opened=1, what="about")
    asked = asked_for(who, pack)

    words = words_of(editor.get("packs.moderate", number=asked.id))

    assert "What is different from the public text" in words
    assert "[removed: everybody" in words
    assert "[added: midwives" in words


def test_what_somebody_has_decided_already_is_said_to_the_second(
    who: Actor, editor: Person, editor_actor: Actor
) -> None:
    asked = asked_for(who, a_pack(who))
    page = editor.get("packs.moderate", number=asked.id)
    publicity.send_back(editor_actor, asked, reason="Too long.")

    done = page.submit("Publish")

    assert "somebody was faster" in done.html
    assert "When do we refer?" not in editor.get("packs.moderate", number=asked.id).html


def test_a_pack_is_sent_back_and_taken_down_with_a_reason_alone(who: Actor, editor: Person) -> None:
    pack = a_pack(who)
    first = asked_for(who, pack)
    page = editor.get("packs.moderate_send_back", number=first.id)
    assert "Give a reason" in page.submit("Send it back", reason=" ").html
    assert "It was sent back." in page.submit("Send it back", reason="Shorten it.").html

    second = asked_for(who, pack)
    editor.get("packs.moderate", number=second.id).submit("Publish")
    public = editor.get("packs.show", slug=pack.slug)
    assert f"/desk/packs/{second.id}/take-down" in public.html
    assert (
        "not public any more"
        in editor.get("packs.moderate_take_down", number=second.id).submit("Take it down", reason="Asked.").html
    )
    assert states(pack) == ["returned", "withdrawn"]


def test_everybody_finds_a_public_pack_and_nobody_once_it_is_private(
    who: Actor, user: Person, reader: Person, editor_actor: Actor
) -> None:
    pack = a_public_pack(who, editor_actor, title="A session that is shown", theme_ids=(theme_of("neglect"),))
    places = ("/packs", "/themes/neglect", f"/packs/{pack.slug}", "/sitemap.xml")
    shown = {"/sitemap.xml": f"/packs/{pack.slug}"}
    for place in places:
        assert shown.get(place, "A session that is shown") in reader.open(place).html, place

    user.get("packs.private", slug=pack.slug).submit("Make it private")

    for place in places:
        assert shown.get(place, "A session that is shown") not in reader.open(place).html, place


def test_a_public_pack_that_is_removed_is_gone_from_pages_that_were_kept(
    who: Actor, user: Person, reader: Person, editor_actor: Actor
) -> None:
    pack = a_public_pack(who, editor_actor, title="A session that is shown")
    assert "A session that is shown" in reader.open("/packs").html

    user.get("packs.remove", slug=pack.slug).submit("Remove")

    assert "A session that is shown" not in reader.open("/packs").html


def test_files_for_everybody_have_the_picture_that_was_read(
    who: Actor, reader: Person, user: Person, editor_actor: Actor
) -> None:
    pack = a_pack(who, logo_alternative="Logo of our team")
    brand.save_logo(who, pack, picture=PNG, kind="image/png")
    publicity.publish(editor_actor, asked_for(who, pack))
    brand.save_logo(who, pack, picture=b"nobody has read this", kind="image/png")
    assert pack.published is not None

    public, own = (resolved(pack, pack.published.said, 1, public=public) for public in (True, False))

    assert public.logo is not None
    assert own.logo is not None
    assert (public.logo.content, own.logo.content) == (PNG, b"nobody has read this")


def theme_of(slug: str) -> int:
    found = db.session.query(Theme.id).filter_by(slug=slug).scalar()
    assert found
    return int(found)
