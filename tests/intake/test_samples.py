"""A sample of each format, written after its specification, and what is taken from it."""

import gzip
import io
import zipfile
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from selon.intake.files import take
from selon.intake.refused import Given, Refused
from selon.intake.registry import formats, recognise
from selon.intake.taken import Taken, pack, unpack

SAMPLES = Path(__file__).parent / "samples"
FORMATS = {
    "article.html": "html",
    "microdata.html": "html",
    "rss.xml": "feed",
    "atom.xml": "feed",
    "newsml-g2.xml": "newsml-g2",
    "newsml-1.xml": "newsml-1",
    "nitf.xml": "nitf",
    "ninjs.json": "ninjs",
    "ninjs-1.json": "ninjs",
    "wire.7901": "iptc-7901",
    "lines.jsonl": "jsonl",
    "table.csv": "csv",
    "message.eml": "mail",
    "dispatch.txt": "text",
}


def taken(name: str | Path, given: Given | None = None) -> list[Taken]:
    found = list(take([SAMPLES / name], given))
    assert all(isinstance(t, Taken) for t in found), found
    return [t for t in found if isinstance(t, Taken)]


def blocks(t: Taken) -> list[tuple[str, str]]:
    return [(b.kind, b.span.of(t.dispatch.text)) for b in t.dispatch.blocks]


def at(words: str) -> datetime:
    return datetime.fromisoformat(words)


def test_every_format_has_a_sample() -> None:
    made = {"zip", "gzip", "parquet", "warc"}
    assert set(FORMATS.values()) | made == set(formats())
    assert {p.name for p in SAMPLES.iterdir()} == set(FORMATS)


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_is_told_by_its_content(name: str) -> None:
    head = (SAMPLES / name).read_bytes()[:8_192]
    expected = FORMATS[name]
    for file in (name, "", "misleading.txt", "x.bin", "misleading.html"):
        found = recognise(head, file).NAME
        assert found == expected, file


@pytest.mark.parametrize("name", FORMATS)
def test_offsets_and_raw_bytes(name: str) -> None:
    whole = (SAMPLES / name).read_bytes()
    for one in take([SAMPLES / name]):
        assert one.format and one.sha256 and unpack(pack(one.raw)) == one.raw
        assert len(one.raw) <= len(whole)
        if isinstance(one, Refused):
            continue
        d = one.dispatch
        assert d.text.strip() == d.text or name.endswith(".txt")
        covered = [b.span for b in d.blocks]
        assert covered == sorted(covered)
        assert "".join(s.of(d.text) for s in covered).split() and not any(a.overlaps(b) for a, b in pairwise(covered))
        assert "".join("".join(s.of(d.text) for s in covered).split()) == "".join(d.text.split())


@pytest.mark.parametrize("name", [n for n in FORMATS if n != "message.eml"])
def test_raw_bytes_give_the_same_dispatch_again(name: str, tmp_path: Path) -> None:
    for one in take([SAMPLES / name]):
        again = tmp_path / "again"
        again.write_bytes(one.raw)
        found = next(iter(take([again], Given(format=one.format))))
        if isinstance(one, Taken):
            assert isinstance(found, Taken) and found.dispatch == one.dispatch
            assert found.provenance == one.provenance
        else:
            assert isinstance(found, Refused) and found.reason == one.reason


def test_html_with_json_ld() -> None:
    (t,) = taken("article.html")
    p = t.provenance
    assert (p.agency, p.provider_id, p.lang) == ("ALP", "cdd-20260304-17", "fr-FR")
    assert (p.published, p.updated) == (at("2026-03-04T10:12:00+01:00"), at("2026-03-04T14:05:00+01:00"))
    assert (p.url, p.authors) == (
        "https://courrier-des-dunes.example/2026/03/04/tchad-faya",
        ("Ahmat Doungous", "Lise Caron"),
    )
    assert (t.dispatch.lang, t.dispatch.published, t.dispatch.agency) == ("fr", date(2026, 3, 4), "ALP")
    assert [k for k, _ in blocks(t)] == ["title", "caption", "credit", *["paragraph"] * 5]
    assert blocks(t)[2][1] == "(ALP / Moussa Abakar)"
    assert (
        "Accueil" not in t.dispatch.text and "marchés" not in t.dispatch.text and "Tous droits" not in t.dispatch.text
    )


def test_html_with_microdata_in_windows_1252() -> None:
    (t,) = taken("microdata.html")
    p = t.provenance
    assert (p.title, p.published, p.authors) == (
        "Somalie: un contingent part de Kismayo",
        at("2026-03-02T16:20:00+03:00"),
        ("Hodan Warsame",),
    )
    assert p.agency == "Le Fil", "who passed a text on stands for an agency that it does not name"
    assert "une équipe d'ALP – le premier départ" in t.dispatch.text


def test_a_page_whose_template_names_the_wrong_language() -> None:
    page = (SAMPLES / "article.html").read_text(encoding="utf-8").replace("fr-FR", "en-US")
    (t,) = take(["-"], stdin=io.BytesIO(page.encode()))
    assert isinstance(t, Taken) and (t.provenance.lang, t.dispatch.lang) == ("en-US", "fr")


def test_rss() -> None:
    first, second = taken("rss.xml")
    p = first.provenance
    assert (p.agency, p.provider_id, p.published) == ("ALP", "alp-2026-03-04-0117", at("2026-03-04T14:32:00+01:00"))
    assert (p.lang, p.authors, p.updated) == ("fr-FR", ("Issa Moumouni",), None)
    assert [k for k, _ in blocks(first)] == ["title", "caption", "paragraph", "paragraph", "paragraph"]
    assert p.title == "Niger: deux soldats tués & trois blessés près de Tillabéri"
    assert "track" not in first.dispatch.text
    assert second.provenance.url is None, "no link to a file"
    assert second.provenance.published == at("2026-03-04T13:05:00+00:00")


def test_atom() -> None:
    first, second = taken("atom.xml")
    assert first.provenance.title == "Cameroun: la force mixte quitte Darak"
    assert first.provenance.updated == at("2026-03-05T08:15:00+01:00")
    assert first.provenance.authors == ("Claire Mbarga",)
    assert second.provenance.url == "https://lac.example/pourparlers"
    assert (second.provenance.agency, second.dispatch.published) == ("Agence du Lac", date(2026, 3, 5))


def test_newsml_g2() -> None:
    (t,) = taken("newsml-g2.xml")
    p = t.provenance
    assert (p.provider_id, p.version, p.agency) == ("urn:newsml:alp.example:20260304:mali-menaka", "3", "ALP")
    assert (p.published, p.updated) == (at("2026-03-03T22:41:00+01:00"), at("2026-03-04T11:20:00+01:00"))
    assert (p.embargo, p.replaces) == (at("2026-03-04T12:00:00+01:00"), "urn:newsml:alp.example:20260303:mali-alerte")
    assert (p.slug, p.change, p.authors) == ("Mali-armée-retrait", "update", ("Aminata Traoré",))
    assert p.notes == ("editors' note: Ajoute la réaction du gouverneur",)
    assert t.dispatch.published == date(2026, 3, 4), "the day of this version"
    assert [k for k, _ in blocks(t)] == ["title", "caption", "credit", "dateline", "paragraph", "paragraph"]
    assert t.dispatch.place and t.dispatch.place.of(t.dispatch.text) == "Bamako"


def test_newsml_1_2_in_latin_1_with_a_document_type() -> None:
    (t,) = taken("newsml-1.xml")
    p = t.provenance
    assert (p.provider_id, p.version) == ("urn:newsml:alp.example:20260304:TX-PAR-QBA31", "2")
    assert (p.title, p.slug, p.change) == (
        "Liban: une frappe vise un dépôt près de Tyr",
        "Liban-conflit-frappe",
        "update",
    )
    assert (p.updated, p.embargo) == (at("2026-03-04T10:05:00+01:00"), at("2026-03-04T12:00:00+01:00"))
    assert [k for k, _ in blocks(t)] == ["title", "caption", "dateline", "paragraph", "paragraph"]


def test_nitf_with_a_document_type() -> None:
    (t,) = taken("nitf.xml")
    p = t.provenance
    assert (p.provider_id, p.version, p.replaces) == ("alp.irak.20260303.12", "2", "alp.irak.20260302.8")
    assert (p.change, p.slug, p.agency, p.authors) == ("correction", "Irak-coalition-base", "ALP", ("Omar Jassem",))
    assert (p.published, p.embargo) == (at("2026-03-03T17:00:00+03:00"), at("2026-03-03T18:00:00+03:00"))
    kinds = ["title", "caption", "credit", "paragraph", "dateline", "paragraph", "paragraph", "credit"]
    assert [k for k, _ in blocks(t)] == kinds
    assert t.dispatch.place and t.dispatch.place.of(t.dispatch.text) == "Bagdad"
    assert "Ne pas couper" not in t.dispatch.text


def test_ninjs_3_and_1() -> None:
    (t,) = taken("ninjs.json")
    p = t.provenance
    assert (p.title, p.version, p.change, p.agency) == (
        "Yémen: une trêve entre en vigueur à Hodeïda",
        "4",
        "correction",
        "ALP",
    )
    assert (p.published, p.embargo) == (at("2026-03-02T09:00:00+03:00"), at("2026-03-03T19:00:00+03:00"))
    assert t.dispatch.published == date(2026, 3, 3)
    assert [k for k, _ in blocks(t)] == ["title", "caption", "paragraph", "paragraph"]
    (old,) = taken("ninjs-1.json")
    assert (old.provenance.authors, old.provenance.slug) == (("Paul Zongo",), "Burkina-Djibo")
    assert [k for k, _ in blocks(old)] == ["title", "caption", "paragraph", "paragraph"]


def test_iptc_7901_with_two_messages() -> None:
    first, second = taken("wire.7901")
    p = first.provenance
    assert (p.agency, p.provider_id, p.slug) == ("ALP", "ALP0123", "Syrie-conflit-armée LEAD")
    assert (p.published, first.dispatch.published) == (at("2026-02-23T10:15:00+00:00"), date(2026, 2, 23))
    assert [k for k, _ in blocks(first)] == ["title", "dateline", "paragraph", "paragraph", "credit"]
    assert "camions a quitté lundi la base" in first.dispatch.text, "lines wrapped at a width are joined"
    assert second.provenance.published == at("2026-02-23T10:20:00+00:00")


def test_json_lines_with_items_of_two_kinds() -> None:
    first, second = taken("lines.jsonl")
    p = first.provenance
    assert (p.provider_id, p.version, p.published) == ("l-1", "2", at("2026-03-04T10:00:00+01:00"))
    assert second.provenance.title == "Niger: un marché rouvre"


def test_csv_with_semicolons_and_french_names() -> None:
    first, bad, third = take([SAMPLES / "table.csv"])
    assert isinstance(first, Taken) and isinstance(third, Taken)
    assert (first.provenance.provider_id, first.provenance.url) == ("a1", "https://alp.example/syrte")
    assert [k for k, _ in blocks(first)] == ["title", "paragraph", "paragraph"]
    assert isinstance(bad, Refused) and bad.name.endswith("table.csv:3") and "'hier', not a day" in bad.reason


def test_a_column_mapping(tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    table.write_text("n,quand,story,text\n1,2026-03-01,Un poste a été attaqué à Gao.,x\n", encoding="utf-8")
    given = Given(columns={"text": "story", "published": "quand", "id": "n"})
    (t,) = taken(table, given)
    assert (t.dispatch.text, t.dispatch.published, t.provenance.provider_id) == (
        "Un poste a été attaqué à Gao.",
        date(2026, 3, 1),
        "1",
    )
    (bad,) = take([table], Given(columns={"text": "no"}))
    assert isinstance(bad, Refused) and "no column 'no' for text: its columns are 'n', 'quand'" in bad.reason
    (bad,) = take([table], Given(columns={"nonsense": "n"}))
    assert isinstance(bad, Refused) and "no field is called 'nonsense'" in bad.reason


def test_mail_and_its_attachment() -> None:
    message, attached = taken("message.eml")
    p = message.provenance
    assert (p.provider_id, p.agency) == ("<20260304.1701@alp.example>", "ALP")
    assert (p.published, p.title) == (at("2026-03-04T17:01:00+01:00"), "Mauritanie: un camp de réfugiés évacué")
    assert [k for k, _ in blocks(message)] == ["title", "paragraph", "paragraph"]
    assert "abonnés" not in message.dispatch.text
    assert attached.name.endswith("message.eml!suite.json:1") and attached.dispatch.id == "suite-1"


def test_parquet(tmp_path: Path) -> None:
    import pyarrow as pa
    from pyarrow import parquet as pq

    table = pa.table(
        {
            "headline": ["Libye: Syrte rouvre son port", None],
            "published_at": pa.array([1_772_359_200_000_000_001, None], pa.timestamp("ns", "UTC")),
            "body": ["Le port de Syrte a rouvert dimanche, selon l'autorité portuaire.", ""],
            "unused": [1, 2],
        }
    )
    pq.write_table(table, tmp_path / "t.bin")
    first, bad = take([tmp_path / "t.bin"])
    assert isinstance(first, Taken) and first.format == "parquet"
    assert first.provenance.published == at("2026-03-01T10:00:00+00:00")
    assert [k for k, _ in blocks(first)] == ["title", "paragraph"]
    assert isinstance(bad, Refused) and "no text in this row" in bad.reason
    stdin = list(take(["-"], stdin=io.BytesIO((tmp_path / "t.bin").read_bytes())))
    assert isinstance(stdin[0], Taken) and stdin[0].dispatch == first.dispatch


def warc(*records: tuple[str, str, bytes]) -> bytes:
    out = b"WARC/1.1\r\nWARC-Type: warcinfo\r\nWARC-Record-ID: <urn:uuid:0>\r\nContent-Length: 0\r\n\r\n\r\n\r\n"
    for n, (url, media, body) in enumerate(records, 1):
        http = b"HTTP/1.1 200 OK\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s" % (
            media.encode(),
            len(body),
            body,
        )
        head = (
            f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{n}>\r\nWARC-Target-URI: {url}\r\n"
            "WARC-Date: 2026-03-04T12:00:00Z\r\nContent-Type: application/http;msgtype=response\r\n"
            f"Content-Length: {len(http)}\r\n\r\n"
        )
        out += head.encode() + http + b"\r\n\r\n"
    return out


def test_warc_reads_its_pages_alone(tmp_path: Path) -> None:
    page, photo = (SAMPLES / "article.html").read_bytes(), b"\x89PNG"
    data = warc(
        ("https://a.example/1", "text/html; charset=utf-8", page),
        ("https://a.example/2.png", "image/png", photo),
        ("https://a.example/3", "text/html", (SAMPLES / "microdata.html").read_bytes()),
        ("https://a.example/4", "text/html", b"<html></html>"),
    )
    for packed in (data, gzip.compress(data)):
        (tmp_path / "w").write_bytes(packed)
        first, second, empty = take([tmp_path / "w"])
        assert isinstance(first, Taken) and isinstance(second, Taken)
        assert first.raw == page and first.name.endswith("w!https://a.example/1")
        assert first.dispatch == taken("article.html")[0].dispatch
        assert second.provenance.url == "https://a.example/3"
        assert isinstance(empty, Refused) and "no article" in empty.reason


def zipped(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        for name, data in members.items():
            z.writestr(name, data)
    return out.getvalue()


def test_zip_and_gzip_of_these(tmp_path: Path) -> None:
    read = {n: (SAMPLES / n).read_bytes() for n in ("rss.xml", "lines.jsonl", "nitf.xml")}
    members: dict[str, Any] = {f"b/{n}": data for n, data in read.items()}
    data = zipped(
        **members,
        **{"__MACOSX/x": b"", ".hidden": b"", "a.txt.gz": gzip.compress((SAMPLES / "dispatch.txt").read_bytes())},
    )
    (tmp_path / "all.zip").write_bytes(data)
    (tmp_path / "all.gz").write_bytes(gzip.compress(data))
    found = [t for t in take([tmp_path / "all.zip"]) if isinstance(t, Taken)]
    assert [t.name.removeprefix(str(tmp_path)) for t in found] == [
        "/all.zip!a.txt.gz",
        "/all.zip!b/lines.jsonl:1",
        "/all.zip!b/lines.jsonl:2",
        "/all.zip!b/nitf.xml",
        "/all.zip!b/rss.xml#1",
        "/all.zip!b/rss.xml#2",
    ]
    packed = [t for t in take(["-"], stdin=io.BytesIO((tmp_path / "all.gz").read_bytes())) if isinstance(t, Taken)]
    assert [t.dispatch for t in packed] == [t.dispatch for t in found]


def test_folders_and_patterns_are_walked_in_order(tmp_path: Path) -> None:
    for name in ("b/2.txt", "a/1.txt", "a/.hidden/x.txt", "c.txt", ".x.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("Un convoi est parti de Gao lundi.", encoding="utf-8")
    (tmp_path / "empty").mkdir()

    def names(name: str) -> list[str]:
        return [t.name.removeprefix(f"{tmp_path}/") for t in take([name])]

    assert names(str(tmp_path)) == ["c.txt", "a/1.txt", "b/2.txt"]
    assert names(f"{tmp_path}/*/*.txt") == ["a/1.txt", "b/2.txt"]
    assert names(f"{tmp_path}/**/*.txt") == ["a/1.txt", "b/2.txt", "c.txt"]
    for bad, reason in {
        f"{tmp_path}/empty": "no files",
        f"{tmp_path}/*.xml": "no file matches",
        f"{tmp_path}/no": "no such file",
    }.items():
        (refused,) = take([bad])
        assert isinstance(refused, Refused) and reason in refused.reason


def test_a_format_that_is_told_holds_against_the_content() -> None:
    (t,) = take([SAMPLES / "lines.jsonl"], Given(format="text", lang="fr"))
    assert isinstance(t, Taken) and t.format == "text"
    (bad,) = take([SAMPLES / "lines.jsonl"], Given(format="nitf"))
    assert isinstance(bad, Refused) and "not whole XML" in bad.reason
    (bad,) = take([SAMPLES / "lines.jsonl"], Given(format="pdf"))
    assert isinstance(bad, Refused) and "no format is called 'pdf': choose one of csv, feed" in bad.reason


def test_what_is_told_fills_what_is_not_said() -> None:
    (t,) = taken("dispatch.txt", Given(agency="AFP", published=date(2026, 3, 9)))
    assert (t.dispatch.agency, t.dispatch.published) == ("AFP", date(2026, 3, 9))
    (t,) = taken("nitf.xml", Given(agency="AFP", published=date(2020, 1, 1)))
    assert (t.dispatch.agency, t.dispatch.published) == ("ALP", date(2026, 3, 3))
