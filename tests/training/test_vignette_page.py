"""The page of a vignette, on the screen and as a hand-out."""

from kb.core import db
from tests import factories
from tests.pages import Person
from tests.training import material
from tests.training.printing import printed, rule

LIMITS = "Model points hold what the lessons show. Your own procedures come first: when to refer at once, whom to ring."


def test_it_tells_the_stages_with_their_questions_in_order(reader: Person) -> None:
    lesson = factories.lesson()
    late = material.question(material.point(lesson), text="Asked last", stage=2)
    early = material.question(material.point(lesson), text="Asked first", stage=1)
    vignette = material.vignette(lesson, questions=[late, early])

    page = reader.get("training.vignette", slug=vignette.slug)

    assert page.rows("h2")[:2] == ["Part 1 of 2: A cold morning", "Part 2 of 2: A warm room"]
    assert page.rows(".kb-questions__text") == ["Asked first", "Asked last"]
    assert [found["start"] for found in page.soup.select("ol.kb-questions")] == ["1", "2"]


def test_it_says_that_it_is_composite_and_how_it_was_changed(reader: Person) -> None:
    vignette = material.vignette(factories.lesson(), changed="It was moved to another time of year.")

    text = reader.get("training.vignette", slug=vignette.slug).text

    words = "All cases are composite: put together from several lessons and changed. It was moved to another time of"
    assert words in text


def test_it_shows_the_content_notice_and_leads_to_the_rules(reader: Person) -> None:
    material.safety()
    page = reader.get("training.vignette", slug=material.vignette(factories.lesson()).slug)

    assert "This is about harm to children." in page.text
    assert page.follow("Ground rules, stepping out, and people to talk to").heading == "Ground rules and content notice"


def test_each_model_point_leads_to_the_section_that_shows_it(reader: Person) -> None:
    lesson = factories.lesson("Team reads every referral", slug="the-team")
    point = material.point(lesson, "Read it within a day.", section="found")
    vignette = material.vignette(lesson, questions=[material.question(point)])

    page = reader.get("training.vignette", slug=vignette.slug)

    [row] = page.rows("details li")
    assert row == f"Read it within a day. Team reads every referral: what was found ({lesson.reference})"
    address = page.link("Team reads every referral: what was found")
    assert address == "/lessons/the-team#found"
    assert reader.open(address.split("#")[0]).soup.find(id="found")


def test_what_a_model_point_says_beyond_its_lesson_leads_to_its_source(reader: Person) -> None:
    lesson = factories.lesson()
    law = {"source": "An Act of 2021, section 3", "url": "https://www.example.org/act/3"}
    questions = [material.question(material.point(lesson, **law), material.point(lesson, "Look at the day."))]
    vignette = material.vignette(lesson, questions=questions)

    page = reader.get("training.vignette", slug=vignette.slug)

    [with_source, without] = page.rows("details li")
    assert with_source.endswith("See also An Act of 2021, section 3")
    assert page.link("An Act of 2021, section 3") == "https://www.example.org/act/3"
    assert "See also" not in without


def test_what_was_only_recommended_is_not_called_done(reader: Person) -> None:
    lesson = factories.lesson("Team asked for", done_status_key="done-statuses/recommended")
    vignette = material.vignette(lesson, questions=[material.question(material.point(lesson, section="done"))])

    text = reader.get("training.vignette", slug=vignette.slug).text

    assert "Team asked for: what was recommended" in text
    assert "what was done" not in text


def test_the_lessons_behind_it_say_what_they_are_behind(reader: Person) -> None:
    first = factories.lesson("The first lesson behind", region_key="regions/north-west", year=2014)
    second = factories.lesson(
        "The second lesson behind", region_key=None, year=None,
        done_status_key="done-statuses/recommended", evidence_stage_key="evidence-stages/0",
    )  # fmt: skip
    questions = [material.question(material.point(lesson)) for lesson in (first, second, first)]
    vignette = material.vignette(first, second, questions=questions)

    assert reader.get("training.vignette", slug=vignette.slug).rows("#lessons ~ ul > li") == [
        f"The first lesson behind {first.reference} North West 2014 Done Described, stage 1 of 4 "
        "Part 1: what was found . Model points for questions 1 and 3.",
        f"The second lesson behind {second.reference} England Recommended Idea, stage 0 of 4 "
        "Part 1: what was found . Model points for question 2.",
    ]


def test_a_place_that_would_name_an_organisation_is_not_told(reader: Person) -> None:
    place = {"region_key": None, "nation_key": "nations/northern-ireland"}
    vignette = material.vignette(factories.lesson(named=False, **place), factories.lesson(**place))

    [unnamed, named] = reader.get("training.vignette", slug=vignette.slug).rows("#lessons ~ ul .kb-parts")

    assert "United Kingdom" in unnamed
    assert "Northern Ireland" not in unnamed
    assert "Northern Ireland" in named


def test_the_limits_of_model_points_are_told_once_above_the_first(reader: Person) -> None:
    text = reader.get("training.vignette", slug=material.vignette(*[factories.lesson() for _ in "ab"]).slug).text

    assert text.count(LIMITS) == 1
    assert text.index("Questions after part 2") < text.index(LIMITS) < text.index("Ask what the child sees.")


def test_age_time_themes_and_agencies_stand_beside_it(reader: Person) -> None:
    vignette = material.vignette(factories.lesson(), themes=["neglect"])

    side = reader.get("training.vignette", slug=vignette.slug).rows("aside")[0]

    assert (
        side == "Age of the children 6 to 10 Time 35 minutes Themes Neglect Agencies in the case Schools and colleges"
    )


def test_a_value_that_is_no_longer_in_its_list_is_left_out(reader: Person) -> None:
    vignette = material.vignette(factories.lesson())
    vignette.details = {**vignette.details, "agencies": ["no-such-agency"]}
    db.session.flush()

    assert "Agencies in the case" not in reader.get("training.vignette", slug=vignette.slug).text


# --- as a hand-out


def test_the_model_points_are_closed_and_the_page_says_that_it_prints_without_them(reader: Person) -> None:
    page = reader.get("training.vignette", slug=material.vignette(factories.lesson()).slug)

    assert page.soup.select("details.kb-answer")
    assert page.soup.select("details[open]") == []
    assert "hand-out without answers" in page.text


def test_what_would_give_answers_away_is_not_printed(reader: Person) -> None:
    material.safety()
    lesson = factories.lesson("The lesson behind it")
    vignette = material.vignette(lesson, summary="Lets a group look for it.", changed="It was changed a lot.")
    page = reader.get("training.vignette", slug=vignette.slug)

    own = (
        "The lesson behind it", "Ask what the child sees.", "Lets a group look for it.", "It was changed a lot.",
        "Neglect", "Schools and colleges", "Trainer’s copy", LIMITS, str(lesson.reference),
    )  # fmt: skip
    assert [words for words in own if words in printed(page)] == []
    told = ("All cases are composite", "This is about harm to children.", "What would you ask next?", "Part 1 of 2")
    assert [words for words in told if words not in printed(page)] == []


def test_the_trainers_copy_says_so_and_has_all_of_it_on_paper(reader: Person) -> None:
    lesson = factories.lesson("The lesson behind it")
    vignette = material.vignette(lesson, summary="Lets a group look for it.", changed="It was changed a lot.")

    page = reader.open(f"/training/vignettes/{vignette.slug}?answers=open")

    copy = "Trainer’s copy"
    assert page.rows(".kb-copy") == [copy] * 3, "under the title and at each of two parts"
    assert page.rows("h1 + .kb-copy") == [copy]
    assert len(page.rows(".kb-part > h2 + .kb-copy")) == 2
    told = (
        "Ask what the child sees.", "Lets a group look for it.", "It was changed a lot.", "Neglect", copy, LIMITS,
        f"The lesson behind it: what was done ({lesson.reference})", "Described, stage 1 of 4", "Lessons behind it",
    )  # fmt: skip
    assert [words for words in told if words not in printed(page)] == []


def test_each_part_is_printed_on_a_page_of_its_own_that_names_the_case(reader: Person) -> None:
    material.safety()
    page = reader.get("training.vignette", slug=material.vignette(factories.lesson(), title="The coat case").slug)

    assert rule(".kb-part+.kb-part", "break-before:page")
    [first, second] = page.rows(".kb-part")
    assert first.startswith("Part 1 of 2: A cold morning")
    assert second.startswith("The coat case Part 2 of 2: A warm room")
    assert page.text.index("Content notice.") < page.text.index("Part 1 of 2")


def test_the_style_sheet_prints_no_closed_answer() -> None:
    assert rule(".kb-answer:not([open])", "display:none")


def test_all_model_points_can_be_opened_and_closed_at_once(reader: Person) -> None:
    vignette = material.vignette(factories.lesson(), factories.lesson())

    opened = reader.get("training.vignette", slug=vignette.slug).follow("Open all model points")
    closed = opened.follow("Close all model points")

    assert len(opened.soup.select("details[open]")) == len(opened.soup.select("details")) == 2
    assert closed.soup.select("details[open]") == []


def test_an_unknown_vignette_is_not_found(reader: Person) -> None:
    assert reader.get("training.vignette", slug="no-such-case").status == 404
