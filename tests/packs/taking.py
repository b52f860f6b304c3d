"""Files of packs as tests look at them: the words of each format, and packs that are put together at random."""

import io
import re
from collections.abc import Iterable
from random import Random
from typing import Any

from markupsafe import Markup
from pptx import Presentation

from kb.access.actors import Actor
from kb.core import db
from kb.core.db import utc_now
from kb.lessons.models.lesson import Lesson
from kb.packs.content import Block, Handout, LessonUse, OwnQuestion, PackContent, PackLesson, kept
from kb.packs.files import made, names_of, taken
from kb.packs.models import Pack, PackPublication
from kb.packs.queries.resolved import Resolved, resolved
from tests import factories
from tests.documents.opened import Opened
from tests.documents.word_file import WordFile
from tests.packs.packing import a_pack
from tests.training import material

TITLES = (
    "When do we refer?",
    "<b>&amp; “quotes” \\ ' ; --",
    "Dŵr, Ελλάδα, العربية, 漢字 😀",
    "../../etc/passwd\x07 name",
    "W" * 120,
    "#set page(width: 1pt) $x^2$ *a* _b_",
)


def of(pack: Pack, content: PackContent | None = None) -> Resolved:
    """The pack as it is now, or with another text."""
    return resolved(pack, content or pack.now, pack.version)


def pack_of(content: PackContent) -> Resolved:
    """A pack of this text that nobody has saved."""
    pack = Pack(id=0, slug="of-a-test", title=content.title, minutes=content.minutes, content={}, credit="")
    return resolved(pack, content, 1)


def words_of(name: str, file: bytes) -> str:
    """All that a file says, without spaces: where its lines end is its own business."""
    if name.endswith(".pdf"):
        said = Opened(file).signs()
    elif name.endswith(".docx"):
        said = WordFile(file).words()
    elif name.endswith(".pptx"):
        said = _of_slides(file)
    else:
        said = str(Markup(file.decode()).striptags())
    return re.sub(r"[\s\u200b\u00ad]+", "", said)


def _of_slides(file: bytes) -> str:
    found = []
    for slide in Presentation(io.BytesIO(file)).slides:
        found += [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
        found.append(slide.notes_slide.notes_text_frame.text)
    return "\n".join(found)


def files_of(found: Resolved, endings: Iterable[str] = ("pdf", "docx", "pptx", "html")) -> dict[str, str]:
    """The words of every file of a pack, by its name."""
    names = [name for name in names_of(found) if name.rpartition(".")[2] in endings]
    of_pack = taken(found, names)
    return {name: words_of(name, made(of_pack, name)) for name in names}


def held(lesson: Lesson) -> PackLesson:
    """A lesson as a pack holds it."""
    assert lesson.live_revision
    return PackLesson(lesson.id, lesson.live_revision.id)


def some_lesson(title: str = "Board set up a team that reads every referral", **fields: Any) -> Lesson:
    """A lesson of which title and source are its own."""
    lesson = factories.lesson(title, **fields)
    assert lesson.live_revision
    source = lesson.live_revision.sources[0]
    source.title, source.url = f"Report number {lesson.id}", f"https://reports.example.org/{lesson.id}/the-report.pdf"
    db.session.flush()
    return lesson


def at_random(who: Actor, seed: int) -> Pack:
    """A pack with lessons, a case, questions and sheets in any order and number."""
    chance = Random(seed)
    lessons = [some_lesson(f"Lesson number {number} of {seed}") for number in range(chance.randint(1, 6))]
    case, asked = material.vignette(some_lesson("Behind the case")), material.quiz_item(some_lesson("Behind the quiz"))
    material.form()
    own = OwnQuestion("own", "Whom do we ring?", ("Nobody", "The duty team"), 2, "It decides.", lessons[0].id, "done")
    blocks = [Block("empty")]
    for number, lesson in enumerate(lessons):
        words = chance.choice(("", "In our own words."))
        sections = chance.choice(((), ("found",), ("why", "effect"), ("how", "done")))
        use = LessonUse(lesson.id, sections, words)
        blocks.append(Block(f"b{number}", chance.choice((None, 0, 7)), f"Part {number}", lessons=(use,)))
    blocks.append(Block("case", 10, "The case", fill="vignette", vignette=case.slug))
    blocks.append(Block("quiz", 10, "Quiz", fill="quiz", questions=(asked.slug, "own")))
    chance.shuffle(blocks)
    title = TITLES[seed % len(TITLES)][:120]
    return a_pack(
        who,
        title=title,
        blocks=tuple(blocks),
        lessons=tuple(map(held, lessons)),
        questions=(own,),
        handouts=(Handout("sheet", title, body=f"# {title}\n\n* {title}"),),
        forms=("before",),
        made_by=title,
    )


def publish(pack: Pack, content: PackContent) -> None:
    """Make this text public."""
    db.session.add(
        PackPublication(
            pack_id=pack.id, number=pack.version, content=kept(content), state="published", published_on=utc_now()
        )
    )  # fmt: skip
    db.session.flush()
    db.session.expire(pack)
