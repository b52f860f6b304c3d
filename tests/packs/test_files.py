"""What is taken along: every file rests on the same lessons and says so, and nothing in it is not public."""

import io
import re
from dataclasses import replace
from zipfile import ZipFile

import pytest
from apiflask import APIFlask

from kb.access.actors import OPERATOR, Actor
from kb.briefings.briefing import TO_FILL_IN
from kb.core import db
from kb.desk.service.hiding import hide
from kb.documents.on_slides import slides
from kb.documents.pdf import pdf
from kb.documents.tree import Heading
from kb.packs.content import Block, Handout, LessonUse, OwnQuestion, PackContent, PackLesson
from kb.packs.files import NAMES, file_name, made, names_of, sizes, taken, zipped
from kb.packs.layouts.whole import document, thing
from kb.packs.queries.resolved import resolved
from tests import factories
from tests.documents.opened import Opened
from tests.editorial.kinds import ON_SQLITE
from tests.packs.from_templates import packs
from tests.packs.packing import a_pack
from tests.packs.taking import TITLES, at_random, files_of, held, of, pack_of, some_lesson, words_of
from tests.pages import statements
from tests.training import material

WHY = "Somebody asked for it to be taken down."


@ON_SQLITE
@pytest.mark.parametrize("seed", range(1, 5))
def test_every_file_of_a_pack_names_the_same_lessons_and_sources(who: Actor, seed: int) -> None:
    found = of(at_random(who, seed))
    references = {lesson.reference for lesson in found.lessons.values()}
    addresses = {str(source.url) for lesson in found.lessons.values() for source in lesson.sources}

    said = files_of(found)

    assert len(said) == len(NAMES) - 1  # plain text is that of the briefing alone
    for name, words in said.items():
        if name.startswith("briefing."):  # one side has room for no more than some of them
            assert set(re.findall(r"LB-\d+", words)) <= references, name
            continue
        assert set(re.findall(r"LB-\d+", words)) == references, name
        assert set(re.findall(r"https://reports\.example\.org/\d+/the-report\.pdf", words)) == addresses, name


def test_a_lesson_that_was_hidden_is_in_no_file_and_is_named_as_gone(who: Actor) -> None:
    kept, hidden = some_lesson("A team reads referrals"), some_lesson("Rarebit of the far board", found="Quillwort.")
    case = material.vignette(hidden, title="The coat")
    question = material.quiz_item(hidden, stem="What of the rarebit?")
    use = LessonUse(hidden.id, words="Our words on rarebit.")
    block = Block("a", 10, "Look", lessons=(LessonUse(kept.id), use), vignette=case.slug, questions=(question.slug,))
    pack = a_pack(who, blocks=(block,), lessons=(held(kept), held(hidden)))
    before = files_of(of(pack), ("pdf",))
    hide(OPERATOR, hidden, reason=WHY)

    said = files_of(of(pack))

    assert "Quillwort" in before["guide.pdf"]
    assert set(said) == {name for name in NAMES if not name.startswith(("quiz", "forms")) and name != "briefing.txt"}
    for name, words in said.items():
        assert not re.search("rarebit|quillwort|thecoat", words, re.IGNORECASE), name
        assert name.startswith("briefing.") or f"{hidden.reference}isnolongeravailable." in words, name


@ON_SQLITE
def test_what_was_only_recommended_is_never_told_as_done(who: Actor) -> None:
    lesson = some_lesson("Board was asked to read referrals", done_status_key="done-statuses/recommended")
    use = Block("a", 10, "Look", lessons=(LessonUse(lesson.id),))

    said = files_of(of(a_pack(who, blocks=(use,), lessons=(held(lesson),))))

    for name in ("guide.pdf", "guide.docx", "slides.pptx", "room.html"):
        assert "Whatwasrecommended" in said[name], name
    assert not [name for name, words in said.items() if "Whatwasdone" in words]


def test_the_text_of_a_lesson_is_the_one_that_the_pack_has(who: Actor) -> None:
    lesson = some_lesson(found="The first text.")
    pack = a_pack(who, blocks=(Block("a", 10, "Look", lessons=(LessonUse(lesson.id),)),), lessons=(held(lesson),))
    assert lesson.live_revision
    lesson.live_revision.state = "superseded"
    db.session.flush()
    lesson.live_revision = factories.revision(lesson, "Now", state="published", number=2, found="The second text.")
    db.session.flush()

    said = files_of(of(pack), ("pdf",))["guide.pdf"]

    assert "Thefirsttext." in said
    assert "Thesecondtext." not in said
    assert f"{lesson.reference},whatwasfound,version1" in said
    assert "Thereisanewertext." in said


@ON_SQLITE
@pytest.mark.parametrize("title", TITLES)
def test_a_title_of_any_characters_makes_a_file_with_a_plain_name(who: Actor, title: str) -> None:
    found = of(a_pack(who, title=title[:120]))

    assert re.fullmatch(r"[a-z0-9][a-z0-9-]*-guide\.pdf", file_name(found, "guide.pdf"))
    assert Opened(pdf(thing(document(found), "guide"))).pages()


@ON_SQLITE
def test_what_is_empty_is_printed_as_to_fill_in(who: Actor) -> None:
    said = files_of(of(a_pack(who, blocks=(Block("a"),))), ("pdf", "pptx"))

    fill = TO_FILL_IN.replace(" ", "")
    for what in ("titleofpart1", "whythispartisthere", "whatpeopledo", "outcomes"):
        assert f"{fill}:{what}" in said["guide.pdf"]
    assert f"{fill}:outcomes" in said["slides.pptx"]


@ON_SQLITE
def test_handouts_have_the_case_without_model_points_and_the_guide_has_them(who: Actor) -> None:
    lesson = some_lesson()
    case = material.vignette(lesson)
    said = files_of(of(a_pack(who, blocks=(Block("a", 10, "Case", vignette=case.slug),))), ("pdf",))

    assert "Askwhatthechildsees." in said["guide.pdf"]
    assert "Whatwouldyouasknext?" in said["handouts.pdf"]
    assert "Askwhatthechildsees." not in said["handouts.pdf"]


def test_the_guide_names_the_source_of_what_a_model_point_says_beyond_its_lesson(who: Actor) -> None:
    lesson = some_lesson()
    law = {"source": "An Act of 2021", "url": "https://www.example.org/act/3"}
    case = material.vignette(lesson, questions=[material.question(material.point(lesson, **law))])
    said = files_of(of(a_pack(who, blocks=(Block("a", 10, "Case", vignette=case.slug),))), ("pdf",))

    assert "SeealsoAnActof2021.https://www.example.org/act/3" in said["guide.pdf"]
    assert "AnActof2021" not in said["handouts.pdf"]


@ON_SQLITE
def test_the_guide_names_the_lessons_of_today_in_the_case_and_behind_its_model_points(who: Actor) -> None:
    lesson, other = some_lesson(), some_lesson()
    case = material.vignette(lesson, other)
    own = PackLesson(lesson.id, lesson.live_revision_id or 0)
    blocks = (
        Block("a", 10, "Case", vignette=case.slug),
        Block("b", 10, "Lessons", fill="lessons", lessons=(LessonUse(lesson.id),)),
    )

    said = files_of(of(a_pack(who, blocks=blocks, lessons=(own,))), ("pdf",))["guide.pdf"]

    assert "Inthiscaseyoumeetlesson1oftoday." in said
    assert f"lesson1oftoday,{lesson.reference}" in said
    assert f"({other.reference}," in said


@ON_SQLITE
def test_stages_beyond_those_of_the_part_have_no_slide_and_are_taken_home(who: Actor) -> None:
    case = material.vignette(some_lesson())
    part = Block("a", 10, "Case", vignette=case.slug, stages=1)
    found = of(a_pack(who, blocks=(part,)))
    first, *others = found.vignettes[case.slug].stages

    titles = [each.title for each in slides(thing(document(found), "slides"))]
    sheets = [each.text for each in thing(document(found), "handouts").blocks if isinstance(each, Heading)]

    assert f"Stage 1: {first.title}" in titles
    assert not [title for title in titles if title.startswith("Stage 2")]
    home = next((at for at, title in enumerate(sheets) if title.startswith("To take home")), len(sheets))
    assert [title for title in sheets[home:] if title.startswith("Stage")] == [
        f"Stage {each.number}: {each.title}" for each in others
    ]


@ON_SQLITE
def test_a_question_in_no_part_is_on_no_slide_and_on_the_quiz_sheet(who: Actor) -> None:
    own = OwnQuestion("own", "Whom do we ring?", ("Nobody", "The duty team"), 2, "It decides.")
    found = of(a_pack(who, questions=(own,)))

    said = files_of(found, ("pptx", "html", "pdf"))

    assert "Whomdowering?" not in said["slides.pptx"]
    assert "Whomdowering?" in said["quiz.pdf"]
    assert said["room.html"].count("Whomdowering?") == 1


@ON_SQLITE
def test_a_lesson_has_a_sheet_with_what_any_part_tells_of_it(who: Actor) -> None:
    lesson = some_lesson("Board reads referrals", found="It was slow.", done="A team reads them.", how="1. Begin.")
    parts = (Block("a", 10, "Look", lessons=(LessonUse(lesson.id, ("found",)),)),
             Block("b", 10, "Weigh", lessons=(LessonUse(lesson.id, ("found", "done")),)))  # fmt: skip
    found = of(a_pack(who, blocks=parts, lessons=(held(lesson),)))

    said = files_of(found, ("pdf",))["handouts.pdf"]

    assert said.count("Itwasslow.") == 1
    assert said.count("Ateamreadsthem.") == 1
    assert "Begin." not in said


@ON_SQLITE
def test_a_path_of_the_site_is_printed_as_an_address(who: Actor) -> None:
    found = of(a_pack(who, prepare=("Print the page (/training/safety) for each person.",)))

    assert f"({found.site_url}/training/safety)" in files_of(found, ("pdf",))["guide.pdf"]


@ON_SQLITE
def test_the_answers_of_the_quiz_stand_on_a_page_of_their_own(who: Actor) -> None:
    question = material.quiz_item(some_lesson())
    found = of(a_pack(who, blocks=(Block("a", 10, "Quiz", questions=(question.slug,)),)))

    first, second, *_ = Opened(made(taken(found, ["quiz.pdf"]), "quiz.pdf")).pages()

    assert "What do you check first?" in first
    assert "The audit showed" not in first
    assert "1. B: Whether staff agree" in second


def test_the_address_of_a_pack_is_told_only_when_it_is_public(who: Actor) -> None:
    pack = a_pack(who, handouts=(Handout("a", "Sheet"),))
    found = of(pack)

    assert pack.slug not in files_of(found, ("pdf",))["guide.pdf"]
    assert f"/packs/{pack.slug}" in files_of(replace(found, is_public=True), ("pdf",))["guide.pdf"]


@ON_SQLITE
def test_the_same_pack_makes_the_same_zip_and_its_page_says_what_is_what(who: Actor) -> None:
    found = of(a_pack(who))
    names = ("guide.pdf", "guide.docx", "slides.pptx", "room.html")
    files = [(name, made(taken(found, names), name)) for name in names]

    first = zipped(found, files)

    assert first == zipped(found, [(name, made(taken(found, names), name)) for name, _ in files])
    with ZipFile(io.BytesIO(first)) as archive:
        assert archive.namelist() == ["README.txt", *(name for name, _ in files)]
        assert all(f"{name}: " in archive.read("README.txt").decode() for name in names_of(found))


def test_reading_a_pack_takes_as_many_statements_however_much_it_names(who: Actor) -> None:
    material.form()

    def made_by(number: int) -> int:
        lessons = [some_lesson(f"One of {number}, the {at}") for at in range(number)]
        case = material.vignette(lessons[0], themes=["neglect"])
        blocks = tuple(Block(f"b{at.id}", 5, "Look", lessons=(LessonUse(at.id),)) for at in lessons)
        extra = Block("case", 5, "Case", vignette=case.slug)
        pack = a_pack(who, blocks=(*blocks, extra), lessons=tuple(map(held, lessons)))
        slug, content = pack.id, pack.now
        db.session.commit()
        of(pack)  # what is kept between requests is filled
        db.session.commit()
        row = db.session.get_one(type(pack), slug)
        assert row.published is None
        with statements() as made_here:
            resolved(row, content, 1)
        return len(made_here)

    assert made_by(2) == made_by(9)


@ON_SQLITE
def test_a_pack_with_nothing_in_it_has_no_files(who: Actor) -> None:
    assert names_of(of(a_pack(who, blocks=()))) == []


@ON_SQLITE
def test_guides_and_slides_of_all_session_templates_are_made(site: APIFlask, who: Actor) -> None:
    with site.app_context():
        contents = packs()
        assert len(contents) > 6
        for content in contents:
            _made_whole(content)


def _made_whole(content: PackContent) -> None:
    found = pack_of(content)
    whole = document(found)
    said = words_of("guide.pdf", pdf(thing(whole, "guide")))
    assert all(re.sub(r"\s+", "", block.title) in said for block in content.blocks)
    deck = slides(thing(whole, "slides"))
    assert len({slide.title for slide in deck}) == len(deck)
    told = sizes(found)
    assert not [name for name, words in told.items() if not re.search(r"[1-9]", words)]
    assert told["slides"] == f"{len(deck)} slides"
