"""What every answer and request must obey: headers, the Host that was asked, the size of what is sent."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from typing import Any

from fastapi import HTTPException
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""No inline script or style, and nothing from anywhere else."""
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
SMALL = 1_000_000
"""Bytes of a body that is no upload."""
LOOPBACK = ("127.0.0.1", "localhost", "::1")

Refuse = Callable[[Scope, Receive, Send, int, str], Awaitable[None]]
"""Answers a request with an error: a status and a sentence."""


class Guard:
    """The outermost layer. It answers 421 to a Host that is not the desk's, so that no other site's name can be made to
    lead here, and 413 to what is too large; and it puts the headers on every answer."""

    def __init__(
        self, app: ASGIApp, *, hosts: Iterable[str], upload: int, uploads: Iterable[str], refuse: Refuse
    ) -> None:
        self.app, self.refuse = app, refuse
        self.hosts = frozenset(h.lower().strip("[]") for h in hosts)
        self.upload, self.uploads = upload, frozenset(uploads)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        sending = _with_headers(scope, send)
        if host_of(headers.get("host", "")) not in self.hosts:
            known = ", ".join(sorted(self.hosts))
            await self.refuse(scope, receive, sending, 421, f"this desk is at {known}: open it under that name")
            return
        most = self.upload if scope["path"] in self.uploads else SMALL
        said = headers.get("content-length", "0")
        if not said.isdecimal() or int(said[:18]) > most:
            await self.refuse(scope, receive, sending, 413, f"more than {most} bytes at once: send it in parts")
            return
        await self.app(scope, _bounded(receive, most), sending)


class TooLargeError(HTTPException):
    """A body that went on beyond its limit. Of FastAPI's kind, which alone passes through its reading of bodies."""

    def __init__(self, most: int) -> None:
        super().__init__(413, f"more than {most} bytes at once: send it in parts")


def host_of(header: str) -> str:
    """The name in a Host header, without its port: `[::1]:8000` gives `::1`."""
    name = header.lower().strip()
    if name.startswith("["):
        return name[1:].partition("]")[0]
    return name.rpartition(":")[0] if name.count(":") == 1 else name


def _bounded(receive: Receive, most: int) -> Receive:
    taken = 0

    async def bounded() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > most:
            raise TooLargeError(most)
        return message

    return bounded


def _with_headers(scope: Scope, send: Send) -> Send:
    async def sending(message: Any) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
            if not scope["path"].startswith("/static/"):
                headers.setdefault("Cache-Control", "private, no-cache")
        await send(message)

    return sending
