"""No deck of a draft is so long that it loses what people will be able to do, or which lessons it rests on."""

import pytest

from kb.lessons.queries.labels import labels
from kb.packs.content import LENGTHS
from kb.packs.layouts.end_slides import OF_TODAY, PEOPLE
from kb.packs.layouts.slides import ABLE, SAFETY
from kb.packs.queries.resolved import READ_OUT
from tests.packs.decks import deck
from tests.packs.drafts import drafted
from tests.packs.taking import pack_of


@pytest.mark.usefixtures("starter")
@pytest.mark.parametrize("minutes", [each for each in LENGTHS if each > READ_OUT])
def test_no_draft_on_any_theme_loses_its_outcomes_its_lessons_or_its_helplines(minutes: int) -> None:
    lost, checked = {}, 0
    for number, theme in labels().themes.items():
        if not (content := drafted(number, minutes)).lessons:
            continue
        titles = [each.title for each in deck(pack_of(content))]
        missing = [name for name in (SAFETY, ABLE, PEOPLE, OF_TODAY) if name not in "\n".join(titles)]
        checked += 1
        if missing:
            lost[theme.slug] = missing
    assert lost == {}
    assert checked > 0
