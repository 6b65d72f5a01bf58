"""Trees in the labels of ClearNLP, which spaCy's English pipelines give, into Universal Dependencies.

ClearNLP hangs a noun on its preposition and a predicate on its copula; UD hangs both the other way round. It knows no
mood of auxiliaries either. See Choi and Palmer, "Guidelines for the Clear Style Constituent to Dependency Conversion"
(2012), and https://universaldependencies.org/u/dep/. The words that the change needs are in `universal.toml`.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from selon.languages.load import table

if TYPE_CHECKING:
    from selon.reading.tree import Token, Tree

RENAMED = {
    "nsubjpass": "nsubj:pass", "csubjpass": "csubj:pass", "auxpass": "aux:pass", "dobj": "obj", "dative": "iobj",
    "relcl": "acl:relcl", "poss": "nmod:poss", "neg": "advmod", "prt": "compound:prt", "quantmod": "advmod",
    "oprd": "xcomp", "predet": "det", "preconj": "cc", "intj": "discourse", "meta": "dep", "npadvmod": "obl:mod",
    "acomp": "xcomp", "attr": "xcomp", "pcomp": "advcl", "pobj": "obl:mod", "prep": "advmod", "agent": "advmod",
}  # fmt: skip
"""Labels that only change their name, once what stands under prepositions and copulas has been moved."""
ADPOSITIONS = ("prep", "agent")
OBJECTS = ("pobj", "pcomp")
NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "SYM", "X")
HELPERS = ("aux", "aux:pass")
STOPS = (".", "!", "?", "…", '"', "”", ")")


def universal(tree: Tree, lang: str) -> Tree:
    """Change heads, labels and features of `tree` in place to those of UD, and give it back."""
    words = _words(lang)
    headline = bool(tree) and tree[-1].text not in STOPS
    kids: list[list[Token]] = [[] for _ in tree]
    for t in tree:
        if t.head is not t:
            kids[t.head.i].append(t)
    for t in tree:
        if t.dep_ in ADPOSITIONS or (t.dep_ == "dative" and t.pos_ == "ADP"):
            _turn_adposition(t, kids, words)
    for t in tree:
        if t.lemma_ == words.copula and t.dep_ not in ("aux", "auxpass"):
            _turn_copula(t, kids)
    for t in tree:
        _flatten(t, kids)
    for t in tree:
        if t.dep_ == "aux" and t.pos_ == "PART":
            t.dep_ = "mark"
        t.dep_ = RENAMED.get(t.dep_, t.dep_)
    for t in tree:
        _set_features(t, kids[t.i], words, headline)
    _set_edges(tree)
    return tree


class _Words:
    """The words of `universal.toml`."""

    def __init__(self, lang: str) -> None:
        words: dict[str, Any] = table(lang, "universal")
        self.copula: str = words["copula"]
        self.arguments = frozenset(words["argument_prepositions"])
        self.moods: dict[str, str] = words["moods"]
        times = (*table(lang, "participants")["times"], *table(lang, "syntax")["days"], *words["moments"])
        self.times = frozenset(times)
        """What is done "by" them has no agent."""


@lru_cache(maxsize=4)
def _words(lang: str) -> _Words:
    return _Words(lang)


def _move(t: Token, head: Token, label: str, kids: list[list[Token]]) -> None:
    if t.head is not t:
        kids[t.head.i].remove(t)
    t.head, t.dep_ = head, label
    if head is not t:
        siblings = kids[head.i]
        siblings.append(t)
        siblings.sort(key=_place)


def _place(t: Token) -> int:
    return t.i


def _take_place(new: Token, old: Token, kids: list[list[Token]]) -> None:
    """Let `new` stand where `old` stood, and `old` under it."""
    if old.head is old:
        _move(new, new, "ROOT", kids)
    else:
        _move(new, old.head, old.dep_, kids)


def _turn_adposition(t: Token, kids: list[list[Token]], words: _Words) -> None:
    """ "in ← Syria" becomes "in → Syria": the noun takes the place of its preposition; a clause after one too."""
    if t.dep_ in ("case", "mark"):
        return
    chain = [t]
    obj = _object(t, kids)
    while obj is None:
        below = next((k for k in kids[chain[-1].i] if k.dep_ in (*ADPOSITIONS, "pcomp") and k.pos_ == "ADP"), None)
        if below is None:
            return
        chain.append(below)
        obj = _object(below, kids)
    up, label = t.head, t.dep_
    clause = obj.dep_ == "pcomp"
    if t.head is t:
        _move(obj, obj, "ROOT", kids)
    elif label == "agent":
        _move(obj, up, "obl:mod" if obj.pos_ == "NUM" or obj.lower_ in words.times else "obl:agent", kids)
    elif clause:
        _move(obj, up, "acl" if up.pos_ in NOMINAL else "advcl", kids)
    elif up.pos_ in NOMINAL:
        _move(obj, up, "nmod", kids)
    else:
        _move(obj, up, "obl:arg" if chain[-1].lower_ in words.arguments else "obl:mod", kids)
    for n, c in enumerate(chain):
        for k in list(kids[c.i]):
            if k is not obj and k not in chain:
                _move(k, obj, k.dep_, kids)
        _move(
            c, obj, ("mark" if clause else "case") if n == 0 else "fixed" if c.i == chain[n - 1].i + 1 else "case", kids
        )
    for n, c in enumerate(chain[1:], 1):
        if c.dep_ == "fixed":
            _move(c, chain[n - 1] if chain[n - 1].dep_ != "fixed" else chain[0], "fixed", kids)


def _object(t: Token, kids: list[list[Token]]) -> Token | None:
    return next((k for k in kids[t.i] if k.dep_ in OBJECTS and not (k.dep_ == "pcomp" and k.pos_ == "ADP")), None)


def _turn_copula(t: Token, kids: list[list[Token]]) -> None:
    """ "is → ready" becomes "is ← ready"; what is there ("there were clashes") becomes a subject."""
    predicate = next((k for k in kids[t.i] if k.dep_ in ("attr", "acomp", "oprd")), None)
    if predicate is None:
        return
    if any(k.dep_ == "expl" for k in kids[t.i]):
        predicate.dep_ = "nsubj"
        return
    _take_place(predicate, t, kids)
    for k in list(kids[t.i]):
        if k is not predicate:
            _move(k, predicate, k.dep_, kids)
    _move(t, predicate, "cop", kids)


def _flatten(t: Token, kids: list[list[Token]]) -> None:
    """Coordination: every conjunct hangs on the first one, and the conjunction on the conjunct after it."""
    if t.dep_ == "conj":
        first = t.head
        while first.dep_ == "conj" and first.head is not first:
            first = first.head
        if first is not t.head:
            _move(t, first, "conj", kids)
    elif t.dep_ == "cc":
        after = next((k for k in kids[t.head.i] if k.dep_ == "conj" and k.i > t.i), None)
        if after is not None:
            _move(t, after, "cc", kids)


def _set_features(t: Token, kids: Iterable[Token], words: _Words, headline: bool) -> None:
    if t.dep_ == "aux" and t.lemma_.lower() in words.moods:
        mood = words.moods[t.lemma_.lower()]
        t.morph = {"VerbForm": "Fin", "Tense": "Fut", "Mood": "Ind"} if mood == "Fut" else {
            "VerbForm": "Fin", "Tense": "Pres", "Mood": mood}  # fmt: skip
    elif t.pos_ == "VERB" and t.morph.get("VerbForm") == "Part":
        under = list(kids)
        if t.morph.get("Tense") == "Pres":
            if t.dep_ in ("xcomp", "ccomp") or any(k.dep_ == "mark" for k in under):
                if any(k.dep_ in HELPERS for k in under):
                    return
                t.morph = {"VerbForm": "Ger"}
        elif not any(k.dep_ in HELPERS for k in under):
            _finish(t, under, headline)


def _finish(t: Token, under: list[Token], headline: bool) -> None:
    """A participle with a subject and no auxiliary is a past tense; without an object in a headline, a passive."""
    subject = next((k for k in under if k.dep_ == "nsubj" and k.i < t.i), None)
    if subject is None:
        return
    if not headline or any(k.dep_ == "obj" for k in under):
        t.morph = {"VerbForm": "Fin", "Tense": "Past", "Mood": "Ind"}
    else:
        subject.dep_ = "nsubj:pass"


def _set_edges(tree: Tree) -> None:
    """The first and last token below each one."""
    for t in tree:
        t.left_edge = t.right_edge = t
    for t in tree:
        k = t
        while k.head is not k:
            k = k.head
            if t.i < k.left_edge.i:
                k.left_edge = t
            if t.i > k.right_edge.i:
                k.right_edge = t
