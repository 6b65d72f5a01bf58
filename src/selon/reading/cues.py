"""The reporting cues of a language, looked up in a tree."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from selon.languages.load import rows, table
from selon.reading.syntax import Syntax

if TYPE_CHECKING:
    from selon.reading.tree import Token


@dataclass(frozen=True, slots=True)
class Cue:
    """One cue: `mode` is what kind of telling it is (say, deny, see, demand …), `needs` limits its constructions."""

    words: tuple[str, ...]
    mode: str
    needs: frozenset[str]
    hedged: bool


@dataclass(frozen=True, slots=True)
class Cues:
    """The cues of one language by class; verbs by their first word, the longest first."""

    verbs: dict[str, tuple[Cue, ...]]
    nouns: dict[str, Cue]
    prepositions: dict[str, tuple[Cue, ...]]
    told: frozenset[str]
    resume: frozenset[str]
    mistagged: dict[str, str]

    def may_begin(self, s: Syntax, t: Token) -> bool:
        """Whether some cue may begin with `t`: a cheap look before the dear ones."""
        lemma = s.lemma(t)
        return (
            lemma in self.verbs
            or t.lower_.replace("’", "'") in self.prepositions
            or lemma in self.nouns
            or t.lower_ in self.mistagged
        )

    def verb(self, s: Syntax, t: Token) -> Cue | None:
        """The verb cue that `t` heads: "dire", "faire savoir"."""
        doc = s.p.doc
        lemma = s.lemma(t)
        if t.pos_ not in ("VERB", "AUX"):
            form = self.mistagged.get(t.lower_)
            if form is None or not _may_be_verb(t):
                return None
            lemma = form
        for cue in self.verbs.get(lemma, ()):
            tail = cue.words[1:]
            window = [s.lemma(x) for x in doc[t.i + 1 : t.i + 1 + 2 * len(tail)]] + [
                x.lower_ for x in doc[t.i + 1 : t.i + 1 + 2 * len(tail)]
            ]
            if all(w in window for w in tail):
                return cue
        return None

    def preposition(self, s: Syntax, i: int) -> tuple[Cue, int] | None:
        """The prepositional cue that begins at token `i`, and the token after it."""
        doc = s.p.doc
        for cue in self.prepositions.get(doc[i].lower_.replace("’", "'"), ()):
            end = i + len(cue.words)
            if end <= len(doc) and all(
                w in (x.lower_.replace("’", "'"), s.lemma(x))
                for w, x in zip(cue.words[1:], doc[i + 1 : end], strict=True)
            ):
                return cue, end
        return None


@lru_cache(maxsize=8)
def load_cues(lang: str) -> Cues:
    """The cues of a language pack.

    Raises:
        DataError: a file of the pack is missing or malformed.
    """
    words = table(lang, "attribution")
    kinds: dict[str, list[Cue]] = {"verb": [], "noun": [], "preposition": [], "adverbial": []}
    for r in rows(lang, "cues"):
        parts = tuple(r["cue"].lower().replace("’", "'").replace("'", "' ").split())
        kinds[r["kind"]].append(Cue(parts, r["mode"], frozenset(r["needs"].split()), r["hedged"] == "1"))
    return Cues(
        verbs=_by_first(kinds["verb"]),
        nouns={c.words[0]: c for c in kinds["noun"] if len(c.words) == 1},
        prepositions=_by_first(kinds["preposition"]),
        told=frozenset(words["told_prepositions"]),
        resume=frozenset(words["pronouns"]),
        mistagged=dict(words["mistagged"]),
    )


def _may_be_verb(t: Token) -> bool:
    """Whether a form that the tagger took for another word can be a verb: after a noun, with something behind it."""
    if t.i == 0 or t.i + 1 >= len(t.doc):
        return False
    before, after = t.nbor(-1), t.nbor(1)
    return before.pos_ in ("NOUN", "PROPN", "ADJ", "PUNCT") and after.pos_ in (
        "DET",
        "ADP",
        "ADV",
        "SCONJ",
        "AUX",
        "NUM",
    )


def _by_first(cues: list[Cue]) -> dict[str, tuple[Cue, ...]]:
    found: dict[str, list[Cue]] = {}
    for c in cues:
        found.setdefault(c.words[0], []).append(c)
    return {k: tuple(sorted(v, key=lambda c: -len(c.words))) for k, v in found.items()}
