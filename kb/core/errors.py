"""The refusals that use cases and reads raise; `kb.web.errors` alone turns them into pages."""


class Refusal(Exception):
    """Base of everything below: a request that was understood and is not answered as asked."""


class NotFound(Refusal):
    """The thing does not exist, or the person asking may not know that it does."""


class Denied(Refusal):
    """The person may see the thing but not do this with it."""


class Conflict(Refusal):
    """The thing has changed since the person last saw it."""


class Invalid(Refusal):
    """What was given cannot be used; `problems` maps a field name to a message that says what to do."""

    def __init__(self, **problems: str) -> None:
        super().__init__("; ".join(f"{field}: {message}" for field, message in problems.items()))
        self.problems = problems


class Unavailable(Refusal):
    """A part that the answer needs (for example the search index) is not there yet; try again later."""


class Moved(Refusal):
    """The thing has another address now; `slug` is its new one in place of the old."""

    def __init__(self, slug: str) -> None:
        super().__init__(slug)
        self.slug = slug


class SignInNeeded(Refusal):
    """Whoever asks has to say first who they are."""
