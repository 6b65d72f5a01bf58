"""The story screen: lanes, rows, map, bands and figures of one story, from what linking made of its claims."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import combinations

from selon.desk import views
from selon.desk.cards import place_said, wording
from selon.desk.linked import Linker
from selon.linking.brief_words import BriefWords
from selon.linking.model import Fact, Happening, Told
from selon.linking.reasons import said
from selon.linking.situation import thread
from selon.linking.stories import Story
from selon.model import Period, PlaceMention, Quantity
from selon.wording import Wording

WIDE = frozenset({"country", "region", "district", "area", "continent", "sea", "desert", "mountain", "river", "lake"})
"""Kinds of place that are shaded as a stretch of land or water."""
PAGE = 40
"""Stories of a page."""


@lru_cache(maxsize=8)
def words_of(lang: str) -> BriefWords:
    """The templates of a language."""
    return BriefWords.of(lang)


def story_list(found: Sequence[Story], start: int, lang: str) -> views.StoryList:
    """A page of the list of stories; `next_url` is left to the caller."""
    return views.StoryList(tuple(_item(s, lang) for s in found[start : start + PAGE]), len(found))


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
        len(s.tolds),
        len(s.dispatches),
    )


def story_view(linker: Linker, s: Story, verdicts: Mapping[str, str], lang: str, today: date) -> views.StoryView:
    """All of one story, in the words of `lang`. `verdicts` are those that stand on its claims."""
    w = words_of(lang)
    happening = {t.id: h.id for h in s.happenings for t in h.tolds}
    rows = tuple(_row(t, happening[t.id], verdicts.get(t.id), lang) for t in s.tolds)
    days = [
        d for r in rows for d in (r.when.first if r.when else None, r.when.last if r.when else None, r.published) if d
    ]
    shapes, unplaced = _places(s.tolds, lang)
    return views.StoryView(
        id=s.id,
        url=f"/stories/{s.id}",
        title=w.title(s),
        said=w.days(s.first, s.last),
        first=min(days, default=None),
        last=max(days, default=None),
        today=today.isoformat(),
        lanes=_lanes(linker, s.tolds),
        rows=rows,
        groups=tuple(_group(linker, h, w) for h in s.happenings),
        shapes=shapes,
        unplaced=unplaced,
        bands=tuple(_bands(linker.facts(), happening, w)),
        figures=tuple(_figures(rows, s.tolds, lang)),
        brief_url=f"/stories/{s.id}/brief",
        data_url=f"/stories/{s.id}/view.json",
    )


def _row(t: Told, happening: str, verdict: str | None, lang: str) -> views.Row:
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
        who=w.who(c.source, d),
        source_kind=c.source.kind,
        when=stretch(period, lang) if period else None,
        published=_iso(t.published),
        dispatch_url=f"/dispatches/{d.id}",
        places=tuple(dict.fromkeys(_shape_id(p) for p in c.places if p.place)),
        quantity=_counted(t, w),
        verdict=verdict,
    )


def _counted(t: Told, w: Wording) -> str:
    """How many in the text's words, with the bounds where the words leave them to the reader."""
    q = t.claim.quantity
    if q is None:
        return ""
    words = t.words(q.counted or q.span)
    return words if q.low == q.high else f"{words} ({w.number(q)})"


def stretch(p: Period, lang: str) -> views.Stretch:
    """A period as it is drawn: an end is soft where it is open, approximate or of a coarser grain than days."""
    soft = p.approximate or p.grain not in ("day", "week")
    w = words_of(lang)
    return views.Stretch(
        _iso(p.first), _iso(p.last), soft or p.first is None, soft or p.last is None, p.edtf, w.period(p)
    )


def _lanes(linker: Linker, tolds: Iterable[Told]) -> tuple[views.Lane, ...]:
    """One lane a voice, in the order in which they first speak."""
    found: dict[str, list[Told]] = defaultdict(list)
    for t in tolds:
        found[t.voice].append(t)
    return tuple(
        views.Lane(id_, voice.name, voice.kind, some[0].agency or "", len(some))
        for id_, some in found.items()
        for voice in [linker.voice(id_)]
    )


def _group(linker: Linker, h: Happening, w: BriefWords) -> views.Group:
    n = linker.independence(h)
    return views.Group(
        id=h.id,
        title=w.happening(h),
        type=h.family,
        at_least=n.at_least,
        at_most=n.at_most,
        reasons=tuple(said(n.why, w.lang)),
        links=tuple(views.LinkView(x.relation, x.claim, x.other, tuple(said(x.why, w.lang))) for x in linker.links(h)),
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
    at: dict[str, tuple[Told, PlaceMention]] = {}
    claims: dict[str, list[str]] = defaultdict(list)
    nowhere: dict[str, list[str]] = defaultdict(list)
    for t in tolds:
        for m in t.claim.places:
            if m.place is None:
                nowhere[t.words(m.span)].append(t.id)
            else:
                at.setdefault(_shape_id(m), (t, m))
                claims[_shape_id(m)].append(t.id)
    shapes = tuple(_shape(id_, t, m, claims[id_], lang) for id_, (t, m) in at.items())
    lost = str(wording(lang, lang).words["places"]["unresolved"])
    return shapes, tuple(views.Unplaced(words, lost, tuple(dict.fromkeys(ids))) for words, ids in nowhere.items())


def _shape(id_: str, t: Told, m: PlaceMention, claims: list[str], lang: str) -> views.Shape:
    p = m.place
    assert p is not None
    return views.Shape(
        id=id_,
        name=p.name,
        kind=p.kind,
        lat=round(p.lat, 5),
        lon=round(p.lon, 5),
        radius_m=p.radius_m,
        region=p.kind in WIDE and p.relative is None,
        country=p.country,
        disputed=p.claimants,
        said=place_said(p, wording(lang, t.dispatch.lang)),
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


def _bands(facts: Iterable[Fact], happening: Mapping[str, str], w: BriefWords) -> Iterator[views.Band]:
    """The bands of a story: of each thing, in order of the days on which states set in."""
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
            yield _band(h, id(h) in at_odds, w)


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


def _band(h: _Held, conflict: bool, w: BriefWords) -> views.Band:
    f = h.fact
    first = f.since.first or f.since.last
    last = (f.until.last or f.until.first) if f.until else None
    sure_first = f.since.first is not None and f.since.first == f.since.last
    sure_last = f.until is not None and f.until.first is not None and f.until.first == f.until.last
    edtf = f"{f.since.edtf}, {f.until.edtf}" if f.until else f.since.edtf
    when = views.Stretch(_iso(first), _iso(last), not sure_first, not sure_last, edtf, w.since(f.since).strip(" ,"))
    return views.Band(
        site=f.spot.label if f.spot else "",
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
        if q is not None and q.unit and (q.low is not None or q.high is not None):
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
                    claim=row.claim,
                    url=row.url,
                )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
