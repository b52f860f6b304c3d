"""The page of a session template."""

import pytest

from tests import factories
from tests.pages import Person, words
from tests.training import material
from tests.training.printing import rule


def test_it_says_what_it_is_and_for_whom(reader: Person) -> None:
    template = material.session(
        group_size="6 to 20", levels=["any-1", "gone"], themes=["neglect", "gone"], forms=["before", "gone"]
    )
    material.form(slug="before", title="Before the session")

    side = reader.get("training.session", slug=template.slug).rows("aside")[0]

    assert side == (
        "Length 30 minutes Format In a room For whom Staff who meet children. Size of the group 6 to 20 "
        "Level Awareness Themes Neglect Forms to print Before the session"
    )


def test_outcomes_preparation_and_local_slots_are_told_in_words(reader: Person) -> None:
    template = material.session(
        outcomes=[{"slug": "ask", "text": "Be able to ask a second question."}, {"slug": "say", "text": "Say no."}],
        prepare=["Book a quiet room."],
        local_slots=["contact", "threshold-document", "escalation-route", "support-lines"],
    )

    page = reader.get("training.session", slug=template.slug)

    assert page.rows("#outcomes ~ ul li") == ["ask a second question.", "say no."]
    assert page.rows("#prepare ~ ul li") == ["Book a quiet room."]
    assert len(page.rows("#local ~ ul li")) == 4
    assert "your local threshold document" in page.text


def test_the_timetable_says_when_each_block_begins_and_leads_to_it(reader: Person) -> None:
    blocks = [
        material.block(minutes=5, title="Welcome"),
        material.block(minutes=20, title="The case", method="case"),
        material.block(minutes=5, title="Close", method="reflect"),
    ]
    page = reader.get("training.session", slug=material.session(*blocks).slug)

    assert [words(row) for row in page.soup.select("table tr")] == [
        "From minute Minutes Title Method",
        "0 5 Welcome Talk",
        "5 20 The case Case",
        "25 5 Close Reflection",
    ]
    assert page.link("The case") == "#block-2"


def test_on_paper_the_timetable_stays_whole_and_comes_before_what_it_is_made_of(reader: Person) -> None:
    page = reader.get("training.session", slug=material.session(prepare=["Book."], local_slots=["contact"]).slug)

    assert page.rows("main h2") == [
        "What people will be able to do", "Timetable", "Before the day", "What to fill in for your area",
        "Block by block",
    ]  # fmt: skip
    assert page.soup.select(".kb-whole #timetable ~ .kb-timetable")
    for selector in (".kb-whole", ".kb-timetable", ".kb-timetable tr"):
        assert rule(selector, "break-inside:avoid")


def test_on_paper_nothing_follows_that_could_take_a_page_for_itself(reader: Person) -> None:
    page = reader.get("training.session", slug=material.session().slug)

    assert page.soup.select("h1.kb-paper")
    assert rule("body:has(.kb-paper) .kb-footer", "display:none")
    assert rule("body:has(.kb-paper) [data-announcements]", "display:none")


def test_what_to_fill_in_has_a_line_to_write_on_paper(reader: Person) -> None:
    page = reader.get("training.session", slug=material.session(local_slots=["contact", "support-lines"]).slug)

    assert len(page.rows(".kb-local > li")) == 2
    assert rule(".kb-local li::after", "border-bottom:1px solid #10262d")


def test_a_block_is_told_in_full(reader: Person) -> None:
    block = material.block(
        say_this="You can leave at any time.",
        watch_for="Somebody who goes quiet.",
        trainer_notes="Keep it short.",
        resources=["Slide", "Paper"],
    )

    [told] = reader.get("training.session", slug=material.session(block).slug).rows("article")

    assert told == (
        "1. Welcome From minute 0 · 10 minutes · Talk Purpose People feel safe to speak. "
        "What to do Read the rules out. Say this You can leave at any time. Watch for Somebody who goes quiet. "
        "Notes for the trainer Keep it short. Resources Slide Paper Outcome it serves ask a second question."
    )


def test_what_a_block_does_not_say_leaves_no_heading(reader: Person) -> None:
    page = reader.get("training.session", slug=material.session(material.block(outcomes=[])).slug)

    assert page.rows("article dt") == ["Purpose", "What to do"]
    assert page.rows("main h2") == ["What people will be able to do", "Timetable", "Block by block"]


@pytest.mark.parametrize(
    ("fill", "words", "address"),
    [
        ("quiz", "quiz", "/training/quiz"),
        ("safety", "ground rules and content notice", "/training/safety"),
        ("before-form", "Before the session", "/training/forms/before"),
        ("end-form", "At the end", "/training/forms/end"),
        ("vignette", "see all vignettes", "/training#vignettes"),
        ("lessons", "search the lessons", "/search"),
    ],
)
def test_what_goes_into_a_block_is_a_link(reader: Person, fill: str, words: str, address: str) -> None:
    material.form(slug="before", title="Before the session")
    material.form(slug="end", title="At the end")
    material.safety()
    template = material.session(material.block(fill=fill))

    page = reader.get("training.session", slug=template.slug)

    links = {" ".join(link.text.split()): link["href"] for link in page.soup.select(".kb-block__fill a")}
    assert links[words] == address


def test_the_plan_form_is_told_in_words(reader: Person) -> None:
    template = material.session(material.block(fill="plan-form"))

    assert "A plan form." in reader.get("training.session", slug=template.slug).rows(".kb-block__fill")[0]


def test_the_plan_form_is_printed_for_each_team_and_the_others_for_each_person(reader: Person) -> None:
    material.form(slug="plan", title="The plan")
    material.form(slug="end", title="The end")
    template = material.session(material.block(fill="plan-form"), material.block(fill="end-form"))

    assert reader.get("training.session", slug=template.slug).rows(".kb-block__fill") == [
        "The form “ The plan ”, printed for each team.",
        "The form “ The end ”, printed for each person.",
    ]


def test_a_form_that_is_not_there_is_no_link(reader: Person) -> None:
    page = reader.get("training.session", slug=material.session(material.block(fill="end-form")).slug)

    assert page.rows(".kb-block__fill a") == []
    assert page.rows(".kb-block__fill") == ["The form for the end of the session."]


def test_the_vignette_the_lessons_and_the_themes_of_a_template_go_in(reader: Person) -> None:
    lesson = factories.lesson("The lesson of the session", slug="of-the-session")
    vignette = material.vignette(lesson, title="The case of the session")
    blocks = [material.block(fill="vignette"), material.block(fill="lessons")]
    template = material.session(*blocks, about=vignette, lessons=["of-the-session"], themes=["neglect"])

    page = reader.get("training.session", slug=template.slug)

    assert page.rows(".kb-block__fill") == [
        "The vignette The case of the session , or another one .",
        "These lessons, or others that fit better: The lesson of the session Lessons on Neglect .",
    ]
    assert page.follow("The case of the session").heading == "The case of the session"
    assert page.follow("The lesson of the session").heading == "The lesson of the session"


@pytest.fixture
def frame() -> str:
    """A session for any theme, by its slug."""
    instead = material.block(title="A lesson as the case", method="group", fill="lessons", sections=["done"])
    blocks = [
        material.block(title="What reviews found", fill="lessons", sections=["found", "why"]),
        material.block(title="The case", method="case", fill="vignette", otherwise=instead),
        material.block(title="Could this happen here?", fill="self-check"),
        material.block(title="Again", fill="lessons", sections=["done", "effect", "how"]),
    ]
    slug: str = material.session(*blocks, any_theme=True).slug
    return slug


def test_a_session_for_any_theme_says_what_is_put_in_and_where(reader: Person, frame: str) -> None:
    page = reader.get("training.session", slug=frame)

    assert page.rows(".kb-kind")[0] == "Session for any theme · 40 minutes"
    assert "Themes Any theme" in page.rows("aside")[0]
    assert page.rows("#put-in ~ ul li") == [
        "lessons on your theme: block 1 and block 4",
        "a vignette on your theme: block 2 (where there is none, another block takes its place)",
        "the questions “Could this happen here?” of your theme: block 3",
    ]
    assert page.link("block 4") == "#block-4"
    assert page.follow("Choose a theme").heading == "Themes"


def test_a_block_for_any_theme_says_what_of_the_theme_goes_in(reader: Person, frame: str) -> None:
    assert reader.get("training.session", slug=frame).rows(".kb-block__fill") == [
        "Lessons on your theme: look through the themes . Of each lesson: what was found and why it happened.",
        "A vignette on your theme: see all vignettes .",
        "Lessons on your theme: look through the themes . Of each lesson: what was done or recommended.",
        "The questions “Could this happen here?” on the page of your theme: look through the themes .",
        "Lessons on your theme: look through the themes . "
        "Of each lesson: what was done or recommended, what happened next and how to do it here.",
    ]


def test_what_takes_the_place_of_a_block_is_told_in_full_within_it(reader: Person, frame: str) -> None:
    page = reader.get("training.session", slug=frame)

    [told] = page.rows("article .govuk-inset-text")
    assert told == (
        "If there is no vignette on your theme 2. A lesson as the case From minute 10 · 10 minutes · Group "
        "Purpose People feel safe to speak. What to do Read the rules out. What goes in Lessons on your theme: "
        "look through the themes . Of each lesson: what was done or recommended. "
        "Outcome it serves ask a second question."
    )
    assert len(page.rows("article")) == 4
    assert [words(row) for row in page.soup.select("table tr")][3] == "20 10 Could this happen here? Talk"


def test_a_quiz_for_any_theme_says_when_something_takes_its_place(reader: Person) -> None:
    block = material.block(fill="quiz", otherwise=material.block(title="A round"))

    page = reader.get("training.session", slug=material.session(block, any_theme=True).slug)

    assert page.rows("article .kb-kind") == ["If there are no quiz questions on your theme"]
    assert page.rows("#put-in ~ ul li")[0].startswith("quiz questions on your theme: block 1 (where")


def test_self_check_of_a_session_on_a_theme_leads_to_its_page(reader: Person) -> None:
    template = material.session(material.block(fill="self-check"), themes=["neglect"])

    page = reader.get("training.session", slug=template.slug)

    assert page.rows(".kb-block__fill") == ["The questions “Could this happen here?” on the page of Neglect ."]
    assert not page.soup.select("#put-in")


def test_an_unknown_session_is_not_found(reader: Person) -> None:
    assert reader.get("training.session", slug="no-such-session").status == 404


def test_a_session_does_not_lead_to_ground_rules_that_are_not_there(reader: Person) -> None:
    template = material.session(material.block(fill="safety"))

    page = reader.get("training.session", slug=template.slug)

    assert "/training/safety" not in page.html
    assert "ground rules and content notice of your own area" in page.text
