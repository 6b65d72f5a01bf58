"""Which capitalised words are people's names, so that a namesake town is not read there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from selon.reading.toponyms.pack import Pack
from selon.reading.toponyms.words import Word, near

_PARTICLES = "al el da de di del della den der des dos du la le van von ben bin ibn ould ag abou abu und y"
PARTICLES = frozenset(_PARTICLES.split())
"""Small words inside a person's name, in any language."""
_AGE = re.compile(r"\s*(?:,\s*(?:aged |âgée? de )?\d{1,3}\s*(?:,|ans|years|-year|\))|\s*\(\d{1,3}(?: ans)?\))")
LONGEST = 5


@dataclass(frozen=True, slots=True)
class People:
    """Indexes of the words of people's full names, and the folded surnames that may stand alone after them.

    `runs` are the runs of capitalised words that they were looked for in.
    """

    words: frozenset[int]
    surnames: frozenset[str]
    runs: tuple[list[Word], ...] = ()


def people(words: Sequence[Word], text: str, pack: Pack) -> People:
    """The people named in the text: a given name or a title and capitalised words, or such words and an age."""
    inside: set[int] = set()
    surnames: set[str] = set()
    capitalised = tuple(runs(words))
    for run in capitalised:
        start = _start(run, words, text, pack)
        if start is None:
            continue
        name = _name(run[start:], pack)
        inside.update(w.i for w in name)
        surnames.update(w.key for w in name[1 if name[0].key in pack.given_names else 0 :] if w.cap and len(w.key) > 2)
    return People(frozenset(inside), frozenset(surnames), capitalised)


def runs(words: Sequence[Word]) -> Iterator[list[Word]]:
    """Capitalised words that follow each other, with the particles between them ("Bachar al-Assad")."""
    run: list[Word] = []
    for w in words:
        if not run:
            if w.cap:
                run.append(w)
            continue
        goes_on = near(w) or (len(run[-1].text) == 1 and w.gap.startswith(". "))
        if goes_on and (w.cap or w.key in PARTICLES):
            run.append(w)
        else:
            yield from _ended(run)
            run = [w] if w.cap else []
    yield from _ended(run)


def _ended(run: list[Word]) -> Iterator[list[Word]]:
    while run and not run[-1].cap:
        run = run[:-1]
    if run:
        yield run


def _start(run: Sequence[Word], words: Sequence[Word], text: str, pack: Pack) -> int | None:
    first = run[0]
    if first.i and _title(words[first.i - 1], first, pack):
        return 0
    if len(run) > 1 and run[0].key in pack.titles and run[1].key not in pack.generic and pack.lang == "en":
        return 1
    for k, w in enumerate(run[:-1]):
        if k and run[k - 1].key in pack.titles:
            return k
        named = w.key in pack.given_names and w.key not in pack.common and w.key not in pack.place_heads
        if named and run[k + 1].key not in pack.generic:
            return k
    if len(run) > 1 and _AGE.match(text[run[-1].end : run[-1].end + 20]):
        return next((k for k, w in enumerate(run) if w.key not in pack.common and w.key not in pack.titles), None)
    return None


def _title(before: Word, first: Word, pack: Pack) -> bool:
    return before.key in pack.titles and (first.gap in (" ", "\u00a0") or (first.gap == ". " and len(before.key) < 6))


def _name(run: Sequence[Word], pack: Pack) -> Sequence[Word]:
    for k, w in enumerate(run[:LONGEST]):
        if k and w.key in pack.generic:
            return run[:k]
    return run[:LONGEST]
