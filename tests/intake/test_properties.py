"""Whatever is done to its input, an adapter gives sound records, refusals, or the one error."""

import random
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tests.intake.mutations import check, mutate, seeds, sound

from selon.errors import InputError
from selon.intake.clean import clean
from selon.intake.draft import Draft, finish, line, link
from selon.intake.flow import any_flow, html_flow
from selon.intake.parts import Part, compose
from selon.intake.refused import Given
from selon.intake.registry import formats, recognise
from selon.intake.stamps import stamp
from selon.model import BlockKind

SEEDS = seeds()
EACH = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
KINDS: list[BlockKind] = ["title", "dateline", "caption", "credit", "paragraph"]


@pytest.mark.parametrize("name", SEEDS)
def test_the_seeds_are_good(name: str) -> None:
    assert all(check(name, data) for data in SEEDS[name])


@pytest.mark.parametrize("name", SEEDS)
@EACH
@given(seed=st.integers(0, 2**32))
def test_damaged_input(name: str, seed: int) -> None:
    rng = random.Random(seed)
    check(name, mutate(rng, rng.choice(SEEDS[name]), rng.choice(SEEDS["html"])))


@pytest.mark.parametrize("name", SEEDS)
@EACH
@given(data=st.binary(max_size=400))
@example(data=b"")
@example(data=b"{}")
@example(data=b"<a/>")
def test_any_bytes(name: str, data: bytes) -> None:
    check(name, data)
    assert recognise(data, f"a.{name}").NAME in formats()


@given(st.lists(st.tuples(st.sampled_from(KINDS), st.text(max_size=60)), max_size=8))
def test_composed_parts_keep_their_kinds_and_their_text(parts: list[tuple[BlockKind, str]]) -> None:
    told = [Part(k, t) for k, t in parts]
    try:
        d = compose(told, lang="fr")
    except InputError:
        return
    kept = [p for p in told if clean(p.text).split()]
    assert d.text.split("\n\n") == [" ".join(clean(p.text).split()) for p in kept]
    kinds, at = {b.span.start: b.kind for b in d.blocks}, 0
    for part, words in zip(kept, d.text.split("\n\n"), strict=True):
        if part.kind not in ("paragraph", "caption"):
            assert kinds[at] == part.kind
        at += len(words) + 2


@given(st.text(max_size=300), st.text(max_size=50))
def test_drafts_of_any_words(text: str, field: str) -> None:
    for draft in (
        Draft(text=text, title=field, agency=field, slug=field, url=field, lang="fr"),
        Draft(parts=any_flow(text), title=field, agency_else=field, authors=[field] * 3, lang="fr"),
    ):
        try:
            sound(finish(draft, name="n", format="f", raw=b"x", given=Given()))
        except InputError:
            continue


@given(st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30)), st.integers(-14 * 60, 14 * 60))
def test_stamps_are_read_as_they_are_written(moment: datetime, minutes: int) -> None:
    moment = moment.replace(tzinfo=timezone(timedelta(minutes=minutes)), microsecond=0)
    for words in (moment.isoformat(), moment.strftime("%Y%m%dT%H%M%S%z").zfill(20)):
        found = stamp(words)
        if moment.year >= 1000:
            assert found and found.instant == moment and found.day == moment.date() and not found.assumed
    assert stamp(moment) == stamp(moment.isoformat())


@given(st.text(max_size=40))
def test_no_words_break_a_stamp_a_line_or_a_link(words: str) -> None:
    stamp(words)
    found, url = line(words), link(words)
    assert found is None or (found == line(found) and "\n" not in found)
    assert url is None or url.startswith(("http://", "https://"))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("HTTPS://A.example/B", "https://A.example/B"),
        (" http://a.example ", "http://a.example"),
        ("http:///a", None),
        ("//a.example", None),
        ("http://a b.example", None),
        ("http://[", None),
        ("file:///etc/passwd", None),
    ],
)
def test_links(words: str, expected: str | None) -> None:
    assert link(words) == expected


@given(st.text(alphabet="<>/ab&;!-\"'= \n", max_size=200))
def test_any_markup_flows(text: str) -> None:
    assert all(p.text.strip() for p in html_flow(text))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Mon, 23 Feb 2026 10:15:00 +0100", "2026-02-23T10:15:00+01:00"),
        ("23 Feb 2026 10:15 GMT", "2026-02-23T10:15:00+00:00"),
        ("20260223T101500Z", "2026-02-23T10:15:00+00:00"),
        ("20260223T1015+0530", "2026-02-23T10:15:00+05:30"),
        ("2026-02-23 10:15:00.123Z", "2026-02-23T10:15:00+00:00"),
        ("2026-02-23T24:00Z", "2026-02-24T00:00:00+00:00"),
        ("2026-02-23T10:15:60Z", "2026-02-23T10:15:59+00:00"),
        ("2026-02-23", None),
        ("20260223", None),
    ],
)
def test_ways_to_write_an_instant(words: str, expected: str | None) -> None:
    found = stamp(words)
    assert found is not None
    assert (found.instant.isoformat() if found.instant else None) == expected


@pytest.mark.parametrize(
    "words", ["hier", "", "2026-13-01", "2026-02-30T10:00Z", "2026-02-23T25:00Z", None, 3, "9" * 200]
)
def test_what_is_no_instant(words: object) -> None:
    assert stamp(words) is None


def test_a_time_without_a_zone_is_taken_as_utc_and_said_to_be() -> None:
    found = stamp("2026-02-23T10:15:00")
    assert found and found.assumed and found.instant == datetime(2026, 2, 23, 10, 15, tzinfo=UTC)
    taken = finish(
        Draft(text="Un convoi est parti de Gao.", published=found), name="n", format="f", raw=b"", given=Given()
    )
    assert taken.provenance.notes == ("the time of publication names no zone: taken as UTC",)
