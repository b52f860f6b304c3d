"""Paths of the site in the words of a pack, as addresses: what is printed has no site around it."""

import re
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from kb.packs.content import PackContent

_PATH = re.compile(r"(?<![\w/.:])/(?=(?:training|lessons|packs|themes|help|terms|about)\b)[a-z0-9/-]*[a-z0-9]")
Said = TypeVar("Said")


def absolute(content: PackContent, site_url: str) -> PackContent:
    """The same, with the address of the site before each path of it."""
    return _told(content, site_url)


def _told(said: Said, site_url: str) -> Said:
    made: Any = said
    if isinstance(said, str):
        made = _PATH.sub(lambda found: site_url + found[0], said)
    elif isinstance(said, tuple):
        made = tuple(_told(each, site_url) for each in said)
    elif is_dataclass(said) and not isinstance(said, type):
        made = replace(said, **{each.name: _told(getattr(said, each.name), site_url) for each in fields(said)})
    return made
