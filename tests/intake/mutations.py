"""Damage done to good input, and what must hold of whatever an adapter makes of it."""

from __future__ import annotations

import io
import random
from itertools import pairwise
from pathlib import Path

from selon.errors import InputError
from selon.intake import registry
from selon.intake.bounded import Budget
from selon.intake.clean import clean
from selon.intake.refused import Given, Refused
from selon.intake.source import Source
from selon.intake.taken import Taken

SAMPLES = Path(__file__).parent / "samples"

TOKENS = (
    *(b"<![CDATA[", b"]]>", b"<!ENTITY a 'b'>", b"<!DOCTYPE x [", b"&#0;", b"&#x110000;", b"&nbsp;", b"<p>", b"</p>"),
    *(b"<br/>", b"<item>", b"</item>", b"<entry>", b"xmlns:a='b'", b"encoding='utf-16'", b"encoding='idna'", b"<!--"),
    *(
        b"\x00",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"\xed\xa0\x80",
        b"\xc3",
        b"\x01",
        b"\x02",
        b"\x03",
        b"\x04",
        b"\r",
        b"\n\n",
    ),
    *(b"null", b"[]", b"{}", b"true", b"1e999", b"-1", b"\\ud800", b"\\u0000", b'"', b"'", b",", b";", b"\t", b"|"),
    *(b"9999-99-99T99:99:99Z", b"0001-01-01T00:00:00+14:00", b"9999-12-31T23:59:59-14:00", b"24:00", b"+9999"),
    *(
        b"Content-Type: multipart/mixed; boundary=x\n",
        b"=?utf-8?b?////?=",
        b"charset=punycode",
        b"charset=hex",
        b"base64",
    ),
    *(
        b"Content-Encoding: gzip\r\n",
        b"Transfer-Encoding: chunked\r\n",
        b"Content-Length: 99999999999\r\n",
        b"WARC/1.0\r\n",
    ),
    *(b"http://[", b"file:///etc/passwd", b"\xe2\x80\xa8", "é".encode(), "\u202e".encode(), b"A" * 300, b" " * 300),
    *(b" " * 5_000, b"1" * 5_000, b"<!---->" * 60, b"&o" + b"a" * 3_000, b"\r\n" * 500, b"encoding='iso-8859-1'"),
)


def mutate(rng: random.Random, data: bytes, other: bytes = b"") -> bytes:
    """The data with a few harms done to it."""
    out = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 3, 8))):
        at = rng.randrange(len(out) + 1)
        span = rng.choice((1, 2, 8, 40, 300))
        harm = rng.randrange(8)
        if harm == 0 and out:
            out[at % len(out)] = rng.randrange(256)
        elif harm == 1:
            del out[at : at + span]
        elif harm == 2:
            out[at:at] = rng.choice(TOKENS)
        elif harm == 3:
            out[at : at + span] = rng.choice(TOKENS)
        elif harm == 4:
            out[at:at] = out[at : at + span] * rng.choice((1, 2, 20))
        elif harm == 5:
            begin = rng.randrange(len(out) + 1)
            out[at:at] = out[begin : begin + span]
        elif harm == 6 and other:
            begin = rng.randrange(len(other))
            out[at:at] = other[begin : begin + span]
        elif harm == 7:
            del out[at:]
    return bytes(out)


def check(name: str, data: bytes, file: str = "") -> int:
    """Read data with an adapter, without the net beneath it; how many dispatches came.

    Raises:
        AssertionError: a record breaks what is promised of it.
        Exception: any but InputError, which is the one that may come.
    """
    source = Source(file or name, file, io.BytesIO(data), Budget(stored=len(data)))
    taken = 0
    try:
        for n, one in enumerate(registry.formats()[name].read(source, Given())):
            assert isinstance(one, Taken | Refused)
            if isinstance(one, Taken):
                sound(one)
                taken += 1
            else:
                assert one.reason and one.name
                assert "cannot be read as" not in one.reason, one.reason
            if n > 2_000:
                break
    except InputError as e:
        assert str(e)
    return taken


def sound(t: Taken) -> None:
    """What is promised of a record."""
    d, p = t.dispatch, t.provenance
    assert d.text.strip() and clean(d.text) == d.text
    assert d.text.encode() and t.sha256
    spans = [b.span for b in d.blocks]
    assert all(0 <= s.start < s.end <= len(d.text) for s in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert "".join("".join(s.of(d.text) for s in spans).split()) == "".join(d.text.split())
    assert d.place is None or any(s.covers(d.place) for s in spans)
    for when in (p.published, p.updated, p.embargo):
        assert when is None or when.utcoffset() is not None
    assert p.url is None or p.url.startswith(("http://", "https://"))
    for words in (p.agency, p.provider_id, p.version, p.replaces, p.title, p.slug, p.change, *p.authors):
        assert words is None or (words and "\n" not in words and len(words) <= 1_000 and words.encode())


def seeds() -> dict[str, list[bytes]]:
    """Good input of each format."""
    import gzip

    found: dict[str, list[bytes]] = {name: [] for name in registry.formats()}
    for path in sorted(SAMPLES.iterdir()):
        data = path.read_bytes()
        found[registry.recognise(data[:8_192], path.name).NAME].append(data)
    page = (SAMPLES / "article.html").read_bytes()
    found["zip"] = [zipped({"a.html": page, "b.jsonl": (SAMPLES / "lines.jsonl").read_bytes()})]
    found["gzip"] = [gzip.compress((SAMPLES / "rss.xml").read_bytes(), mtime=0)]
    found["warc"] = [warc(page), warc(gzip.compress(page, mtime=0), b"Content-Encoding: gzip\r\n")]
    found["parquet"] = [parquet(None), parquet("snappy")]
    return found


def zipped(members: dict[str, bytes]) -> bytes:
    """A zip archive."""
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        for name, data in members.items():
            z.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def warc(
    page: bytes, header: bytes = b"", url: str = "https://a.example/1", media: str = "text/html; charset=utf-8"
) -> bytes:
    """A WARC file with one page in it."""
    http = b"HTTP/1.1 200 OK\r\nContent-Type: %s\r\n%sContent-Length: %d\r\n\r\n%s" % (
        media.encode(),
        header,
        len(page),
        page,
    )
    head = (
        "WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:7d1b6d3e-5d8f-4d39-9c39-0c2f3b0f0a01>\r\n"
        f"WARC-Target-URI: {url}\r\nWARC-Date: 2026-03-04T12:00:00Z\r\n"
        f"Content-Type: application/http;msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def parquet(compression: str | None) -> bytes:
    """A table of two rows."""
    import pyarrow as pa
    from pyarrow import parquet as pq

    out = io.BytesIO()
    texts = ["Le port de Syrte a rouvert dimanche, selon l'autorité portuaire.", "Un convoi est parti de Gao lundi."]
    table = pa.table({"id": ["a", "b"], "date": ["2026-03-01", "2026-03-02T10:00:00Z"], "text": texts, "n": [1, 2]})
    pq.write_table(table, out, compression=compression or "none")
    return out.getvalue()
