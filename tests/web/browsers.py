"""A reader whose every request is counted where it has a page rendered."""

from collections.abc import Callable
from functools import wraps

from apiflask import APIFlask
from sqlalchemy import update
from werkzeug.test import TestResponse

from kb.core import db
from kb.core.db import session
from kb.lessons.models.vocabulary import Theme

PAGES = [
    "/", "/search?q=referral", "/lessons/the-first", "/lessons/the-first/cite", "/themes", "/themes/neglect",
    "/reviews", "/organisations", "/glossary", "/help", "/shortlist", "/sitemap.xml", "/robots.txt",
    "/shortlist/shortlist.csv",
]  # fmt: skip


class Browser:
    """Asks for pages, each as a request of its own, and says whether they were rendered."""

    def __init__(self, app: APIFlask) -> None:
        self.app = app
        self.rendered = 0
        for name, view in list(app.view_functions.items()):
            app.view_functions[name] = self._counted(view)

    def _counted(self, view: Callable[..., object]) -> Callable[..., object]:
        @wraps(view)
        def counted(**values: object) -> object:
            self.rendered += 1
            return view(**values)

        return counted

    def get(self, address: str, method: str = "GET", cookie: str = "", **headers: str) -> TestResponse:
        db.session.commit()
        client = self.app.test_client()
        if cookie:
            client.set_cookie(*cookie.split("=", 1))
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        with self.app.app_context():
            return client.open(address, method=method, headers=names, buffered=True)

    def renders(self, address: str, **how: str) -> bool:
        """Whether the page is made for this request."""
        before = self.rendered
        self.get(address, **how)
        return self.rendered > before


def renamed_theme() -> None:
    session.execute(update(Theme).where(Theme.slug == "neglect").values(label="Neglected children"))


def without_number(answer: TestResponse) -> list[tuple[str, str]]:
    """Headers of an answer but for the number of the request, which is another one each time."""
    return [(name, value) for name, value in answer.headers if name != "X-Request-Id"]
