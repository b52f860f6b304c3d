"""What a part of the session can be filled with, in groups: what fits the themes of the pack comes first."""

from collections.abc import Sequence

from kb.lessons.queries.labels import labels
from kb.packs.forms.about import theme_choices
from kb.packs.queries.shown import PackShown, QuestionShown, site_questions
from kb.training.queries.vignettes import VignetteShown, vignettes


def case_groups(pack: PackShown) -> list[tuple[str, list[VignetteShown]]]:
    """The vignettes, each group with its name; none that is empty."""
    themes = set(pack.content.theme_ids)
    fitting = [each for each in vignettes() if each.theme_ids & themes]
    others = [each for each in vignettes() if not each.theme_ids & themes]
    groups = [("On the themes of the pack", fitting), ("All others" if fitting else "Vignettes", others)]
    return [(name, group) for name, group in groups if group]


def question_groups(pack: PackShown) -> list[tuple[str, list[QuestionShown]]]:
    """Quiz questions, each group with its name; none that is empty."""
    on_lessons, on_themes, others = site_questions(pack.lessons, pack.content.theme_ids)
    groups = [
        ("Your own", list(pack.questions)),
        ("On lessons of the pack", on_lessons),
        ("On its themes", on_themes),
        ("All others", others),
    ]
    return [(name, group) for name, group in groups if group]


def stage_choices(groups: Sequence[tuple[str, Sequence[VignetteShown]]]) -> list[tuple[int, str]]:
    """How many stages of a case may be worked on: all, or the first ones of the case that has most."""
    most = max((len(case.stages) for _, group in groups for case in group), default=1)
    fewer = [(number, "The first one" if number == 1 else f"The first {number}") for number in range(1, most)]
    return [(0, "All of them"), *fewer]


def themes_of(pack: PackShown) -> list[tuple[int, str]]:
    """All themes, those of the pack first."""
    own, known = pack.content.theme_ids, labels().themes
    first = [(number, known[number].label) for number in own if number in known]
    return [*first, *(each for each in theme_choices() if each[0] not in own)]
