"""The page from which a pack is taken along, its files, and those that a job makes."""

import io
from dataclasses import replace
from zipfile import ZipFile

from apiflask import APIFlask
from sqlalchemy import select

from kb.access.actors import OPERATOR, Actor
from kb.core import db
from kb.core.job_outputs import JobOutput
from kb.core.jobs import Job
from kb.core.work import run_due
from kb.desk.service.hiding import hide
from kb.packs import exporting
from kb.packs.content import Block, Handout, LessonUse
from kb.packs.files import NAMES, SMALL
from kb.packs.models import Pack
from kb.packs.service import brand
from kb.packs.service.exporting import export
from tests.packs.leaking import picture_of
from tests.packs.packing import a_pack
from tests.packs.taking import held, of, publish, some_lesson, words_of
from tests.pages import Page, Person, statements

WHY = "Somebody asked for it to be taken down."
FILE = "/packs/{}/files/{}"


def with_lessons(who: Actor, number: int = 1) -> Pack:
    lessons = [some_lesson(f"Lesson number {at} of the pack") for at in range(number)]
    blocks = tuple(Block(f"b{each.id}", 5, "Look", lessons=(LessonUse(each.id),)) for each in lessons)
    return a_pack(who, blocks=blocks, lessons=tuple(map(held, lessons)), made_by="Northshire")


def made_file(person: Person, page: Page) -> tuple[int, bytes]:
    """The job that a button began, done, and what it made."""
    number = int(page.response.request.path.rpartition("/")[2])
    db.session.commit()
    run_due()
    return number, person.open(f"/jobs/{number}/file").response.data


def test_the_page_offers_each_file_and_says_what_it_is_for(user: Person, who: Actor) -> None:
    page = user.get("packs.take", slug=with_lessons(who).slug)

    assert page.heading == "Download: When do we refer?"
    links = {str(link["href"]).rpartition("/")[2] for link in page.soup.select("a[download]")}
    assert links == {name for name in NAMES if not name.startswith(("quiz.", "forms."))}
    assert "what to prepare, what to say" in page.text
    assert "Choose quiz questions" in page.text


def test_what_is_to_fill_in_is_counted_and_leads_to_where_it_is_mended(user: Person, who: Actor) -> None:
    pack = with_lessons(who)
    page = user.get("packs.take", slug=pack.slug)

    assert "things to fill in first" in page.text
    assert page.soup.select(f"details a[href='/packs/{pack.slug}/local']")


def test_every_page_of_a_pack_says_the_same_is_to_be_filled_in(user: Person, who: Actor) -> None:
    pack = with_lessons(who)
    brand.save_logo(who, pack, picture=picture_of("a dot"), kind="image/png")

    pages = {name: user.get(f"packs.{name}", slug=pack.slug).soup for name in ("show", "take", "publish")}
    told = {
        "show": {link.text for link in pages["show"].select(".kb-to-fill-in li a")},
        "take": {link.text for link in pages["take"].select("main details li a")},
    }

    assert "Write what your logo shows, for people who do not see it" in told["show"]
    assert told["take"] == told["show"]
    assert "Write what your logo shows" in pages["publish"].text


def test_a_session_that_is_read_out_has_slides_only_for_who_asks_and_not_in_the_zip(user: Person, who: Actor) -> None:
    lesson = some_lesson()
    part = Block("a", 7, "Read it out", lessons=(LessonUse(lesson.id),))
    pack = a_pack(who, minutes=7, blocks=(part,), lessons=(held(lesson),))
    page = user.get("packs.take", slug=pack.slug)

    assert "needs nothing on a screen" in page.text
    assert page.soup.select("a[download][href$='slides.pptx']")
    assert "every file that the session needs" in page.text
    _, content = made_file(user, page.submit("Make a ZIP of all files"))
    with ZipFile(io.BytesIO(content)) as archive:
        assert not {"slides.pptx", "room.html"} & {*archive.namelist()}
        assert "guide.pdf" in archive.namelist()
        assert "slides.pptx" not in archive.read("README.txt").decode()


def test_a_file_is_saved_under_the_title_and_kept_by_nobody(user: Person, who: Actor) -> None:
    pack = with_lessons(who)

    page = user.open(FILE.format(pack.slug, "guide.pdf"))

    headers = page.response.headers
    assert headers["Content-Disposition"] == "attachment; filename=when-do-we-refer-guide.pdf"
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Robots-Tag"] == "noindex"
    assert "Lessonnumber0ofthepack" in words_of("guide.pdf", page.response.data)


def test_the_room_file_is_only_saved_and_never_opened_as_a_page_of_the_site(user: Person, who: Actor) -> None:
    pack = with_lessons(who)
    db.session.commit()

    headers = user.client.get(FILE.format(pack.slug, "room.html")).headers

    assert headers["Content-Disposition"].startswith("attachment")
    assert headers["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_of_a_private_pack_others_get_no_word(member: Person, reader: Person, who: Actor) -> None:
    pack = with_lessons(who)

    for person in (member, reader):
        for address in (f"/packs/{pack.slug}/take", FILE.format(pack.slug, "guide.pdf")):
            page = person.open(address)
            none = person.open(address.replace(pack.slug, "nosuchpack"))
            assert page.status == none.status == 404
            assert page.text == none.text


def test_a_reader_gets_the_public_text_and_who_works_on_it_the_one_of_now(
    user: Person, reader: Person, who: Actor
) -> None:
    pack = a_pack(who, title="The public words")
    publish(pack, pack.now)
    pack.content = {**pack.content, "title": "The words of now"}
    pack.version = 2

    said = words_of("guide.pdf", reader.open(FILE.format(pack.slug, "guide.pdf")).response.data)
    now = words_of("guide.pdf", user.open(FILE.format(pack.slug, "guide.pdf")).response.data)

    assert "Thepublicwords" in said
    assert "Thewordsofnow" not in said
    assert f"/packs/{pack.slug}" in said
    assert "Thewordsofnow" in now
    assert reader.open(f"/packs/{pack.slug}/take").heading == "Download: The public words"


def test_an_empty_pack_says_what_to_do_first(user: Person, who: Actor) -> None:
    pack = a_pack(who, blocks=())

    page = user.open(FILE.format(pack.slug, "guide.pdf"), follow_redirects=True)

    assert "Add the parts of the session and some lessons first." in page.text
    assert not page.soup.select("a[download]")
    assert page.follow("Back to the pack").heading == "When do we refer?"


def test_a_file_that_there_is_not_is_not_found(user: Person, who: Actor) -> None:
    assert user.open(FILE.format(with_lessons(who).slug, "guide.exe")).status == 404


def test_all_files_are_made_by_a_job_and_only_its_owner_gets_them(user: Person, member: Person, who: Actor) -> None:
    page = user.get("packs.take", slug=with_lessons(who).slug).submit("Make a ZIP of all files")
    number, made = made_file(user, page)

    with ZipFile(io.BytesIO(made)) as archive:
        assert "README.txt" in archive.namelist()
        assert "Lessonnumber0ofthepack" in words_of("guide.docx", archive.read("guide.docx"))
    assert member.open(f"/jobs/{number}/file").status == 404


def test_a_file_of_a_large_pack_is_made_by_a_job(user: Person, who: Actor) -> None:
    pack = with_lessons(who, SMALL + 1)

    assert user.open(FILE.format(pack.slug, "guide.pdf")).heading.startswith("Download")
    _, made = made_file(user, user.get("packs.take", slug=pack.slug).submit("Make PDF"))

    assert f"Lessonnumber{SMALL}ofthepack" in words_of("guide.pdf", made)


def test_of_a_large_public_pack_a_reader_is_asked_to_sign_in(reader: Person, who: Actor) -> None:
    pack = with_lessons(who, SMALL + 1)
    publish(pack, pack.now)

    page = reader.get("packs.take", slug=pack.slug)

    assert page.soup.select("main a[href^='/sign-in']")
    assert not page.soup.select("main form")


def test_a_job_says_after_each_file_how_far_it_is(app: APIFlask, who: Actor) -> None:
    pack = with_lessons(who)
    job = export(who, pack, found=of(pack), name="all.zip")
    db.session.commit()
    run_due()

    done = db.session.get_one(Job, job.id)
    assert (done.state, done.progress, done.progress_total) == ("done", 9, 9)


def test_what_was_made_goes_when_a_lesson_in_it_is_hidden(app: APIFlask, who: Actor) -> None:
    first, second = some_lesson("To be hidden"), some_lesson("To stay")
    packs = [a_pack(who, lessons=(held(each),)) for each in (first, second)]
    jobs = [export(who, pack, found=of(pack), name="guide.pdf").id for pack in packs]
    db.session.commit()
    run_due()
    assert len(set(db.session.scalars(select(JobOutput.job_id)))) == 2

    hide(OPERATOR, first, reason=WHY)

    assert [*db.session.scalars(select(Job.id).where(Job.kind == exporting.EXPORT))] == jobs[1:]
    assert set(db.session.scalars(select(JobOutput.job_id))) == {jobs[1]}


def test_what_is_being_made_when_a_lesson_in_it_is_hidden_is_made_once_more(app: APIFlask, who: Actor) -> None:
    lesson = some_lesson("To be hidden")
    pack = a_pack(who, lessons=(held(lesson),))
    job = export(who, pack, found=of(pack), name="guide.pdf")
    job.state = "running"
    db.session.flush()

    hide(OPERATOR, lesson, reason=WHY)

    db.session.expire(job)
    assert job.again_at is not None


def test_the_page_makes_as_many_statements_however_much_is_in_the_pack(user: Person, who: Actor) -> None:
    def made_by(pack: Pack) -> int:
        address = f"/packs/{pack.slug}/take"
        user.open(address)  # what is kept between requests is filled
        with statements() as made:
            user.open(address)
        return len(made)

    assert made_by(with_lessons(who, 1)) == made_by(with_lessons(who, 7))


def test_a_pack_that_was_removed_meanwhile_makes_no_file(app: APIFlask, who: Actor) -> None:
    pack = a_pack(who, handouts=(Handout("a", "Sheet"),))
    found = replace(of(pack), version=99)
    job = export(who, pack, found=found, name="guide.pdf")
    db.session.commit()
    run_due()

    assert db.session.get_one(Job, job.id).error
    assert not db.session.scalar(select(JobOutput.job_id))
