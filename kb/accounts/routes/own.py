"""What pages of one's own account share: signing in again first, where that is the only proof."""

from flask import render_template

from kb.accounts.models.user import User
from kb.accounts.queries.sessions import FRESH
from kb.accounts.routes.blueprint import blueprint
from kb.accounts.service.proving import SignInAgain, lacks_code, require_means
from kb.accounts.sign_in import own_user, this_session


def own_user_with_proof() -> User:
    """The same, for pages that ask for a proof. Raises SignInAgain where none can be given."""
    user = own_user()
    require_means(user, this_session())
    return user


@blueprint.app_errorhandler(SignInAgain)
def _ask_to_sign_in_again(_refusal: SignInAgain) -> tuple[str, int]:
    user, minutes = own_user(), int(FRESH.total_seconds() // 60)
    return render_template("accounts/again.html", lacks_code=lacks_code(user, this_session()), minutes=minutes), 403
