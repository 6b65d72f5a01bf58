"""Places as text: a table for people, a line of JSON for programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from selon.cli.lines import visible

if TYPE_CHECKING:
    from selon.reading.toponyms import Toponym, Toponyms

ACROSS = 30
"""Characters of the column of names."""
UCDP = {1: "spot", 2: "near", 3: "district", 4: "region", 5: "stretch", 6: "country", 7: "high seas"}
"""What UCDP's where_prec says, in a word."""


def json_line(key: str, text: str, found: Toponyms) -> str:
    """`{"id", "toponyms": […], "actors": […], "references": […]}` on one line; offsets count code points."""
    return json.dumps({"id": key, **found.to_json(text)}, ensure_ascii=False)


def table(key: str, text: str, found: Toponyms) -> str:
    """A heading, then one place a line: where it stands, the words, what it is, where, how precisely, and why."""
    lines = [f"{visible(key)}  (about {', '.join(found.countries) or 'no country that it names'})"]
    lines += [place_line(text, t) for t in found.places]
    if found.actors:
        lines.append("governments, no places:")
        lines += [f"  {_where(t)}  {_words(text, t).ljust(ACROSS)}  {visible('; '.join(t.why))}" for t in found.actors]
    named = [r for r in found.references if r.toponym is not None]
    if named:
        lines.append("taken up without a name:")
        for r in named:
            words = visible(r.span.of(text)).ljust(ACROSS)
            lines.append(f"  {r.span.start}-{r.span.end}  {words}  = {_words(text, r.toponym)}")
    return "\n".join(lines)


def place_line(text: str, t: Toponym) -> str:
    """One place on one line."""
    words = _words(text, t).ljust(ACROSS)
    p = t.place
    if p is None:
        return f"  {_where(t)}  {words}  unresolved  ({visible('; '.join(t.why))})"
    inside = ", ".join(p.admin)
    kind = f"{p.kind}, {inside}" if inside else p.kind
    claimed = f"  claimed by {', '.join(p.claimants)}" if p.claimants else ""
    spot = f"{p.lat:.3f} {p.lon:.3f} ± {p.radius_m / 1000:g} km"
    why = "; ".join((*t.why, *p.why))
    tail = f"  ({visible(why)})" if why else ""
    name = f"{p.name} ({kind})"
    return f"  {_where(t)}  {words}  {name}  {spot}  {UCDP[p.where_prec]}  {p.score:.2f}{claimed}{tail}"


def _words(text: str, t: Toponym | None) -> str:
    return "" if t is None else visible(" ".join(t.phrase.of(text).split()))


def _where(t: Toponym) -> str:
    return f"{t.span.start}-{t.span.end}".ljust(11)
