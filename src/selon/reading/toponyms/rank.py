"""Which entry of the gazetteer each name of a text stands for: all names of the text are weighed together."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from selon.gazetteer import Gazetteer, Place, distance_m
from selon.gazetteer.place import DIVISIONS, SETTLEMENTS, SITES
from selon.gazetteer.store import weight
from selon.reading.toponyms.mention import Mention
from selon.reading.toponyms.words import fold

ROUNDS = 3
LEAST = 0.01
"""Shares of belief below this are not counted."""
NEAR_M = 150_000.0
"""Distance at which another place of the text speaks half as loud as one on the spot."""
W_NEAR_SPELLING, W_CAPITAL, W_SEAT = 1.0, 0.5, 0.4
OF_NOTE = 50_000
"""People from which on a town is meant before the region that is named after it."""
W_SIZE, W_MAIN, W_COUNTRY, W_DIVISION, W_NEAR, W_INSIDE = 1.0, 0.4, 1.6, 1.6, 1.2, 5.0


@dataclass(slots=True)
class Group:
    """All mentions of one name in one text, which stand for one place, and its candidates."""

    mentions: list[Mention]
    places: tuple[Place, ...]
    base: list[float]
    why: list[list[str]]
    shares: list[float] = field(default_factory=list)
    scores: list[float] = field(default_factory=list)
    divisions: tuple[str, ...] = ()
    by_country: dict[str, float] = field(default_factory=dict)
    """Belief by country code."""
    by_division: dict[str, float] = field(default_factory=dict)
    """Belief by the id of the first-level division."""
    times: float = 1.0
    """How loud the group speaks for the others: more mentions, less than as many times louder."""

    def __post_init__(self) -> None:
        self.divisions = tuple(map(_division, self.places))
        self.times = math.sqrt(len(self.mentions))

    def believe(self, scores: list[float]) -> None:
        """Take the scores of the candidates, and the shares of belief that they come to."""
        self.scores, self.shares = scores, softmax(scores)
        self.by_country, self.by_division = {}, {}
        for p, division, share in zip(self.places, self.divisions, self.shares, strict=True):
            if share > LEAST:
                if p.country:
                    self.by_country[p.country] = self.by_country.get(p.country, 0.0) + share
                if division:
                    self.by_division[division] = self.by_division.get(division, 0.0) + share

    @property
    def best(self) -> int:
        """Index of the likeliest candidate."""
        return max(range(len(self.places)), key=lambda k: (self.scores[k], -k))


@dataclass(frozen=True, slots=True)
class Choice:
    """The entry chosen for a group, its share of the belief, and the reasons."""

    place: Place
    score: float
    why: tuple[str, ...]


class Ranker:
    """Weighs the candidates of all groups of one text against each other."""

    def __init__(self, groups: Sequence[Group], gazetteer: Gazetteer, known: Mapping[str, float]) -> None:
        self.groups = groups
        self.gazetteer = gazetteer
        self.known = known
        """Countries that the text is about for other reasons (demonyms, the caller), with their weight."""
        self._told: dict[int, list[float]] = {}
        self._held: tuple[Place, ...] = ()
        self._near: dict[int, list[float]] = {}

    def run(self) -> list[Choice]:
        """The choice for each group, in order."""
        for g in self.groups:
            g.believe(list(g.base))
        for _ in range(ROUNDS if any(len(g.places) > 1 for g in self.groups) else 0):
            self._round()
        countries, _ = self._support()
        return [self._choice(g, countries) for g in self.groups]

    def countries(self) -> list[str]:
        """ISO codes that the text is about, the likeliest first."""
        votes = self._support()[0]
        return [c for c in ranked(votes) if votes[c] >= 0.5]

    def _support(self) -> tuple[dict[str, float], dict[str, float]]:
        """Belief in each country and in each first-level division, from all groups."""
        countries: dict[str, float] = defaultdict(float)
        divisions: dict[str, float] = defaultdict(float)
        for code, x in self.known.items():
            countries[code] += x
        for g in self.groups:
            for code, share in g.by_country.items():
                countries[code] += g.times * share
            for division, share in g.by_division.items():
                divisions[division] += g.times * share
        return countries, divisions

    def _round(self) -> None:
        countries, divisions = self._support()
        total = max(1.0, sum(countries.values()))
        held = [(p, g) for g in self.groups if (p := g.places[g.best]).kind not in ("country", "continent", "sea")]
        if (places := tuple(p for p, _ in held)) != self._held:
            self._held, self._near = places, {}
        fresh: list[list[float] | None] = []
        for n, g in enumerate(self.groups):
            if len(g.places) == 1:
                fresh.append(None)
                continue
            times, own_countries, own_divisions = g.times, g.by_country, g.by_division
            if n not in self._near:
                self._near[n] = [0.0 if p.kind in ("country", "continent") else _nearness(p, g, held) for p in g.places]
            if n not in self._told:
                self._told[n] = [self._inside(p, g) for p in g.places]
            scores = []
            for k, p in enumerate(g.places):
                code, division = p.country, g.divisions[k]
                c = (countries[code] - times * own_countries.get(code, 0.0)) if code else 0.0
                d = (divisions[division] - times * own_divisions.get(division, 0.0)) if division else 0.0
                rest = max(1.0, total - times)
                scores.append(
                    g.base[k]
                    + W_COUNTRY * math.sqrt(max(0.0, c) / rest)
                    + W_DIVISION * math.sqrt(max(0.0, d) / rest)
                    + W_NEAR * self._near[n][k]
                    + self._told[n][k]
                )
            fresh.append(scores)
        for g, found in zip(self.groups, fresh, strict=True):
            if found is not None:
                g.believe(found)

    def _inside(self, p: Place, g: Group) -> float:
        """What the text says outright: "Paris, Missouri", "Ménaka, dans le nord du Mali"."""
        parents = [q for m in g.mentions for q in m.inside]
        if not parents:
            return 0.0
        inside = sum(any(_holds(self.gazetteer, big, p) for big in q.places[:4]) for q in parents)
        return W_INSIDE * inside / len(parents)

    def _choice(self, g: Group, countries: Mapping[str, float]) -> Choice:
        k = g.best
        p = g.places[k]
        why = list(g.why[k])
        code = p.country
        own = g.times * g.shares[k]
        if code and countries[code] - own >= 0.5 and p.kind != "country":
            why.append(f"the text is about {code}")
        if self._inside(p, g):
            why.append("the text says what it lies in")
        if len(g.places) > 1:
            why.append(f"1 of {len(g.places)} of the name")
        return Choice(p, g.shares[k], tuple(why))


def group(mentions: Iterable[Mention]) -> list[list[Mention]]:
    """Mentions by name: one name stands for one place in a text.

    Save where the text says what each lies in, or calls one of them a province and the other not.
    """
    found: dict[tuple[str, tuple[str, ...], bool], list[Mention]] = defaultdict(list)
    parents: dict[str, Counter[tuple[str, ...]]] = defaultdict(Counter)
    listed = list(mentions)
    for m in listed:
        parents[m.key][tuple(q.key for q in m.inside[:1])] += 1
    for m in listed:
        own = tuple(q.key for q in m.inside[:1])
        if not own:
            named = [p for p in parents[m.key] if p]
            own = named[0] if len(named) == 1 else ()
        found[m.key, own, m.noun == "division"].append(m)
    return list(found.values())


def weighed(mentions: list[Mention], places: Sequence[Place], near: Sequence[Place], key: str) -> Group:
    """A group with what speaks for each candidate by itself: size, name, kind. `near` are those of a near spelling."""
    base, why = [], []
    known = {p.id for p in places}
    towns = {i for q in places if q.kind in SETTLEMENTS and q.population >= OF_NOTE for i in q.within}
    candidates = (*places, *(p for p in near if p.id not in known))
    for p in candidates:
        reasons: list[str] = []
        score = W_SIZE * math.log10(weight(p) + 10)
        if p.id not in known:
            score -= W_NEAR_SPELLING
            reasons.append("near spelling")
        elif fold(p.name) == key:
            score += W_MAIN
        elif any(fold(n) == key for n in p.names):
            score += W_MAIN / 2
        if p.kind == "capital":
            score += W_CAPITAL
        score += _kind(p, mentions, reasons)
        if p.kind == "region" and p.id in towns and not any(m.noun for m in mentions):
            score -= W_SEAT
        base.append(score)
        why.append(reasons)
    return Group(mentions, candidates, base, why)


NOUN_KINDS = {
    "settlement": SETTLEMENTS,
    "division": DIVISIONS,
    "site": SITES,
    "water": frozenset({"sea", "strait", "lake", "river"}),
    "relief": frozenset({"mountain", "desert", "island", "area", "region"}),
}


def _kind(p: Place, mentions: Sequence[Mention], reasons: list[str]) -> float:
    nouns = Counter(m.noun for m in mentions if m.noun)
    score = 0.0
    for noun, n in nouns.items():
        kinds = NOUN_KINDS.get(noun)
        if noun == "dateline":
            score += 1.0 if p.kind in SETTLEMENTS else 0.0
        elif kinds is not None and p.kind in kinds:
            score += 2.0 if n * 2 >= len(mentions) else 0.8
            reasons.append(f"a {noun} by the noun beside it")
        elif kinds is not None and noun == "division" and p.kind in SETTLEMENTS:
            score -= 0.8
    if not nouns and p.kind == "district":
        score -= 0.5
    return score


def ranked(votes: Mapping[str, float]) -> list[str]:
    """The keys, the one with the most votes first; ties by name."""
    return sorted(votes, key=lambda c: (-votes[c], c))


def softmax(scores: Sequence[float]) -> list[float]:
    """Shares of belief: one unit of score counts ten times."""
    top = max(scores)
    raw = [10.0 ** (s - top) for s in scores]
    total = sum(raw)
    return [x / total for x in raw]


def _division(p: Place) -> str:
    if p.kind == "region":
        return p.id
    return p.within[0] if len(p.within) > 1 else ""


def _nearness(p: Place, own: Group, held: Sequence[tuple[Place, Group]]) -> float:
    """How close the other places of the text lie, 0 to 1; the closest few count."""
    close = 0.0
    for q, g in held:
        if g is not own and abs(q.lat - p.lat) < 6 and abs(q.lon - p.lon) < 12 and q.id != p.id:
            close += 1.0 / (1.0 + (distance_m(p, q) / (NEAR_M + p.radius_m)) ** 2)
    return min(1.0, close / 2)


def _holds(gazetteer: Gazetteer, big: Place, small: Place) -> bool:
    return big.id != small.id and gazetteer.contains(big, small)
