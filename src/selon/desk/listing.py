"""The list on the left: dispatches a page at a time, with the headings that narrow it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from selon.desk import catalogue, views
from selon.desk.catalogue import REVIEWED, FacetName, Filters, Listed, Narrowed
from selon.desk.cursors import cursor
from selon.desk.phrases import wording
from selon.desk.snippets import snippet
from selon.ledger import Ledger

SIZE = 40
"""Dispatches of a page."""
MOST_VALUES = 12
"""Values of a heading that are listed, besides those chosen."""
MOST_DAYS = 14
"""Days that are listed as days; more are put together as months."""


def listing(
    ledger: Ledger,
    left: Narrowed,
    f: Filters,
    lang: str,
    *,
    after: int | None = None,
    path: str = "/dispatches",
) -> views.ListView:
    """A page of the list, in the words of `lang`. `left` is what the filters leave, `path` the page that the headings
    lead to."""
    found, counts = left.found, left.counts
    shown = catalogue.page(ledger.store, found, after, SIZE + 1, text=f.search is not None)
    more = len(shown) > SIZE
    query = address(f)
    return views.ListView(
        items=tuple(_item(x, f, lang, query) for x in shown[:SIZE]),
        facets=tuple(_facet(name, values, f, lang, path) for name, values in counts.items()),
        q=f.q,
        first=f.first.isoformat() if f.first else "",
        last=f.last.isoformat() if f.last else "",
        total=len(found),
        hidden=left.total - len(found),
        query=query,
        next_url=f"/fragments/list{_with(query, 'cursor', cursor(shown[SIZE - 1].n))}" if more else None,
        clear_url=path if f.narrow else None,
    )


def opened(shown: views.ListView, key: str | None) -> views.ListView:
    """The page with the dispatch that is being read marked in it."""
    if key is None:
        return shown
    return replace(shown, items=tuple(replace(x, current=True) if x.key == key else x for x in shown.items))


def nothing(f: Filters, error: str) -> views.ListView:
    """The list where the question itself is wrong, with the reason."""
    return views.ListView((), (), f.q, "", "", 0, 0, address(f), None, "/dispatches", error)


def address(f: Filters) -> str:
    """The filters as the query of an address: `?q=…`, empty where there are none."""
    pairs = [("q", f.q)] if f.q else []
    pairs += [("agency", x) for x in f.agency] + [("lang", x) for x in f.lang]
    pairs += [(name, day.isoformat()) for name, day in (("from", f.first), ("to", f.last)) if day]
    pairs += [("reviewed", x) for x in f.reviewed]
    return f"?{urlencode(pairs)}" if pairs else ""


def _with(query: str, name: str, value: str) -> str:
    return f"{query}{'&' if query else '?'}{urlencode({name: value})}"


def _item(x: Listed, f: Filters, lang: str, query: str) -> views.Item:
    w = wording(lang, lang)
    words = (x.title or x.text).split()
    return views.Item(
        key=x.key,
        url=f"/dispatches/{x.key}{query}",
        title=" ".join(words[:40] if x.title else words[:12]),
        agency=x.agency or "",
        lang=x.lang,
        published=x.published.isoformat() if x.published else None,
        published_said=w.short_day(x.published) if x.published else "",
        claims=x.claims,
        reviewed=x.reviewed,
        snippet=snippet(x.text, f.search) if f.search else (),
    )


def _facet(name: FacetName, values: list[tuple[str, int]], f: Filters, lang: str, path: str) -> views.Facet:
    if name == "day":
        return views.Facet(name, tuple(_stretches(values, f, lang, path)))
    chosen: tuple[str, ...] = {"agency": f.agency, "lang": f.lang, "reviewed": f.reviewed}[name]
    counted = dict(values)
    listed = [v for v, _ in values[:MOST_VALUES]]
    listed += [v for v in chosen if v not in listed]
    return views.Facet(
        name,
        tuple(
            views.FacetValue(v, v, counted.get(v, 0), v in chosen, path + address(_toggled(f, name, v, chosen)))
            for v in listed
            if counted.get(v) or v in chosen
        ),
    )


def _toggled(f: Filters, name: str, value: str, chosen: tuple[str, ...]) -> Filters:
    now = tuple(v for v in chosen if v != value) if value in chosen else (*chosen, value)
    changed: dict[str, Any] = {name: tuple(v for v in REVIEWED if v in now) if name == "reviewed" else now}
    return replace(f, **changed)


def _stretches(values: list[tuple[str, int]], f: Filters, lang: str, path: str) -> Iterable[views.FacetValue]:
    """The days, or where they are many the months, latest first."""
    w = wording(lang, lang)
    days = [(date.fromisoformat(v), n) for v, n in values]
    if len(days) <= MOST_DAYS:
        parts = [(day, day, n, w.short_day(day)) for day, n in days]
    else:
        months = ((list(g), k) for k, g in groupby(days, key=lambda x: (x[0].year, x[0].month)))
        parts = [
            (date(*month, 1), _end(*month), sum(n for _, n in some), w.month(some[0][0])) for some, month in months
        ]
    for first, last, n, said in parts[: 2 * MOST_VALUES]:
        chosen = (f.first, f.last) == (first, last)
        goal = replace(f, first=None, last=None) if chosen else replace(f, first=first, last=last)
        yield views.FacetValue(f"{first}/{last}", said, n, chosen, path + address(goal))


def _end(year: int, month: int) -> date:
    """The last day of a month."""
    if (year, month) == (date.max.year, 12):
        return date.max
    return date.fromordinal(date(year + month // 12, month % 12 + 1, 1).toordinal() - 1)
