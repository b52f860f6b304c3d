"""The typed settings of one running instance, and the way to reach them."""

from dataclasses import dataclass, field
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
    """Whether the web process does jobs and works the index itself; `False` where `kb work` runs beside it."""
    secure_cookies: bool = False
    trusted_proxies: int = 0
    """Number of proxies in front whose forwarded headers are believed."""
    hosts: tuple[str, ...] = ()
    """Host names beside that of `site_url` that requests may name."""
    pages_per_minute: int = 0
    """Requests that one network address may make in a minute, in each process; 0 for any number."""
    mail: "MailSettings" = field(default_factory=lambda: MailSettings())
    local_accounts: bool = True
    """Whether people may have an account with a password here; `False` where all sign in through the provider."""
    sign_on: "SignOnSettings | None" = None
    """The provider for single sign-on, if there is one."""
    clamd: str = ""
    """Where a clamd daemon scans files for viruses: a host and a port, or the path of its socket. Empty for none."""
    demo: bool = False
    """Whether fictional people may sign in and every page says that this is a demonstration; never in production."""
    testing: bool = False


@dataclass(frozen=True, slots=True)
class MailSettings:
    """How e-mail goes out. Without a server each message becomes a file in a folder, for development."""

    sender: str = "Lessonbank <no-reply@localhost>"
    folder: Path | None = None
    """Where messages are kept as files instead of being sent; None where there is a server."""
    server: str = ""
    port: int = 587
    security: str = "starttls"
    """starttls, tls (from the first byte) or none."""
    user: str = ""
    password: str = ""
    bounces: str = ""
    """Where messages that come back go: the sender on their envelope. Empty for the address of `sender`."""


@dataclass(frozen=True, slots=True)
class SignOnSettings:
    """An OpenID Connect provider, such as Microsoft Entra."""

    metadata_url: str
    """Address of its `.well-known/openid-configuration`."""
    client_id: str
    client_secret: str
    label: str
    """What the button says after "Sign in with"."""
    tenants: tuple[str, ...] = ()
    """Tenants whose people may sign in; empty where the provider has only one."""


def settings() -> Settings:
    """The settings of the current application."""
    found: Settings = current_app.extensions["kb.settings"]
    return found
