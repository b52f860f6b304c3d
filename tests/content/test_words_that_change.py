"""Closed values, themes and terms may be renamed, moved and taken out, as long as no record still needs them."""

import pytest
from apiflask import APIFlask
from sqlalchemy import select

from kb.core import db
from kb.lessons.models.vocabulary import ClosedValue, Theme, ThemeLabel
from tests.content.database import Loads, everything
from tests.content.small_folder import AUDIT, TEAM, SmallFolder

UNUSED_THEME = """- slug: supervision
  prefLabel: Supervision
  altLabel:
  - reflective practice
  scopeNote: Talking a case over.
  broader: multi-agency-work
  related: []
  seenIn: []
"""


@pytest.fixture
def loaded(empty_app: APIFlask, folder: SmallFolder) -> Loads:
    """The small folder with one theme more that no lesson has, loaded once."""
    folder.write("themes.yaml", folder.text("themes.yaml") + UNUSED_THEME)
    loads = Loads(folder)
    loads.announced()
    return loads


def themes() -> dict[str, str]:
    found = {slug: label for slug, label in db.session.execute(select(Theme.slug, Theme.label))}
    db.session.rollback()
    return found


def test_a_theme_that_no_lesson_has_is_taken_out(loaded: Loads) -> None:
    loaded.folder.change("themes.yaml", UNUSED_THEME, "")
    assert loaded.announced() == []
    assert "supervision" not in themes()
    assert "Themes: 5 (1 taken out)" in loaded.said
    assert list(db.session.scalars(select(ThemeLabel).where(ThemeLabel.label == "reflective practice"))) == []


def test_a_theme_may_come_back_under_another_address_with_its_labels(loaded: Loads) -> None:
    loaded.folder.change("themes.yaml", "slug: supervision", "slug: reflective-supervision")
    loaded.announced()
    assert themes()["reflective-supervision"] == "Supervision"


def test_two_themes_may_exchange_their_labels(loaded: Loads) -> None:
    text = loaded.folder.text("themes.yaml")
    text = text.replace("prefLabel: Supervision", "prefLabel: X").replace(
        "prefLabel: Domestic abuse", "prefLabel: Supervision"
    )
    text = text.replace("- coercive control", "- Y").replace("- reflective practice", "- coercive control")
    loaded.folder.write(
        "themes.yaml", text.replace("prefLabel: X", "prefLabel: Domestic abuse").replace("- Y", "- reflective practice")
    )
    assert loaded.announced() == ["northbridge-referral-team"]
    assert (themes()["supervision"], themes()["domestic-abuse"]) == ("Domestic abuse", "Supervision")
    assert everything()["themes.yaml"] == loaded.folder.text("themes.yaml")


def test_a_group_may_be_replaced_by_another(loaded: Loads) -> None:
    text = loaded.folder.text("themes.yaml")
    loaded.folder.write("themes.yaml", text.replace("multi-agency-work", "joint-work"))
    assert loaded.announced() == ["northbridge-referral-team", "southbridge-audit"]
    assert "multi-agency-work" not in themes()


def test_taking_out_a_theme_that_a_lesson_has_is_refused(loaded: Loads) -> None:
    loaded.folder.change("themes.yaml", "slug: supervision", "slug: other-supervision")
    loaded.folder.change("themes.yaml", "slug: audit-and-assurance", "slug: supervision")
    loaded.folder.change(AUDIT, "- audit-and-assurance", "- supervision")
    right = "lessons have it in their present or an earlier text; put it back"
    assert loaded.refused() == [f"themes.yaml no longer has 'audit-and-assurance', but {right}"]


def test_a_closed_value_that_nothing_has_is_taken_out(loaded: Loads) -> None:
    loaded.folder.change("vocabularies.yaml", "  - slug: tool-or-form\n    label: Tool or form\n", "")
    loaded.folder.change("vocabularies.yaml", "    description: What Tool or form means.\n", "")
    assert loaded.announced() == []
    assert db.session.get(ClosedValue, "causes/tool-or-form") is None


def test_taking_out_a_closed_value_that_a_record_has_is_refused(loaded: Loads) -> None:
    loaded.folder.change("vocabularies.yaml", "  - slug: task-design\n", "  - slug: design-of-tasks\n")
    loaded.folder.change(TEAM, "- task-design", "- design-of-tasks")
    right = "but records still do; put it back or move them to another value"
    assert loaded.refused() == [f"vocabularies.yaml no longer has 'causes/task-design', {right}"]


def test_terms_may_exchange_what_they_stand_for(loaded: Loads) -> None:
    text = loaded.folder.text("glossary.yaml").replace("term: LSCB", "term: X").replace("term: LSCP", "term: LSCB")
    loaded.folder.write("glossary.yaml", text.replace("term: X", "term: LSCP"))
    assert loaded.announced() == []
    assert everything()["glossary.yaml"] == loaded.folder.text("glossary.yaml")
