"""The front page of the trainers' material."""

from kb.core import db
from tests import factories
from tests.pages import Person
from tests.training import material


def test_it_says_what_is_there_and_leads_to_each(reader: Person) -> None:
    lesson = factories.lesson()
    vignette, session, form = material.vignette(lesson), material.session(), material.form()
    material.quiz_item(lesson)
    material.safety()

    page = reader.get("training.index")

    own, briefings = "Build your own session", "Seven-minute briefings"
    headings = [own, "Before you start", "Sessions", "Vignettes", "Quiz", "Forms to print", briefings]
    assert page.rows("main h2") == headings
    for row in (session, vignette, form):
        assert page.follow(row.title).heading == row.title
    assert page.follow("1 question").heading == "Quiz"
    assert page.follow("ground rules and content notice").heading == "Ground rules and content notice"


def test_a_vignette_says_what_it_is_for(reader: Person) -> None:
    material.vignette(factories.lesson(), themes=["neglect", "recording"], minutes=40)

    row = reader.get("training.index").rows("#vignettes ~ ul li.kb-rows__row")[0]

    for words in ("Lets a group practise", "Age of the children: 6 to 10", "Neglect", "Record", "40 minutes"):
        assert words in row


def test_sessions_stand_by_length(reader: Person) -> None:
    for minutes in (90, 7, 30):
        material.session(material.block(minutes=minutes), title=f"A session of {minutes} minutes")

    assert reader.get("training.index").rows(".kb-rows__number") == ["7 minutes", "30 minutes", "90 minutes"]


def test_sessions_for_any_theme_stand_in_a_group_of_their_own(reader: Person) -> None:
    material.session(title="A session on records")
    material.session(title="An hour on any theme", any_theme=True)

    page = reader.get("training.index")

    assert page.rows("main h3") == ["For any theme", "More sessions"]
    assert page.rows("#any-theme ~ ul:has(~ #more-sessions) .kb-rows__name") == ["An hour on any theme"]
    assert page.rows("#more-sessions ~ ul .kb-rows__name") == ["A session on records"]


def test_without_sessions_for_any_theme_there_are_no_groups(reader: Person) -> None:
    material.session(title="A session on records")

    page = reader.get("training.index")

    assert page.rows("main h3") == []
    assert page.rows("#sessions ~ ul .kb-rows__name") == ["A session on records"]


def test_it_says_that_all_cases_are_composite(reader: Person) -> None:
    material.vignette(factories.lesson())

    assert "All cases are composite" in reader.get("training.index").text


def test_without_material_it_says_where_to_go(reader: Person) -> None:
    page = reader.get("training.index")

    assert "There is no material yet" in page.text
    assert page.rows("main h2") == ["Seven-minute briefings"]
    assert page.follow("Look through the themes").heading == "Themes"


def test_the_sitemap_lists_every_page(reader: Person) -> None:
    lesson = factories.lesson()
    rows = {"vignettes": material.vignette(lesson), "sessions": material.session(), "forms": material.form()}
    material.quiz_item(lesson)
    material.safety()
    addresses = [f"/training/{kind}/{row.slug}" for kind, row in rows.items()]
    db.session.commit()

    sitemap = reader.get("site.sitemap_xml").html

    for address in ("/training", "/training/quiz", "/training/safety", *addresses):
        assert f"<loc>https://lessons.example.org{address}</loc>" in sitemap


def test_the_sitemap_lists_no_page_that_is_not_there(reader: Person) -> None:
    sitemap = reader.get("site.sitemap_xml").html

    assert [address for address in ("quiz", "safety") if f"/training/{address}" in sitemap] == []
