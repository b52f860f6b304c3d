"""A site of its own for what changes accounts, a real provider of single sign-on, and windows that are watched."""

import shutil
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, Route

from kb import create_app
from tests.conftest import settings_in
from tests.journeys.accounts.site import Site, Somebody
from tests.journeys.server import free_port, running
from tests.sign_on.provider import Provider

Windows = Callable[[], Page]
TENANT = "11111111-2222-3333-4444-555555555555"
"""The one whose people may sign in through the provider."""
PRINTED = "printed.txt"
LABEL = "your council account"
OTHER_SITES = pytest.mark.xdist_group("other sites")
"""For tests on a site that is set up otherwise: one worker starts it, and the others need none."""
OPENED = pytest.StashKey[list[Page]]()
"""Windows of the test at hand."""


def sign_on_at(url: str) -> dict[str, str]:
    """Settings for single sign-on through the provider at this address."""
    return {
        "KB_SIGN_ON_METADATA_URL": f"{url}/.well-known/openid-configuration",
        "KB_SIGN_ON_CLIENT_ID": "lessonbank",
        "KB_SIGN_ON_CLIENT_SECRET": "for-tests-only",
        "KB_SIGN_ON_LABEL": LABEL,
        "KB_SIGN_ON_TENANTS": TENANT,
    }


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Say of a failed test what its windows show: of a machine far away nothing else is left."""
    report = yield
    for page in item.stash.get(OPENED, []) if report.when == "call" and report.failed else ():
        with suppress(Error):
            report.sections.append((f"Window at {page.url}", page.locator("body").inner_text(timeout=1000)))
    return report


@contextmanager
def site_in(folder: Path, words: Path, *options: str, **settings: str) -> Iterator[Site]:
    """A site with words and organisations, and without lessons and people; what it prints goes into a file."""
    shutil.copy(words, folder / "lessonbank.db")
    with (folder / PRINTED).open("w") as printed, running(folder, *options, output=printed, **settings) as url:
        yield Site(url, folder, create_app(settings_in(folder)))


@pytest.fixture(scope="session")
def lasting_provider() -> Iterator[Provider]:
    """The provider, for the whole session: the site asks only once where it is and what it can do."""
    with Provider().running() as running_one:
        yield running_one


@pytest.fixture
def provider(lasting_provider: Provider) -> Provider:
    """The provider, working as it should."""
    lasting_provider.down.clear()
    return lasting_provider


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, sqlite_words: Path, lasting_provider: Provider) -> Iterator[Site]:
    """The site that these tests share. Each makes people of its own."""
    folder = tmp_path_factory.mktemp("accounts")
    with site_in(folder, sqlite_words, **sign_on_at(lasting_provider.url)) as started:
        yield started


@pytest.fixture
def new_site(tmp_path: Path, sqlite_words: Path) -> Iterator[Site]:
    """A site that was just set up: nobody has an account."""
    with site_in(tmp_path, sqlite_words) as started:
        yield started


@pytest.fixture(scope="session")
def cut_off_site(tmp_path_factory: pytest.TempPathFactory, sqlite_words: Path) -> Iterator[Site]:
    """A site on which people sign in through a provider only, and that does not answer."""
    away, folder = sign_on_at(f"http://localhost:{free_port()}"), tmp_path_factory.mktemp("cut-off")
    with site_in(folder, sqlite_words, KB_LOCAL_ACCOUNTS="no", **away) as started:
        yield started


@pytest.fixture(scope="session")
def demonstration(
    tmp_path_factory: pytest.TempPathFactory, sqlite_words: Path
) -> Iterator[tuple[Site, list[Somebody]]]:
    """A site that runs as a demonstration, and the people whose passwords it prints."""
    folder = tmp_path_factory.mktemp("demonstration")
    with site_in(folder, sqlite_words, "--demo") as started:
        lines = [line.split() for line in (folder / PRINTED).read_text().splitlines() if line.startswith("  ")]
        yield started, [Somebody("", email, password) for email, password in lines]


@pytest.fixture
def troubles(lasting_provider: Provider) -> Iterator[list[str]]:
    """What went wrong in a window: no script may fail, and nothing may be fetched from elsewhere."""
    found: list[str] = []
    yield found
    assert found == []


@pytest.fixture(autouse=True)
def nothing_goes_wrong_unseen(troubles: list[str]) -> None:
    """Every window of these tests is watched by itself, because they are on several sites."""


def watch(context: BrowserContext, troubles: list[str], *addresses: str) -> None:
    """Note each fault in a window. That a page is refused is none: tests ask for such pages."""

    def written(kind: str, words: str) -> None:
        if kind == "error" and "the server responded with a status of " not in words:
            troubles.append(words)

    def fetched(route: Route) -> None:
        if route.request.frame.url.startswith(addresses[:1]):  # the provider's pages have a style sheet from elsewhere
            troubles.append(route.request.url)
        route.fulfill(body="")

    context.on("console", lambda message: written(message.type, message.text))
    context.on("weberror", lambda error: troubles.append(str(error.error)))
    context.route(lambda url: not url.startswith(addresses), fetched)


def new_window(browser: Browser, troubles: list[str], *addresses: str, scripts: bool = True) -> Page:
    """A window on the site at the first of these addresses, in which nobody is signed in."""
    context = browser.new_context(java_script_enabled=scripts, base_url=addresses[0])
    watch(context, troubles, *addresses)
    return context.new_page()


@pytest.fixture(params=[True, False], ids=["scripts", "no-scripts"])
def scripts(request: pytest.FixtureRequest) -> bool:
    """Whether the browser runs JavaScript: each journey is made in both ways."""
    return bool(request.param)


@pytest.fixture
def windows_at(
    request: pytest.FixtureRequest, browser: Browser, scripts: bool, troubles: list[str], lasting_provider: Provider
) -> Iterator[Callable[[str], Page]]:
    """Opens windows on the site at an address, each in a browser of its own that knows nothing of the others."""
    opened = request.node.stash[OPENED] = []

    def another(url: str) -> Page:
        opened.append(new_window(browser, troubles, url, lasting_provider.url, scripts=scripts))
        return opened[-1]

    yield another
    for page in opened:
        page.context.close()


@pytest.fixture
def window(windows_at: Callable[[str], Page], site: Site) -> Windows:
    """Opens a window on the shared site."""
    return lambda: windows_at(site.address)
