"""Measure place names: found, resolved, and what they cost.

usage: python benchmarks/places.py [--errors N] GOLD.jsonl [GOLD.jsonl ...]
       python benchmarks/places.py --speed TEXTS.jsonl

A gold line is {"id", "lang", "text", "toponyms": [{"start", "end", "lat", "lon", "country"}]}. For each file:
  given      the gold spans are resolved: share within 161 km (100 miles) and share with the right country, of those
             that have coordinates; beside it the same for the first entry of the exact name, with no context
  detection  names are found from the text alone: precision, recall and F1 of spans that are the same, and of spans
             that overlap
  together   found, and within 161 km, of the names that have coordinates
--speed prints the time a text takes, and that of the claims reader beside it where its language can be read.
"""

from __future__ import annotations

import argparse
import json
import resource
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from selon.gazetteer import Gazetteer
from selon.gazetteer.place import metres
from selon.model import Span
from selon.reading.toponyms import Toponym, toponyms

CLOSE_M = 161_000


def main() -> None:
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("gold", nargs="+", type=Path)
    a.add_argument("--errors", type=int, default=0, metavar="N", help="print the N commonest errors of each kind")
    a.add_argument("--speed", action="store_true")
    asked = a.parse_args()
    with Gazetteer.open() as gazetteer:
        for path in asked.gold:
            dispatches = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
            print(f"{path.name}: {len(dispatches)} texts")
            if asked.speed:
                speed(dispatches, gazetteer)
            else:
                resolution(dispatches, gazetteer, asked.errors)
                detection(dispatches, gazetteer, asked.errors)


def resolution(dispatches: Sequence[dict[str, Any]], gazetteer: Gazetteer, errors: int) -> None:
    """Resolve the gold spans."""
    n = near = land = first = first_land = 0
    wrong: Counter[str] = Counter()
    for d in dispatches:
        gold = {Span(t["start"], t["end"]): t for t in d["toponyms"] if t.get("lat") is not None}
        everything = [Span(t["start"], t["end"]) for t in d["toponyms"]]
        found = {t.span: t for t in toponyms(d["text"], d["lang"], gazetteer=gazetteer, given=everything).places}
        for span, t in gold.items():
            n += 1
            place = found[span].place
            right = place is not None and metres(place.lat, place.lon, t["lat"], t["lon"]) < CLOSE_M
            near += right
            land += place is not None and place.country == t["country"]
            plain = gazetteer.exact(span.of(d["text"]))[:1]
            first += bool(plain) and metres(plain[0].lat, plain[0].lon, t["lat"], t["lon"]) < CLOSE_M
            first_land += bool(plain) and plain[0].country == t["country"]
            if not right:
                got = f"{place.name} ({place.kind}, {place.country})" if place else "-"
                wrong[f"{span.of(d['text'])} ({t['country']} {t['lat']:.1f} {t['lon']:.1f}) read as {got}"] += 1
    print(f"  given      {n}: within 161 km {near / n:.3f}  country {land / n:.3f}", end="")
    print(f"   (first of the name: {first / n:.3f}, {first_land / n:.3f})")
    show(wrong, errors)


def detection(dispatches: Sequence[dict[str, Any]], gazetteer: Gazetteer, errors: int) -> None:
    """Find the names from the text alone."""
    same, over, close = [0, 0, 0], [0, 0, 0], [0, 0, 0]
    missed: Counter[str] = Counter()
    extra: Counter[str] = Counter()
    for d in dispatches:
        gold = {Span(t["start"], t["end"]): t for t in d["toponyms"]}
        found = toponyms(d["text"], d["lang"], gazetteer=gazetteer).places
        hits = {g: f for g in gold for f in found if f.span.overlaps(g)}
        exact = {t.span for t in found} & gold.keys()
        add(same, len(gold), len(found), len(exact))
        add(over, len(gold), len(found), min(len(hits), len(found)))
        located = [g for g in gold if gold[g].get("lat") is not None]
        nowhere = {hits[g].span for g in gold if g in hits and g not in located}
        add(close, len(located), len(found) - len(nowhere), sum(_close(hits.get(g), gold[g]) for g in located))
        missed.update(g.of(d["text"]) for g in gold if g not in hits)
        taken = {f.span for f in hits.values()}
        extra.update(t.span.of(d["text"]) for t in found if t.span not in taken)
    print(f"  detection  same span {f1(same)}")
    print(f"             overlap   {f1(over)}")
    print(f"  together   overlap and within 161 km {f1(close)}")
    show(missed, errors, "missed")
    show(extra, errors, "extra")


def _close(t: Toponym | None, gold: dict[str, Any]) -> bool:
    place = None if t is None else t.place
    return place is not None and metres(place.lat, place.lon, gold["lat"], gold["lon"]) < CLOSE_M


def add(counts: list[int], *more: int) -> None:
    """Add gold, found and right to the counts."""
    for k, x in enumerate(more):
        counts[k] += x


def f1(counts: Sequence[int]) -> str:
    """Precision, recall, F1 of (gold, found, right)."""
    gold, found, right = counts
    return f"P {right / max(1, found):.3f}  R {right / max(1, gold):.3f}  F1 {2 * right / max(1, gold + found):.3f}"


def show(counted: Counter[str], most: int, what: str = "") -> None:
    """The commonest."""
    for words, n in counted.most_common(most):
        print(f"    {n} {what} {words}")


def speed(dispatches: Sequence[dict[str, Any]], gazetteer: Gazetteer) -> None:
    """Time a text, caches warm from one other pass over half of the texts."""
    half = len(dispatches) // 2
    for d in dispatches[:half]:
        toponyms(d["text"], d["lang"], gazetteer=gazetteer)
    own = timed(lambda d: toponyms(d["text"], d["lang"], gazetteer=gazetteer), dispatches[half:])
    size = sum(len(d["text"]) for d in dispatches[half:]) / max(1, len(dispatches) - half)
    print(f"  places {1000 * own:.1f} ms a text of {size:.0f} characters", end="")
    french = [d for d in dispatches[half:] if d["lang"] == "fr"]
    if french:
        from selon.intake.text import from_text
        from selon.reading.reader import Reader

        reader = Reader("fr")
        ready = [from_text(d["text"], published=None, lang="fr") for d in french]
        reader.read(ready[0])
        mine = timed(lambda d: toponyms(d["text"], "fr", gazetteer=gazetteer), french)
        reading = timed(reader.read, ready)
        print(f"; French: places {1000 * mine:.1f} ms, reading {1000 * reading:.1f} ms: {mine / reading:.1%}", end="")
    print(f"; resident memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def timed(work: Any, items: Iterable[Any]) -> float:
    """Mean seconds an item."""
    items = list(items)
    start = time.perf_counter()
    for item in items:
        work(item)
    return (time.perf_counter() - start) / max(1, len(items))


if __name__ == "__main__":
    main()
