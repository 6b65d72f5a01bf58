"""A reading as an editor reads it: grouped by who speaks, one claim a line in words, due dates marked."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from selon.cli.lines import Line, Part, line
from selon.model import Claim, Reading
from selon.wording import Wording


def view(reading: Reading, wording: Wording) -> tuple[Line, ...]:
    """The lines of a reading. Everything that colour marks is also said in words."""
    return tuple(_lines(reading, wording))


def _lines(reading: Reading, w: Wording) -> Iterator[Line]:
    yield from heading(reading, w)
    for claims in grouped(reading, w):
        yield line(0)
        yield line(
            0, Part(w.who(claims[0].source, reading.dispatch), "who"), " :" if w.words["decimal"] == "," else ":"
        )
        for quote, same in groupby(claims, key=lambda c: c.quote):
            for claim in same:
                yield line(4, *_claim(claim, reading, w))
            sentence = " ".join(quote.of(reading.dispatch.text).split())
            yield line(6, Part(f"> {sentence}", "quote"))
    for note in reading.notes:
        yield line(0)
        yield line(0, Part(w.words["heading"]["note"].format(note=note), "note"))


def heading(reading: Reading, w: Wording) -> Iterator[Line]:
    """Title, agency, place and day, and how many claims, sources and due dates there are."""
    d, t = reading.dispatch, w.words["heading"]
    yield line(0, Part(d.title or t["no_title"], "title"))
    day = w.long_day(d.published) if d.published else t["no_date"]
    place = d.place.of(d.text) if d.place else None
    told = [d.agency, t["dateline"].format(place=place, day=day) if place else day]
    sources = {w.same(c.source, d.text) for c in reading.claims if c.source.kind != "narrator"}
    counts = [
        _count(t["claims"], len(reading.claims)),
        _count(t["sources"], len(sources)),
        _count(t["dues"], sum(1 for c in reading.claims if _due(c, w))),
    ]
    yield line(0, Part(" · ".join(str(x) for x in [*told, *counts] if x), "note"))


def grouped(reading: Reading, w: Wording) -> list[list[Claim]]:
    """The claims by who vouches for them, in the order in which each first speaks."""
    groups: dict[tuple[str, str], list[Claim]] = {}
    for claim in reading.claims:
        groups.setdefault(w.same(claim.source, reading.dispatch.text), []).append(claim)
    return list(groups.values())


def _claim(claim: Claim, reading: Reading, w: Wording) -> Iterator[Part]:
    yield Part(f"[{w.words['types'][claim.type]}] ", "tag")
    yield Part(w.claim(claim, reading.dispatch.text))
    number = w.number(claim.quantity) if claim.quantity else ""
    if number and claim.quantity and claim.quantity.low != claim.quantity.high:
        yield Part(f" ({number})")
    if due := _due(claim, w):
        yield Part(", ")
        yield Part(due, "due")
    elif claim.time and (when := w.period(claim.time)):
        yield Part(f", {when}")
    yield Part(", ")
    yield Part(w.status(claim), "no" if claim.negated else "plain")
    if claim.hedged:
        yield Part(f", {w.words['status']['hedged']}")


def _due(claim: Claim, w: Wording) -> str:
    return w.due(claim.time) if claim.deadline and claim.time else ""


def _count(words: dict[str, str], n: int) -> str:
    if n == 0:
        return words.get("none", "")
    return words["one"] if n == 1 else words["many"].format(n=n)
