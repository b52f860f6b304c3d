"""The development server, with the workers beside it: one for the index, one for jobs."""

import logging
import signal
import socket
import threading
from collections.abc import Callable

from flask import Flask
from werkzeug.serving import make_server

from kb.core import work
from kb.core.settings import Settings
from kb.identity.site_lists import get_ready
from kb.search import worker


def serve(app: Flask, host: str, port: int, echo: Callable[[str], None]) -> int:
    """Serve until interrupted; returns the exit code."""
    settings: Settings = app.extensions["kb.settings"]
    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    server = make_server(host, port, app, threaded=True)
    workers: list[work.Worker | worker.Worker] = []
    try:
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        if settings.run_worker:
            workers = [worker.start(app), work.start(app)]
        threading.Thread(target=get_ready, args=(settings.content_folder,), name="get-ready", daemon=True).start()
        echo(f"Lessonbank is at http://{host}:{server.port}/ - stop it with Ctrl+C")
        server.serve_forever()
    except KeyboardInterrupt:
        echo("Stopped.")
    finally:
        for each in workers:
            each.stop()
        server.server_close()
    return 0


def taken(host: str, port: int) -> bool:
    """Whether another server listens there; binding alone would not tell, as the server reuses addresses."""
    if port == 0:
        return False
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.settimeout(1)
        return probe.connect_ex((host, port)) == 0
