"""The refusals that use cases and reads raise; `kb.web.errors` alone turns them into pages."""

from typing import Any


class Refusal(Exception):
    """Base of everything below: a request that was understood and is not answered as asked."""

    words = ""
    """What its page says in place of the usual sentence; empty for that one."""


class NotFound(Refusal):
    """The thing does not exist, or the person asking may not know that it does."""


class Denied(Refusal):
    """The person may see the thing but not do this with it."""


class Conflict(Refusal):
    """The thing has changed since the person last saw it; `words` may say how, and what to do now."""

    def __init__(self, words: str = "") -> None:
        super().__init__(words)
        self.words = words


class Invalid(Refusal):
    """What was given cannot be used; `problems` maps a field name to a message that says what to do."""

    def __init__(self, **problems: str) -> None:
        super().__init__("; ".join(f"{field}: {message}" for field, message in problems.items()))
        self.problems = problems


class Unavailable(Refusal):
    """A part that the answer needs (for example the search index) is not there yet; try again later."""


class Moved(Refusal):
    """The thing has another address now; `slug` is its new one in place of the old.

    `heir` is what stands there, where the thing itself has gone into another: then nothing may be done with the heir
    that was meant for the thing.
    """

    def __init__(self, slug: str, heir: Any = None) -> None:
        super().__init__(slug)
        self.slug, self.heir = slug, heir


class Gone(Refusal):
    """The thing was public and was taken away for good, and everybody may know why; `was` says what its page tells."""

    def __init__(self, was: Any) -> None:
        super().__init__()
        self.was = was


class SecondStepNeeded(Refusal):
    """Whoever asks holds a role that might let them, and that counts only with a second step of signing in."""


class SignInNeeded(Refusal):
    """Whoever asks has to say first who they are."""
