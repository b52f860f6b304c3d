"""Reads of the settings of the machine that the site runs on, by name and without secrets."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from sqlalchemy import make_url

from kb.core.settings import settings

SHOWN = frozenset(
    {
        "environment", "instance_folder", "index_folder", "content_folder", "site_url", "exit_url", "contact_email",
        "run_worker", "secure_cookies", "trusted_proxies", "hosts", "pages_per_minute", "local_accounts", "demo",
        "mail.sender", "mail.folder", "mail.server", "mail.port", "mail.security",
        "sign_on", "sign_on.metadata_url", "sign_on.client_id", "sign_on.label", "sign_on.tenants",
    }
)  # fmt: skip
"""Settings whose value may stand on a page. Of any other, a new one too, it only says whether it is set."""


@dataclass(frozen=True, slots=True)
class MachineSetting:
    """A setting by its name in `kb.core.settings`, and what may be shown of it."""

    name: str
    value: str


def machine_settings() -> list[MachineSetting]:
    """All settings of this process."""
    return [MachineSetting(name, value) for name, value in _flat(settings(), "") if name != "testing"]


def _flat(of: Any, prefix: str) -> Iterator[tuple[str, str]]:
    for each in fields(of):
        name, value = prefix + each.name, getattr(of, each.name)
        if name == "database_url":
            yield name, make_url(value).get_backend_name()
        elif is_dataclass(value):
            yield from _flat(value, f"{name}.")
        else:
            yield name, _words(value) if name in SHOWN else "set, not shown" if value else "not set"


def _words(value: Any) -> str:
    if value is None or value in ("", ()):
        return "not set"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(value) if isinstance(value, tuple) else str(value)
