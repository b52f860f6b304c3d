"""The provider of single sign-on: where people are sent, and which of its answers are believed.

The one module that knows Authlib. It uses the authorization code flow of OpenID Connect with PKCE. Nothing is asked of
the provider before somebody wants to sign in, so that a provider that is down never keeps the site from starting.
"""

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from authlib.integrations.flask_client import FlaskIntegration, FlaskOAuth2App, OAuthError
from joserfc.errors import ClaimError, ExpiredTokenError, InvalidClaimError, JoseError
from requests import RequestException

from kb.core.clock import today
from kb.core.settings import SignOnSettings
from kb.sign_on.flows import Flow
from kb.sign_on.identities import Identity, identity_of
from kb.sign_on.refusals import Reason, Refused

log = logging.getLogger(__name__)

LEEWAY = 120
"""Seconds by which the provider's clock may differ from ours."""
TIMEOUT = (2.0, 4.0)
"""Seconds to wait for a connection, and then for each part of an answer; so long a thread of the site is held.

Signing in asks the provider at most four things, one after the other, and ends with the first that hangs.
"""
SIGNATURES = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")
"""Signatures that take a private key: never "none", and never one made with the secret that both sides have."""
NEEDED = ("issuer", "authorization_endpoint", "token_endpoint", "jwks_uri")
TEMPLATE = "{tenantid}"
"""Stands in the issuer that Entra gives for all tenants together, in place of the tenant's identifier."""
FAULTS = frozenset({"server_error", "temporarily_unavailable"})
OURS = frozenset(
    {"invalid_request", "invalid_scope", "invalid_client", "unauthorized_client", "unsupported_response_type"}
)
"""Errors that say that this site was not set up rightly at the provider."""


@dataclass(frozen=True, slots=True)
class Departure:
    """Where to send a browser, and what to remember until it comes back."""

    address: str
    state: str
    nonce: str
    verifier: str


def departure(provider: SignOnSettings, back: str) -> Departure:
    """The way to the provider, which sends people on to the address `back`. Raises Refused where it is down."""
    client = _client(provider)
    made = client.create_authorization_url(back)
    return Departure(made["url"], made["state"], made["nonce"], made["code_verifier"])


def refuse(error: str) -> None:
    """Raise Refused for an error with which the provider sends somebody back."""
    if error in OURS:
        log.error("the sign-on provider refuses this site: %s", error)
    raise Refused(Reason.DOWN if error in FAULTS | OURS else Reason.DENIED)


def identity(provider: SignOnSettings, *, code: str, flow: Flow, back: str) -> Identity:
    """Whom the provider names for the code with which a browser came back. Raises Refused."""
    client = _client(provider)
    with _refusing():
        exchange: Any = client.fetch_access_token  # its stub has no types
        token = exchange(redirect_uri=back, code=code, code_verifier=flow.verifier)
        if not isinstance(token.get("id_token"), str):
            raise Refused(Reason.UNTRUSTED)
        expected = _expected(client.server_metadata["issuer"], provider.client_id)
        claims = client.parse_id_token(token, nonce=flow.nonce, claims_options=expected, leeway=LEEWAY)
        assert claims is not None  # noqa: S101 - there is a token
        return identity_of(_with_address(client, token, claims), _tenants(client, provider))


def _tenants(client: FlaskOAuth2App, provider: SignOnSettings) -> tuple[str, ...]:
    """Tenants to let in; empty for all that the provider has. Where it has everybody's, none are taken for granted."""
    if TEMPLATE in client.server_metadata["issuer"] and not provider.tenants:
        log.error("KB_SIGN_ON_TENANTS has to name the tenants whose people may sign in")
        raise Refused(Reason.TENANT)
    return provider.tenants


def _expected(issuer: str, client_id: str) -> Any:
    """What the token must say of where it comes from and for whom it is; Authlib by itself does not look at `aud`."""
    if TEMPLATE not in issuer:
        return {"iss": {"essential": True, "value": issuer}, "aud": {"essential": True, "value": client_id}}

    def of_its_tenant(claims: Mapping[str, Any], value: Any) -> bool:
        tenant = claims.get("tid")
        return isinstance(tenant, str) and bool(tenant) and value == issuer.replace(TEMPLATE, tenant)

    return {"iss": {"essential": True, "validate": of_its_tenant}, "aud": {"essential": True, "value": client_id}}


def _with_address(client: FlaskOAuth2App, token: Any, claims: Mapping[str, Any]) -> Mapping[str, Any]:
    """The claims, with name and address from the provider's page for that where the token has no address.

    OpenID Connect Core 5.4 lets a provider keep them there. What it says is believed for the same subject only (5.3.2).
    """
    if claims.get("email") or not client.server_metadata.get("userinfo_endpoint"):
        return claims
    more = client.userinfo(token=token)
    if more.get("sub") != claims["sub"]:
        raise Refused(Reason.UNTRUSTED)
    wanted = ("name", "given_name", "family_name", "email", "email_verified")
    return {**claims, **{name: more[name] for name in wanted if name in more}}


@contextmanager
def _refusing() -> Iterator[None]:
    """Turn what can go wrong with the provider's answer into a refusal; the log gets the kind of fault and no more."""
    try:
        yield
    except RequestException as fault:
        log.warning("the sign-on provider does not answer: %s", type(fault).__name__)
        raise Refused(Reason.DOWN) from fault
    except OAuthError as fault:
        if fault.error == "invalid_grant":  # the code was used or is too old, or the person is gone
            raise Refused(Reason.DENIED) from fault
        log.error("the sign-on provider refuses this site: %s", type(fault).__name__)
        raise Refused(Reason.DOWN) from fault
    except (JoseError, ValueError) as fault:
        log.warning("a token of the sign-on provider was not believed: %s", type(fault).__name__)
        raise Refused(_distrust(fault)) from fault
    except (KeyError, TypeError, AttributeError) as fault:  # JSON of another shape, at which Authlib stumbles
        log.warning("an answer of the sign-on provider makes no sense", exc_info=True)
        raise Refused(Reason.UNTRUSTED) from fault


def _distrust(fault: Exception) -> Reason:
    claim = fault.claim if isinstance(fault, ClaimError) else None
    if isinstance(fault, ExpiredTokenError) or (isinstance(fault, InvalidClaimError) and claim in {"iat", "nbf"}):
        return Reason.CLOCK
    return Reason.STALE if claim == "nonce" else Reason.UNTRUSTED


def _client(provider: SignOnSettings) -> FlaskOAuth2App:
    """The client for a provider, which knows what the provider says of itself: asked once a day in each process."""
    client = _new_client(provider, today())
    try:
        with _refusing():
            metadata = client.load_server_metadata()
        if not all(isinstance(metadata.get(name), str) for name in NEEDED):
            log.error("the metadata of the sign-on provider lack one of %s", ", ".join(NEEDED))
            raise Refused(Reason.DOWN)
    except Refused:
        _new_client.cache_clear()
        raise
    offered = metadata.get("id_token_signing_alg_values_supported") or ()
    metadata["id_token_signing_alg_values_supported"] = [name for name in SIGNATURES if name in offered] or ["RS256"]
    return client


@lru_cache(maxsize=4)
def _new_client(provider: SignOnSettings, _day: date) -> FlaskOAuth2App:
    return FlaskOAuth2App(
        FlaskIntegration("sign_on"),
        "sign_on",
        client_id=provider.client_id,
        client_secret=provider.client_secret,
        server_metadata_url=provider.metadata_url,
        client_kwargs={
            "scope": "openid profile email",
            "code_challenge_method": "S256",
            "default_timeout": TIMEOUT,
        },
    )
