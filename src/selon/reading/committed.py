"""What a dispatch has committed to so far: the statuses of the claims read before, on which the next ones lean.

A withdrawal that was planned in the lead is still planned where it is taken up ("ce retrait marque …"), and what stands
under a demand or a threat has its status from there.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from selon.model import Status
from selon.reading.syntax import Syntax

if TYPE_CHECKING:
    from selon.reading.tree import Token


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a trigger stands: its code point and that of its sentence in the dispatch, its word, type and word class,
    and the trigger above it in the tree with the relation by which it hangs there."""

    at: int
    sentence: int
    lemma: str
    type: str
    word: str
    above: int | None
    relation: str


def stands(s: Syntax, triggers: Iterable[tuple[Token, str]]) -> list[Stand]:
    """Where the triggers of a paragraph stand, given with their types, in the same order."""
    given = list(triggers)
    known = {t.i for t, _ in given}
    return [_stand(s, t, kind, known) for t, kind in given]


def _stand(s: Syntax, t: Token, kind: str, known: set[int]) -> Stand:
    below, above = t, None
    for a in s.ancestors(t):
        if a.i in known:
            above = s.p.span(a).start
            break
        below = a
    sentence = s.p.span(s.p.doc[t.sent.start]).start
    return Stand(s.p.span(t).start, sentence, s.lemma(t), kind, t.pos_, above, below.dep_)


def from_above(given: Sequence[Stand]) -> Iterator[int]:
    """The places of the triggers in their list, each behind the one above it."""
    at = {x.at: n for n, x in enumerate(given)}
    done: set[int] = set()
    for start in range(len(given)):
        n, chain = start, list[int]()
        while n not in done:
            done.add(n)
            chain.append(n)
            above = given[n].above
            n = n if above is None else at[above]
        yield from reversed(chain)


class Committed:
    """The statuses of the triggers of one dispatch that are known already."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[Stand, Status]] = {}
        self._rows: dict[tuple[str, ...], list[int]] = defaultdict(list)

    def settle(self, x: Stand, status: Status) -> None:
        """Keep the status of a trigger."""
        self._known[x.at] = x, status
        for key in ((), (x.type,), (x.type, x.lemma)):
            insort(self._rows[key], x.at)

    def signs(self, x: Stand) -> list[str]:
        """What the known statuses say of the next trigger."""
        return [*self._above(x), *self._earlier(x)]

    def _above(self, x: Stand) -> list[str]:
        if x.above is None:
            return ["under no claim"]
        found = self._known.get(x.above)
        if found is None:
            return []
        above, status = found
        under = f"under {above.type}"
        return [
            under,
            f"{under}/{x.word}",
            f"{under}+{x.relation}",
            f"{under}+type={x.type}",
            f"under {status}",
            f"{under}:{status}",
            f"{under}:{status}/{x.word}",
        ]

    def _earlier(self, x: Stand) -> list[str]:
        word, kind = self._before(x, x.type, x.lemma), self._before(x, x.type)
        by_word, by_kind = (None if y is None else y[1] for y in (word, kind))
        found = [
            f"this word earlier={by_word}",
            f"this word earlier={by_word}/{x.word}",
            f"this type earlier={by_kind}",
            f"this type earlier={by_kind}/{x.word}",
            f"this type earlier={by_kind}+type={x.type}",
        ]
        latest = self._before(x)
        if latest is not None:
            last, status = latest
            beside = last.sentence == x.sentence
            found += [f"last={status}", f"last={status}{' in the sentence' if beside else ' before the sentence'}"]
            if beside:
                found.append(f"last={last.type}:{status}")
        return found

    def _before(self, x: Stand, *key: str) -> tuple[Stand, Status] | None:
        """The latest known trigger before `x`, of a type and of a word if they are given."""
        row = self._rows[key]
        n = bisect_left(row, x.at)
        return self._known[row[n - 1]] if n else None
