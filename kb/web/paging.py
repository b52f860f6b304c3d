"""Pages of a list in the address: which one is asked for, and the addresses of the others."""

from urllib.parse import quote, urlencode

from flask import request

HIGHEST = 10_000
"""No list is that long; a larger number in an address is read as this one."""


def requested_page() -> int:
    """The page number in the address; anything that is not one is read as the first page."""
    text = request.args.get("page", "")
    return min(max(1, int(text)), HIGHEST) if text.isascii() and text.isdigit() and len(text) < 9 else 1


def page_url(number: int) -> str:
    """Address of another page of the list shown, with everything else in the address kept."""
    kept = [(key, value) for key, value in request.args.items(multi=True) if key != "page"]
    query = urlencode([*kept, ("page", str(number))] if number > 1 else kept)
    return f"{quote(request.path)}?{query}" if query else quote(request.path)
