"""Where a claim is, as linking compares it, and whether two claims can be about one place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from selon.gazetteer.names import sound
from selon.linking.model import Family, Spot
from selon.linking.reasons import Reason, because
from selon.linking.words import folded, words
from selon.model import Claim, Dispatch, PlaceMention, PlaceRole

WIDE = frozenset({"country", "region", "district", "continent", "area", "mountain", "desert", "sea", "strait", "river"})
"""Kinds of places too wide to be one spot."""
_VAGUE = WIDE - {"area", "district", "mountain", "strait"}
"""Kinds of places where many things happen a day."""
_ROLES: dict[str, tuple[PlaceRole, ...]] = {"leave": ("from", "at", "via"), "come": ("to", "at", "via")}
Likeness = tuple[float | None, Reason, bool]
"""How surely two places are one, in [0, 1] (None: they are two), why, and whether one is a part of the other."""
_NONE: Likeness = (None, because("other_place", one="", other=""), False)


def spots(claim: Claim, d: Dispatch, family: Family) -> tuple[Spot, ...]:
    """The places that say where the claim is: of a departure where from, of an arrival where to, else all; of these
    not what others lie in or, where a site is named, are only near: "al-Chaddadi, au sud de Hassaké"."""
    wanted = _ROLES.get(family)
    mentions = [m for m in claim.places if wanted is None or m.role in wanted]
    found: dict[str, Spot] = {}
    for m in mentions:
        s = spot(m, d.text)
        found.setdefault(s.id, s)
    inner = {a for s in found.values() for a in s.within}
    kept = [s for s in found.values() if s.id not in inner]
    at = [s for s in kept if s.exact and not s.near]
    return tuple(s for s in kept if not s.near) if at else tuple(kept)


def spot(m: PlaceMention, text: str) -> Spot:
    """What a mention means: the gazetteer's entry, or the name as it sounds where it has none."""
    label = " ".join(m.span.of(text).split())
    p = m.place
    if p is None:
        return _heard(label)
    country = p.country if p.kind == "country" else ""
    near, vague = p.relative is not None, p.kind in _VAGUE
    return Spot(p.id, label, p.within, p.kind not in WIDE, country=country, near=near, vague=vague)


def named_spots(claims: Iterable[Claim], text: str) -> dict[str, Spot]:
    """The sites, settlements and small areas that the claims of a dispatch name, by their folded words."""
    found: dict[str, Spot] = {}
    for c in claims:
        for m in c.places:
            s = spot(m, text)
            if not s.vague:
                found.setdefault(folded(s.label), s)
    return found


def spots_within(claim: Claim, text: str, sites: dict[str, Spot], *, beside: bool) -> tuple[Spot, ...]:
    """The place of a claim that was read without one: its target ("have left Rafah"), else the only site in its
    sentence, else the only site of its dispatch, where its sentence takes one up ("la ville") or `beside` is true; all
    but the first marked as inferred."""
    if claim.target is not None and (found := sites.get(folded(claim.target.of(text)))):
        return (found,)
    quote = f" {folded(claim.quote.of(text))} "
    inside = _inside(quote, sites)
    known = inside or ({s.id: s for s in sites.values()} if beside or words().sites.search(quote) else {})
    return (replace(next(iter(known.values())), inferred=True),) if len(known) == 1 else ()


def narrowed(found: Sequence[Spot], claim: Claim, text: str, sites: dict[str, Spot]) -> tuple[Spot, ...]:
    """The places of a claim; where they are countries or regions alone, the only site in its sentence that lies in one
    of them: "l'attentat d'al-Chaddadi, dans le nord-est de la Syrie"."""
    if not all(s.vague for s in found):
        return tuple(found)
    wide = {s.id for s in found}
    inside = [s for s in _inside(f" {folded(claim.quote.of(text))} ", sites).values() if wide & set(s.within)]
    return (replace(inside[0], inferred=True),) if len(inside) == 1 else tuple(found)


def _inside(quote: str, sites: dict[str, Spot]) -> dict[str, Spot]:
    return {s.id: s for name, s in sites.items() if f" {name} " in quote}


@lru_cache(maxsize=65536)
def _heard(label: str) -> Spot:
    return Spot(f"name:{sound(label)}", label)


def country_of(claims: Iterable[Claim], text: str) -> Spot | None:
    """The country that most places of a dispatch lie in, the one first named among equals; None where none is known."""
    seen: Counter[str] = Counter()
    labels: dict[str, str] = {}
    codes: dict[str, str] = {}
    for c in claims:
        for m in c.places:
            p = m.place
            if p is None or not p.country:
                continue
            root = p.within[-1] if p.within else p.id
            seen[root] += 1
            codes[root] = p.country
            if p.id == root:
                labels.setdefault(root, " ".join(m.span.of(text).split()))
            elif p.admin:
                labels.setdefault(root, p.admin[-1])
    if not seen:
        return None
    root = max(seen, key=lambda r: seen[r])
    return Spot(root, labels.get(root, root), (), False, True, codes[root], vague=True)


def alike(mine: Sequence[Spot], yours: Sequence[Spot]) -> Likeness:
    """How surely the places of two claims are one; 0.4 where one of them names none."""
    if not mine or not yours:
        return 0.4, because("no_place"), False
    best: Likeness = _NONE
    shared = 0
    for a in mine:
        for b in yours:
            one = _pair(a, b)
            shared += one[0] is not None and not one[2]
            if one[0] is not None and (best[0] is None or one[0] > best[0]):
                best = one
    if best[0] is None:
        return None, because("other_place", one=_named(mine), other=_named(yours)), False
    if not best[2] and max(len(mine), len(yours)) > shared:
        return best[0] * 0.9, because("not_every_place", why=best[1]), False
    return best


def _pair(a: Spot, b: Spot) -> Likeness:
    told = a.inferred or b.inferred
    if a.id == b.id and a.vague and a.near != b.near:
        return (0.5 if told else 0.7), _why(because("part_of", place=a.label), told), True
    if a.id == b.id:
        score = 1.0 if a.exact and not (a.near or b.near) else 0.9
        return score - (0.2 if told else 0), _why(because("same_place", place=a.label), told), False
    if a.id in b.within or b.id in a.within:
        inner, outer = (b, a) if a.id in b.within else (a, b)
        why = because("lies_in", inner=inner.label, outer=outer.label)
        if inner.exact and outer.exact:
            return 0.85, why, False
        return (0.5 if told else 0.7), _why(why, told), True
    return _NONE


def _why(why: Reason, told: bool) -> Reason:
    return because("from_dispatch", why=why) if told else why


def _named(found: Sequence[Spot]) -> str:
    return ", ".join(s.label for s in found)
