"""What the identity check says of what is typed about a session: words by which somebody is known are not taken."""

from kb.identity.catalogue import RULES
from kb.identity.check import check_text
from kb.identity.findings import Level
from kb.identity.site_lists import lists_for
from kb.packs.models import Pack


def stop_in(pack: Pack, words: str) -> str:
    """What must be changed in these words and into what; empty where nothing must be."""
    if not words.strip():
        return ""
    lists = lists_for([pack.organisation_id] if pack.organisation_id else [])
    found = next((each for each in check_text(words, lists) if each.level is Level.STOP), None)
    return f"“{found.text}”: {RULES[found.rule].title.lower()}. {found.instead}" if found else ""
