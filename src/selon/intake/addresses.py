"""Where on the network a URL leads, and whether one may go there."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from selon.errors import InputError

_SAFE = "/%:@!$&'()*+,;=~-._?"
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


@dataclass(frozen=True, slots=True)
class Place:
    """A URL taken apart: what to connect to, and what to ask there."""

    secure: bool
    host: str
    port: int
    path: str

    @property
    def origin(self) -> str:
        """Scheme, host and port: what a robots.txt holds for."""
        return f"{'https' if self.secure else 'http'}://{self.netloc}"

    @property
    def netloc(self) -> str:
        """Host and, where it is not the usual one, port."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == (443 if self.secure else 80) else f"{host}:{self.port}"


def place(url: str) -> Place:
    """The parts of a URL.

    Raises:
        InputError: not a URL of the web.
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port
        host = (parts.hostname or "").encode("idna").decode() if ":" not in (parts.hostname or "") else parts.hostname
    except (ValueError, UnicodeError) as e:
        raise InputError(f"not a URL ({e}): write it as https://example.org/feed.xml") from e
    if parts.scheme not in ("http", "https"):
        raise InputError(f"leads to {parts.scheme or 'no scheme'}:, not to the web: give an http or https URL")
    if not host:
        raise InputError("a URL without a host: write it as https://example.org/feed.xml")
    if parts.username is not None:
        raise InputError("a URL with a user name in it: such pages are not fetched")
    secure = parts.scheme == "https"
    path = quote(parts.path or "/", _SAFE) + (f"?{quote(parts.query, _SAFE)}" if parts.query else "")
    return Place(secure, host, port or (443 if secure else 80), path)


def addresses(at: Place, allow: Collection[str] = ()) -> list[tuple[str, int]]:
    """The addresses of a place's host, all public; the name may lead elsewhere later, so connect to these.

    Hosts (`localhost`, `10.0.0.5`, or with their port, `127.0.0.1:8080`) in `allow` may be private.

    Raises:
        InputError: no such host, or an address in a private network.
    """
    try:
        found = socket.getaddrinfo(at.host, at.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as e:
        raise InputError(f"no address is known for {at.host}: check the URL and the network") from e
    ips = list(dict.fromkeys(str(info[4][0]) for info in found))
    if not {at.host, f"{at.host}:{at.port}", at.netloc} & set(allow):
        for ip in ips:
            if not public(ip):
                leads = f"{at.host} is" if ip == at.host else f"{at.host} leads to {ip},"
                raise InputError(
                    f"{leads} an address of a private network, where nothing is fetched: "
                    f"if you trust that host, add --allow-host {at.netloc}"
                )
    return [(ip, at.port) for ip in ips]


def public(ip: str) -> bool:
    """Whether an address is one of the public internet, also where it wraps one of version 4."""
    try:
        address = ipaddress.ip_address(ip.partition("%")[0])
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if inner is None and address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return public(str(inner))
        if address.teredo is not None:
            return False
    return address.is_global and not address.is_multicast
