"""Words that take up a place without naming it ("la ville", "the country", "sur place")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from selon.gazetteer.place import DIVISIONS, SETTLEMENTS, SITES
from selon.model import Span
from selon.reading.toponyms.pack import Pack
from selon.reading.toponyms.types import Reference, Toponym
from selon.reading.toponyms.words import Word

KINDS = {
    "country": frozenset({"country"}),
    "settlement": SETTLEMENTS,
    "village": SETTLEMENTS - {"capital"},
    "capital": frozenset({"capital"}),
    "division": DIVISIONS - {"country"} | {"area"},
    "site": SITES,
    "relief": frozenset({"island"}),
    "any": SETTLEMENTS | SITES | {"district"},
    "anywhere": SETTLEMENTS | SITES | DIVISIONS | {"area", "island"},
}
OF_ONE = frozenset({"country", "capital", "any"})
"""Kinds that are of the country that the text is most about."""
WINDOW = 700
"""Code points back to which a mention is looked for."""
_NAMES_ITSELF = re.compile(r"\s+(?:d['’e]|du|des|of)\b|\s+[A-ZÀ-Ý]|['’]s?\b")


def references(
    text: str, words: Sequence[Word], toponyms: Sequence[Toponym], parties: frozenset[Span], about: str, pack: Pack
) -> Iterator[Reference]:
    """Each such phrase with the nearest fitting mention before it; with none where two places would fit.

    `parties` are the mentions of countries that no preposition introduces: who acts is seldom where it happens. `about`
    is the ISO code of the country that the text is most about: "the country" and "the capital" are no other's.
    """
    toponyms = [t for t in toponyms if t.span not in parties]
    for w in words:
        if w.key not in pack.reference_ends or not w.i:
            continue
        m = pack.reference.match(text, words[w.i - 1].start)
        if m is None or m.end() != w.end:
            continue
        span = Span(m.start(), m.end())
        if any(t.phrase.overlaps(span) for t in toponyms) or _NAMES_ITSELF.match(text[m.end() : m.end() + 4]):
            continue
        kind = pack.references[_key(m.group(), pack)]
        yield antecedent(text, span, kind, [t for t in toponyms if kind not in OF_ONE or _lies_in(t, about)])


def _key(words: str, pack: Pack) -> str:
    low = re.sub(r"[\u00a0-]", " ", words.lower()).replace("’", "'")
    return low if low in pack.references else words.lower()


def _lies_in(t: Toponym, code: str) -> bool:
    return t.place is not None and t.place.country == code


def antecedent(text: str, span: Span, kind: str, toponyms: Sequence[Toponym]) -> Reference:
    """The nearest mention before the words at `span` that is of the kind (a key of `KINDS`), if no other would fit."""
    before = [t for t in toponyms if 0 <= span.start - t.span.end <= WINDOW]
    fitting = [t for t in before if t.place is not None and t.place.kind in KINDS[kind]]
    if not fitting:
        return Reference(span, None, f"no {kind} named before it")
    nearest = fitting[-1]
    if any(t.place is None and t.span > nearest.span for t in before):
        return Reference(span, None, "a place that nothing is known of is nearer")
    start = text.rfind("\n", 0, nearest.span.start)
    rivals = {t.place.id for t in fitting if t.place is not None and t.span.start > start}
    if len(rivals) > 1:
        return Reference(span, None, "more than one would fit")
    return Reference(span, nearest, f"the nearest {kind} before it")
