"""Places that belong together: those of one list ("à Zabdiyé, Salaheddine et al-Ansari"), and a place with what it lies
in ("La Haye (Pays-Bas)", "dans le nord-est du Nigeria", "Bruxelles, capitale de la Belgique")."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from selon.reading.places import Place
from selon.reading.syntax import Syntax

if TYPE_CHECKING:
    from selon.reading.tree import Token

APART = 4
"""Tokens between a place and the larger one that follows it."""
IN_BRACKETS = 4
TOLD_APART = 8
"""Tokens between a place and the larger one that a phrase beside it tells of."""
LISTING = ("PUNCT", "CCONJ", "ADP", "DET")


def joined(s: Syntax, places: Sequence[Place], nouns: frozenset[str]) -> list[list[Place]]:
    """The places of a paragraph in runs that belong together, each run and the places in it in text order.

    `nouns` are the lemmas of nouns for places.
    """
    runs: list[list[Place]] = []
    waiting: list[Place] = []
    for n, q in enumerate(places):
        link = _link(s, places[n - 1], q, nouns) if n and not q.acts else ""
        if link == "comma":
            waiting.append(q)
        elif link and runs:
            runs[-1] += [*waiting, q]
            waiting = []
        else:
            runs += [[p] for p in waiting]
            runs.append([q])
            waiting = []
    return runs + [[p] for p in waiting]


def _link(s: Syntax, p: Place, q: Place, nouns: frozenset[str]) -> str:
    """How `q` goes on from `p`: "list", "within", "comma" (a list if one is closed later), or not at all."""
    between = _between(s, p, q)
    classes = [t.pos_ for t in between]
    if not between or any(x in ("VERB", "AUX", "SCONJ") for x in classes) or any(t.text in ".;:" for t in between):
        return ""
    if between[0].text == "(":
        return "within" if len(between) <= IN_BRACKETS else ""
    if "CCONJ" in classes:
        return "list" if all(x in LISTING for x in classes) else ""
    if classes == ["PUNCT"] and between[0].text == ",":
        return "comma"
    if "PUNCT" not in classes:
        return "within" if len(between) <= APART else ""
    if between[0].text != ",":
        return ""
    if classes[1] == "ADP" and len(between) <= APART:
        return "within"
    return "within" if _tells_what_it_is(s, between[1:], nouns) else ""


def _tells_what_it_is(s: Syntax, words: Sequence[Token], nouns: frozenset[str]) -> bool:
    """Whether the words after a place say what it is, up to the larger one: ", la capitale du", ", une ville de"."""
    first = next((n for n, t in enumerate(words) if t.pos_ == "NOUN"), None)
    if first is None or len(words) > TOLD_APART or s.lemma(words[first]) not in nouns:
        return False
    after = words[first + 1 :]
    return all(t.pos_ in ("DET", "NUM", "ADJ") for t in words[:first]) and all(
        t.pos_ in ("ADP", "DET", "ADJ", "NOUN") for t in after
    )


def _between(s: Syntax, p: Place, q: Place) -> list[Token]:
    """The tokens after the one name and before the other."""
    start, end = p.span.end - s.p.offset, q.span.start - s.p.offset
    return [t for t in s.p.doc[p.head.i : q.head.i] if t.idx >= start and t.idx + len(t.text) <= end]
