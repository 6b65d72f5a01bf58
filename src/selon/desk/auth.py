"""Who asks, and whether what changes something comes from the desk's own pages.

Alone on the machine everybody who reaches the loopback address is its user. With accounts, a browser has a session, and
a program may send a name and password (HTTP Basic) with each request to the API.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import secrets
import threading
import time
from collections import OrderedDict, deque
from dataclasses import dataclass

from starlette.requests import Request

from selon.desk.state import State
from selon.desk.users import Users
from selon.desk.views import User

COOKIE = "selon_session"
BEFORE = "selon_signin"
"""Cookie that ties the sign-in form to the browser that it was sent to."""
CSRF_HEADER = "x-csrf-token"
TRIES, OF_ADDRESS, WINDOW = 5, 30, 900.0
"""Failed sign-ins for a name and from an address within so many seconds, after which one waits."""
REMEMBERED = 300.0
"""Seconds for which a program's password need not be hashed again."""
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


@dataclass(frozen=True, slots=True)
class Asker:
    """Who sends a request. `csrf` is the token that their pages carry; None where they come without a browser's
    session."""

    user: User
    csrf: str | None
    token: str | None = None


class TooManyError(Exception):
    """Too many failed sign-ins; `seconds` to wait."""

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        super().__init__(f"too many failed sign-ins: try again in {seconds} seconds")


class Tries:
    """Failed sign-ins, counted by name and by address."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._failed: OrderedDict[tuple[str, str], deque[float]] = OrderedDict()

    def check(self, name: str, address: str, now: float | None = None) -> None:
        """Let somebody try.

        Raises:
            TooManyError: they failed too often.
        """
        at = now or time.monotonic()
        with self._lock:
            for key, most in ((("name", name), TRIES), (("address", address), OF_ADDRESS)):
                failed = self._of(key, at)
                if len(failed) >= most:
                    raise TooManyError(max(1, int(failed[0] + WINDOW - at) + 1))

    def failed(self, name: str, address: str, now: float | None = None) -> None:
        """Count a failure."""
        at = now or time.monotonic()
        with self._lock:
            for key in (("name", name), ("address", address)):
                self._of(key, at).append(at)
            while len(self._failed) > 10_000:
                self._failed.popitem(last=False)

    def passed(self, name: str) -> None:
        """Forget the failures of a name."""
        with self._lock:
            self._failed.pop(("name", name), None)

    def _of(self, key: tuple[str, str], at: float) -> deque[float]:
        failed = self._failed.setdefault(key, deque(maxlen=max(TRIES, OF_ADDRESS)))
        while failed and failed[0] < at - WINDOW:
            failed.popleft()
        return failed


class Gate:
    """Tells who asks."""

    def __init__(self, state: State, users: Users | None, alone: str) -> None:
        """Without `users`, `alone` is the name of the one who uses the machine."""
        self.state, self.users, self.tries = state, users, Tries()
        self._alone = User(alone, "admin", alone=True)
        self._csrf = secrets.token_urlsafe(24)
        self._passed: OrderedDict[bytes, float] = OrderedDict()
        self._key = secrets.token_bytes(32)

    def asker(self, request: Request) -> Asker | None:
        """Who asks; None for somebody who has not signed in.

        Raises:
            TooManyError: a program that failed too often to give its password.
        """
        if self.users is None:
            return Asker(self._alone, self._csrf)
        token = request.cookies.get(COOKIE)
        session = self.state.session(token) if token else None
        if session is not None:
            user = self.users.user(session.user)
            return Asker(user, session.csrf, token) if user else None
        given = request.headers.get("authorization")
        if given and request.url.path.startswith("/api/"):
            user = self._basic(self.users, given, address_of(request))
            return Asker(user, None) if user else None
        return None

    def sign_in(self, name: str, password: str, address: str) -> User | None:
        """The user, if name and password are right.

        Raises:
            TooManyError: they failed too often.
        """
        if self.users is None:
            return None
        self.tries.check(name, address)
        user = self.users.enter(name, password)
        if user is None:
            self.tries.failed(name, address)
            self.state.act(name[:100], "sign_in_failed", address)
        else:
            self.tries.passed(name)
        return user

    def _basic(self, users: Users, header: str, address: str) -> User | None:
        kind, _, word = header.partition(" ")
        if kind.lower() != "basic":
            return None
        try:
            name, _, password = base64.b64decode(word, validate=True).decode().partition(":")
        except (binascii.Error, UnicodeDecodeError):
            return None
        print_ = hashlib.blake2b(f"{name}\0{password}".encode(), key=self._key).digest()
        now = time.monotonic()
        if self._passed.get(print_, 0.0) > now:
            return users.user(name)
        user = self.sign_in(name, password, address)
        if user is not None:
            self._passed[print_] = now + REMEMBERED
            while len(self._passed) > 1_000:
                self._passed.popitem(last=False)
        return user


def address_of(request: Request) -> str:
    """The address that a request came from."""
    return request.client.host if request.client else ""


def from_elsewhere(request: Request) -> bool:
    """Whether a browser says that another site sent the request. A proxy may have changed the scheme, not the host."""
    origin = request.headers.get("origin")
    if origin is not None and origin.partition("://")[2] != request.headers.get("host", ""):
        return True
    return request.headers.get("sec-fetch-site", "none") not in ("same-origin", "none")


def is_safe(request: Request) -> bool:
    """Whether the request's method changes nothing."""
    return request.method in _SAFE


def by_browser(request: Request) -> bool:
    """Whether a browser's page sent the request, as far as browsers tell: they say so with all that changes
    something."""
    return any(name in request.headers for name in ("origin", "sec-fetch-site", "cookie"))


def token_fits(asker: Asker, request: Request, given: str | None) -> bool:
    """Whether what changes something may be done: it carries the token of the asker's own pages, or it comes from a
    program, which has no cookies that another site could make use of."""
    if asker.csrf is None or (asker.user.alone and not by_browser(request)):
        return True
    told = given or request.headers.get(CSRF_HEADER) or ""
    return secrets.compare_digest(told.encode(), asker.csrf.encode())
