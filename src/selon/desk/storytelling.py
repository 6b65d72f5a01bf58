"""The story screen: lanes, rows, map, bands and figures of one story, from what linking made of its claims."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from itertools import combinations
from urllib.parse import urlencode

from selon.desk import views
from selon.desk.linked import Linker
from selon.desk.phrases import after, counted, place_name, place_said, speaker, wording
from selon.linking import reasons as catalogue
from selon.linking.brief_words import BriefWords
from selon.linking.facts import facts as facts_of
from selon.linking.model import Fact, Happening, Told, Voice
from selon.linking.situation import thread
from selon.linking.stories import Story
from selon.model import Period, Place, PlaceMention, Quantity

WIDE = frozenset({"country", "region", "district", "area", "continent", "sea", "desert", "mountain", "river", "lake"})
"""Kinds of place that are shaded as a stretch of land or water."""
PAGE = 40
"""Stories of a page."""
SHOWN = 250
"""Claims that a story is drawn with at once."""
LINKS = 12
"""Links of a happening that are listed."""
OWN = 1_000
"""How much more a name counts that is written in the language of the page."""
BARS = 60
"""Stretches of days into which the claims of a long story are counted."""


@lru_cache(maxsize=8)
def words_of(lang: str) -> BriefWords:
    """The templates of a language."""
    return BriefWords.of(lang)


def story_items(found: Sequence[Story], lang: str) -> tuple[views.StoryItem, ...]:
    """The lines of the list of stories."""
    return tuple(_item(s, lang) for s in found)


def _item(s: Story, lang: str) -> views.StoryItem:
    w = words_of(lang)
    return views.StoryItem(
        s.id,
        f"/stories/{s.id}",
        w.title(s),
        _iso(s.first),
        _iso(s.last),
        w.days(s.first, s.last),
        len(s.happenings),
        sum(len(h.members) for h in s.happenings),
        len({t.dispatch.id for h in s.happenings for t in h.tolds}),
    )


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is wanted of a story: what was published from a day to a day, less so many of the latest claims."""

    first: date | None = None
    last: date | None = None
    skip: int = 0

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """It as the query of an address has it."""
        days = ((k, d.isoformat()) for k, d in (("from", self.first), ("to", self.last)) if d)
        return (*days, *((("skip", str(self.skip)),) if self.skip else ()))

    def of(self, tolds: Sequence[Told]) -> tuple[list[Told], tuple[bool, bool]]:
        """The claims published on these days, as many as can be looked at, and whether there are earlier and later
        ones. `tolds` are in order of publication."""
        those = [
            t
            for t in tolds
            if (self.first is None or (t.published or date.max) >= self.first)
            and (self.last is None or (t.published or date.min) <= self.last)
        ]
        end = max(0, len(those) - self.skip)
        start = max(0, end - SHOWN)
        return those[start:end], (start > 0, end < len(those))


def part_of(s: Story, wanted: Wanted) -> tuple[Story, bool]:
    """The story with only the happenings that the wanted claims are about, and whether there are others."""
    every = s.tolds
    tolds, _ = wanted.of(every)
    if len(tolds) == len(every):
        return s, False
    ids = {t.id for t in tolds}
    return replace(s, happenings=tuple(h for h in s.happenings if any(t.id in ids for t in h.tolds))), True


def story_view(
    linker: Linker,
    s: Story,
    lang: str,
    today: date,
    *,
    beside: Mapping[str, Sequence[Told]],
    wanted: Wanted | None = None,
) -> views.StoryView:
    """A story in the words of `lang`: its latest claims, as many as can be looked at, of those that are `wanted`.

    `beside` are the claims of each dispatch. The verdicts on its claims are left to `judged`.
    """
    w, asked, every = words_of(lang), wanted or Wanted(), s.tolds
    tolds, more = asked.of(every)
    happening = {t.id: h.id for h in s.happenings for t in h.tolds}
    rows = tuple(_row(t, happening[t.id], lang) for t in tolds)
    shown = {happening[t.id] for t in tolds}
    days = list(_days(rows))
    shapes, unplaced = _places(tolds, lang)
    facts = (f for t in tolds for f in facts_of(t, beside.get(t.dispatch.id, ())))
    return views.StoryView(
        id=s.id,
        url=f"/stories/{s.id}",
        title=w.title(s),
        said=w.days(s.first, s.last),
        first=min(days, default=None),
        last=max(days, default=None),
        today=today.isoformat(),
        lanes=_lanes(linker, tolds, lang),
        rows=rows,
        groups=tuple(_group(linker, h, w, lang) for h in s.happenings if h.id in shown),
        shapes=shapes,
        unplaced=unplaced,
        bands=tuple(_bands(facts, happening, {s.id: s.name for s in shapes}, w)),
        figures=tuple(_figures(rows, tolds, lang)),
        brief_url=f"/stories/{s.id}/brief{_address(asked)}",
        data_url=f"/stories/{s.id}/view.json{_address(asked)}",
        map_url=f"/stories/{s.id}/map.json{_address(asked)}",
        part=_part(s, asked, every, tolds, more, w) if len(tolds) < len(every) else None,
    )


def _days(rows: Iterable[views.Row]) -> Iterator[str]:
    """The days between which a story is drawn: of publication, and the sure ends of its periods. "Since 2014" reaches
    to the edge and fades there; drawn whole, it would leave the days that matter no room."""
    for r in rows:
        sure = ((r.when.first, r.when.soft_first), (r.when.last, r.when.soft_last)) if r.when else ()
        yield from (d for d, soft in (*sure, (r.published, False)) if d and not soft)


def judged(view: views.StoryView, verdicts: Mapping[str, str]) -> views.StoryView:
    """The view with the verdicts that stand on its claims."""
    rows = (replace(r, verdict=verdicts[r.claim]) if r.claim in verdicts else r for r in view.rows)
    return replace(view, rows=tuple(rows))


def _part(
    s: Story, asked: Wanted, every: Sequence[Told], tolds: Sequence[Told], more: tuple[bool, bool], w: BriefWords
) -> views.Part:
    """Which part of a long story is shown, and the ways to what is earlier and later, where there is `more`."""
    days = [t.published for t in tolds if t.published]
    url = f"/stories/{s.id}"
    return views.Part(
        shown=len(tolds),
        total=len(every),
        said=w.days(min(days, default=None), max(days, default=None)),
        first=_iso(asked.first),
        last=_iso(asked.last),
        earlier_url=f"{url}{_address(replace(asked, skip=asked.skip + SHOWN))}" if more[0] else None,
        later_url=f"{url}{_address(replace(asked, skip=max(0, asked.skip - SHOWN)))}" if more[1] else None,
        all_url=url,
        stretches=tuple(_stretches(every, {t.id for t in tolds}, url, w)),
    )


def _address(asked: Wanted) -> str:
    return f"?{urlencode(asked.pairs)}" if asked.pairs else ""


def _stretches(tolds: Sequence[Told], shown: Container[str], url: str, w: BriefWords) -> Iterator[views.Load]:
    """How many claims were published in each of so many equal stretches of days."""
    dated = [t for t in tolds if t.published]
    if not dated:
        return
    first, last = (t.published or date.min for t in (dated[0], dated[-1]))
    long = -(-((last - first).days + 1) // BARS)
    counts, seen = Counter[int](), set[int]()
    for t in dated:
        n = ((t.published or first) - first).days // long
        counts[n] += 1
        if t.id in shown:
            seen.add(n)
    for n in range((last - first).days // long + 1):
        day = first + timedelta(n * long)
        end = min(last, day + timedelta(long - 1))
        asked = Wanted(day, end)
        yield views.Load(day.isoformat(), w.days(day, end), counts[n], n in seen, f"{url}{_address(asked)}")


def _row(t: Told, happening: str, lang: str) -> views.Row:
    c, d = t.claim, t.dispatch
    w = wording(lang, d.lang)
    period = c.time
    return views.Row(
        claim=c.id,
        url=f"/claims/{c.id}",
        lane=t.voice,
        happening=happening,
        mark="none" if period is None else "flag" if c.deadline else "bar",
        type=c.type,
        status=c.status,
        status_said=w.status(c),
        negated=c.negated,
        said=w.claim(c, d.text),
        who=speaker(c.source, d, w),
        source_kind=c.source.kind,
        source_count=c.source.count,
        when=stretch(period, lang) if period else None,
        published=_iso(t.published),
        published_said=w.short_day(t.published) if t.published else "",
        dispatch_url=f"/dispatches/{d.id}",
        places=tuple(dict.fromkeys(_shape_id(p) for p in c.places if p.place)),
        quantity=counted(c.quantity, d.text, w),
    )


def stretch(p: Period, lang: str) -> views.Stretch:
    """A period as it is drawn: an end is soft where it is open, approximate or of a coarser grain than days."""
    soft = p.approximate or p.grain not in ("day", "week")
    w = words_of(lang)
    return views.Stretch(
        _iso(p.first), _iso(p.last), soft or p.first is None, soft or p.last is None, p.edtf, w.period(p)
    )


def _lanes(linker: Linker, tolds: Iterable[Told], lang: str) -> tuple[views.Lane, ...]:
    """One lane a voice, in the order in which they first speak."""
    found: dict[str, list[Told]] = defaultdict(list)
    for t in tolds:
        found[t.voice].append(t)
    return tuple(_lane(linker.voice(id_), id_, some, lang) for id_, some in found.items())


def _lane(voice: Voice, id_: str, tolds: Sequence[Told], lang: str) -> views.Lane:
    w = wording(lang, tolds[0].dispatch.lang)
    day = tolds[0].published if voice.dispatch else None
    said = w.short_day(day) if day else ""
    return views.Lane(id_, after(voice.name, w), voice.kind, tolds[0].agency or "", len(tolds), said)


def _group(linker: Linker, h: Happening, w: BriefWords, lang: str) -> views.Group:
    n = linker.independence(h)
    tolds = {t.id: t for t in h.tolds}

    def said(id_: str) -> str:
        t = tolds.get(id_)
        return wording(lang, t.dispatch.lang).claim(t.claim, t.dispatch.text) if t else id_

    links = linker.links(h)
    listed = sorted(links, key=lambda x: x.relation != "contradicts")[:LINKS]
    return views.Group(
        id=h.id,
        title=w.happening(h),
        type=h.family,
        at_least=n.at_least,
        at_most=n.at_most,
        reasons=tuple(catalogue.said(n.why, lang)),
        links=tuple(
            views.LinkView(
                x.relation, x.claim, x.other, said(x.claim), said(x.other), tuple(catalogue.said(x.why, lang))
            )
            for x in listed
        ),
        linked=len(links),
        claims=tuple(t.id for t in h.tolds),
    )


# The map.


def _shape_id(m: PlaceMention) -> str:
    """One shape a spot: the gazetteer's entry, and what was told from it."""
    p = m.place
    if p is None:
        return ""
    return p.id if p.relative is None else f"{p.id}@{p.lat:.4f},{p.lon:.4f}"


def _places(tolds: Iterable[Told], lang: str) -> tuple[tuple[views.Shape, ...], tuple[views.Unplaced, ...]]:
    at: dict[str, Place] = {}
    names: dict[str, Counter[str]] = defaultdict(Counter)
    claims: dict[str, list[str]] = defaultdict(list)
    nowhere: dict[str, list[str]] = defaultdict(list)
    for t in tolds:
        for m in t.claim.places:
            if m.place is None:
                nowhere[t.words(m.span)].append(t.id)
            else:
                id_ = _shape_id(m)
                at.setdefault(id_, m.place)
                claims[id_].append(t.id)
                # What those who write in the language of the page call it goes before what others do.
                names[id_][t.words(m.span)] += OWN if t.dispatch.lang == lang else 1
    shapes = tuple(_shape(id_, p, names[id_].most_common(1)[0][0], claims[id_], lang) for id_, p in at.items())
    lost = str(wording(lang, lang).words["places"]["unresolved"])
    return shapes, tuple(views.Unplaced(words, lost, tuple(dict.fromkeys(ids))) for words, ids in nowhere.items())


def _shape(id_: str, p: Place, words: str, claims: list[str], lang: str) -> views.Shape:
    return views.Shape(
        id=id_,
        name=place_name(p, lang, words),
        kind=p.kind,
        lat=round(p.lat, 5),
        lon=round(p.lon, 5),
        radius_m=p.radius_m,
        region=p.kind in WIDE and p.relative is None,
        country=p.country,
        disputed=p.claimants,
        said=place_said(p, lang, words),
        claims=tuple(dict.fromkeys(claims)),
    )


# How things stood.


@dataclass(frozen=True, slots=True)
class _Held:
    """Facts that say the same of the same days."""

    facts: list[Fact]

    @property
    def fact(self) -> Fact:
        return self.facts[0]

    def days(self) -> tuple[date, date]:
        f = self.fact
        first = f.since.first or f.since.last or date.min
        last = (f.until.last or f.until.first or date.max) if f.until else date.max
        return first, last


def _bands(
    facts: Iterable[Fact], happening: Mapping[str, str], names: Mapping[str, str], w: BriefWords
) -> Iterator[views.Band]:
    """The bands of a story: of each thing, in order of the days on which states set in. `names` are the map's."""
    things: dict[tuple[str, str, str], dict[tuple[object, ...], _Held]] = defaultdict(dict)
    for f in facts:
        if f.told.id in happening:
            thing = thread(f)
            same = (f.value, f.since, f.until, None if f.quantity is None else (f.quantity.low, f.quantity.high))
            things[thing].setdefault(same, _Held([])).facts.append(f)
    for held in things.values():
        states = sorted(held.values(), key=lambda h: (h.days(), h.fact.value))
        at_odds = {
            id(x)
            for one, other in combinations(states, 2)
            if (one.fact.value == other.fact.value and one.fact.kind == "strength" and one.days() == other.days())
            or _opposed(one, other)
            for x in (one, other)
        }
        for h in states:
            yield _band(h, id(h) in at_odds, names, w)


_OPPOSITES = frozenset(
    {
        frozenset({"present", "gone"}),
        frozenset({"held", "lost"}),
        frozenset({"in force", "ended"}),
        frozenset({"in force", "broken"}),
    }
)


def _opposed(one: _Held, other: _Held) -> bool:
    """Whether two states cannot hold on the days on which both are said to have set in."""
    if frozenset({one.fact.value, other.fact.value}) not in _OPPOSITES:
        return False
    a, b = one.fact.since, other.fact.since
    return a.first is not None and a.first == b.first and a.last == b.last


def _band(h: _Held, conflict: bool, names: Mapping[str, str], w: BriefWords) -> views.Band:
    f = h.fact
    first = f.since.first or f.since.last
    last = (f.until.last or f.until.first) if f.until else None
    sure_first = f.since.first is not None and f.since.first == f.since.last
    sure_last = f.until is not None and f.until.first is not None and f.until.first == f.until.last
    edtf = f"{f.since.edtf}, {f.until.edtf}" if f.until else f.since.edtf
    when = views.Stretch(_iso(first), _iso(last), not sure_first, not sure_last, edtf, w.since(f.since).strip(" ,"))
    return views.Band(
        site=names.get(f.spot.id, f.spot.label) if f.spot else "",
        actor=w.side(f.actor) if f.actor and f.actor.label else "",
        aspect=f.kind,
        state=f.value,
        said=str(w.words["states"].get(f.value, f.value)),
        when=when,
        conflict=conflict,
        claims=tuple(dict.fromkeys(x.told.id for x in h.facts)),
    )


# Figures.


def _figures(rows: Iterable[views.Row], tolds: Iterable[Told], lang: str) -> Iterator[views.Figure]:
    """The numbers that more than one claim gives of one thing: the same kind of claim, the same thing counted."""
    found: dict[tuple[str, str], list[tuple[views.Row, Told, Quantity]]] = defaultdict(list)
    for row, t in zip(rows, tolds, strict=True):
        q = t.claim.quantity
        if q is not None and q.unit and t.copy_of is None and (q.low is not None or q.high is not None):
            found[row.type, q.unit].append((row, t, q))
    types = wording(lang, lang).words["types"]
    for (kind, unit), some in found.items():
        if len(some) > 1:
            for row, t, q in some:
                yield views.Figure(
                    what=f"{types[kind]}, {unit}",
                    who=row.who,
                    source_kind=row.source_kind,
                    low=q.low,
                    high=q.high,
                    said=wording(lang, t.dispatch.lang).number(q),
                    when=row.when,
                    published=row.published,
                    published_said=row.published_said,
                    claim=row.claim,
                    url=row.url,
                )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
