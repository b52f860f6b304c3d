"""Commands about people with accounts."""

from kb.cli.application import kb


@kb.group()
def users() -> None:
    """People with accounts."""
