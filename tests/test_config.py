"""Settings from the environment."""

from pathlib import Path

import pytest

from config import ConfigurationError, from_environment

GOOD = {
    "KB_ENVIRONMENT": "production",
    "KB_SECRET_KEY": "x" * 40,
    "KB_DATABASE_URL": "postgresql://lessonbank@localhost/lessonbank",
    "KB_SITE_URL": "https://lessons.example.org/",
    "KB_MAIL_SERVER": "mail.example.org",
    "KB_MAIL_FROM": "Lessonbank <no-reply@example.org>",
}


def problems(environment: dict[str, str]) -> list[str]:
    with pytest.raises(ConfigurationError) as refusal:
        from_environment(environment)
    return [line.strip().split(":")[0] for line in str(refusal.value).splitlines()[1:]]


def test_development_needs_no_setting() -> None:
    settings = from_environment({})

    assert settings.environment == "development"
    assert settings.database_url.startswith("sqlite:///")


def test_production_takes_what_it_is_given() -> None:
    settings = from_environment(GOOD)

    assert settings.secure_cookies
    assert settings.site_url == "https://lessons.example.org"


def test_production_names_all_missing_settings_at_once() -> None:
    assert problems({"KB_ENVIRONMENT": "production"}) == [
        "KB_SECRET_KEY", "KB_DATABASE_URL", "KB_SITE_URL", "KB_MAIL_SERVER",
    ]  # fmt: skip


def test_every_wrong_setting_is_named_in_one_message(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()

    assert problems(
        {
            "KB_ENVIRONMENT": "staging",
            "KB_SECRET_KEY": "short",
            "KB_DATABASE_URL": "mysql://x",
            "KB_INSTANCE_FOLDER": str(file),
            "KB_CONTENT_FOLDER": str(tmp_path / "missing"),
            "KB_SITE_URL": "lessons.example.org",
            "KB_EXIT_URL": "ftp://x",
            "KB_CONTACT_EMAIL": "nobody",
            "KB_RUN_WORKER": "maybe",
            "KB_SECURE_COOKIES": "2",
            "KB_TRUSTED_PROXIES": "-1",
            "KB_TYPING_ERROR": "1",
        }
    ) == [
        "KB_ENVIRONMENT", "KB_INSTANCE_FOLDER", "KB_SECRET_KEY", "KB_DATABASE_URL", "KB_CONTENT_FOLDER", "KB_SITE_URL",
        "KB_EXIT_URL", "KB_CONTACT_EMAIL", "KB_RUN_WORKER", "KB_SECURE_COOKIES", "KB_TRUSTED_PROXIES",
        "KB_TYPING_ERROR",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "address",
    ["http://[x", "https://a b.example", "https://x.example/?a=b", "https://x.example#c", "https://:80"],
)
def test_an_address_that_links_cannot_be_made_from_is_named(address: str) -> None:
    assert problems({"KB_SITE_URL": address}) == ["KB_SITE_URL"]


@pytest.mark.parametrize(
    "address", ["postgresql:nonsense", "postgresql://u:p@[h/db", "postgresql://u@h:port/db", "postgresql://u@h"]
)
def test_an_address_that_is_no_database_is_named(address: str) -> None:
    assert problems({"KB_DATABASE_URL": address}) == ["KB_DATABASE_URL"]


def test_a_secret_is_never_repeated_in_the_message() -> None:
    with pytest.raises(ConfigurationError) as refusal:
        from_environment({**GOOD, "KB_SECRET_KEY": "tulip", "KB_DATABASE_URL": "mysql://user:narcissus@host/x"})

    assert "tulip" not in str(refusal.value)
    assert "narcissus" not in str(refusal.value)


SIGN_ON = {
    "KB_SIGN_ON_METADATA_URL": "https://login.example.org/.well-known/openid-configuration",
    "KB_SIGN_ON_CLIENT_ID": "lessonbank",
    "KB_SIGN_ON_CLIENT_SECRET": "for-tests-only",
}


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({"KB_SITE_URL": "http://lessons.example.org"}, "KB_SITE_URL"),
        ({"KB_MAIL_SECURITY": "none", "KB_MAIL_USER": "u", "KB_MAIL_PASSWORD": "p"}, "KB_MAIL_SECURITY"),
        ({**SIGN_ON, "KB_SIGN_ON_METADATA_URL": "http://login.example.org/x"}, "KB_SIGN_ON_METADATA_URL"),
    ],
)
def test_production_takes_no_setting_that_sends_secrets_in_the_clear(given: dict[str, str], named: str) -> None:
    assert problems({**GOOD, **given}) == [named]
    assert from_environment({**given, "KB_MAIL_FROM": GOOD["KB_MAIL_FROM"]})  # on one's own machine it is


def test_a_site_behind_no_https_says_so_in_so_many_words() -> None:
    settings = from_environment({**GOOD, "KB_SITE_URL": "http://127.0.0.1:8000", "KB_SECURE_COOKIES": "no"})
    assert not settings.secure_cookies
    assert from_environment({**GOOD, "KB_MAIL_SECURITY": "none"}).mail.security == "none", "without a password it may"


def test_a_site_where_nobody_could_sign_in_does_not_start() -> None:
    assert problems({"KB_LOCAL_ACCOUNTS": "no"}) == ["KB_LOCAL_ACCOUNTS"]
    assert not from_environment({**SIGN_ON, "KB_LOCAL_ACCOUNTS": "no"}).local_accounts


def test_a_tenant_is_known_however_it_was_copied() -> None:
    tenant = "72f988bf-0000-41af-91ab-2d7cd011db47"
    settings = from_environment({**SIGN_ON, "KB_SIGN_ON_TENANTS": f"{{{tenant.upper()}}}, https://id.example.org/A"})
    assert settings.sign_on is not None
    assert settings.sign_on.tenants == (tenant, "https://id.example.org/A")
