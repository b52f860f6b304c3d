"""What stands in the database in place of things that open a door, and in place of addresses that are counted."""

import base64
import hashlib
import hmac
import secrets

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from kb.core.settings import settings


def new_token() -> str:
    """A random word of 256 bits for a link or a session; in lower case, as addresses of pages are."""
    return secrets.token_hex(32)


def token_digest(token: str) -> str:
    """What is kept of a token. It is random, so a plain digest cannot be guessed back (RFC 6819, 5.1.4.1.3)."""
    return hashlib.sha256(token.encode()).hexdigest()


def keyed_digest(kind: str, text: str) -> str:
    """What is kept of something that could be guessed, such as an address: it takes the site's key to compare."""
    return hmac.new(_key(kind), text.encode(), hashlib.sha256).hexdigest()


def sealed(text: str) -> str:
    """A text encrypted with the site's key."""
    return _fernet().encrypt(text.encode()).decode()


def unsealed(text: str) -> str | None:
    """The text again; None where it was sealed with another key."""
    try:
        return _fernet().decrypt(text.encode()).decode()
    except InvalidToken:
        return None


def _fernet() -> Fernet:
    return Fernet(base64.urlsafe_b64encode(_key("seal")))


def _key(kind: str) -> bytes:
    return HKDF(SHA256(), 32, None, f"lessonbank {kind}".encode()).derive(settings().secret_key.encode())
