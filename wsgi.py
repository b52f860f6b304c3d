"""The application for a WSGI server, with the index worker beside it: `gunicorn --no-control-socket wsgi:app`."""

from config import from_environment
from kb import create_app
from kb.search import worker

settings = from_environment()
app = create_app(settings)
if settings.run_worker:
    worker.start(app)
