"""Keeps everybody else out of the review server: other machines, other sites in the same browser, other users.

A page of another site can make a browser send requests here, and a rebound DNS name can make them look
local. So each request must name a loopback host; one that changes something must come from our own origin;
and every one must know the token, by cookie (pages) or by header (the script's calls).
"""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qs

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, RedirectResponse, Response

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

SAFE_HEADERS = {
    "cache-control": "no-store",
    "content-security-policy": "frame-ancestors 'none'",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}


class Guard:
    """ASGI middleware; `port` is the one the server listens on, `token` the secret in the address given out."""

    def __init__(self, app: App, port: int, token: str) -> None:
        self._app = app
        self._token = token
        self._hosts = {f"{name}:{port}" for name in ("127.0.0.1", "localhost", "[::1]")}
        self._cookie = f"align_{port}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer refused requests here and pass the others on, with safe headers on every answer."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        refused = self._refuse(scope)
        answer: App = refused if refused is not None else self._app
        await answer(scope, receive, _with_headers(send))

    def _refuse(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        if headers.get("host", "").lower() not in self._hosts:
            return PlainTextResponse("This server answers on this machine only.", 403)
        if scope["method"] not in ("GET", "HEAD", "POST"):
            return PlainTextResponse("Not allowed.", 405)
        origin = headers.get("origin")
        foreign = origin is not None and origin.lower() not in {f"http://{host}" for host in self._hosts}
        if foreign or (origin is None and scope["method"] == "POST"):
            return PlainTextResponse("Requests from other pages are refused.", 403)
        if scope["path"].startswith("/api/"):
            known = self._same(headers.get("x-align-token", ""))
            return None if known else PlainTextResponse("The token is missing or wrong.", 403)
        if headers.get("sec-fetch-site", "none") not in ("none", "same-origin", "same-site"):
            return PlainTextResponse("Requests from other pages are refused.", 403)
        given = parse_qs(scope["query_string"].decode("latin-1")).get("token", [""])[0]
        if given:
            return self._welcome(scope["path"]) if self._same(given) else self._unknown()
        return None if self._same(self._from_cookie(headers)) else self._unknown()

    def _same(self, given: str) -> bool:
        return hmac.compare_digest(given.encode("utf-8", "replace"), self._token.encode())

    def _from_cookie(self, headers: Mapping[str, str]) -> str:
        try:
            cookie = SimpleCookie(headers.get("cookie", "")).get(self._cookie)
        except CookieError:
            return ""
        return cookie.value if cookie else ""

    def _welcome(self, path: str) -> Response:
        """Puts the token into a cookie and takes it out of the address."""
        answer = RedirectResponse("/" + path.lstrip("/\\"), 303)
        answer.set_cookie(self._cookie, self._token, httponly=True, samesite="strict", path="/")
        return answer

    @staticmethod
    def _unknown() -> Response:
        return PlainTextResponse("Open the address that `align review` printed; it holds the token.", 403)


def _with_headers(send: Send) -> Send:
    async def sending(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            given = {name.lower() for name, _ in message["headers"]}
            extra = [(n.encode(), v.encode()) for n, v in SAFE_HEADERS.items() if n.encode() not in given]
            message = {**message, "headers": [*message["headers"], *extra]}
        await send(message)

    return sending
