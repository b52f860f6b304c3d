"""The typed settings of one running instance, and the way to reach them."""

from dataclasses import dataclass
from pathlib import Path

from flask import current_app


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that may differ from one installation to another; `config.py` alone builds it from the environment."""

    environment: str
    secret_key: str
    database_url: str
    instance_folder: Path
    index_folder: Path
    content_folder: Path
    site_url: str
    """Address of the site as readers see it, without a trailing slash; used in citations, the sitemap and feeds."""
    exit_url: str
    """Where the button "Exit this page" leads."""
    contact_email: str
    """Address shown on the contact page; empty where only the form is to be used."""
    run_worker: bool = True
    """Whether the web process works the index itself; `False` where `kb work` runs beside it."""
    secure_cookies: bool = False
    trusted_proxies: int = 0
    """Number of proxies in front whose forwarded headers are believed."""
    testing: bool = False


def settings() -> Settings:
    """The settings of the current application."""
    found: Settings = current_app.extensions["kb.settings"]
    return found
