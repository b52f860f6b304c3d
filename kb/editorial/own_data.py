"""What is kept here of somebody's part in writing, for the copy of one's own data.

Of texts of drafts only how many: they are their organisation's, which the person may have left.
"""

from typing import Any

from sqlalchemy import func, select

from kb.accounts.models.user import User
from kb.core.db import session
from kb.editorial.models import SavedText, SourceSuggestion
from kb.lessons.models.lesson import Revision


def own_data(user: User) -> dict[str, Any]:
    """Texts that were saved in drafts, by lesson; sources that were suggested; and how many were dealt with."""
    saved = session.execute(
        select(Revision.lesson_id, Revision.number, func.count(SavedText.id))
        .join(Revision, Revision.id == SavedText.revision_id)
        .where(SavedText.saved_by_id == user.id)
        .group_by(Revision.lesson_id, Revision.number)
        .order_by(Revision.lesson_id, Revision.number)
    )
    suggested = select(SourceSuggestion).where(SourceSuggestion.suggested_by_id == user.id)
    handled = select(SourceSuggestion.id, SourceSuggestion.handled_at)
    return {
        "texts_saved_in_drafts": [
            {"lesson": lesson, "revision": number, "texts": texts} for lesson, number, texts in saved
        ],
        "suggested_sources": [
            {
                "title": each.title,
                "url": each.url,
                "reason": each.reason,
                "suggested_at": each.suggested_at,
                "dealt_with_at": each.handled_at,
            }
            for each in session.scalars(suggested.order_by(SourceSuggestion.id))
        ],
        "suggested_sources_dealt_with": [
            {"suggestion": number, "at": at}
            for number, at in session.execute(
                handled.where(SourceSuggestion.handled_by_id == user.id).order_by(SourceSuggestion.id)
            )
        ],
    }
