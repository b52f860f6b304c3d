"""The development server, with the index worker beside it."""

import logging
import signal
import socket
from collections.abc import Callable

from flask import Flask
from werkzeug.serving import make_server

from kb.core.settings import Settings
from kb.search import worker


def serve(app: Flask, host: str, port: int, echo: Callable[[str], None]) -> int:
    """Serve until interrupted; returns the exit code."""
    settings: Settings = app.extensions["kb.settings"]
    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    server = make_server(host, port, app, threaded=True)
    working = None
    try:
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        working = worker.start(app) if settings.run_worker else None
        echo(f"Lessonbank is at http://{host}:{server.port}/ - stop it with Ctrl+C")
        server.serve_forever()
    except KeyboardInterrupt:
        echo("Stopped.")
    finally:
        if working:
            working.stop()
        server.server_close()
    return 0


def taken(host: str, port: int) -> bool:
    """Whether another server listens there; binding alone would not tell, as the server reuses addresses."""
    if port == 0:
        return False
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.settimeout(1)
        return probe.connect_ex((host, port)) == 0
