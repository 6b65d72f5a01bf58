"""One page or feed over the web, politely and with bounds: size, time, redirects, and no way into private networks."""

from __future__ import annotations

import http.client
import io
import socket
import ssl
import time
from collections.abc import Collection
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from threading import Event, Thread
from typing import TYPE_CHECKING, BinaryIO, cast
from urllib.parse import urljoin

from selon.errors import InputError
from selon.intake.addresses import Place, addresses, place
from selon.intake.bounded import Budget, Gunzipped
from selon.intake.refused import LIMIT

if TYPE_CHECKING:
    from collections.abc import Iterator

AGENT = "selon/0.1 (reads news feeds for a desk)"
MOST_REDIRECTS = 5
_REDIRECTS = (301, 302, 303, 307, 308)
_LOOK = 0.1
_LONGEST_SHOWN = 200
"""Characters of a URL that a message shows."""
_LONGEST_RETRY = 24 * 3600.0


class FetchError(InputError):
    """A page that could not be had. `status` is the server's answer, 0 for none; `retry_after` seconds, if it said."""

    def __init__(self, reason: str, status: int = 0, retry_after: float | None = None) -> None:
        super().__init__(reason)
        self.status, self.retry_after = status, retry_after


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a server gave. `status` is 200, or 304 where nothing is new; `url` is where redirects led."""

    url: str
    status: int
    body: bytes
    media_type: str = ""
    etag: str | None = None
    modified: str | None = None


class Fetcher:
    """Fetches over HTTP and HTTPS.

    Args:
        allow: hosts (with or without port) that may lie in a private network.
        timeout: seconds that a server may stay silent.
        longest: seconds that one page may take in all.
        limit: bytes of the largest page.
        stop: once set, what is under way is broken off and nothing more is fetched.
    """

    def __init__(
        self,
        *,
        allow: Collection[str] = (),
        agent: str = AGENT,
        timeout: float = 20.0,
        longest: float = 60.0,
        limit: int = LIMIT,
        stop: Event | None = None,
    ) -> None:
        self._allow, self._agent = frozenset(allow), agent
        self._timeout, self._longest, self._limit = timeout, longest, limit
        self._stop = stop or Event()

    def get(self, url: str, *, etag: str | None = None, modified: str | None = None) -> Fetched:
        """What the URL holds; with the validators of the last time, only if it has changed since.

        Raises:
            InputError: not of the web, private, too large, too slow, or not given.
        """
        until = time.monotonic() + self._longest
        headers = {"If-None-Match": etag or "", "If-Modified-Since": modified or ""}
        asked = url
        for _ in range(MOST_REDIRECTS + 1):
            try:
                found = self._once(url, place(url), headers, until)
            except FetchError:
                raise
            except InputError as e:
                raise e if url == asked else InputError(f"it redirects to {url[:_LONGEST_SHOWN]}: {e}") from e
            if isinstance(found, Fetched):
                return found
            try:
                url = urljoin(url, found)
            except ValueError as e:
                raise FetchError("it redirects to what is not a URL: check the URL") from e
        raise FetchError(f"more than {MOST_REDIRECTS} redirects: give the URL they lead to")

    def _once(self, url: str, at: Place, headers: dict[str, str], until: float) -> Fetched | str:
        """One request: what came, or where it redirects to."""
        connection = self._connection(at, until)
        try:
            with self._watched(connection, until):
                sent = {"Host": at.netloc, "User-Agent": self._agent, "Accept": "*/*", "Accept-Encoding": "gzip"}
                told = {k: v for k, v in headers.items() if v}
                connection.request("GET", at.path, headers={**sent, "Connection": "close", **told})
                answer = connection.getresponse()
                target = answer.headers.get("Location")
                if answer.status in _REDIRECTS and target:
                    return target
                return self._answer(url, answer, until)
        except (http.client.HTTPException, OSError, ValueError) as e:
            if self._stop.is_set():
                raise FetchError("broken off") from e
            if time.monotonic() >= until:
                raise FetchError(self._too_slow) from e
            raise FetchError(f"cannot be fetched ({_what(e)}): try again later") from e
        finally:
            connection.close()

    def _connection(self, at: Place, until: float) -> http.client.HTTPConnection:
        """A connection to one of the host's addresses, all of which were looked at."""
        failed: OSError | None = None
        for address in addresses(at, self._allow):
            if self._stop.is_set():
                raise FetchError("broken off")
            left = min(self._timeout, until - time.monotonic())
            if left <= 0:
                break
            connection = http.client.HTTPConnection(at.host, at.port, timeout=self._timeout)
            try:
                plain = socket.create_connection(address, left)
                plain.settimeout(self._timeout)
                connection.sock = _secured(plain, at) if at.secure else plain
                return connection
            except OSError as e:
                failed = e
        raise FetchError(f"cannot be reached ({_what(failed) if failed else 'too slow'}): try again later")

    @contextmanager
    def _watched(self, connection: http.client.HTTPConnection, until: float) -> Iterator[None]:
        """Hang up when the time is over or a stop is asked for, however slowly the server goes on sending."""
        sock, over = connection.sock, Event()

        def guard() -> None:
            while not over.wait(_LOOK):
                if self._stop.is_set() or time.monotonic() >= until:
                    with suppress(OSError):
                        sock.shutdown(socket.SHUT_RDWR)
                    return

        Thread(target=guard, daemon=True).start()
        try:
            yield
        finally:
            over.set()

    def _answer(self, url: str, answer: http.client.HTTPResponse, until: float) -> Fetched:
        media = answer.headers.get("Content-Type") or ""
        etag, modified = answer.headers.get("ETag"), answer.headers.get("Last-Modified")
        if answer.status == 304:
            return Fetched(url, 304, b"", media, etag, modified)
        if answer.status != 200:
            why = f"the server answers {answer.status} {answer.reason}".strip()
            remedy = _remedy(answer.status)
            raise FetchError(f"{why}: {remedy}", answer.status, _retry_after(answer.headers.get("Retry-After")))
        body = self._read(answer, until)
        if (answer.headers.get("Content-Encoding") or "").lower() in ("gzip", "x-gzip"):
            body = self._inflated(body)
        return Fetched(url, 200, body, media, etag, modified)

    def _read(self, answer: http.client.HTTPResponse, until: float) -> bytes:
        told = answer.headers.get("Content-Length") or ""
        expected = int(told) if told.isdecimal() and len(told) < 15 else None
        if expected is not None and expected > self._limit:
            raise FetchError(self._too_large)
        chunks, got = [], 0
        while chunk := answer.read1(65_536):
            got += len(chunk)
            if got > self._limit:
                raise FetchError(self._too_large)
            if time.monotonic() >= until:
                raise FetchError(self._too_slow)
            chunks.append(chunk)
        if self._stop.is_set():
            raise FetchError("broken off")
        if time.monotonic() >= until:
            raise FetchError(self._too_slow)
        if expected is not None and got < expected:
            raise FetchError("half a page: the server hung up; try again later")
        return b"".join(chunks)

    def _inflated(self, body: bytes) -> bytes:
        stream = io.BufferedReader(Gunzipped(cast(BinaryIO, io.BytesIO(body)), Budget(stored=len(body))))
        inflated = stream.read(self._limit + 1)
        if len(inflated) > self._limit:
            raise FetchError(self._too_large)
        return inflated

    @property
    def _too_slow(self) -> str:
        return f"not had within {self._longest:g} seconds: try again later"

    @property
    def _too_large(self) -> str:
        return f"larger than {self._limit / 1_000_000:g} MB: fetch it yourself and add it as a file"


def _secured(plain: socket.socket, at: Place) -> socket.socket:
    try:
        return ssl.create_default_context().wrap_socket(plain, server_hostname=at.host)
    except (OSError, ValueError):
        plain.close()
        raise


def _remedy(status: int) -> str:
    """What to do about an answer that is none."""
    if status in (401, 402, 403, 451):
        return "the site does not give it to everyone: ask the site, or add the page as a file"
    if status in (408, 425, 429) or status >= 500:
        return "try again later"
    return "check the URL"


def _retry_after(words: str | None) -> float | None:
    """Seconds until one may come again, a day at most."""
    if not words:
        return None
    if words.strip().isdecimal():
        return min(float(words.strip()[:9]), _LONGEST_RETRY)
    with suppress(ValueError, TypeError, IndexError, OverflowError):
        return min(max(parsedate_to_datetime(words).timestamp() - time.time(), 0.0), _LONGEST_RETRY)
    return None


def _what(e: BaseException) -> str:
    return " ".join(str(getattr(e, "strerror", None) or e).split())[:100] or type(e).__name__
