"""A real provider on this machine, whose tokens and answers a test may change before they are signed and sent."""

import base64
import json
import secrets
import threading
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import parse_qs, urlsplit

import flask
import pytest
import requests
from authlib.deprecate import AuthlibDeprecationWarning
from joserfc import jwt
from joserfc.jwk import RSAKey
from werkzeug.serving import make_server

from tests.serving import Quiet

with warnings.catch_warnings():  # after the import above, which has these warnings always shown
    warnings.simplefilter("ignore", AuthlibDeprecationWarning)
    import oidc_provider_mock

OLD_WAYS = pytest.mark.filterwarnings("ignore:get_jwt_config:DeprecationWarning")
"""For each module of tests with the provider: oidc-provider-mock 0.3 overrides what Authlib has renamed since."""

Claims = dict[str, Any]


class Provider:
    """The provider, its people, and what a test has it do otherwise."""

    def __init__(self) -> None:
        # A name of its own: one from before, at the same port, may still be known to the site.
        self.key = RSAKey.generate_key(2048, {"kid": secrets.token_hex(8)}, private=True)
        self.metadata: Claims = {}
        """Replaces what its metadata say."""
        self.alter: Callable[[Claims], Claims] = lambda claims: claims
        """Changes the claims of each token before it is signed."""
        self.sign: Callable[[Claims], str] = self.signed
        self.asked: list[str] = []
        """Paths that were asked for."""
        self.exchanged: list[dict[str, str]] = []
        """What was sent to have a code exchanged."""
        self.down: set[str] = set()
        """Paths that answer with a fault of the server."""
        self.answers: dict[str, str] = {}
        """What paths answer instead of what they should."""
        self._removed: set[str] = set()
        app = oidc_provider_mock.app()
        app.before_request(self._note)
        app.after_request(self._change)
        self._server = make_server("localhost", 0, app, threaded=True, request_handler=Quiet)
        self.url = f"http://localhost:{self._server.server_port}"

    @contextmanager
    def running(self) -> Iterator["Provider"]:
        thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield self
        finally:
            self.stop()
            thread.join()

    def stop(self) -> None:
        """Go down: nothing answers any more at this address."""
        self._server.shutdown()
        self._server.server_close()

    def person(self, subject: str, **claims: Any) -> None:
        """Know a person with these claims; the address is confirmed unless they say otherwise, None for not at all."""
        claims = {"email_verified": True, **claims}
        said = {name: value for name, value in claims.items() if value is not None}
        requests.put(f"{self.url}/users/{subject}", json=said, timeout=60).raise_for_status()

    def remove(self, subject: str) -> None:
        """Know somebody no longer."""
        self._removed.add(subject)

    def new_key(self) -> None:
        """Sign with another key from now on."""
        self.key = RSAKey.generate_key(2048, {"kid": f"key-{len(self.asked)}"}, private=True)

    def let_in(self, address: str, subject: str) -> str:
        """Have somebody who came to this address sign in; returns the address of the site that it sends them to."""
        return self._answer(address, {"sub": subject})

    def turn_away(self, address: str) -> str:
        """Have somebody choose not to sign in."""
        return self._answer(address, {"action": "deny"})

    def _answer(self, address: str, form: dict[str, str]) -> str:
        answer = requests.post(address, data=form, timeout=60, allow_redirects=False)
        assert answer.status_code == 302, answer.text
        return answer.headers["Location"]

    def signed(self, claims: Claims, key: RSAKey | None = None) -> str:
        """A token with these claims; with another key it is forged."""
        return jwt.encode({"alg": "RS256", "kid": self.key.kid}, claims, key or self.key)

    def _note(self) -> flask.Response | None:
        self.asked.append(flask.request.path)
        for subject in self._removed:
            flask.g.oidc_provider_mock_storage._users.pop(subject, None)  # it has no page for that
        if flask.request.path == "/oauth2/token":
            self.exchanged.append(flask.request.form.to_dict())
        return flask.Response("", 500) if flask.request.path in self.down else None

    def _change(self, answer: flask.Response) -> flask.Response:
        if flask.request.path in self.answers:
            answer.set_data(self.answers[flask.request.path])
            return answer
        if answer.mimetype != "application/json" or answer.status_code != 200:
            return answer
        said = answer.get_json()
        if flask.request.path == "/.well-known/openid-configuration":
            said.update(self.metadata)
        elif flask.request.path == "/jwks":
            said = {"keys": [self.key.as_dict(private=False)]}
        elif "id_token" in said:
            said["id_token"] = self.sign(self.alter(claims_in(said["id_token"])))
        answer.set_data(json.dumps(said))
        return answer


def claims_in(token: str) -> Claims:
    """What a token says."""
    middle = token.split(".")[1]
    found: Claims = json.loads(base64.urlsafe_b64decode(middle + "=" * (-len(middle) % 4)))
    return found


def unsigned(claims: Claims) -> str:
    """A token that nobody signed."""
    parts = ({"alg": "none", "typ": "JWT"}, claims)
    return "".join(base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=") + "." for part in parts)


def shifted(seconds: int) -> Callable[[Claims], Claims]:
    """Has the provider's clock differ from ours by so much."""

    def alter(claims: Claims) -> Claims:
        now = int(time.time()) + seconds
        return {**claims, "iat": now, "exp": now + 3600}

    return alter


def parameters(address: str) -> dict[str, str]:
    """The parameters of an address."""
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
