"""Names that are drawn at random: addresses of packs, and keys of what is in them."""

import secrets

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without those that are taken for others when an address is read out."""


def drawn(length: int) -> str:
    """A name of so many letters and digits; of 10, nobody guesses one, and no two are the same."""
    return "".join(secrets.choice(_LETTERS) for _ in range(length))
