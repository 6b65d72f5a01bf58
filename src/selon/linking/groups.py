"""Claims put into groups, each about one happening: the same groups in whatever order the claims come.

Profiles are the nodes of a graph whose edges are likenesses of at least `compare.SAME`. Within each connected part,
likenesses are gone through from the highest down, and two groups become one unless a pair across them cannot be one
happening. A profile that names neither place nor time joins the group it is most like and brings none together. The
outcome is a function of the part alone, so adding or taking out a claim costs the part that it touches.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from selon.linking.compare import SAME, likeness, told_as_one
from selon.linking.model import Told
from selon.linking.profile import Profile, profile
from selon.linking.rulings import Rulings

Group = frozenset[Profile]
_APART = -1.0
"""Likeness of two profiles that cannot be one happening."""


@dataclass(slots=True)
class Groups:
    """The groups of all claims taken in so far."""

    rulings: Rulings = field(default_factory=Rulings)
    claims: dict[Profile, set[str]] = field(default_factory=dict)
    of: dict[str, Profile] = field(default_factory=dict)
    group_of: dict[Profile, Group] = field(default_factory=dict)
    _found_by: dict[tuple[str | int, ...], set[Profile]] = field(default_factory=lambda: defaultdict(set))
    _scores: dict[Profile, dict[Profile, float]] = field(default_factory=dict)
    _checked: dict[Profile, dict[Profile, float]] = field(default_factory=dict)
    _part_of: dict[Profile, set[Profile]] = field(default_factory=dict)

    def change(self, gone: Sequence[str], come: Sequence[Told]) -> set[str]:
        """Take claims out and in, and give the ids of all claims whose group may have changed."""
        dirty: set[Profile] = set()
        for id_ in gone:
            dirty |= self._take_out(id_)
        fresh: set[Profile] = set()
        for t in come:
            p = self._profile(t)
            known = p in self.claims
            self.claims.setdefault(p, set()).add(t.id)
            self.of[t.id] = p
            dirty.add(p)
            if not known:
                fresh.add(p)
        for p in sorted(fresh, key=lambda p: p.order):
            self._place(p)
        touched = {t.id for t in come}
        for part in self._parts(dirty):
            self._regroup(part)
            for p in part:
                touched |= self.claims[p]
        return touched

    def _profile(self, t: Told) -> Profile:
        """The profile of a claim, its own where it says too little to be known by or a decision names it."""
        if t.id in self.rulings.claims:
            return profile(t, t.id)
        p = profile(t)
        if p not in self.claims and (likeness(p, p).score or 0.0) < SAME:
            return replace(p, own=t.id)
        return p

    def members(self, claim: str) -> set[str]:
        """The ids of the claims in one group with this one, itself among them."""
        return {c for p in self.group_of[self.of[claim]] for c in self.claims[p]}

    def all(self) -> Iterator[set[str]]:
        """Every group, as the ids of its claims."""
        for g in set(self.group_of.values()):
            yield {c for p in g for c in self.claims[p]}

    def score(self, a: Profile, b: Profile) -> float:
        """How surely two profiles are about one happening, negative where they cannot be."""
        return self._score(a, b)

    def _take_out(self, id_: str) -> set[Profile]:
        p = self.of.pop(id_)
        self.claims[p].discard(id_)
        if self.claims[p]:
            return {p}
        del self.claims[p]
        rest = self._part_of.pop(p)
        rest.discard(p)
        self.group_of.pop(p, None)
        for other in self._scores.pop(p):
            self._scores[other].pop(p, None)
        for other in self._checked.pop(p, ()):
            self._checked[other].pop(p, None)
        for key in p.keys:
            self._found_by[key].discard(p)
            if not self._found_by[key]:
                del self._found_by[key]
        return set(rest)

    def _place(self, p: Profile) -> None:
        """Compare a new profile with those that share a key with it."""
        scores: dict[Profile, float] = {}
        self._scores[p] = scores
        keys = p.keys
        for key in keys:
            for other in self._found_by.get(key, ()):
                if other not in scores:
                    scores[other] = self._scores[other][p] = self._compare(p, other)
        for key in keys:
            self._found_by[key].add(p)
        self._part_of[p] = {p}

    def _score(self, a: Profile, b: Profile) -> float:
        """The likeness of two profiles. Only that of two which share a key makes an edge; others are kept apart."""
        found = self._scores[a].get(b)
        if found is None:
            found = self._checked.setdefault(a, {}).get(b)
        if found is None:
            found = self._compare(a, b)
            self._checked[a][b] = self._checked.setdefault(b, {})[a] = found
        return found

    def _compare(self, a: Profile, b: Profile) -> float:
        score = None if self._parted(a, b) else likeness(a, b).score
        return _APART if score is None else score

    def _parted(self, a: Profile, b: Profile) -> bool:
        """Whether a decision keeps two profiles apart. A claim that none names may not come to a pin either."""
        if not a.own and not b.own:
            return False
        return self.rulings.parted(a.own, b.own)

    def _together(self, p: Profile) -> Iterator[Profile]:
        """The profiles that a decision puts with this one."""
        if not p.own:
            return
        for pair in self.rulings.together:
            if p.own in pair:
                for c in pair - {p.own}:
                    if c in self.of:
                        yield self.of[c]

    def _fit(self, one: set[int], other: set[int], part: _Part) -> bool:
        """Whether no pair across two groups is apart.

        Where a person put together what is unlike, what is like one of these claims comes with them, however unlike
        the rest: the person has said that the difference is none. So has a claim of both groups that tells of one deed
        at several places.
        """
        for i in one:
            known = part.scores[i]
            for j in other:
                score = known.get(j)
                if score is None:
                    score = known[j] = part.scores[j][i] = self._score(part.ordered[i], part.ordered[j])
                if score == _APART and not self._joined(one | other, i, j, part):
                    return False
        return True

    def _joined(self, both: set[int], i: int, j: int, part: _Part) -> bool:
        return self._joined_by_a_person(both, i, j, part) or self._joined_by_a_claim(both, i, j, part)

    def _joined_by_a_claim(self, both: set[int], i: int, j: int, part: _Part) -> bool:
        a, b = part.ordered[i], part.ordered[j]
        wholes = [part.ordered[k] for k in both & part.joint]
        return bool(wholes) and not self._parted(a, b) and any(told_as_one(w, a, b) for w in wholes)

    def _joined_by_a_person(self, both: set[int], i: int, j: int, part: _Part) -> bool:
        merged = self.rulings.merged
        ruled = [part.ordered[k] for k in both if part.ordered[k].own in merged] if merged else []
        a, b = part.ordered[i], part.ordered[j]
        return bool(ruled) and not self._parted(a, b) and self._near(a, ruled) and self._near(b, ruled)

    def _near(self, p: Profile, ruled: Sequence[Profile]) -> bool:
        return any(p == r or self._scores[p].get(r, 0.0) >= SAME for r in ruled)

    def _parts(self, dirty: Iterable[Profile]) -> list[set[Profile]]:
        """The connected parts of the graph that these profiles lie in."""
        parts, seen = [], set[Profile]()
        start = {q for p in dirty if p in self.claims for q in self._part_of[p] if q in self.claims}
        for p in sorted(start, key=lambda p: p.order):
            if p in seen:
                continue
            part, todo = {p}, [p]
            while todo:
                q = todo.pop()
                near = [r for r, s in self._scores[q].items() if s >= SAME]
                for r in (*near, *self._together(q)):
                    if r not in part:
                        part.add(r)
                        todo.append(r)
            seen |= part
            for q in part:
                self._part_of[q] = part
            parts.append(part)
        return parts

    def _regroup(self, part: set[Profile]) -> None:
        found = self._part(part)
        groups: list[set[int]] = [{i} for i in range(len(found.ordered))]
        rank = {p: i for i, p in enumerate(found.ordered)}
        for i, p in enumerate(found.ordered):
            for q in self._together(p):
                _join(groups, i, rank[q])
        pairs = [(-s, i, j) for i, known in enumerate(found.scores) for j, s in known.items() if s >= SAME and i < j]
        pairs.sort()
        anchored = [p.anchored for p in found.ordered]
        for weak in (False, True):
            for _, i, j in pairs:
                if (anchored[i] and anchored[j]) == weak or groups[i] is groups[j]:
                    continue
                if weak and any(anchored[k] for k in groups[i]) and any(anchored[k] for k in groups[j]):
                    continue
                if self._fit(groups[i], groups[j], found):
                    _join(groups, i, j)
        for group in {id(g): g for g in groups}.values():
            made = frozenset(found.ordered[i] for i in group)
            for p in made:
                self.group_of[p] = made

    def _part(self, part: set[Profile]) -> _Part:
        """A connected part with its profiles by number, so that comparing them costs no hashing."""
        ordered = sorted(part, key=lambda p: p.order)
        rank = {p: i for i, p in enumerate(ordered)}
        scores = []
        for p in ordered:
            known = (*self._scores[p].items(), *self._checked.get(p, {}).items())
            scores.append({rank[q]: s for q, s in known if q in rank})
        return _Part(ordered, scores, {i for i, p in enumerate(ordered) if p.joint})


@dataclass(slots=True)
class _Part:
    """The profiles of a connected part, and of each how like the others it is, as far as they were compared. `joint`
    are those that tell of several places at once."""

    ordered: list[Profile]
    scores: list[dict[int, float]]
    joint: set[int]


def _join(groups: list[set[int]], i: int, j: int) -> None:
    if groups[i] is not groups[j]:
        whole = groups[i] | groups[j]
        for k in whole:
            groups[k] = whole
