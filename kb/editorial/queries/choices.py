"""What can be chosen in the forms: it is content, and stays in memory until that changes."""

from sqlalchemy import select

from kb.accounts.models.organisation import Organisation
from kb.core.db import session
from kb.core.versions import kept
from kb.lessons.models.review import Review
from kb.lessons.queries.labels import labels
from kb.lessons.queries.themes import theme_groups


def closed_choices(of_list: str) -> list[tuple[str, str]]:
    """Slug and label of each value of a closed list, in its order."""
    return [(label.slug, label.label) for key, label in labels().values.items() if key.startswith(f"{of_list}/")]


def descriptions(of_list: str) -> dict[str, str]:
    """What each value of a closed list means, by its slug."""
    return {label.slug: label.description for key, label in labels().values.items() if key.startswith(f"{of_list}/")}


def theme_choices() -> list[tuple[str, str]]:
    """Slug and label of each theme, group by group; a lesson has themes, not groups."""
    return [(theme.slug, theme.label) for group in theme_groups() for theme in group.themes]


@kept
def review_choices() -> tuple[tuple[str, str], ...]:
    """Slug of each review that the site knows, and its title with board and year; by title."""
    by_title = (
        select(Review.slug, Review.title, Organisation.name, Review.year)
        .outerjoin(Organisation, Organisation.id == Review.organisation_id)
        .order_by(Review.title, Review.year)
    )
    return tuple((slug, ", ".join(str(each) for each in rest if each)) for slug, *rest in session.execute(by_title))
