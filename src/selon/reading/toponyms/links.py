"""What mentions say of each other: lists, and what lies in what ("Paris, Missouri"; "Ménaka, dans le nord du Mali")."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from selon.gazetteer import Gazetteer
from selon.reading.toponyms.mention import Mention
from selon.reading.toponyms.pack import Pack
from selon.reading.toponyms.words import Word

FAR = 8
"""Words between a place and what it is said to lie in, at most."""
PARENTS = frozenset({"country", "region", "district", "area", "island"})
LOOKED_AT = 12


def link(mentions: Sequence[Mention], words: Sequence[Word], text: str, pack: Pack, gazetteer: Gazetteer) -> None:
    """Tell each mention what it lies in, and let lists lend each other evidence. Changes the mentions."""
    for a, b in itertools.pairwise(mentions):
        gap = text[a.span.end : b.span.start]
        outright = gap in (", ", " (", ",", "; ") or gap.strip() == "("
        if (outright or _within(gap, words[a.last + 1 : b.first], pack)) and _lies_in(a, b, gazetteer):
            a.inside.append(b)
            strong = outright and not (b.places and b.places[0].kind == "district")
            a.evidence += 2.5 if strong else 1.0
            b.evidence += 1.5 if strong else 0.5
            if outright and not b.noun and any(q.kind in ("region", "district") for q in b.places[:6]):
                b.noun = "division"
            a.why.append(f"said to lie in {b.span.of(text)}")
    for _ in range(2):
        for a, b in itertools.pairwise(mentions):
            if _listed(text[a.span.end : b.span.start], pack):
                for one, other in ((a, b), (b, a)):
                    if other.evidence >= 1.0 > one.evidence > -0.7:
                        one.evidence += 0.9
                        one.why.append(f"in a list with {other.span.of(text)}")


def _lies_in(a: Mention, b: Mention, gazetteer: Gazetteer) -> bool:
    """Whether some place called `a` lies in one called `b`."""
    if a.key == b.key:
        return False
    if a.places and b.places and a.places[0].kind == b.places[0].kind and a.places[0].kind in ("country", "region"):
        return False
    bigs = [q for q in b.places[:6] if q.kind in PARENTS]
    ids = {q.id for q in bigs}
    codes = {q.country for q in bigs if q.kind == "country"}
    for p in a.places:
        if p.kind in ("country", "continent"):
            continue
        if not ids.isdisjoint(p.within) or (p.country in codes):
            return True
    areas = [q for q in bigs if q.kind in ("area", "island", "district")]
    return any(gazetteer.contains(q, p) for q in areas for p in a.places[:LOOKED_AT] if p.kind != "country")


def _within(gap: str, between: Sequence[Word], pack: Pack) -> bool:
    """Whether only prepositions, articles, bearings and nouns for places stand between two names."""
    if not between or len(between) > FAR or any(c in gap for c in '.;:!?\n"«»'):
        return False
    small = [w for w in between if w.low in pack.determiners or w.key in pack.links]
    telling = [w for w in between if w.key in _PREPOSITIONS[pack.lang]]
    others = len(between) - len(small) - len(telling)
    known = sum(
        w.key in pack.nouns or w.low in pack.bearings or w.low in pack.portions or w.key in _FILLERS[pack.lang]
        for w in between
        if w not in small and w not in telling
    )
    return bool(telling) and others == known


_PREPOSITIONS = {"fr": frozenset({"en", "dans", "au", "aux", "a"}), "en": frozenset({"in"})}
_FILLERS = {"fr": frozenset({"nord", "sud", "est", "ouest", "centre", "extreme"}), "en": frozenset({"s"})}


def _listed(gap: str, pack: Pack) -> bool:
    low = gap.strip(" ").lower()
    return low in (",", "/", "et", "ou", "and", "or", ", and", ", et") or (
        low in ("à", "to", "et à", "and in", "ou à") and pack.lang in _PREPOSITIONS
    )
