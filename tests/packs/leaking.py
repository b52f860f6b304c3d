"""A site with packs that most people may not see, each with its word in every text."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self
from zlib import compress, crc32

from apiflask import APIFlask

from kb.access.actors import Actor
from kb.accounts.models.organisation import Organisation
from kb.accounts.models.user import User
from kb.core import db
from kb.lessons.models.vocabulary import Theme
from kb.packs.content import (
    Block,
    Handout,
    LessonUse,
    LocalSlots,
    Outcome,
    OwnQuestion,
    PackContent,
    PackLesson,
    Safety,
)
from kb.packs.models import Pack
from kb.packs.queries.publications import waiting_of
from kb.packs.saving import Place, save_part
from kb.packs.service import brand, making, publicity, sharing
from tests import factories
from tests.editorial.drafting import acting
from tests.editorial.leaked import ask
from tests.packs.packing import a_lesson
from tests.pages import Person
from tests.people import a_user, sign_in
from tests.search.lessons import catch_up

SECRET = re.compile(r"zq[a-i]mork", re.IGNORECASE)
WORDS = {
    name: f"zq{letter}mork"
    for letter, name in zip(
        "abcdefgh",
        ("private", "shared", "waiting", "edited", "returned", "superseded", "worked_on", "withdrawn"),
        strict=True,
    )
}
"""The word that stands in each text: `edited` in a pack whose earlier text waits, `worked_on` in one that is public."""
LOCAL = "zqimork"
"""Stands in every text that is local, of the public pack too."""
OUTSIDERS = ("anonymous", "user", "other_contributor", "identity_reviewer", "admin")
"""People who may see none of these texts: those that wait are for editors alone."""
BY_WORD = {"private", "shared", "waiting", "returned", "withdrawn"}
"""Packs of which nobody else may know."""


def said(word: str, lesson: PackLesson, theme_id: int) -> PackContent:
    """A content with the word in every text that somebody types."""
    words = f"About {word} we say this"
    local = f"{words}, {LOCAL}"
    return PackContent(
        title=words, summary=words, minutes=30, audience=words, group_size=words, when_where=local,
        theme_ids=(theme_id,), outcomes=(Outcome("o", words),), prepare=(words,),
        blocks=(
            Block(
                "tell", 10, words, words, "talk", words, words, words, words, (words,), fill="lessons",
                lessons=(LessonUse(lesson.lesson_id, (), words),),
            ),
            Block("ask", 20, words, fill="quiz", questions=("q",)),
        ),
        lessons=(lesson,),
        handouts=(Handout("h", words, words, words),),
        questions=(OwnQuestion("q", words, (words, "No"), 1, words),),
        safety=Safety(words, (words,), words, words, words),
        slots=LocalSlots(local, local, local, local, local),
        made_by=words, logo_alternative=words,
    )  # fmt: skip


@dataclass
class Site:
    """The site with all that may not be seen, and browsers of those who may not see it."""

    app: APIFlask
    packs: Mapping[str, Pack]
    users: Mapping[str, User]
    public: Pack
    lesson: PackLesson

    def person(self, kind: str) -> Person:
        """A browser of somebody of this kind, who has been here before."""
        person = Person(self.app)
        if kind != "anonymous":
            sign_in(person, self.users[kind])
        ask(person, "/help")  # the first request of a session notes that it is used
        return person


class Builder:
    """Builds the site, step by step."""

    def __init__(self, app: APIFlask) -> None:
        self.app = app
        self.board: Organisation = factories.organisation(slug="northbridge")
        other = factories.organisation("Southbridge Safeguarding Children Board", slug="southbridge")
        self.users = {kind: a_user(kind, self.board, other) for kind in (*OUTSIDERS[1:], "member", "lead", "editor")}
        self.lesson = a_lesson(slug="the-lesson", themes=["neglect"])
        self.theme = db.session.query(Theme.id).filter_by(slug="neglect").scalar() or 0
        factories.review("The review", slug="the-review", organisation=self.board)
        db.session.commit()
        self.lead, self.editor = self.actor("lead"), self.actor("editor")
        self.public = self.pack("The session for everybody", asked=True)
        self.publish(self.public)

    def actor(self, kind: str) -> Actor:
        """Somebody as use cases know them."""
        return acting(self.users[kind])

    def pack(self, word: str, *, asked: bool = False) -> Pack:
        """A pack of the lead with a picture, which may wait to be made public."""
        made = making.begin(self.lead, None, content=said(word, self.lesson, self.theme))
        brand.save_logo(self.lead, made, picture=picture_of(word), kind="image/png")
        if asked:
            publicity.ask(self.lead, made, version=made.version, reasons={}, cleared=True)
        return made

    def publish(self, pack: Pack) -> None:
        """Have the editor publish what waits of a pack."""
        waiting = waiting_of(pack)
        assert waiting is not None
        publicity.publish(self.editor, waiting)

    def rewrite(self, pack: Pack, word: str) -> None:
        """Have every text of a pack hold another word."""
        place = Place(lambda content: content, lambda _now, taken: taken, "about")
        save_part(self.lead, pack, place, typed=said(word, self.lesson, self.theme), opened=pack.version)
        brand.save_logo(self.lead, pack, picture=picture_of(word), kind="image/png")
        db.session.commit()

    def secrets(self) -> Mapping[str, Pack]:
        """All that may not be seen."""
        packs = {"private": self.pack(WORDS["private"]), "shared": self.pack(WORDS["shared"])}
        sharing.share(self.lead, packs["shared"], organisation_id=self.board.id)
        packs["waiting"] = self.pack(WORDS["waiting"], asked=True)
        self.rewrite(packs["waiting"], WORDS["edited"])
        packs["returned"] = self.pack(WORDS["returned"], asked=True)
        waiting = waiting_of(packs["returned"])
        assert waiting is not None
        publicity.send_back(self.editor, waiting, reason=f"Say less of {WORDS['returned']}")
        packs["withdrawn"] = self.pack(WORDS["withdrawn"], asked=True)
        self.publish(packs["withdrawn"])
        publicity.make_private(self.lead, packs["withdrawn"])
        return packs

    def beside_what_is_public(self) -> None:
        """A text that was public once and one that is worked on, of the pack that everybody sees."""
        for word in (WORDS["superseded"], "the session for everybody"):
            self.rewrite(self.public, word)
            publicity.ask(self.lead, self.public, version=self.public.version, reasons={}, cleared=True)
            self.publish(self.public)
        self.rewrite(self.public, WORDS["worked_on"])

    def site(self, packs: Mapping[str, Pack]) -> Site:
        """What was built."""
        db.session.commit()
        return Site(self.app, packs, self.users, self.public, self.lesson)


def whole(app: APIFlask) -> Site:
    """A site with one public pack and with all that may not be seen; the application's context is entered."""
    built = Builder(app)
    made = built.secrets()
    built.beside_what_is_public()
    catch_up()
    return built.site(made)


@dataclass(frozen=True)
class Standing:
    """A site that stands for several tests: what is in it by number, as each test reads it in a session of its own."""

    app: APIFlask
    packs: Mapping[str, int]
    users: Mapping[str, int]
    public: int
    lesson: PackLesson

    @classmethod
    def of(cls, site: Site) -> Self:
        """Such a site, of one that was just built."""
        packs, users = ({name: each.id for name, each in found.items()} for found in (site.packs, site.users))
        return cls(site.app, packs, users, site.public.id, site.lesson)

    def read(self) -> Site:
        """The site, in the session at hand."""
        packs = {name: db.session.get_one(Pack, number) for name, number in self.packs.items()}
        users = {kind: db.session.get_one(User, number) for kind, number in self.users.items()}
        return Site(self.app, packs, users, db.session.get_one(Pack, self.public), self.lesson)


def picture_of(word: str) -> bytes:
    """A picture of one dot, whose colour is the word's own; the word itself stands in its comment."""
    dot = b"\0" + crc32(word.encode()).to_bytes(4, "big")[:3]
    parts = (
        (b"IHDR", (1).to_bytes(4, "big") * 2 + bytes((8, 2, 0, 0, 0))),
        (b"tEXt", b"Comment\0" + word.encode()),
        (b"IDAT", compress(dot)),
        (b"IEND", b""),
    )
    chunks = (
        len(said).to_bytes(4, "big") + kind + said + crc32(kind + said).to_bytes(4, "big") for kind, said in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def tables_with(word: str) -> set[str]:
    """The tables in whose rows a word stands."""
    found = set()
    for table in db.Base.metadata.sorted_tables:
        for row in db.session.execute(table.select()):
            if word in " ".join(map(str, row)):
                found.add(table.name)
    return found
