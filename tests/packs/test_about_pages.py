"""Pages for what a pack is about, what is local, safety, forms, and the name and picture on every sheet."""

import io

import pytest
from PIL import Image

from kb.access.actors import Actor
from kb.core import db
from kb.packs.content import Outcome, PackContent
from kb.packs.models import Pack, PackLogo
from kb.packs.service import parts
from tests.packs.packing import a_pack, edit_together
from tests.pages import Page, Person
from tests.training import material


@pytest.fixture
def pack(who: Actor) -> Pack:
    """A pack of the trainer's."""
    return a_pack(who)


def now(pack: Pack) -> PackContent:
    db.session.refresh(pack)
    return pack.now


def a_picture(kind: str = "PNG", size: tuple[int, int] = (40, 20)) -> bytes:
    made = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "Taken at Larkhill House"
    Image.new("RGB", size, "navy").save(made, kind, exif=exif)
    return made.getvalue()


def send_logo(person: Person, pack: Pack, content: bytes, name: str = "logo.png", words: str = "Logo of us") -> Page:
    return person.get("packs.brand", slug=pack.slug).submit(
        "Save",
        picture=(io.BytesIO(content), name),
        logo_alternative=words,  # type: ignore[arg-type]
    )


def test_what_the_session_is_about_is_saved(user: Person, pack: Pack) -> None:
    user.get("packs.about", slug=pack.slug).submit(
        "Save", title="Who is told?", length="90", format="online", outcomes="ask again\nsay no",
        prepare="Book a room",
        audience="Health visitors", group_size="12", agencies="schools", when_where="12 May, town hall",
    )  # fmt: skip

    content = now(pack)
    assert (content.title, content.minutes, content.format) == ("Who is told?", 90, "online")
    assert [each.text for each in content.outcomes] == ["ask again", "say no"]
    assert (content.prepare, content.audience, content.agencies) == (("Book a room",), "Health visitors", ("schools",))
    assert (pack.title, content.when_where) == ("Who is told?", "12 May, town hall")


def test_a_session_has_any_length(user: Person, pack: Pack) -> None:
    user.get("packs.about", slug=pack.slug).submit("Save", length="other", other_minutes="45")
    assert now(pack).minutes == pack.minutes == 45

    page = user.get("packs.about", slug=pack.slug)
    assert page.soup.select_one("#other_minutes")["value"] == "45"  # type: ignore[index]
    assert "of 45 minutes" in page.submit("Save", title="Again").text


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "Enter how many minutes the session has"),
        ("4", "Enter whole minutes between 5 and 480"),
        ("half a day", "Enter whole minutes between 5 and 480"),
    ],
)
def test_what_is_no_length_is_said_and_only_where_it_was_asked(user: Person, pack: Pack, typed: str, told: str) -> None:
    page = user.get("packs.about", slug=pack.slug)

    assert page.submit("Save", length="other", other_minutes=typed).errors == [told]
    assert page.submit("Save", length="60", other_minutes=typed).errors == []
    assert now(pack).minutes == 60


def test_an_outcome_that_is_reworded_is_the_same_outcome(user: Person, who: Actor) -> None:
    pack = a_pack(who, outcomes=(Outcome("a", "ask again"), Outcome("b", "say no")))

    user.get("packs.about", slug=pack.slug).submit("Save", outcomes="say no\nask a second time")

    assert {each.key: each.text for each in now(pack).outcomes} == {"a": "ask a second time", "b": "say no"}


def test_a_pack_has_a_title(user: Person, pack: Pack) -> None:
    page = user.get("packs.about", slug=pack.slug).submit("Save", title=" ", summary="About referrals")

    assert page.errors == ["Give the pack a title"]
    assert "About referrals" in page.html


def test_the_pack_says_how_many_of_all_that_is_asked_of_the_area_are_filled_in(user: Person, pack: Pack) -> None:
    page = user.get("packs.local", slug=pack.slug)
    names = [field["name"] for field in page.soup.select("form.kb-form textarea")]
    assert f"0 of {len(names)} filled in" in user.get("packs.show", slug=pack.slug).text

    page = page.submit("Save", **{str(name): "The front door" for name in names[1:]})
    assert f"{len(names) - 1} of {len(names)} filled in" in page.text


def test_two_who_change_what_is_local_see_both(
    user: Person, member: Person, who: Actor, colleague: Actor, pack: Pack
) -> None:
    edit_together(who, pack, colleague)
    mine, theirs = (person.get("packs.local", slug=pack.slug) for person in (user, member))
    theirs.submit("Save", contact="The front door", support="The helpline")

    page = mine.submit("Save", contact="The duty team")

    assert page.status == 409
    assert page.rows(".kb-beside__text") == ["The front door"]
    page.submit("Save")
    assert (now(pack).slots.contact, now(pack).slots.support) == ("The duty team", "The helpline")


def test_what_is_local_is_counted_where_the_pack_is_built(user: Person, pack: Pack) -> None:
    assert "0 of 5 filled in" in user.get("packs.show", slug=pack.slug).text

    some = user.get("packs.local", slug=pack.slug).submit("Save", contact="The duty team", support="The helpline")
    assert "2 of 5 filled in" in some.text

    rest = dict.fromkeys(("threshold_document", "escalation_route", "information_sharing"), "Ask the board")
    assert "5 of 5 filled in" in user.get("packs.local", slug=pack.slug).submit("Save", **rest).text


def test_words_on_safety_begin_with_the_sites_and_go_back_to_them(user: Person, pack: Pack) -> None:
    material.safety()
    page = user.get("packs.safety", slug=pack.slug)
    assert "These are the site’s words." in page.text

    page.submit("Save", opt_out="Step out whenever you like.")
    own = now(pack).safety
    assert own
    assert own.opt_out == "Step out whenever you like."

    page = user.get("packs.safety", slug=pack.slug).submit("Use the site’s words again")
    assert now(pack).safety is None
    page.submit("Undo")
    assert now(pack).safety == own


def test_saving_the_sites_words_as_they_are_makes_none_of_ones_own(user: Person, pack: Pack) -> None:
    material.safety()

    user.get("packs.safety", slug=pack.slug).submit("Save")

    assert now(pack).safety is None


def test_evaluation_forms_are_chosen(user: Person, pack: Pack) -> None:
    material.form(slug="before", title="Before the session")

    user.get("packs.forms", slug=pack.slug).submit("Save", forms="before")

    assert now(pack).forms == ("before",)


@pytest.mark.parametrize(("kind", "name"), [("PNG", "logo.png"), ("JPEG", "logo.jpg")])
def test_a_logo_is_made_anew_without_what_is_written_beside_it(user: Person, pack: Pack, kind: str, name: str) -> None:
    assert b"Larkhill" in a_picture(kind)

    send_logo(user, pack, a_picture(kind), name)

    logo = db.session.get_one(PackLogo, pack.id)
    assert logo.kind == f"image/{kind.lower()}"
    assert b"Larkhill" not in logo.content
    shown = user.get("packs.logo", slug=pack.slug).response
    assert (shown.mimetype, shown.get_data()) == (logo.kind, logo.content)
    assert now(pack).logo_alternative == "Logo of us"


def test_a_large_picture_is_made_smaller(user: Person, pack: Pack) -> None:
    send_logo(user, pack, a_picture(size=(2_600, 40)))

    assert Image.open(io.BytesIO(db.session.get_one(PackLogo, pack.id).content)).width == 2_000


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"%PDF-1.7", "This is no PNG or JPEG picture"),
        (b"Text that was given another name.", "This is no PNG or JPEG picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "This is no PNG or JPEG picture"),
        (a_picture()[:60], "The file cannot be read: it is damaged or not complete."),
    ],
)
def test_what_is_no_picture_is_said_at_its_field(user: Person, pack: Pack, content: bytes, told: str) -> None:
    page = send_logo(user, pack, content)

    assert page.errors[0].startswith(told)
    assert page.soup.select_one("#logo_alternative")["value"] == "Logo of us"  # type: ignore[index]
    assert db.session.get(PackLogo, pack.id) is None


def test_a_logo_without_words_is_kept_and_the_words_are_still_to_be_written(user: Person, pack: Pack) -> None:
    page = send_logo(user, pack, a_picture(), words="")

    assert db.session.get(PackLogo, pack.id)
    assert "No sheet shows the logo until you say in words what it shows." in page.text
    assert page.follow("Write what your logo shows, for people who do not see it").heading == "Name and logo"


def test_a_logo_is_kept_where_something_else_cannot_be_saved(user: Person, pack: Pack) -> None:
    page = send_logo(user, pack, a_picture(), words="x" * 121)

    assert page.errors == ["Use at most 120 characters here: you have 121"]
    assert page.soup.select_one(".kb-logo__picture")
    assert db.session.get(PackLogo, pack.id)


def test_a_logo_is_removed_after_it_was_asked(user: Person, pack: Pack) -> None:
    send_logo(user, pack, a_picture())

    user.get("packs.brand", slug=pack.slug).follow("Remove it").submit("Remove the logo")

    assert db.session.get(PackLogo, pack.id) is None
    assert now(pack).logo_alternative == ""


def test_a_pack_is_removed_after_it_was_asked(user: Person, pack: Pack) -> None:
    number, page = pack.id, user.get("packs.remove", slug=pack.slug)
    assert db.session.get(Pack, number)

    page = page.submit("Remove the pack")

    assert "“When do we refer?” was removed." in page.text
    db.session.expunge_all()
    assert db.session.get(Pack, number) is None


def test_versions_say_who_when_and_what_and_one_is_put_back(user: Person, who: Actor, pack: Pack) -> None:
    parts.save_fields(who, pack, typed={"title": "Who is told?", "summary": "Old words"}, opened=1, what="about")
    parts.save_fields(who, pack, typed={"title": "Who is told?", "summary": "New words"}, opened=2, what="about")

    page = user.get("packs.versions", slug=pack.slug)
    assert page.rows(".kb-rows__name") == [
        "Changed what the session is about , version 3",
        "Changed what the session is about , version 2",
        "Began the pack , version 1",
    ]
    assert page.rows(".kb-rows__about")[0].startswith("A user, ")

    page = user.get("packs.version", slug=pack.slug, number=2)
    assert page.rows(".kb-change ins") == ["[added: New ]"]
    page.submit("Put this version back")
    assert now(pack).summary == "Old words"


def test_long_lists_of_versions_are_divided(user: Person, who: Actor, pack: Pack) -> None:
    for number in range(1, 25):
        parts.save_fields(who, pack, typed={"summary": f"{number}"}, opened=number, what="about")

    assert len(user.get("packs.versions", slug=pack.slug).rows(".kb-rows__row")) == 20
    assert len(user.get("packs.versions", slug=pack.slug, page=2).rows(".kb-rows__row")) == 5
