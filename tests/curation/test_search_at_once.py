"""A search knows a changed theme with the next round of the writer, long before the index has been built anew."""

import pytest

from kb.access.actors import Actor
from kb.curation.service.merging_themes import merge
from kb.search.query import Query
from tests.curation.words import ABUSE, NEGLECT, add, change, theme, with_theme
from tests.search.lessons import found, generation, index, indexer, publish


@pytest.mark.parametrize("has_lesson", [True, False], ids=["with a lesson", "without"])
def test_new_names_and_labels_are_known_with_the_next_round(who: Actor, has_lesson: bool) -> None:
    number = publish("Nobody asked", themes=[NEGLECT if has_lesson else ABUSE], found="Signs of neglect were not seen.")
    with indexer() as writer:
        writer.step()
        before = generation()
        change(who, NEGLECT, label="Unmet needs", alternative=("neglect", "quagga poverty"))
        add(who, "Faith settings", "faith-settings", group="forms-of-harm")
        writer.step()
        index().reader.refresh()
        assert generation() == before
        labels = {v.slug: v.label for facet in found().facets if facet.key == "themes" for v in facet.values}
        assert labels[NEGLECT] == "Unmet needs"
        assert labels["faith-settings"] == "Faith settings"
        widened = found("quagga poverty").understood.expression.widenings
        assert [widening.names for widening in widened] == [("Unmet needs",)]
        assert number in found("unmet needs").ids


def test_merged_and_renamed_themes_narrow_by_either_address_with_the_next_round(who: Actor) -> None:
    number = publish(themes=[NEGLECT])
    with indexer() as writer:
        writer.step()
        before = generation()
        merge(who, theme(NEGLECT), into=theme(ABUSE))
        change(who, ABUSE, slug="abuse-of-partners")
        writer.step()
        index().reader.refresh()
        assert generation() == before
        for slug in (NEGLECT, ABUSE, "abuse-of-partners"):
            assert with_theme(slug) == (number,)
            assert found(f"theme:{slug}").query.chosen("themes") == ("abuse-of-partners",)
        assert found(f"-theme:{NEGLECT}").total == 0
        offered = {v.slug for facet in found().facets if facet.key == "themes" for v in facet.values}
        assert offered.isdisjoint({NEGLECT, ABUSE})
        asked = Query.from_json(Query(filters={"themes": (NEGLECT, ABUSE)}).to_json())  # as somebody has kept it
        assert index().search(asked).query.chosen("themes") == ("abuse-of-partners",)


def test_a_theme_that_took_its_old_address_back_is_listed_again(who: Actor) -> None:
    number = publish(themes=[NEGLECT])
    with indexer() as writer:
        writer.step()
        change(who, NEGLECT, slug="unmet-needs")
        writer.step()
        index().reader.refresh()
        change(who, "unmet-needs", slug=NEGLECT)
        writer.step()
        index().reader.refresh()
        assert with_theme(NEGLECT) == with_theme("unmet-needs") == (number,)
        offered = [v.slug for facet in found().facets if facet.key == "themes" for v in facet.values]
        assert offered.count(NEGLECT) == 1
        assert "unmet-needs" not in offered
