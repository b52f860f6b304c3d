"""Training packs of the world: one on a theme with lessons in it, and one that is shared and has none."""

from sqlalchemy import select

from kb.core import db
from kb.lessons.models.vocabulary import Theme
from kb.packs.content import PackContent, kept
from kb.packs.drafting import draft
from kb.packs.models import Pack
from tests import factories

LONG_TITLE = "When do we refer, whom do we tell, and what do we do when nobody answers? A session for all of us"


def packs(owner: int, colleague: int, board: int) -> dict[str, str]:
    """What stands in the addresses of the packs of two people, of whom the second shares theirs with a board."""
    for number in range(4):
        factories.lesson(f"Board changed how it hears of neglect, step {number}", themes=["neglect"])
    theme = db.session.scalars(select(Theme.id).where(Theme.slug == "neglect")).one()
    made = {
        "pack": (owner, None, draft(theme, 30)),
        "shared_pack": (colleague, board, PackContent(LONG_TITLE)),
    }
    for slug, (owner_id, organisation_id, content) in made.items():
        db.session.add(
            Pack(
                slug=slug.replace("_", "-"), owner_id=owner_id, organisation_id=organisation_id, title=content.title,
                minutes=content.minutes, content=kept(content),
            )
        )  # fmt: skip
    db.session.flush()
    return {word: word.replace("_", "-") for word in made}
