"""The application for a WSGI server: `gunicorn --no-control-socket wsgi:app`."""

from config import from_environment
from kb import create_app

app = create_app(from_environment())
