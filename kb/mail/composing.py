"""The message that goes over the wire, made from its row: the same on every try."""

import re
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from email_validator import validate_email

from kb.mail.models import Delivery
from kb.mail.words import on_one_line

_POLICY = SMTP.clone(cte_type="7bit")
"""Lines end as SMTP wants them, and every server can take what is in them."""
_WORDS = r"""[^\s@.,;:<>()\[\]\\"]+(?:\.[^\s@.,;:<>()\[\]\\"]+)*"""
_ADDRESS = re.compile(f"({_WORDS})@({_WORDS})")
"""One address without the rare forms, which nobody has and in which two could hide."""


def composed(delivery: Delivery, sender: str) -> EmailMessage:
    """A waiting message with its headers. Raises ValueError where it is addressed to what is no e-mail address."""
    message = EmailMessage(policy=_POLICY)
    message["From"] = sender
    message["To"] = _wire_address(delivery.to)
    message["Subject"] = on_one_line(delivery.subject)
    message["Date"] = delivery.made_at
    message["Message-ID"] = delivery.message_id
    message["Auto-Submitted"] = "auto-generated"  # so that no absence note answers it (RFC 3834)
    message["X-Auto-Response-Suppress"] = "All"  # the same for Microsoft Exchange
    message.set_content(delivery.text or "")
    message.add_alternative(delivery.html or "", subtype="html")
    message["Content-Language"] = "en-GB"
    return message


def _wire_address(address: str) -> Address:
    """The address with its domain as name servers know it. Raises ValueError where it is none.

    What reads the domain here has read it when the address was typed, too: Python's own codec follows rules of 2003, by
    which mail for faß.de goes to fass.de, whoever that is.
    """
    found = _ADDRESS.fullmatch(address)
    if found is None or on_one_line(address) != address:
        raise ValueError("not an e-mail address")
    return Address(username=found[1], domain=validate_email(address, check_deliverability=False).ascii_domain)
