"""Reads the environment, and nothing else does: settings for development, tests and production."""

import os
import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit
from uuid import UUID

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from kb.core.settings import MailSettings, Settings, SignOnSettings
from kb.core.virus_scanner import is_address

HERE = Path(__file__).resolve().parent
ENVIRONMENTS = ("development", "production")
DATABASES = ("sqlite", "postgresql", "postgresql+psycopg")


class ConfigurationError(Exception):
    """Every setting that is missing or cannot be used, named in one message."""


def from_environment(environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings that these environment variables describe.

    Raises ConfigurationError that names all wrong and missing settings at once.
    """
    return _Reader(environment).settings()


class _Reader:
    """Collects what is wrong while it reads, so that one start shows all of it."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self.environment = environment
        self.problems: list[str] = []

    def settings(self) -> Settings:
        name = self.one_of("KB_ENVIRONMENT", ENVIRONMENTS, "development")
        production = name == "production"
        instance = self.folder("KB_INSTANCE_FOLDER", HERE / "instance")
        found = Settings(
            environment=name,
            secret_key=self.secret("KB_SECRET_KEY", required=production),
            database_url=self.database("KB_DATABASE_URL", instance, required=production),
            instance_folder=instance,
            index_folder=self.folder("KB_INDEX_FOLDER", instance / "index"),
            content_folder=self.folder("KB_CONTENT_FOLDER", HERE / "content", exists=True),
            site_url=self.site("KB_SITE_URL", None if production else "http://127.0.0.1:5000"),
            exit_url=self.address("KB_EXIT_URL", "https://www.bbc.co.uk/weather"),
            contact_email=self.email("KB_CONTACT_EMAIL"),
            run_worker=self.switch("KB_RUN_WORKER", True),
            secure_cookies=self.switch("KB_SECURE_COOKIES", production),
            trusted_proxies=self.number("KB_TRUSTED_PROXIES", 0, highest=10),
            hosts=self.words("KB_HOSTS"),
            pages_per_minute=self.number("KB_PAGES_PER_MINUTE", 600 if production else 0, highest=1_000_000),
            mail=self.mail(instance, production=production),
            local_accounts=self.switch("KB_LOCAL_ACCOUNTS", True),
            sign_on=self.sign_on(production=production),
            clamd=self.clamd(),
        )
        if production:
            self.plain_ways(found)
        if not found.local_accounts and found.sign_on is None:
            self.problem("KB_LOCAL_ACCOUNTS", "is no, so nobody could sign in; set KB_SIGN_ON_METADATA_URL as well")
        self.unknown_names()
        if self.problems:
            raise ConfigurationError("These settings need attention:\n" + "\n".join(f"  {p}" for p in self.problems))
        return found

    def text(self, name: str) -> str:
        return self.environment.get(name, "").strip()

    def problem(self, name: str, message: str) -> None:
        self.problems.append(f"{name}: {message}")

    def one_of(self, name: str, allowed: tuple[str, ...], default: str) -> str:
        value = self.text(name) or default
        if value not in allowed:
            self.problem(name, f"is {value!r}; use one of: {', '.join(allowed)}")
        return value

    def secret(self, name: str, *, required: bool) -> str:
        value = self.text(name)
        if required and not value:
            self.problem(name, "is missing; set it to 32 or more random characters and keep it secret")
        elif value and len(value) < 32:
            self.problem(name, f"has {len(value)} characters; it needs 32 or more")
        return value or "development-only-not-a-secret-000000"

    def database(self, name: str, instance: Path, *, required: bool) -> str:
        value = self.text(name)
        if required and not value:
            self.problem(name, "is missing; for example postgresql://user:password@host/lessonbank")
        elif value and not _is_database(value):
            self.problem(
                name, "is not an address of a database, such as postgresql://user:password@host:5432/lessonbank"
            )
        return value or f"sqlite:///{instance / 'lessonbank.db'}"

    def folder(self, name: str, default: Path, *, exists: bool = False) -> Path:
        value = Path(self.text(name)).expanduser() if self.text(name) else default
        if not value.is_absolute():
            value = Path.cwd() / value
        if value.exists() and not value.is_dir():
            self.problem(name, f"is {value}, which is a file; give a folder")
        elif exists and not value.exists():
            self.problem(name, f"is {value}, which does not exist")
        return value

    def address(self, name: str, default: str | None) -> str:
        value = self.text(name) or default or ""
        if not value:
            self.problem(name, "is missing; give the address readers type, such as https://lessons.example.org")
        elif not _is_web_address(value):
            self.problem(name, f"is {value!r}; it must be https:// (or http://), a host name, and a path if need be")
        return value.rstrip("/")

    def site(self, name: str, default: str | None) -> str:
        """An address that others are made from by adding to it."""
        value = self.address(name, default)
        if "?" in value:
            self.problem(name, f"is {value!r}; leave out the question mark and what follows")
        return value

    def email(self, name: str) -> str:
        value = self.text(name)
        if value and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", value):
            self.problem(name, f"is {value!r}, which is not an e-mail address")
        return value

    def switch(self, name: str, default: bool) -> bool:
        value = self.text(name).lower()
        if value and value not in {"yes", "no", "true", "false", "1", "0"}:
            self.problem(name, f"is {value!r}; use yes or no")
        return value in {"yes", "true", "1"} if value else default

    def number(self, name: str, default: int, *, highest: int) -> int:
        value = self.text(name)
        if not value:
            return default
        if not value.isascii() or not value.isdigit() or int(value) > highest:
            self.problem(name, f"is {value!r}; use a whole number from 0 to {highest}")
            return default
        return int(value)

    def words(self, name: str) -> tuple[str, ...]:
        return tuple(filter(None, (word.strip() for word in self.text(name).split(","))))

    def mail(self, instance: Path, *, production: bool) -> MailSettings:
        host, _, port = self.text("KB_MAIL_SERVER").partition(":")
        if host and not re.fullmatch(r"[A-Za-z0-9.-]+", host):
            self.problem("KB_MAIL_SERVER", f"is {host!r}; give a host name, and perhaps a port: mail.example.org:587")
        if port and not (port.isascii() and port.isdigit() and 0 < int(port) < 65536):
            self.problem("KB_MAIL_SERVER", f"has the port {port!r}; use a number from 1 to 65535")
        if production and not host and not self.text("KB_MAIL_FOLDER"):
            self.problem("KB_MAIL_SERVER", "is missing; give the mail server, such as mail.example.org:587")
        security = self.one_of("KB_MAIL_SECURITY", ("starttls", "tls", "none"), "starttls")
        sender = self.text("KB_MAIL_FROM")
        if not sender and host:
            self.problem("KB_MAIL_FROM", "is missing; give the sender, such as Lessonbank <no-reply@example.org>")
        elif sender and not re.fullmatch(r"([^<>@]+ )?<?[^@\s<>]+@[^@\s<>]+>?", sender):
            self.problem("KB_MAIL_FROM", f"is {sender!r}; use a form such as Lessonbank <no-reply@example.org>")
        return MailSettings(
            sender=sender or MailSettings().sender,
            folder=None if host else self.folder("KB_MAIL_FOLDER", instance / "mail"),
            server=host,
            port=int(port) if port.isascii() and port.isdigit() else 465 if security == "tls" else 587,
            security=security,
            user=self.text("KB_MAIL_USER"),
            password=self.text("KB_MAIL_PASSWORD"),
            bounces=self.email("KB_MAIL_BOUNCES"),
        )

    def plain_ways(self, found: Settings) -> None:
        """What would send secrets readable by anybody on the way, or would keep everybody from signing in."""
        if found.secure_cookies and found.site_url.startswith("http://"):
            self.problem("KB_SITE_URL", "is http://, where browsers keep no secure cookie, so nobody could sign in")
        if found.mail.security == "none" and (found.mail.user or found.mail.password):
            self.problem("KB_MAIL_SECURITY", "is none, which sends KB_MAIL_PASSWORD readable; use starttls or tls")

    def sign_on(self, *, production: bool) -> SignOnSettings | None:
        """The block of settings for single sign-on: all of it, or nothing."""
        needed = ("KB_SIGN_ON_METADATA_URL", "KB_SIGN_ON_CLIENT_ID", "KB_SIGN_ON_CLIENT_SECRET")
        given = [name for name in needed if self.text(name)]
        if not given:
            return None
        for name in needed:
            if name not in given:
                self.problem(name, f"is missing; it is needed beside {given[0]}")
        metadata_url = self.address(needed[0], "https://missing.invalid")
        if production and metadata_url.startswith("http://"):
            self.problem(needed[0], "is http://, so anybody on the way could say who people are; use https://")
        return SignOnSettings(
            metadata_url=metadata_url,
            client_id=self.text(needed[1]),
            client_secret=self.text(needed[2]),
            label=self.text("KB_SIGN_ON_LABEL") or "your organisation's account",
            tenants=tuple(map(_tenant, self.words("KB_SIGN_ON_TENANTS"))),
        )

    def clamd(self) -> str:
        """Where files are scanned for viruses."""
        value = self.text("KB_CLAMD")
        if value and not is_address(value):
            self.problem("KB_CLAMD", f"is {value!r}; give a host and a port, or the path of a socket: 127.0.0.1:3310")
        return value

    def unknown_names(self) -> None:
        known = set(SETTINGS)
        for name in sorted(n for n in self.environment if n.startswith("KB_") and n not in known):
            if not name.startswith("KB_TEST_"):
                self.problem(name, "is not a setting; the README lists them")


def _tenant(word: str) -> str:
    """A tenant as the provider's tokens name it: identifiers in small letters, whatever was copied."""
    try:
        return str(UUID(word))
    except ValueError:
        return word


def _is_database(value: str) -> bool:
    try:
        url = make_url(value)
        urlsplit(value)  # sees what the other lets pass: a bracket that is not closed
    except (ArgumentError, ValueError):
        return False
    return url.drivername in DATABASES and bool(url.database)


def _is_web_address(value: str) -> bool:
    try:
        parts = urlsplit(value)
        known = parts.port is None or parts.port > 0
    except ValueError:
        return False
    plain = value.isprintable() and not any(sign.isspace() for sign in value) and not parts.fragment
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and known and plain


SETTINGS = {
    "KB_ENVIRONMENT": "development or production; `wsgi.py` takes production where nothing is said",
    "KB_SECRET_KEY": "32 or more random characters that sign cookies; needed in production",
    "KB_DATABASE_URL": "sqlite:///file or postgresql://...; needed in production",
    "KB_INSTANCE_FOLDER": "where the SQLite file and the index are kept",
    "KB_INDEX_FOLDER": "where this machine keeps its search index; on a local disk",
    "KB_CONTENT_FOLDER": "the content to check, load and export",
    "KB_SITE_URL": "address of the site as readers see it; needed in production",
    "KB_EXIT_URL": "where the button 'Exit this page' leads",
    "KB_CONTACT_EMAIL": "address shown on the contact page",
    "KB_RUN_WORKER": "yes: the web process does jobs and keeps the index up to date; no: 'kb work' runs beside it",
    "KB_SECURE_COOKIES": "yes: cookies are sent over https only",
    "KB_TRUSTED_PROXIES": "number of proxies in front whose forwarded headers are believed",
    "KB_HOSTS": "further host names under which the site is asked for, with commas between them",
    "KB_PAGES_PER_MINUTE": "requests of one network in a minute, in each process; 600 in production, 0 for any number",
    "KB_MAIL_SERVER": "mail server, such as mail.example.org:587; needed in production, or else KB_MAIL_FOLDER",
    "KB_MAIL_SECURITY": "starttls, tls or none",
    "KB_MAIL_USER": "name for the mail server, if it wants one",
    "KB_MAIL_PASSWORD": "password for the mail server",
    "KB_MAIL_FROM": "sender of mail, such as Lessonbank <no-reply@example.org>",
    "KB_MAIL_BOUNCES": "address to which messages that cannot be delivered come back; without it, that of KB_MAIL_FROM",
    "KB_MAIL_FOLDER": "without a mail server: where each message becomes a file",
    "KB_LOCAL_ACCOUNTS": "no: everybody signs in through the provider below, and nobody has a password here",
    "KB_SIGN_ON_METADATA_URL": "single sign-on: the provider's .well-known/openid-configuration",
    "KB_SIGN_ON_CLIENT_ID": "single sign-on: the identifier that the provider gave this site",
    "KB_SIGN_ON_CLIENT_SECRET": "single sign-on: the secret that the provider gave this site",
    "KB_SIGN_ON_LABEL": "single sign-on: what the button says after 'Sign in with'",
    "KB_SIGN_ON_TENANTS": "single sign-on: tenants whose people may sign in, with commas between them",
    "KB_CLAMD": "clamd daemon that scans files for viruses: 127.0.0.1:3310, or the path of its socket; none without it",
}
"""Every setting and its meaning; a test compares this with the README."""
