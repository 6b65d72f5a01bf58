"""What people's decisions on grouping amount to: which claims must be together, which must not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from selon.linking.model import Decision


@dataclass(frozen=True, slots=True)
class Rulings:
    """The decisions that stand, claim by claim. Of two that say different things of two claims, the later one holds.

    `together` and `apart` hold unordered pairs of claims with the id of the decision; `pinned` says of a claim which
    pin it is in: it goes with the others of the pin and with no other claim. `merged` are the claims put together with
    another one, `claims` all that a decision names.
    """

    together: dict[frozenset[str], str] = field(default_factory=dict)
    apart: dict[frozenset[str], str] = field(default_factory=dict)
    pinned: dict[str, str] = field(default_factory=dict)
    claims: frozenset[str] = frozenset()
    merged: frozenset[str] = frozenset()

    def parted(self, a: str, b: str) -> bool:
        """Whether two claims must not be together."""
        pair = frozenset((a, b))
        if pair in self.together:
            return False
        return pair in self.apart or self.pinned.get(a) != self.pinned.get(b)

    def of(self, claims: Iterable[str]) -> tuple[str, ...]:
        """The ids of the decisions that say something of these claims, in order."""
        wanted = set(claims)
        pairs = (*self.together.items(), *self.apart.items())
        return tuple(
            sorted({d for pair, d in pairs if pair & wanted} | {self.pinned[c] for c in wanted & set(self.pinned)})
        )


def rulings(decisions: Iterable[Decision]) -> Rulings:
    """What stands of all decisions, read in the order in which they were made."""
    made = sorted(decisions, key=lambda d: (d.recorded, d.id))
    undone: set[str] = set()
    for d in reversed(made):
        if d.kind == "undo" and d.undoes and d.id not in undone:
            undone.add(d.undoes)
    together: dict[frozenset[str], str] = {}
    apart: dict[frozenset[str], str] = {}
    pinned: dict[str, str] = {}
    for d in made:
        if d.id in undone or d.kind == "undo":
            continue
        if d.kind == "split":
            for a in d.claims:
                for b in d.others:
                    together.pop(frozenset((a, b)), None)
                    apart[frozenset((a, b))] = d.id
                    if a in pinned and pinned.get(a) == pinned.get(b):
                        del pinned[a]
            continue
        if d.kind == "merge" and any(c in pinned for c in d.claims):
            for c in d.claims:
                pinned.pop(c, None)
        for a in d.claims:
            for b in d.claims:
                if a < b:
                    apart.pop(frozenset((a, b)), None)
                    together[frozenset((a, b))] = d.id
        if d.kind == "pin":
            for c in d.claims:
                pinned[c] = d.id
            for pair in [p for p in together if len(p & set(d.claims)) == 1]:
                del together[pair]
    named = {c for pair in (*together, *apart) for c in pair} | set(pinned)
    merged = frozenset(c for pair in together for c in pair)
    return Rulings(together, apart, pinned, frozenset(named), merged)
