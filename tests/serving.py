"""An application on a server in the process of the test, for browsers."""

import threading
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any

from werkzeug.serving import WSGIRequestHandler, make_server
from werkzeug.wsgi import ClosingIterator

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


class Quiet(WSGIRequestHandler):
    """A server that writes nothing."""

    def log(self, *_args: Any) -> None:
        """Say nothing."""


def whole(app: "WSGIApplication") -> "WSGIApplication":
    """The same application, which hands over each answer in one piece.

    Where a browser goes away in the middle of one, the server does not close it: a file that was being sent stays open,
    and whichever test comes next is told.
    """

    def answer(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        with closing(ClosingIterator(app(environ, start_response))) as pieces:
            return [b"".join(pieces)]

    return answer


@contextmanager
def serving(app: "WSGIApplication", host: str = "127.0.0.1") -> Iterator[str]:
    """The address of this application, until the block ends."""
    server = make_server(host, 0, whole(app), threaded=True, request_handler=Quiet)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield f"http://{host}:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
