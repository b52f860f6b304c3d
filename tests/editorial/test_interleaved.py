"""Many saves of two people in one draft: no text is lost, and none is replaced that its writer has not seen."""

import random

from kb.accounts.models.organisation import Organisation
from kb.core import db
from kb.lessons.models.lesson import Revision
from tests.editorial.drafting import draft
from tests.editorial.opened import Opened
from tests.pages import Page, Person

SAVES, THROUGH_PAGES = 500, 20
FIELDS = ("found", "why")


class Writer:
    """Somebody with a page of the draft open, perhaps for long."""

    def __init__(self, person: Person, revision: Revision) -> None:
        self.person, self.number = person, revision.id
        self.reload()

    def reload(self) -> None:
        self.page = self.person.get("editorial.step", number=self.number, step="found")

    def save(self, field: str, words: str) -> Page:
        return self.page.submit("Save and stay here", **{field: words})


def kept(person: Person, number: int) -> str:
    """All that the page of earlier texts shows, page by page."""
    page = person.get("editorial.earlier", number=number)
    shown = [page.text]
    while next_page := page.soup.select_one("a[rel=next]"):
        page = person.open(str(next_page["href"]))
        shown.append(page.text)
    return " ".join(shown)


def test_five_hundred_saves_of_two_lose_no_text_and_replace_none_that_its_writer_has_not_seen(
    contributor: Person, lead: Person, board: Organisation
) -> None:
    chance, revision = random.Random(2009), draft(board)
    opened = {who: Opened(who, revision, *FIELDS) for who in (contributor, lead)}
    typed, asked = [], 0
    for number in range(SAVES):
        who, field, words = chance.choice([contributor, lead]), chance.choice(FIELDS), f"Words {number}."
        typed.append(words)
        seen, before = dict(opened[who].values), now(revision)
        saved = opened[who].save(**{field: words})
        for name in FIELDS:
            assert now(revision)[name] == before[name] or seen[name] == before[name], "replaced unseen"
        for each in saved.contested:
            asked += 1
            assert each.theirs == before[each.field]
        if chance.random() < 0.7:
            opened[who] = Opened(who, revision, *FIELDS)

    shown = kept(contributor, revision.id)
    assert [words for words in typed if words not in shown] == []
    assert asked >= SAVES // 10, "they have hardly met"


def test_saves_through_the_pages_lose_no_text_whichever_of_two_is_chosen(
    contributor: Person, lead: Person, board: Organisation
) -> None:
    chance, revision = random.Random(2010), draft(board)
    writers = [Writer(contributor, revision), Writer(lead, revision)]
    typed = []
    for number in range(THROUGH_PAGES):
        writer, field, words = chance.choice(writers), chance.choice(FIELDS), f"Words {number}."
        typed.append(words)
        answer = writer.save(field, words)
        if answer.status == 409:
            assert words in answer.rows(".kb-both__text")
            asking = answer.soup.select("[name^=choice_]")
            answer.submit(
                "Save what I chose", **{str(each["name"]): chance.choice(("mine", "theirs")) for each in asking}
            )
        writer.reload()

    shown = kept(contributor, revision.id)
    assert [words for words in typed if words not in shown] == []


def now(revision: Revision) -> dict[str, str]:
    db.session.expire_all()
    found = db.session.get_one(Revision, revision.id)
    return {field: getattr(found, field) for field in FIELDS}
