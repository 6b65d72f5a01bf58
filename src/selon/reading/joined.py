"""Places that belong together: those of one list ("à Zabdiyé, Salaheddine et al-Ansari"), and a place with what it lies
in ("La Haye (Pays-Bas)", "dans le nord-est du Nigeria")."""

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
LISTING = ("PUNCT", "CCONJ", "ADP", "DET")


def joined(s: Syntax, places: Sequence[Place]) -> list[list[Place]]:
    """The places of a paragraph in runs that belong together, each run and the places in it in text order."""
    runs: list[list[Place]] = []
    waiting: list[Place] = []
    for n, q in enumerate(places):
        link = _link(s, places[n - 1], q) if n and not q.acts else ""
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


def _link(s: Syntax, p: Place, q: Place) -> str:
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
    return "within" if between[0].text == "," and classes[1] == "ADP" and len(between) <= APART else ""


def _between(s: Syntax, p: Place, q: Place) -> list[Token]:
    """The tokens after the one name and before the other."""
    return [
        t for t in s.p.doc[p.head.i : q.head.i] if s.p.span(t).start >= p.span.end and s.p.span(t).end <= q.span.start
    ]
