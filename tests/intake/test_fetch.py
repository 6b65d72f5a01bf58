import gzip
import socket
import time
from threading import Event, Thread, Timer

import pytest
from tests.intake.server import Answer, Site

from selon.errors import InputError
from selon.intake.addresses import place, public
from selon.intake.fetch import Fetcher, FetchError

PAGE: Answer = (200, {"Content-Type": "text/plain; charset=utf-8", "ETag": '"a1"', "Last-Modified": "now"}, b"bonjour")


def fetcher(site: Site, **more: object) -> Fetcher:
    return Fetcher(allow=[site.host], **more)  # type: ignore[arg-type]


def test_a_page_and_its_validators(site: Site) -> None:
    site.pages["/a"] = PAGE
    found = fetcher(site).get(site.url("/a"))
    assert (found.status, found.body, found.etag, found.modified) == (200, b"bonjour", '"a1"', "now")


def test_what_has_not_changed_is_not_sent_again(site: Site) -> None:
    def answer(headers: dict[str, str]) -> Answer:
        known = headers.get("if-none-match") == '"a1"' and headers.get("if-modified-since") == "now"
        return (304, {}, b"") if known else PAGE

    site.pages["/a"] = answer
    first = fetcher(site).get(site.url("/a"))
    again = fetcher(site).get(site.url("/a"), etag=first.etag, modified=first.modified)
    assert (first.status, again.status, again.body) == (200, 304, b"")


def test_redirects_are_followed_and_counted(site: Site) -> None:
    site.pages["/a"] = PAGE
    site.pages["/b"] = (302, {"Location": "/a"}, b"")
    site.pages["/loop"] = (301, {"Location": "/loop"}, b"")
    assert fetcher(site).get(site.url("/b")).url == site.url("/a")
    with pytest.raises(FetchError, match="more than 5 redirects"):
        fetcher(site).get(site.url("/loop"))


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("http://10.0.0.7/", "10.0.0.7 is an address of a private network"),
        ("http://169.254.169.254/latest/meta-data/", "private network"),
        ("http://[::1]:9/", "private network"),
        ("http://[::ffff:127.0.0.1]:9/", "private network"),
        ("http://2130706433/", "private network"),
        ("http://localhost:9/", "private network"),
        ("file:///etc/passwd", "leads to file:"),
        ("ftp://example.org/", "leads to ftp:"),
        ("gopher://127.0.0.1:25/x", "leads to gopher:"),
        ("http://user:pw@127.0.0.1/", "user name"),
        ("http://[", "not a URL"),
    ],
)
def test_redirects_out_of_the_public_web_are_refused(site: Site, target: str, reason: str) -> None:
    site.pages["/away"] = (302, {"Location": target}, b"")
    with pytest.raises(InputError, match=reason.replace("[", r"\[")) as told:
        fetcher(site).get(site.url("/away"))
    assert "redirects to" in str(told.value)


def test_a_private_host_is_fetched_only_where_it_is_allowed(site: Site) -> None:
    site.pages["/a"] = PAGE
    host = site.url("/").removeprefix("http://").rstrip("/")
    with pytest.raises(InputError, match=f"if you trust that host, add --allow-host {host}$"):
        Fetcher().get(site.url("/a"))
    assert site.asked == []
    assert Fetcher(allow=[host]).get(site.url("/a")).status == 200
    assert Fetcher(allow=["127.0.0.1"]).get(site.url("/a")).status == 200


def test_a_name_that_leads_to_a_public_and_a_private_address_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    both = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, 80)) for ip in ("93.184.215.14", "192.168.1.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_a, **_k: both)
    with pytest.raises(InputError, match=r"192\.168\.1\.1"):
        Fetcher().get("http://rebinding.example/")


@pytest.mark.parametrize(
    ("ip", "expected"),
    [
        ("8.8.8.8", True),
        ("2606:4700::1111", True),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("fe80::1%eth0", False),
        ("64:ff9b::7f00:1", False),
        ("64:ff9b::808:808", True),
        ("2002:7f00:1::", False),
        ("nonsense", False),
    ],
)
def test_public_addresses(ip: str, *, expected: bool) -> None:
    assert public(ip) is expected


def test_too_large_too_slow_half_or_refused(site: Site) -> None:
    site.pages["/large"] = (200, {}, b"a" * 3_000)
    site.pages["/bomb"] = (200, {"Content-Encoding": "gzip"}, gzip.compress(b"a" * 3_000))
    site.pages["/packed"] = (200, {"Content-Encoding": "gzip"}, gzip.compress(b"bonjour"))
    site.pages["/half"] = (200, {"Content-Length": "9000"}, b"a")
    site.pages["/busy"] = (503, {"Retry-After": "120"}, b"")
    site.pages["/gone"] = (410, {}, b"")
    get = fetcher(site, limit=1_000, timeout=0.5).get
    for path, reason in {
        "/large": r"larger than 0\.001 MB",
        "/bomb": r"larger than 0\.001 MB",
        "/half": "larger",
        "/busy": "503",
        "/gone": "410",
        "/nothing": "404",
    }.items():
        with pytest.raises(FetchError, match=reason):
            get(site.url(path))
    assert get(site.url("/packed")).body == b"bonjour"
    with pytest.raises(FetchError) as told:
        get(site.url("/busy"))
    assert (told.value.status, told.value.retry_after) == (503, 120.0)
    with pytest.raises(FetchError, match=r"half a page|cannot be fetched"):
        fetcher(site, timeout=0.5).get(site.url("/half"))


def dripping(stop: Event) -> str:
    """The URL of a server that sends a byte now and then, and never ends."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        peer, _ = listener.accept()
        with peer, listener:
            peer.sendall(b"HTTP/1.1 200 OK\r\n")
            while not stop.wait(0.05):
                try:
                    peer.sendall(b"X")
                except OSError:
                    return

    Thread(target=serve, daemon=True).start()
    return f"http://127.0.0.1:{listener.getsockname()[1]}/"


def test_a_server_that_drips_is_left_when_the_time_is_over() -> None:
    done = Event()
    began = time.monotonic()
    with pytest.raises(FetchError, match=r"not had within 0\.6 seconds"):
        Fetcher(allow=["127.0.0.1"], longest=0.6, timeout=5).get(dripping(done))
    assert time.monotonic() - began < 3
    done.set()


def test_a_stop_breaks_off_what_is_under_way() -> None:
    done, stop = Event(), Event()
    url = dripping(done)
    Timer(0.3, stop.set).start()
    began = time.monotonic()
    with pytest.raises(FetchError, match="broken off"):
        Fetcher(allow=["127.0.0.1"], stop=stop).get(url)
    assert time.monotonic() - began < 3
    done.set()


def test_no_server_there() -> None:
    with pytest.raises(FetchError, match="cannot be reached"):
        Fetcher(allow=["127.0.0.1"]).get("http://127.0.0.1:1/")
    with pytest.raises(InputError, match="no address is known"):
        Fetcher().get("http://no-such-host.invalid/")


def test_the_parts_of_a_url() -> None:
    found = place("https://Élan.example:444/a b/é?q=à&r=%20#x")
    assert (found.netloc, found.path) == ("xn--lan-9la.example:444", "/a%20b/%C3%A9?q=%C3%A0&r=%20")
    assert place("http://[2001:db8::1]/").netloc == "[2001:db8::1]"
    with pytest.raises(InputError, match="without a host"):
        place("http://")
