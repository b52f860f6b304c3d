"""The second step of signing in: codes of an authenticator app (RFC 6238), and recovery codes for when it is away.

A code works once, also where two requests bring it at the same moment: the database decides which of them was first.
"""

import hmac
import re
import secrets
from dataclasses import dataclass

import pyotp
import segno
from sqlalchemy import delete, func, or_, select, update

from kb.accounts.digests import keyed_digest, sealed, unsealed
from kb.accounts.letters import recipient_of
from kb.accounts.links import page_at
from kb.accounts.models.credentials import RecoveryCode, UserSession
from kb.accounts.models.user import User
from kb.core.db import session, utc_now
from kb.mail.posting import post

ISSUER = "Lessonbank"
STEP = 30
"""Seconds for which an app shows a code."""
NEAR = 1
"""Steps before and after the present one whose codes count: people type slowly, and clocks are never quite right."""
FAR = 10
"""Steps before and after the present one whose codes are known again, to say that a clock is wrong.

They are never accepted: not those of the past, and one of the future not when its time comes either, because whoever
guesses was told that it would be right. So saying it opens nothing.
"""
RECOVERY_CODES, GROUPS, GROUP = 10, 4, 4
FEW = 3
"""With fewer recovery codes left than this, their owner is told to make new ones."""
LETTERS = "BCDFGHJKMNPQRTVWXYZ2346789"
"""Of recovery codes: none that looks like another one, and no vowels, which make words."""

USED = "That code has been used, and each works once. Wait until your app shows another one, then enter that"
TOLD = "That code came before its time, so it cannot be used. Wait until your app shows another one, then enter that"
NOT_OF_APP = "That code is not right. Enter the 6 digits that your app shows now"
NOT_RIGHT = f"{NOT_OF_APP}, or one of your recovery codes"
RECOVERY_USED = "That recovery code has been used, and each works once. Enter another one, or a code from your app"
NO_KEY = (
    "Codes for your account can no longer be checked, because the key of this site was changed. "
    "Ask us to reset your second step; you then sign in without a code and set it up again"
)
_MINUTES = {1: "a minute", 2: "two minutes", 3: "three minutes", 4: "four minutes", 5: "five minutes"}


@dataclass(frozen=True, slots=True)
class Picture:
    """A QR code as a path of squares with sides of length 1."""

    size: int
    """Length of a side, with the quiet zone around it."""
    path: str


def refusal(user: User, typed: str) -> str | None:
    """Use a code of somebody, within a transaction: None, or the sentence that says why it does not do.

    It may be one of the app's or a recovery code; spaces and hyphens in it do not matter.
    """
    code = _bare(typed)
    if len(code) == GROUPS * GROUP:
        return _refusal_of_recovery_code(user, code)
    if user.totp_since is None or user.totp_secret is None:
        return NOT_RIGHT
    secret = unsealed(user.totp_secret)
    if secret is None:
        return NO_KEY
    step = step_of(secret, code)
    if isinstance(step, str):
        # One that has been used is of a clock that is right.
        if user.totp_last_step is not None and _is_of(secret, user.totp_last_step, code):
            return USED
        if step == NOT_OF_APP:
            return NOT_RIGHT
        if (off := _off(secret, code) or 0) > 0:
            user.totp_told_step = _now() + off
        return step
    if step == user.totp_told_step:
        return TOLD
    return None if _first_use(user, step) else USED


def step_of(secret: str, typed: str) -> int | str:
    """The time step to which a code of the app belongs, or the sentence that says why it does not do."""
    code = _bare(typed)
    if not re.fullmatch("[0-9]{6}", code):
        return NOT_OF_APP
    off = _off(secret, code)
    if off is None:
        return NOT_OF_APP
    return _now() + off if abs(off) <= NEAR else _wrong_clock(off)


def _off(secret: str, code: str) -> int | None:
    """How many steps from the present one the nearest is to which a code belongs; None where it belongs to none."""
    now = _now()
    found = [off for off in range(-FAR, FAR + 1) if _is_of(secret, now + off, code)]
    return min(found, key=abs, default=None)


def new_secret() -> str:
    """A secret of 160 bits for an app (RFC 4226, section 4, R6)."""
    return pyotp.random_base32()


def address_of_app(user: User, secret: str) -> str:
    """What an authenticator app reads from the QR code."""
    return pyotp.TOTP(secret).provisioning_uri(name=user.email or "", issuer_name=ISSUER)


def picture(address: str) -> Picture:
    """The QR code of an address."""
    rows = [bytes(row) for row in segno.make(address, error="m", micro=False).matrix_iter(border=4)]
    runs = (
        f"M{run.start()} {y}h{len(run[0])}v1h-{len(run[0])}z"
        for y, row in enumerate(rows)
        for run in re.finditer(b"\x01+", row)
    )
    return Picture(len(rows), "".join(runs))


def in_groups(code: str) -> str:
    """A secret or a recovery code with a space after every four signs, for reading and typing."""
    return " ".join(code[at : at + GROUP] for at in range(0, len(code), GROUP))


def turn_on(user: User, secret: str, step: int) -> None:
    """Have an app count from now on, in the current transaction; `step` is that of the code that confirmed it."""
    user.totp_secret, user.totp_since, user.totp_last_step = sealed(secret), utc_now(), step
    user.totp_told_step = None


def turn_off(user: User) -> None:
    """Forget app and recovery codes of somebody, in the current transaction; codes given in sessions prove no more."""
    user.totp_secret = user.totp_since = user.totp_last_step = user.totp_told_step = None
    session.execute(update(UserSession).where(UserSession.user_id == user.id).values(second_factor_at=None))
    session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user.id))


def new_recovery_codes(user: User) -> list[str]:
    """New recovery codes in place of all there were, in the current transaction. They are told now or never."""
    session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user.id))
    codes = ["".join(secrets.choice(LETTERS) for _ in range(GROUPS * GROUP)) for _ in range(RECOVERY_CODES)]
    session.add_all(RecoveryCode(user_id=user.id, code_digest=_digest(user, code)) for code in codes)
    session.flush()
    return [in_groups(code) for code in codes]


def codes_left(user: User) -> int:
    """How many recovery codes somebody has not used."""
    unused = select(func.count()).where(RecoveryCode.user_id == user.id, RecoveryCode.used_at.is_(None))
    return session.scalar(unused) or 0


def _bare(typed: str) -> str:
    # Longer than any code: whatever it is, it is none.
    return re.sub(r"[\s\u2010-\u2015-]", "", typed[:100]).encode("ascii", "replace").decode().upper()


def _now() -> int:
    return int(utc_now().timestamp()) // STEP


def _is_of(secret: str, step: int, code: str) -> bool:
    return hmac.compare_digest(pyotp.HOTP(secret).at(step).encode(), code.encode())


def _wrong_clock(steps: int) -> str:
    off = _MINUTES[max(1, round(abs(steps) * STEP / 60))]
    which = "slow" if steps < 0 else "fast"
    return (
        f"Your phone’s clock seems to be {off} {which}. Set its date and time to automatic, "
        "wait for the next code, then enter that"
    )


def _first_use(user: User, step: int) -> bool:
    """Mark the code of this time step as used, and those before it; whether that had not been done before."""
    earlier = or_(User.totp_last_step.is_(None), User.totp_last_step < step)
    marked = (
        update(User)
        .where(User.id == user.id, earlier)
        .values(totp_last_step=step)
        .execution_options(synchronize_session=False)
    )
    first: bool = session.execute(marked).rowcount == 1  # type: ignore[attr-defined]
    session.expire(user, ["totp_last_step"])
    return first


def _refusal_of_recovery_code(user: User, code: str) -> str | None:
    this = (RecoveryCode.user_id == user.id, RecoveryCode.code_digest == _digest(user, code))
    marked = update(RecoveryCode).where(*this, RecoveryCode.used_at.is_(None)).values(used_at=utc_now())
    if session.execute(marked.execution_options(synchronize_session=False)).rowcount != 1:  # type: ignore[attr-defined]
        return RECOVERY_USED if session.scalar(select(RecoveryCode.id).where(*this)) else NOT_RIGHT
    _tell_of_recovery_code(user)
    return None


def _tell_of_recovery_code(user: User) -> None:
    left, link = codes_left(user), page_at("/account")
    post(recipient_of(user), "accounts/recovery-code-used", urgent=True, left=left, few=left < FEW, link=link)


def _digest(user: User, code: str) -> str:
    return keyed_digest("recovery code", f"{user.id} {code}")
