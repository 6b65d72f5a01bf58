"""A reading field by field: the value, the words it was read from, and the rule that read them."""

from __future__ import annotations

from collections.abc import Iterator

from selon.cli.lines import Line, Part, line
from selon.cli.view import heading
from selon.model import Claim, Dispatch, Place, Reading, Span
from selon.wording import Wording


def explanation(reading: Reading, wording: Wording) -> tuple[Line, ...]:
    """The lines that explain every claim of a reading."""
    return tuple(_lines(reading, wording))


def _lines(reading: Reading, w: Wording) -> Iterator[Line]:
    d = reading.dispatch
    yield from heading(reading, w)
    for n, claim in enumerate(reading.claims, 1):
        yield line(0)
        sure = f"{claim.confidence:.2f}".replace(".", w.words["decimal"])
        sure = w.words["fields"]["confidence"].format(confidence=sure)
        yield line(0, f"{n}. ", Part(w.claim(claim, d.text), "who"), Part(f" ({sure})", "note"))
        yield line(3, Part(f"> {' '.join(claim.quote.of(d.text).split())}", "quote"))
        for name, value in _values(claim, d, w):
            yield _field(name, value, claim, d, w)
            if name == "places":
                yield from _places(claim, d, w)
    for note in reading.notes:
        yield line(0)
        yield line(0, Part(w.words["heading"]["note"].format(note=note), "note"))


def _values(claim: Claim, d: Dispatch, w: Wording) -> Iterator[tuple[str, str]]:
    """The fields that were read, each with its value in words and, where codes matter, its code."""
    text = d.text
    yield "type", f"{w.words['types'][claim.type]} [{' / '.join(x for x in (claim.type, claim.plover) if x)}]"
    yield "status", f"{w.words['status'][claim.status]} [{claim.status}]"
    if claim.negated:
        yield "negated", w.words["status_negated"][claim.status]
    if claim.hedged:
        yield "hedged", w.words["status"]["hedged"]
    yield "source", f"{w.who(claim.source, d)} [{claim.source.kind}]"
    for name, span in (("actor", claim.actor), ("target", claim.target)):
        if span:
            yield name, span.of(text)
    if claim.places:
        yield "places", ", ".join(f"{w.words['roles'][p.role]} {p.span.of(text)} [{p.role}]" for p in claim.places)
    if claim.time:
        said = w.due(claim.time) if claim.deadline else w.period(claim.time)
        yield "deadline" if claim.deadline else "time", f"{said} [{claim.time.edtf}]"
    if claim.quantity:
        yield "quantity", " ".join(x for x in (w.number(claim.quantity), claim.quantity.unit) if x)


def _places(claim: Claim, d: Dispatch, w: Wording) -> Iterator[Line]:
    """What each place stands for: name, kind, what it lies in, the circle, who claims it, and why this one."""
    words = w.words["places"]
    for p in claim.places:
        head = Part(f"{'':<13}{p.span.of(d.text)}: ", "tag")
        if p.place is None:
            yield line(3, head, words["unresolved"])
            continue
        yield line(
            3, head, place_words(p.place, w), Part(f"  — {'; '.join(p.place.why)}" if p.place.why else "", "note")
        )


def place_words(p: Place, w: Wording) -> str:
    """A place in one line: "Ménaka (ville, Ménaka, Mali), 15.918 2.402 ± 3 km, UCDP 1, ACLED 1"."""
    words = w.words["places"]
    inside = ", ".join((words["kinds"][p.kind], *p.admin))
    spot = f"{p.lat:.3f} {p.lon:.3f} ± {p.radius_m / 1000:g} km"
    codes = f"UCDP {p.where_prec}" + (f", ACLED {p.geo_precision}" if p.geo_precision else "")
    claimed = (words["disputed"].format(claimants=", ".join(p.claimants)),) if p.claimants else ()
    return " · ".join((f"{p.name} ({inside})", spot, codes, *claimed))


def _field(name: str, value: str, claim: Claim, d: Dispatch, w: Wording) -> Line:
    label = f"{w.words['fields'][name]:<13}"
    found = claim.evidence.get(name)
    if name == "deadline":
        found = claim.evidence.get("time", found)
    if found is None:
        return line(3, Part(label, "tag"), value, Part(f"  — {w.words['fields']['no_rule']}", "note"))
    words = ", ".join(_words(s, d, w) for s in found.spans)
    return line(
        3, Part(label, "tag"), value, Part(f"  ← {words}" if words else "", "quote"), Part(f"  — {found.why}", "note")
    )


def _words(span: Span, d: Dispatch, w: Wording) -> str:
    return f"{w.words['quote'].format(words=span.of(d.text))} {span.start}–{span.end}"
