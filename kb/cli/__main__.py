"""The `kb` command."""

import sys

from sqlalchemy.exc import OperationalError

import config
import kb.cli.identity
import kb.cli.mail
import kb.cli.people
import kb.cli.records
import kb.cli.running  # noqa: F401 - each adds its commands
from kb.cli.application import kb as group
from kb.search.folder import UnsuitableFolder


def main() -> None:
    """Entry of the `kb` command: settings that are wrong are named, not raised."""
    try:
        group()
    except (config.ConfigurationError, UnsuitableFolder) as problem:
        sys.exit(str(problem))
    except OperationalError as problem:
        sys.exit(f"The database does not answer: {problem.orig}")


if __name__ == "__main__":
    main()
