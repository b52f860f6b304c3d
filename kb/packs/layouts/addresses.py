"""Paths of the site in the words of a pack, as addresses: what is printed has no site around it."""

import re
from dataclasses import fields, is_dataclass, replace
from typing import Any

from kb.packs.content import PackContent

_PATH = re.compile(r"(?<![\w/.:])/(?=(?:training|lessons|packs|themes|help|terms|about)\b)[a-z0-9/-]*[a-z0-9]")


def absolute(content: PackContent, site_url: str) -> PackContent:
    """The same, with the address of the site before each path of it."""
    told: PackContent = _told(content, site_url)
    return told


def _told(said: Any, site_url: str) -> Any:
    if isinstance(said, str):
        return _PATH.sub(lambda found: site_url + found[0], said)
    if isinstance(said, tuple):
        return tuple(_told(each, site_url) for each in said)
    if is_dataclass(said) and not isinstance(said, type):
        return replace(said, **{each.name: _told(getattr(said, each.name), site_url) for each in fields(said)})
    return said
