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
    "capital": frozenset({"capital"}),
    "division": DIVISIONS - {"country"} | {"area"},
    "site": SITES,
    "relief": frozenset({"island"}),
    "any": SETTLEMENTS | SITES | {"district"},
}
WINDOW = 700
"""Code points back to which a mention is looked for."""
_NAMES_ITSELF = re.compile(r"\s+(?:d['’e]|du|des|of)\b|\s+[A-ZÀ-Ý]|['’]s?\b")


def references(
    text: str, words: Sequence[Word], toponyms: Sequence[Toponym], parties: frozenset[Span], pack: Pack
) -> Iterator[Reference]:
    """Each such phrase with the nearest fitting mention before it; with none where two places would fit.

    `parties` are the mentions of countries that no preposition introduces: who acts is seldom where it happens.
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
        yield _reference(text, span, kind, toponyms)


def _key(words: str, pack: Pack) -> str:
    low = re.sub(r"[\u00a0-]", " ", words.lower()).replace("’", "'")
    return low if low in pack.references else words.lower()


def _reference(text: str, span: Span, kind: str, toponyms: Sequence[Toponym]) -> Reference:
    fitting = [
        t
        for t in toponyms
        if t.place is not None and t.place.kind in KINDS[kind] and 0 <= span.start - t.span.end <= WINDOW
    ]
    if not fitting:
        return Reference(span, None, f"no {kind} named before it")
    nearest = fitting[-1]
    rivals = {t.place.id for t in fitting if t.place is not None and _sentence(text, t.span, nearest.span)}
    if len(rivals) > 1:
        return Reference(span, None, "more than one would fit")
    return Reference(span, nearest, f"the nearest {kind} before it")


def _sentence(text: str, a: Span, b: Span) -> bool:
    """Whether no sentence ends between two mentions."""
    return not re.search(r"[.!?]\s|\n", text[min(a.end, b.end) : max(a.start, b.start)])
