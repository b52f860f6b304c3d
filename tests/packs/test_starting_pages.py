"""Somebody starts a pack on one page, and is told why its lessons are in it."""

import pytest
from apiflask import APIFlask
from sqlalchemy import select

from kb.core import db
from kb.lessons.models.lesson import Revision
from kb.packs.models import Pack, PackVersion
from kb.packs.service import sharing
from tests import factories
from tests.editorial.drafting import acting
from tests.packs.packing import a_lesson, a_pack
from tests.pages import Page, Person, statements
from tests.training import material

THEME = "thresholds-and-referrals"


@pytest.fixture
def trainer(user: Person) -> Person:
    """Somebody with an account, on a site with a frame for an hour and a session of its own."""
    lesson = factories.lesson("Board audited its files", values=["kinds-of-change/audit", "agencies/schools"])
    material.session(material.block(fill="lessons", minutes=60), any_theme=True).slug = "any-theme-60-minutes"
    material.session(material.block(fill="lessons", minutes=30), lessons=[lesson.slug]).slug = "a-session"
    db.session.commit()
    return user


def only_pack() -> Pack:
    return db.session.scalars(select(Pack)).one()


def started(person: Person, **fields: str) -> Page:
    return person.get("packs.new").submit("Make a draft", **fields)


def test_a_theme_and_a_length_make_a_draft(trainer: Person) -> None:
    page = started(trainer, theme=THEME, minutes="60", agencies="schools")

    assert page.status == 200
    content = only_pack().now
    assert content.title == "Thresholds and referrals: a 60-minute session"
    assert content.agencies == ("schools",)
    assert [each.why[0] for each in content.lessons] == ["first-theme"]
    assert db.session.scalars(select(PackVersion.what)).all() == ["draft"]


def test_the_theme_of_the_address_is_chosen_already(trainer: Person) -> None:
    page = trainer.get("packs.new", theme=THEME, minutes=90)

    assert [option["value"] for option in page.soup.select("#theme option[selected]")] == [THEME]
    assert page.soup.select_one("input[name=minutes][checked]")["value"] == "90"  # type: ignore[index]


def test_a_session_of_the_site_is_the_start_with_its_own_length(trainer: Person) -> None:
    started(trainer, start="session", session="a-session", minutes="7", title="  Our   session ")

    pack = only_pack()
    assert (pack.title, pack.minutes) == ("Our session", 30)
    assert [each.why for each in pack.now.lessons] == [("session",)]


def test_an_empty_pack_is_named_after_its_theme_if_there_is_one(trainer: Person) -> None:
    started(trainer, start="empty", minutes="30")
    assert only_pack().title == "New training session"

    trainer.get("packs.new").submit("Make a draft", start="empty", theme=THEME, minutes="30")
    assert "Thresholds and referrals: a 30-minute session" in db.session.scalars(select(Pack.title)).all()


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"start": ""}, "Choose how to start"),
        ({"start": "luck"}, "Choose how to start"),
        ({"theme": ""}, "Choose a theme"),
        ({"theme": "assessment-and-decisions"}, "This theme is no longer there. Choose another"),
        ({"theme": "no-such-theme"}, "This theme is no longer there. Choose another"),
        ({"start": "session", "session": ""}, "Choose a session"),
        ({"start": "session", "session": "any-theme-60-minutes"}, "This session is no longer there. Choose another"),
        ({"minutes": "61"}, "Choose how long the session is"),
        ({"minutes": "an hour"}, "Choose how long the session is"),
        ({"title": "x" * 121}, "A title has at most 120 characters"),
    ],
)
def test_what_cannot_be_made_is_said_and_what_was_typed_stays(
    trainer: Person, fields: dict[str, str], message: str
) -> None:
    page = started(trainer, **{"theme": THEME, "minutes": "60", "title": "Ours", "agencies": "schools", **fields})

    assert page.errors == [message]
    assert page.soup.select_one("input[name=agencies][checked][value=schools]")
    assert db.session.scalar(select(Pack.id)) is None


def test_a_theme_without_lessons_is_refused_and_those_near_to_it_are_named(trainer: Person) -> None:
    for each in ("domestic-abuse", "early-help"):
        factories.lesson(f"Board looked at {each}", themes=[each])
    db.session.commit()

    page = started(trainer, theme="coercive-control", minutes="60")

    assert page.errors == [
        "There is no lesson on “Coercive control” yet. Choose a theme near to it, such as “Domestic abuse”"
    ]
    assert db.session.scalar(select(Pack.id)) is None


def test_an_empty_pack_may_be_on_a_theme_without_lessons(trainer: Person) -> None:
    started(trainer, start="empty", theme="coercive-control", minutes="30")

    assert only_pack().title == "Coercive control: a 30-minute session"


def test_a_theme_with_a_single_lesson_says_so_when_the_draft_is_there(trainer: Person) -> None:
    assert "There is only 1 lesson on this theme yet." in started(trainer, theme=THEME, minutes="60").text

    factories.lesson("Board audited them again")
    db.session.commit()
    assert "There is only 1 lesson" not in started(trainer, theme=THEME, minutes="60").text


def test_a_draft_with_few_findings_says_so_on_the_way_and_where_its_lessons_are_explained(trainer: Person) -> None:
    made = started(trainer, theme=THEME, minutes="60")
    explained = trainer.get("packs.why", slug=only_pack().slug)

    (said,) = made.rows("#done p")
    assert "There is only 1 lesson on this theme yet. Few lessons on this theme tell what was found" in said
    assert only_pack().now.summary.endswith(said[said.index("Few lessons") :])
    assert "The one here says little of it." in explained.text
    assert "The one here says little of it." in only_pack().now.summary


def test_a_pack_is_for_the_nation_of_its_owners_organisation(lead: Person, trainer: Person) -> None:
    started(lead, theme=THEME, minutes="60")
    assert only_pack().now.nation == "england"


def test_why_says_the_reasons_the_rule_and_what_came_next(trainer: Person) -> None:
    first = factories.lesson("Board trained its staff", evidence_stage_key="evidence-stages/4")
    db.session.commit()
    started(trainer, theme=THEME, minutes="60")
    factories.lesson("Board audited them again", values=["kinds-of-change/audit"])
    db.session.commit()

    page = trainer.get("packs.why", slug=only_pack().slug)

    assert page.heading == "Why these lessons"
    lessons, following = page.rows("#lessons ~ ol > li"), page.rows("#next ~ ol > li")
    assert first.reference
    assert first.reference in lessons[0]
    assert "independent evaluation, stage 4 of 4; it was carried out." in lessons[0]
    assert "adds a kind of change: audit" in lessons[1]
    assert len(following) == 1
    assert "Board audited them again" in following[0]
    rule = page.rows("#rule ~ ol > li")
    said = ["the case makes use" in rule[0], "little of what was found" in rule[1], "call it by name" in rule[2]]
    assert said == [True] * 3
    assert "The case is chosen first, with a view to the lessons." in page.text


def test_a_lesson_that_came_next_is_added(trainer: Person) -> None:
    started(trainer, theme=THEME, minutes="60")
    later = factories.lesson("Board audited them again")
    db.session.commit()
    pack = only_pack()

    page = trainer.get("packs.why", slug=pack.slug).submit("Add")

    assert "The lesson was added." in page.text
    db.session.expire_all()
    assert later.id in [each.lesson_id for each in pack.now.lessons]
    assert "Added by hand." in page.rows("#lessons ~ ol > li")[-1]
    assert not page.rows("#next ~ ol > li")


def test_no_more_than_a_pack_can_hold_is_added(trainer: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    started(trainer, theme=THEME, minutes="60")
    factories.lesson("Board audited them again")
    db.session.commit()
    monkeypatch.setattr("kb.packs.service.lessons.MOST", 1)

    page = trainer.get("packs.why", slug=only_pack().slug).submit("Add")

    assert "A pack can hold 1 lessons, and this one would have more. Take some out first" in page.text


def test_who_may_only_read_a_pack_gets_no_button(member: Person, lead: Person) -> None:
    who = acting(lead.user)
    lesson = a_lesson()
    pack = a_pack(who, lessons=(lesson,), theme_ids=())
    sharing.share(who, pack, organisation_id=next(iter(who.memberships)))
    db.session.commit()

    page = member.get("packs.why", slug=pack.slug)

    assert page.status == 200
    assert not page.soup.select("main form")
    assert "The pack has no theme, so no lesson is in line." in page.text
    address = f"/packs/{pack.slug}/why/add"
    assert member.open(address, method="POST", data={"lesson": str(lesson.lesson_id)}).status == 403


def test_a_lesson_that_is_no_longer_public_is_counted_and_not_named(trainer: Person) -> None:
    started(trainer, theme=THEME, minutes="60")
    pack = only_pack()
    (inside,) = pack.now.lessons
    db.session.get_one(Revision, inside.revision_id).state = "hidden"
    db.session.commit()

    page = trainer.get("packs.why", slug=pack.slug)

    assert "1 lesson in it is no longer public, and not shown here." in page.text
    assert "Board audited its files" not in page.text


def test_the_pages_of_a_theme_of_the_material_and_of_a_session_lead_there(app: APIFlask, trainer: Person) -> None:
    on_theme = trainer.get("lessons.theme", slug=THEME).follow("Build a session on this theme")
    assert on_theme.soup.select_one(f"#theme option[value={THEME}][selected]")

    assert trainer.get("training.index").follow("Start a training pack").heading == "Start a training pack"
    session = trainer.get("training.session", slug="a-session").follow("Make a pack of your own from it")
    assert session.soup.select_one("input[name=start][value=session][checked]")
    frame = trainer.get("training.session", slug="any-theme-60-minutes").follow("Choose a theme and get a draft")
    assert frame.soup.select_one("input[name=minutes][value='60'][checked]")
    assert Person(app).get("lessons.theme", slug="assessment-and-decisions").status == 200
    assert "Build a session" not in Person(app).get("lessons.theme", slug="assessment-and-decisions").text


def test_pages_take_few_statements_however_many_lessons_there_are(trainer: Person) -> None:
    started(trainer, theme=THEME, minutes="60")
    pack = only_pack()
    made = []
    for number in (1, 30):
        for each in range(number):
            factories.lesson(f"Board changed its thresholds, time {each}", values=["agencies/police"])
        db.session.commit()
        trainer.get("packs.why", slug=pack.slug)  # what is kept between requests is read
        with statements() as counted:
            trainer.get("packs.why", slug=pack.slug)
        made.append(len(counted))

    assert made[0] == made[1] <= 16
