"""A process that publishes one lesson each time it is told a word, and says when it was committed."""

import itertools
import sys

from config import from_environment
from kb import create_app
from kb.core import db
from tests import factories


def main() -> None:
    """A word on a line of the input is the title of a lesson."""
    factories._numbers = itertools.count(10_000)  # other than those of the process that made the first lessons
    app = create_app(from_environment())
    with app.app_context():
        print("ready", flush=True)  # noqa: T201 - the test reads it
        for line in sys.stdin:
            with db.transaction():
                factories.lesson(f"Lesson about {line.strip()}")
            print("published", flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
