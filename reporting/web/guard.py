"""Who may talk to the page: this machine's own browser, opened by us.

The first address carries a random token; it becomes a cookie that no script and no other site can use. Host and
Origin must be our own (DNS rebinding, cross-site posts). Nothing is loaded from elsewhere, no script stands in a page.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

COOKIE = "cchc"
_HEADERS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}
_STRANGER = "Trang này chỉ mở được từ chính máy đang chạy cchc. Gõ lại lệnh “cchc mo” để mở."


class Guard:
    """ASGI middleware around the whole page."""

    def __init__(self, app: ASGIApp, *, token: str, port: int) -> None:
        self.app, self.token = app, token
        self.hosts = frozenset({f"127.0.0.1:{port}", f"localhost:{port}"})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        answer = self._judge(scope)
        await (answer or self.app)(scope, receive, _with_headers(send))

    def _judge(self, scope: Scope) -> Response | None:
        """An answer in place of the page's own; None: go on."""
        headers = Headers(scope=scope)
        if headers.get("host", "") not in self.hosts:
            return PlainTextResponse(_STRANGER, 421)
        offered = parse_qs(scope["query_string"].decode("latin-1")).get("token", [""])[0]
        if scope["method"] == "GET" and offered and hmac.compare_digest(offered.encode(), self.token.encode()):
            answer = RedirectResponse(scope["path"], 303)
            answer.set_cookie(COOKIE, self.token, httponly=True, samesite="strict", path="/")
            return answer
        if not hmac.compare_digest(_cookie(headers).encode(), self.token.encode()):
            return PlainTextResponse(_STRANGER, 403)
        if scope["method"] not in ("GET", "HEAD") and not self._own(headers):
            return PlainTextResponse("Yêu cầu đến từ một trang khác, đã từ chối.", 403)
        return None

    def _own(self, headers: Mapping[str, str]) -> bool:
        return headers.get("origin", "").removeprefix("http://") in self.hosts


def _cookie(headers: Mapping[str, str]) -> str:
    try:
        morsel = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
    except CookieError:
        return ""
    return morsel.value if morsel else ""


def _with_headers(send: Send) -> Send:
    async def wrapped(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return wrapped
