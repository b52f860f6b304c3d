"""The application for a WSGI server, with the workers beside it: `gunicorn --no-control-socket wsgi:app`.

The server is the one that readers reach, so what is not said is taken as production: nothing starts with the
defaults of development, least of all with its secret.
"""

import os

from config import from_environment
from kb import create_app
from kb.core import work
from kb.expunging.carrying_out import apply_again
from kb.identity.site_lists import get_ready
from kb.search import worker

settings = from_environment({"KB_ENVIRONMENT": "production", **os.environ})
app = create_app(settings)
with app.app_context():
    apply_again()  # a copy of the database that was restored still has what was expunged
get_ready(settings.content_folder)  # now: the processes that are forked share it
if settings.run_worker:
    worker.start(app)
    work.start(app)
