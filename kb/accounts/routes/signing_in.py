"""Pages for signing in and out."""

from kb.access.guard import public
from kb.accounts.routes.blueprint import blueprint


@blueprint.get("/sign-in")
@public
def sign_in() -> str:
    """Sign in."""
    raise NotImplementedError
