"""What is wrong with a session is said where its parts stand, beside the part that it is about."""

import pytest
from apiflask import APIFlask

from kb.access.actors import Actor
from kb.core import db
from kb.packs.content import Block
from kb.packs.models import Pack
from tests import factories
from tests.packs.packing import a_pack
from tests.pages import Person
from tests.training import material

FIRST = "A case must not stand on its own: put a part with ground rules and content notice before it"
LAST = "The session must not end with a case: add a part after it in which people come out of it again"


@pytest.fixture
def case(app: APIFlask, who: Actor) -> Pack:
    """A session that is one case and nothing else."""
    made = material.vignette(factories.lesson())
    material.safety()
    db.session.flush()
    return a_pack(who, blocks=(Block("case", 40, "The case", "To work.", fill="vignette", vignette=made.slug),))


def test_a_case_on_its_own_is_said_at_the_case(user: Person, case: Pack) -> None:
    page = user.get("packs.show", slug=case.slug)

    assert page.rows("#part-case .kb-build__note") == [f"{FIRST}.", f"{LAST}."]


@pytest.mark.parametrize("words", [FIRST, LAST])
@pytest.mark.parametrize("endpoint", ["packs.show", "packs.take"])
def test_what_is_to_fill_in_leads_to_the_case(user: Person, case: Pack, words: str, endpoint: str) -> None:
    page = user.get(endpoint, slug=case.slug)

    (link,) = [each for each in page.soup.select("main a") if each.text == words]
    assert link["href"] == f"/packs/{case.slug}#part-case"


def test_a_part_without_a_time_says_so_in_its_row(user: Person, who: Actor) -> None:
    pack = a_pack(who, blocks=(Block("a", None, "Look"),))

    page = user.get("packs.show", slug=pack.slug)

    assert "From minute 0, no time yet" in page.rows("#part-a [data-time]")
    assert page.follow("Give “Look” a time").response.request.path.endswith("/parts/a")
