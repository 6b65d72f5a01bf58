"""Which happenings hang together: stories, and how they stand on a day.

Two happenings are of one story where they follow each other closely and share who and where: the same party in the
same country doing the same kind of thing, the same kind of thing at the same spot, or the same two parties. What these
ties hold together and its dispatches tell less of than of something else is a part of that story. The outcome does not
depend on the order in which dispatches came.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations, pairwise
from typing import Any, Literal, TypeVar

from selon.errors import LedgerError
from selon.linking.asked import Asked
from selon.linking.model import CommitmentOn, Family, Happening, Party, Spot, Standing, Told

Named = TypeVar("Named", Party, Spot)
Theme = Literal["ground", "harm", "custody", "deal", "protest", "rule"]

THEMES: dict[Family, Theme] = {
    "leave": "ground",
    "come": "ground",
    "control": "ground",
    "force": "harm",
    "casualty": "harm",
    "displace": "harm",
    "detain": "custody",
    "release": "custody",
    "agree": "deal",
    "talk": "deal",
    "demand": "deal",
    "accuse": "deal",
    "reject": "deal",
    "threaten": "deal",
    "support": "deal",
    "sanction": "deal",
    "integrate": "deal",
    "protest": "protest",
    "govern": "rule",
}
"""Kinds of happenings that follow from each other."""
FOLLOWS = 30
"""Days of silence after which the same party in the same country is another story."""
HERE = 14
"""The same for what happens at one spot."""


@dataclass(frozen=True, slots=True)
class Story:
    """Happenings that hang together, in the order in which they began.

    `id` is that of the happening told first, so that it stays while later dispatches come. `parties` and `spots` are
    those of its happenings, the most frequent first; `first` and `last` the publication days of its dispatches.
    """

    id: str
    happenings: tuple[Happening, ...]
    parties: tuple[Party, ...]
    spots: tuple[Spot, ...]
    first: date | None
    last: date | None

    @property
    def tolds(self) -> tuple[Told, ...]:
        """Its claims, in order of publication."""
        return tuple(sorted((t for h in self.happenings for t in h.tolds), key=lambda t: t.order))

    @property
    def dispatches(self) -> tuple[str, ...]:
        """The ids of its dispatches, in order of publication."""
        return tuple(dict.fromkeys(t.dispatch.id for t in self.tolds))

    @property
    def families(self) -> tuple[Family, ...]:
        """Kinds of its happenings, those that most claims are of first."""
        counted = Counter(h.family for h in self.happenings for _ in h.members)
        return tuple(sorted(counted, key=lambda f: (-counted[f], f)))

    def to_json(self) -> dict[str, Any]:
        """The story as JSON-ready values."""
        return {
            "id": self.id,
            "first": self.first.isoformat() if self.first else None,
            "last": self.last.isoformat() if self.last else None,
            "families": list(self.families),
            "parties": [p.label for p in self.parties],
            "places": [s.label for s in self.spots],
            "dispatches": list(self.dispatches),
            "happenings": [h.id for h in self.happenings],
        }


@dataclass(frozen=True, slots=True)
class StoryOn:
    """How a story stands on a day, by what was published until then: its happenings so far, its commitments, and the
    states that its claims tell of. `silent` are the days since its last dispatch, None where none has a day."""

    story: Story
    day: date
    happenings: tuple[Happening, ...]
    commitments: tuple[CommitmentOn, ...]
    standings: tuple[Standing, ...]
    silent: int | None

    def to_json(self) -> dict[str, Any]:
        """The state as JSON-ready values."""
        return {
            "story": self.story.id,
            "day": self.day.isoformat(),
            "silent": self.silent,
            "happenings": [h.id for h in self.happenings],
            "commitments": [c.to_json() for c in self.commitments],
            "standings": [s.to_json() for s in self.standings],
        }


def stories(happenings: Iterable[Happening]) -> list[Story]:
    """The stories that these happenings make, the one told last first. Each happening is of exactly one."""
    known = sorted(happenings, key=_order)
    root = list(range(len(known)))

    def find(i: int) -> int:
        while root[i] != i:
            root[i] = root[root[i]]
            i = root[i]
        return i

    for i, j in _ties(known):
        one, other = find(i), find(j)
        root[max(one, other)] = min(one, other)
    together: dict[int, list[Happening]] = defaultdict(list)
    for i, h in enumerate(known):
        together[find(i)].append(h)
    made = [_story(hs) for hs in _gathered(together)]
    return sorted(made, key=lambda s: (-(s.last or date.min).toordinal(), s.id))


def story(happenings: Iterable[Happening], id: str) -> Story:  # noqa: A002 - as everywhere in the library
    """The story of this id, or the one that a happening or claim of this id belongs to; a beginning of it will do.

    Raises:
        LedgerError: there is none, or the beginning fits several.
    """
    found = [s for s in stories(happenings) if any(x.startswith(id) for x in _ids(s))] if id else []
    exact = [s for s in found if id in _ids(s)]
    if len(exact or found) > 1:
        raise LedgerError(f"{id}: {len(found)} stories have an id that begins so: give more of it")
    if not found:
        raise LedgerError(f"{id}: no story, happening or claim has this id: `selon stories` lists them")
    return (exact or found)[0]


def state(linker: Asked, of: Story, on: date) -> StoryOn:
    """How a story stands on a day, by what was published until then."""
    mine = {h.id for h in of.happenings}
    claims = {t.id for t in of.tolds}
    so_far = tuple(h for h in of.happenings if any(known(t, on) for t in h.tolds))
    days = [t.published for t in of.tolds if t.published and t.published <= on]
    return StoryOn(
        of,
        on,
        so_far,
        tuple(linker.due(on, happenings=mine)),
        tuple(linker.situation(on, claims=claims)),
        (on - max(days)).days if days else None,
    )


def known(t: Told, on: date) -> bool:
    """Whether a claim was published by a day; one without a day always was."""
    return t.published is None or t.published <= on


def _gathered(together: dict[int, list[Happening]]) -> list[list[Happening]]:
    """The parts, each put to the one that its dispatches tell no less of, where that is the larger one: nothing turns
    in a circle."""
    size = {part: sum(len(h.members) for h in hs) for part, hs in together.items()}
    counts: dict[str, Counter[int]] = defaultdict(Counter)
    for part, hs in together.items():
        for h in hs:
            for t in h.tolds:
                counts[t.dispatch.id][part] += 1
    into: dict[int, int] = {}
    for part, hs in together.items():
        near: Counter[int] = Counter()
        for d in {t.dispatch.id for h in hs for t in h.tolds}:
            near.update(counts[d])
        most = min(near, key=lambda p: (-near[p], -size[p], p))
        larger = (size[most], -most) > (size[part], -part)
        into[part] = most if near[most] >= near[part] and larger else part
    whole: dict[int, list[Happening]] = defaultdict(list)
    for part, hs in together.items():
        end = part
        while into[end] != end:
            end = into[end]
        whole[end] += hs
    return [sorted(hs, key=_order) for hs in whole.values()]


def _ids(s: Story) -> set[str]:
    return {s.id, *(h.id for h in s.happenings), *(t.id for t in s.tolds)}


def _order(h: Happening) -> tuple[Any, ...]:
    return min(t.order for t in h.tolds), h.id


def _story(hs: Sequence[Happening]) -> Story:
    in_sequence = tuple(sorted(hs, key=lambda h: (_days(h), _order(h))))
    days = [t.published for h in hs for t in h.tolds if t.published]
    parties = [p for h in hs for t in h.tolds for p in (t.actor, t.target) if p and p.key and not p.inferred]
    spots = [s for h in hs for t in h.tolds for s in t.spots if not s.inferred]
    return Story(
        hs[0].id,
        in_sequence,
        tuple(_frequent(parties)),
        tuple(_frequent(spots)),
        min(days, default=None),
        max(days, default=None),
    )


def _frequent(found: Sequence[Named]) -> Iterator[Named]:
    """Those of one key once, under the words that it is most often named by; the most frequent first."""
    counted = Counter(_key(x) for x in found)
    labels = Counter((_key(x), x.label) for x in found)
    best: dict[str, Named] = {}
    for x in sorted(set(found), key=lambda x: (-labels[_key(x), x.label], len(x.label), x.label, repr(x))):
        best.setdefault(_key(x), x)
    return (best[k] for k in sorted(best, key=lambda k: (-counted[k], k)))


def _key(x: Party | Spot) -> str:
    return x.key if isinstance(x, Party) else x.id


def _ties(known: Sequence[Happening]) -> Iterator[tuple[int, int]]:
    """Pairs of happenings that are of one story; chains of pairs stand for all pairs of what they hold together."""
    strands: dict[tuple[Hashable, ...], list[int]] = defaultdict(list)
    homes = _homes(known)
    for i, h in enumerate(known):
        for strand in _strands(h, homes):
            strands[strand].append(i)
    for strand, members in strands.items():
        reach = HERE if strand[0] == "spot" else FOLLOWS
        yield from _chained(known, members, reach)


def _chained(known: Sequence[Happening], members: Sequence[int], reach: int) -> Iterator[tuple[int, int]]:
    """Neighbours in time, no further apart than so many days after the last of those before."""
    in_time = sorted(members, key=lambda i: (_days(known[i]), i))
    end = None
    for i, j in pairwise(in_time):
        last = _days(known[i])[1]
        end = last if end is None else max(end, last)
        if _days(known[j])[0] - end <= reach:
            yield i, j


def _strands(h: Happening, homes: Mapping[str, str]) -> Iterator[tuple[Hashable, ...]]:
    theme = THEMES[h.family]
    parties, countries = _parties(h), _countries(h, homes)
    for country in countries:
        for party in parties:
            yield "party", theme, party, country
        for pair in combinations(sorted(parties), 2):
            yield "pair", *pair, country
    for s in h.spots:
        if s.exact:
            yield "spot", theme, s.id


def _parties(h: Happening) -> set[str]:
    """Keys of who takes part, by themselves where several are named as one ("l'armée et les FDS")."""
    found = [h.actor, h.target, *(p for t in h.tolds for p in (t.actor, t.target))]
    return {k for p in found if p and not p.inferred for k in p.key.split("+") if k}


def _countries(h: Happening, homes: Mapping[str, str]) -> set[str]:
    """ISO codes of the countries it is in; where it names no place, those that its dispatches are mostly about."""
    named = {c for t in h.tolds for c in _named(t)}
    return named or {homes[t.dispatch.id] for t in h.tolds if t.dispatch.id in homes}


def _homes(known: Iterable[Happening]) -> dict[str, str]:
    """The country that each dispatch is mostly about."""
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for h in known:
        for t in h.tolds:
            counted[t.dispatch.id].update(_named(t))
    return {d: min(c, key=lambda code: (-c[code], code)) for d, c in counted.items() if c}


def _named(t: Told) -> Iterator[str]:
    return (m.place.country for m in t.claim.places if m.role != "to" and m.place and m.place.country)


def _days(h: Happening) -> tuple[int, int]:
    """First and last day as ordinals: of what is over when it was, of a plan from when it was told, of what has no time
    when it was told; (0, 0) where there is no day at all."""
    told = [t.published.toordinal() for t in h.tolds if t.published]
    first, last = (d.toordinal() if d else None for d in (h.first, h.last))
    if first is None and last is None:
        return (min(told), min(told)) if told else (0, 0)
    begun = first if first is not None else min([*told, last or 0])
    end = last if last is not None else max([*told, begun])
    return min(begun, end), max(begun, end)
