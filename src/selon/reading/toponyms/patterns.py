"""Places that no name of the gazetteer answers to, told by the words beside them: "la base de X", "X Street"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from selon.model import Span
from selon.reading.toponyms.context import before
from selon.reading.toponyms.mention import Mention
from selon.reading.toponyms.pack import Pack
from selon.reading.toponyms.people import runs
from selon.reading.toponyms.words import Word, near

FORMAL = frozenset({"settlement", "division", "site"})
SOLID = frozenset({"gouvernorat", "province", "district", "village", "ville", "localite", "base", "camp", "quartier",
                   "wilaya", "cercle", "oblast", "governorate", "town", "city", "villages", "villes", "localites"})  # fmt: skip
"""Nouns that with "of" before a capitalised word leave no doubt that it is a place."""


def unknown(words: Sequence[Word], pack: Pack, taken: frozenset[int], persons: frozenset[int]) -> Iterator[Mention]:
    """Capitalised names beside a noun for a place or a street's word, none of whose words is taken yet."""
    for run in runs(words):
        free = [w for w in run if w.i not in taken]
        if not free or len(free) != len(run) and free[-1].i != run[-1].i:
            continue
        yield from _facility(run, free, words, pack)
        if len(free) == len(run):
            yield from _named(run, words, pack, persons)


def _named(run: Sequence[Word], words: Sequence[Word], pack: Pack, persons: frozenset[int]) -> Iterator[Mention]:
    name = [w for w in run if w.key not in pack.nouns] if pack.lang == "en" else list(run)
    if not name or any(w.i in persons for w in name) or name[0].first or name[0].key in pack.common:
        return
    if any(b.i != a.i + 1 for a, b in zip(name, name[1:], strict=False)) or len(name) > 4:
        return
    first = words[name[0].i - 1] if name[0].i and words[name[0].i - 1].key in ("al", "el") else name[0]
    ahead = before(words, first.i, pack)
    if ahead.noun not in FORMAL or ahead.at < 1 or first.text.isupper():
        return
    nouns = [words[k].key for k in range(max(0, ahead.at - 2), ahead.at + 1)]
    if SOLID.isdisjoint(nouns):
        return
    yield _mention(first, name[-1], f"named as {ahead.noun}", ahead.noun)


def _facility(run: Sequence[Word], free: Sequence[Word], words: Sequence[Word], pack: Pack) -> Iterator[Mention]:
    last = run[-1]
    if len(run) > 1 and last.key in pack.facilities_after and len(run) <= 6:
        start = 1 if run[0].first and run[0].key in pack.common and len(run) > 2 else 0
        if free[0].i <= run[start].i:
            yield _mention(run[start], last, f"a name with «{last.text}»", "facility")
        return
    ahead = words[run[0].i - 1] if run[0].i else None
    if pack.facilities_before and ahead is not None and near(ahead, run[0]) and len(free) == len(run):
        if ahead.key in pack.facilities_before and ahead.key != "place" and not run[0].first:
            yield _mention(run[0], last, f"named as «{ahead.text}»", "facility")


def _mention(first: Word, last: Word, why: str, noun: str) -> Mention:
    span = Span(first.start, last.end)
    key = " ".join([first.key, last.key] if first is not last else [first.key])
    return Mention(first.i, last.i, span, key, (), noun, 1.5, why=[why])
