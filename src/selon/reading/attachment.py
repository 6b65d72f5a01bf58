"""Which claim a place, a period or a quantity belongs to: the trigger that governs it most closely."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from selon.reading.sentences import Layout
from selon.reading.syntax import Syntax, ancestors

if TYPE_CHECKING:
    from selon.reading.tree import Token

STEP = {
    "conj": 2.0,
    "parataxis": 4.0,
    "ccomp": 3.0,
    "advcl": 2.5,
    "acl:relcl": 2.5,
    "acl": 1.5,
    "appos": 1.5,
    "dep": 2.0,
}
"""What it costs to pass a relation on the way from a dependent to a trigger; others cost 1."""
DOWN = {"obj": 0.6, "xcomp": 0.6, "nsubj": 0.8, "nsubj:pass": 0.8, "obl:arg": 1.2, "obl:mod": 1.6}
"""What it costs to go down such a relation to a trigger; others cost as much as to pass them, and half a step."""
FAR = 50.0
"""The length of the way between words that the tree does not connect."""


def nearest(s: Syntax, layout: Layout, t: Token, triggers: Sequence[Token], limit: float = 5.0) -> list[Token]:
    """The triggers of the same sentence that `t` belongs to: the nearest by the tree, and those that share its place
    (the noun under a light verb, coordinated verbs before it). Empty where none is near enough."""
    sentence = layout.sentence(t.i)
    near = [x for x in triggers if x.i in sentence]
    costs = sorted(((cost(s, t, x), x.i, x) for x in near), key=lambda c: c[:2])
    if not costs or costs[0][0] > limit:
        return []
    best = costs[0][0]
    return [x for c, _, x in costs if c <= best]


def cost(s: Syntax, t: Token, x: Token) -> float:
    """The cost of the way from `t` to the trigger `x`: up from `t` to the lowest common governor, and down to `x`.

    Going up within the phrase of `t` is cheap; going down into another dependent of the governor is dear, unless the
    trigger is what the governor is there for (object of a light verb, subject).
    """
    up: list[Token] = [t, *s.ancestors(t)]
    where = {a.i: n for n, a in enumerate(up)}
    down: list[Token] = []
    k = x
    while k.i not in where:
        down.append(k)
        if k.head.i == k.i:
            return 99.0
        k = k.head
    total = sum(STEP.get(a.dep_, 1.0) for a in up[: where[k.i]])
    for d in down:
        total += DOWN.get(d.dep_, STEP.get(d.dep_, 1.5) + 0.5)
    return total + 0.02 * abs(t.i - x.i)


def outermost(tokens: Sequence[Token]) -> Token:
    """The token of a phrase that hangs outside it: its head."""
    inside = {t.i for t in tokens}
    return next((t for t in tokens if t.head.i not in inside or t.head.i == t.i), tokens[0])


class Way:
    """The way from one token to another: up to the lowest common governor `top`, and down, in so many `steps`."""

    __slots__ = ("_path", "down", "steps", "top", "up")

    def __init__(self, up: Sequence[Token], top: Token, down: Sequence[Token]) -> None:
        self.up = up
        self.top = top
        self.down = down
        self.steps = len(up) + len(down)
        self._path: str | None = None

    @property
    def between(self) -> list[Token]:
        """The tokens on the way, without both ends."""
        inner = [*self.up[1:], *self.down[:-1]]
        return [*inner, self.top] if self.up and self.down else inner

    @property
    def path(self) -> str:
        """Its relations, up and down."""
        if self._path is None:
            self._path = ">".join([k.dep_ for k in self.up]) + "|" + ">".join([k.dep_ for k in self.down])
        return self._path


class Ways:
    """The ways between the tokens of one paragraph, each found once."""

    def __init__(self) -> None:
        self._found: dict[tuple[int, int], Way | None] = {}
        self._above: dict[int, tuple[list[Token], dict[int, int]]] = {}

    @classmethod
    def of(cls, s: Syntax) -> Ways:
        """The ways of a paragraph, the same for all who ask."""
        found: Ways = s.asked.setdefault(("ways", 0), cls())
        return found

    def way(self, a: Token, b: Token) -> Way | None:
        """The way from `a` to `b`; None where they are in different trees."""
        key = (a.i, b.i)
        if key not in self._found:
            self._found[key] = self._way(a, b)
        return self._found[key]

    def distance(self, a: Token, b: Token) -> float:
        """The steps from one token to another; among as many, fewer tokens are nearer."""
        where, steps = self._up(b)[1], 0
        at = a
        while at.i not in where:
            if at.head is at:
                return FAR + abs(a.i - b.i) / 100
            at = at.head
            steps += 1
        return steps + where[at.i] + abs(a.i - b.i) / 100

    def _up(self, a: Token) -> tuple[list[Token], dict[int, int]]:
        """A token with its governors, and where each stands in that list, by its index."""
        if a.i not in self._above:
            up = [a, *ancestors(a)]
            self._above[a.i] = up, {k.i: n for n, k in enumerate(up)}
        return self._above[a.i]

    def _way(self, a: Token, b: Token) -> Way | None:
        up, where = self._up(a)
        down = []
        while b.i not in where:
            if b.head.i == b.i:
                return None
            down.append(b)
            b = b.head
        n = where[b.i]
        return Way(up[:n], up[n], down[::-1])
