"""What is meant to do harm, or came to harm itself: one clear refusal each, and the batch goes on."""

import gzip
import io
import json
import resource
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.intake.test_samples import FORMATS, SAMPLES, warc, zipped

from selon.intake import registry
from selon.intake.files import take
from selon.intake.refused import Given, Refused
from selon.intake.source import Source
from selon.intake.taken import Taken

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

GOOD = "Un convoi de l'armée a quitté la ville de Gao lundi, selon un élu local."
BOMB = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(12))
    + "]>"
)
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
PARAMETER = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY % x SYSTEM "http://127.0.0.1/x.dtd"> %x;]>'
BODIES = {
    "nitf": "<nitf><body><body.content><p>{0}</p></body.content></body></nitf>",
    "newsml": "<NewsML><NewsItem><NewsComponent><ContentItem><DataContent>{0}</DataContent></ContentItem>"
    "</NewsComponent></NewsItem></NewsML>",
    "g2": '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/"><contentSet><inlineData>{0}</inlineData></contentSet>'
    "</newsItem>",
    "rss": "<rss><channel><item><title>{0}</title><description>{0}</description></item></channel></rss>",
    "atom": '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>{0}</title><content>{0}</content></entry></feed>',
}


@pytest.fixture(autouse=True)
def bounded() -> Iterator[None]:
    """No test may take long, or much memory."""
    began, before = time.monotonic(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    yield
    assert time.monotonic() - began < 20
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 600_000, "kilobytes"


def read(data: bytes, file: str = "", given: Given | None = None) -> list[Taken | Refused]:
    return list(registry.read(Source.of(file or "input", file, io.BytesIO(data)), given or Given()))


def reason(data: bytes, file: str = "") -> str:
    (refused,) = read(data, file)
    assert isinstance(refused, Refused), refused
    assert "\n" not in refused.reason and len(refused.reason) < 400 and ": " in refused.reason
    return refused.reason


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize(("prolog", "entity"), [(BOMB, "&l;"), (OUTSIDE, "&x;"), (PARAMETER, GOOD)])
def test_entities_are_not_expanded(body: str, prolog: str, entity: str) -> None:
    text = prolog + BODIES[body].format(entity)
    assert "defines entities of its own" in reason(text.encode())
    wide = text.replace('version="1.0"', 'version="1.0" encoding="utf-16"').encode("utf-16")
    assert "defines entities of its own" in reason(wide)


@pytest.mark.parametrize("body", BODIES)
def test_ten_thousand_nested_elements(body: str) -> None:
    nested = "<b>" * 10_000 + GOOD + "</b>" * 10_000
    assert "nested more than 200 deep" in reason(BODIES[body].format(nested).encode())


@pytest.mark.parametrize("tag", ["div", "b", "table", "ul", "blockquote", "font", "span"])
def test_ten_thousand_nested_tags_in_a_page(tag: str) -> None:
    page = f"<!DOCTYPE html><html><body>{f'<{tag}>' * 10_000}{GOOD}{f'</{tag}>' * 10_000}</body></html>"
    for one in read(page.encode()):
        assert isinstance(one, Refused) or one.dispatch.text == GOOD
    escaped = BODIES["rss"].format(page.replace("<", "&lt;"))
    for one in read(escaped.encode()):
        assert isinstance(one, Refused) or len(one.dispatch.text) < 1_000


def test_deep_json() -> None:
    for deep in ("[" * 100_000, '{"uri": ' * 100_000, '{"uri":"a","headline":' + "[" * 100_000):
        for file in ("a.json", "a.jsonl", "a.ninjs"):
            assert all(isinstance(one, Refused) for one in read(deep.encode(), file))
    page = f'<!DOCTYPE html><html><script type="application/ld+json">{"[" * 100_000}</script><p>{GOOD}</p></html>'
    (one,) = read(page.encode())
    assert isinstance(one, Taken) and one.dispatch.text == GOOD


class Zeros(io.RawIOBase):
    """A gzip of two gigabytes of zeros, made as it is read."""

    def __init__(self) -> None:
        block = io.BytesIO()
        with gzip.GzipFile(fileobj=block, mode="wb", mtime=0) as f:
            f.write(bytes(16_000_000))
        self._member, self._left, self._rest = block.getvalue(), 128, b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        if not self._rest and self._left:
            self._rest, self._left = self._member, self._left - 1
        view = memoryview(buffer).cast("B")
        data, self._rest = self._rest[: len(view)], self._rest[len(view) :]
        view[: len(data)] = data
        return len(data)


@pytest.mark.parametrize("file", ["a.gz", "a.txt.gz", "a.jsonl.gz", "a.csv.gz", "a.warc.gz"])
def test_two_gigabytes_in_a_gzip(file: str) -> None:
    stream = io.BufferedReader(Zeros())
    (refused,) = registry.read(Source.of(file, file, stream), Given())
    assert isinstance(refused, Refused)


@pytest.mark.parametrize("start", [b'{"text": "', b"WARC/1.0\r\n", b"id,text,date\n", b"{}\n"])
def test_a_gzip_that_inflates_without_end_in_a_format_that_streams(start: bytes) -> None:
    bomb = gzip.compress(start) + gzip.compress(b"\n" * 100_000_000, 9)
    found = read(bomb)
    assert found and all(isinstance(one, Refused) for one in found)
    assert len(found) < 5


def test_zip_bombs() -> None:
    one = zipped(**{"a.txt": b"0" * 100_000_000})
    assert "inflates to more than" in reason(one) or "larger than 10 MB" in reason(one)
    many = zipped(**{f"{n}.txt": b"0" * 9_000_000 for n in range(9)})
    assert [("inflates to more than" in str(r)) for r in read(many)[-3:]] == [True] * 3
    nested = zipped(**{"a.txt": GOOD.encode()})
    for n in range(6):
        nested = zipped(**{f"{n}.zip": nested})
    assert "archives in archives" in reason(nested)
    quine = gzip.compress(gzip.compress(gzip.compress(gzip.compress(gzip.compress(GOOD.encode())))))
    assert "archives in archives" in reason(quine)


def test_zip_members_that_lie_or_climb() -> None:
    data = bytearray(zipped(**{"../../etc/passwd": GOOD.encode(), "b.txt": GOOD.encode()}))
    first, second = read(bytes(data))
    assert isinstance(first, Taken) and isinstance(second, Taken), "names are names: nothing is written anywhere"
    at = data.find(b"PK\x01\x02")
    data[at + 24 : at + 28] = (5_000).to_bytes(4, "little")  # a size in the directory that is not true
    assert len(read(bytes(data))) == 2
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as z:
        z.writestr("a.txt", GOOD)
    locked = bytearray(out.getvalue())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        locked[locked.find(mark) + offset] |= 1
    assert "locked with a password" in reason(bytes(locked))


@pytest.mark.parametrize("name", [n for n in FORMATS if n not in ("dispatch.txt", "lines.jsonl")])
def test_half_a_file(name: str) -> None:
    whole = (SAMPLES / name).read_bytes()
    entire = [one.dispatch.text for one in read(whole, name) if isinstance(one, Taken)]
    for part in (0.3, 0.55, 0.8, 0.97):
        found = read(whole[: int(len(whole) * part)], name)
        assert found
        if name.endswith((".xml", ".json")):
            assert isinstance(found[-1], Refused), "a text that may be cut off is not taken for a whole one"
        if name.endswith((".xml", ".json", ".7901")):
            assert all(one.dispatch.text in entire for one in found if isinstance(one, Taken))


@pytest.mark.parametrize(
    ("mail", "expected"),
    [
        (b"Subject: " + b"=?utf-8?q?a?= " * 100_000 + b"\n\n", "a header field Subject of more than 4000"),
        (b"Content-Type: multipart/mixed; boundary=x\n\n" + b"--x\n\na\n" * 50_000, "more than 100 parts"),
        (
            b"".join(b"Content-Type: multipart/mixed; boundary=x%d\n\n--x%d\n" % (n, n) for n in range(2_000)),
            "message that cannot be read",
        ),
    ],
)
def test_mail_that_would_keep_its_reader_busy(mail: bytes, expected: str) -> None:
    assert expected in reason(b"MIME-Version: 1.0\nFrom: a@b.example\n" + mail)


def test_what_a_fuzzer_found() -> None:
    mail = f"MIME-Version: 1.0\nFrom: a@b.example\nDate: Wed, 4 Mar 2026 17:01:00 +{'9' * 30}\n\n{GOOD}"
    (one,) = read(mail.encode())
    assert isinstance(one, Taken) and one.provenance.published is None
    page = f"<!DOCTYPE html><div itemscope itemtype='http://schema.org/NewsArticle'><!-- x --><?x?><p>{GOOD}</p></div>"
    (one,) = read(page.encode())
    assert isinstance(one, Taken) and one.dispatch.text == GOOD


def test_pages_that_would_keep_their_reader_busy() -> None:
    nested = b"<!DOCTYPE html>" + (b"<div>" * 200 + b"x" + b"</div>" * 200) * 200
    assert "more than 25000 elements" in reason(nested)
    paragraphs = b"<nitf><body><body.content>" + b"<p>a</p>" * 100_000 + b"</body.content></body></nitf>"
    assert "more than 20000 paragraphs" in reason(paragraphs)


def test_half_an_archive() -> None:
    packed = gzip.compress((SAMPLES / "article.html").read_bytes())
    assert "half a gzip file" in reason(packed[: len(packed) // 2])
    assert "gzip" in reason(packed[:-4] + b"xxxx") or "gzip" in reason(b"\x1f\x8b\x08" + b"x" * 50)
    archive = zipped(**{"a.txt": GOOD.encode()})
    assert "damaged zip" in reason(archive[: len(archive) // 2])
    pages = warc(("https://a.example/", "text/html", (SAMPLES / "article.html").read_bytes()))
    cut = read(pages[: len(pages) - 900])
    assert all(isinstance(one, Refused) or len(one.dispatch.text) < 2_000 for one in cut)
    assert "damaged Parquet" in reason(b"PAR1" + b"x" * 1_000 + b"PAR1")
    assert "damaged Parquet" in reason(b"PAR1")


def test_huge_fields() -> None:
    long = "a" * 6_000_000
    good = GOOD.replace(",", "")
    table = f"id,title,text,date\n1,{long},{good},2026-03-01\n2,b,{long}{long},2026-03-01\n3,c,{good},2026-03-01\n"
    first, *rest = read(table.encode(), "a.csv", Given(lang="fr"))
    assert isinstance(first, Taken) and len(first.provenance.title or "") == 1_000
    assert any(isinstance(one, Refused) for one in rest)
    long = long[:3_000_000]
    record = {"text": GOOD, "url": "https://a.example/" + long, "authors": ["x"] * 100_000, "published": long}
    (bad,) = read(json.dumps(record).encode())
    assert isinstance(bad, Refused) and len(bad.reason) < 200
    (one,) = read(json.dumps({**record, "published": None, "slug": long}).encode())
    assert isinstance(one, Taken) and len(one.provenance.slug or "") == 1_000
    assert one.provenance.url is None or len(one.provenance.url) <= 2_000
    assert "larger than 10 MB" in reason(b"<!DOCTYPE html>" + b"<p>a" * 3_000_000)


@pytest.mark.parametrize("blank", [b" ", b"\t", b"\n", b" \n", b"\r\n"])
@pytest.mark.parametrize("name", [p.name for p in sorted(SAMPLES.iterdir())])
def test_runs_of_blanks_are_gone_through_once(name: str, blank: bytes) -> None:
    """What takes the square of their number would take minutes."""
    data = (SAMPLES / name).read_bytes()
    began = time.process_time()
    for place in (data.index(b" "), data.index(b" ", len(data) // 2), data.rindex(b" ")):
        list(read(data[:place] + blank * (100_000 // len(blank)) + data[place:], name))
    assert time.process_time() - began < 15.0


@pytest.mark.parametrize("encoding", ["iso-8859-1", "cp1252", "utf-16", "utf-8", "ascii", "koi8-r"])
@pytest.mark.parametrize("space", [" ", " " * 400])
def test_a_long_name_in_any_encoding_is_refused(encoding: str, space: str) -> None:
    """An interpreter that is brought down takes the tests with it."""
    page = BODIES["nitf"].format("&o" + "1" * 100_000 + ";")
    document = f'<?xml version="1.0"{space}encoding="{encoding}"?><!DOCTYPE nitf SYSTEM "x">{page}'
    assert "not whole XML (undefined entity" in reason(document.encode(encoding), "a.xml")


def test_xml_in_an_encoding_that_is_none() -> None:
    for name in ("punycode", "hex", "nothing", "utf-16"):
        document = f'<?xml version="1.0" encoding="{name}"?>' + BODIES["nitf"].format(GOOD)
        assert "XML in an encoding that cannot be read" in reason(document.encode(), "a.nitf")


def test_comments_behind_a_feed_are_gone_through_once() -> None:
    """Two ways to take each would be more ways in all than there are seconds."""
    feed = b"<rss><channel><item><title>" + GOOD.encode() + b"</title></item></channel>&</rss>"
    began = time.process_time()
    for comment in (b"<!---->", b"<!-- x -->\n"):
        list(read(feed + comment * 150 + b"x", "a.xml"))
    assert time.process_time() - began < 10.0


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "utf-16", "utf-8"])
@pytest.mark.parametrize("name", ["article.html", "rss.xml", "nitf.xml", "table.csv", "dispatch.txt"])
def test_wrong_encodings(name: str, encoding: str) -> None:
    text = (SAMPLES / name).read_text(encoding="utf-8")
    for one in read(text.encode(encoding, "replace"), name):
        assert isinstance(one, Refused) or one.dispatch.text


def test_links_to_files_are_no_links() -> None:
    page = (SAMPLES / "article.html").read_text(encoding="utf-8")
    for link in ("file:///etc/passwd", "javascript:alert(1)", "ftp://a.example/", "data:text/html,x"):
        (one,) = read(page.replace("https://courrier-des-dunes.example/2026/03/04/tchad-faya", link).encode())
        assert isinstance(one, Taken) and one.provenance.url is None


@pytest.mark.parametrize(
    ("data", "file", "expected"),
    [
        (b"", "a.xml", "empty"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0", "a.html", "not text"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n\0\0\0\0\0\0\0\0\0\0\0\0\0\0", "a.pdf", "not text"),
        (b'<?xml version="1.0"?><invoice/>', "a.xml", "XML of a kind that is not known (<invoice>)"),
        (b"a,b\n1,2\n", "a.csv", "no column for the text among 'a', 'b'"),
        (b'<?xml version="1.0"?><newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"/>', "", "without a news item"),
        (b"<NewsML/>", "", "without a news item"),
        (b"<nitf/>", "", "no text in it"),
        (b'{"uri": "a", "pubstatus": "canceled", "headline": "x"}', "", "canceled by its provider"),
        (b"<!DOCTYPE html><html></html>", "", "no article found"),
        ("Die Armee hat am Dienstag ihr Lager in Menaka geräumt.".encode(), "", "seems to be in 'de'"),
    ],
)
def test_what_is_wrong_is_said(data: bytes, file: str, expected: str) -> None:
    assert expected in reason(data, file)


def test_an_error_that_no_adapter_foresees_does_not_stop_the_batch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("selon.intake.nitf.parse", broken)
    for name in ("a.nitf", "b.txt"):
        (tmp_path / name).write_text("<nitf/>" if "nitf" in name else GOOD, encoding="utf-8")
    bad, good = take([tmp_path])
    assert isinstance(bad, Refused) and "cannot be read as nitf (ZeroDivisionError)" in bad.reason
    assert isinstance(good, Taken)
