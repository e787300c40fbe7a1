"""Who may ask: hosts, origins, a password, forms that came from a page of this app; and the headers
that keep a hostile text inert."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from typing import Any
from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sayso.web.desk import Desk

COOKIE = "sayso"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
    " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
SAFE = ("GET", "HEAD")


class Guard:
    """Refuses what comes by a host name that is not this app's, from another site's page, or
    without the password; all answers bear the headers."""

    def __init__(self, app: ASGIApp, desk: Desk) -> None:
        self._app = app
        self._desk = desk

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        known = request.cookies.get(COOKIE, "")
        session = known if len(known) >= 32 else secrets.token_urlsafe(32)
        scope.setdefault("state", {})["session"] = session

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                if not scope["path"].startswith("/static/"):
                    headers.setdefault("cache-control", "no-store")
                if session != known:
                    headers.append("set-cookie", f"{COOKIE}={session}; {COOKIE_RULES}")
            await send(message)

        app = self._refused(request) or self._app
        await app(scope, receive, sending)

    def _refused(self, request: Request) -> Response | None:
        serving = self._desk.serving
        if _host(request) not in serving.hosts:
            return _refusal(421, "this app is not asked by that host name")
        if request.method not in SAFE and not _from_here(request):
            return _refusal(403, "that came from another site's page")
        if serving.password and not _knows(request, serving.password):
            refusal = _refusal(401, "a password is needed")
            refusal.headers["www-authenticate"] = 'Basic realm="Sayso", charset="UTF-8"'
            return refusal
        return None


COOKIE_RULES = "HttpOnly; SameSite=Strict; Path=/"


def token(request: Request) -> str:
    """What a form of a page for this visitor bears."""
    secret: bytes = request.app.state.desk.secret
    return hmac.new(secret, request.state.session.encode(), hashlib.sha256).hexdigest()


def token_fits(request: Request, given: Any) -> bool:
    """Whether a form bears what a page for this visitor has given it."""
    return isinstance(given, str) and hmac.compare_digest(token(request).encode(), given.encode())


def _refusal(status: int, detail: str) -> Response:
    return JSONResponse({"ok": False, "error": detail, "errors": {}, "status": status}, status)


def _host(request: Request) -> str:
    """The host name that was asked, without its port."""
    given = request.headers.get("host", "").lower()
    return given[: given.find("]") + 1] if given.startswith("[") else given.partition(":")[0]


def _from_here(request: Request) -> bool:
    """Whether what would change something was sent by a page of this app, as far as the browser
    tells; the form's token must fit besides."""
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = request.headers.get("origin")
    return origin is None or urlsplit(origin).netloc == request.headers.get("host")


def user_of(request: Request) -> str | None:
    """The name given with the password."""
    return _given(request)[0].decode(errors="replace").strip() or None


def _knows(request: Request, password: str) -> bool:
    return hmac.compare_digest(_given(request)[1], password.encode())


def _given(request: Request) -> tuple[bytes, bytes]:
    """Name and password as the browser sends them, empty where it sends none."""
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    try:
        told = base64.b64decode(given, validate=True) if scheme.lower() == "basic" else b""
    except ValueError:
        told = b""
    name, _, password = told.partition(b":")
    return name, password
