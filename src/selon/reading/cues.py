"""The reporting cues of a language, looked up in a tree."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from selon.languages.load import rows, table
from selon.reading.sentences import BOTH, CLOSE
from selon.reading.syntax import Syntax, morph

if TYPE_CHECKING:
    from selon.reading.tree import Token


BRACKET = 16
"""A phrase in commas right behind a verb is no longer than this."""


@dataclass(frozen=True, slots=True)
class Cue:
    """One cue: `mode` is what kind of telling it is (say, deny, see, demand …), `needs` limits its constructions."""

    words: tuple[str, ...]
    mode: str
    needs: frozenset[str]
    hedged: bool


@dataclass(frozen=True, slots=True)
class Cues:
    """The cues of one language by class, each by its first word, the longest first."""

    verbs: dict[str, tuple[Cue, ...]]
    nouns: dict[str, tuple[Cue, ...]]
    prepositions: dict[str, tuple[Cue, ...]]
    told: frozenset[str]
    resume: frozenset[str]
    mistagged: dict[str, str]
    openers: frozenset[str]
    lemmas: frozenset[str]
    forms: frozenset[str]

    def beginnings(self, s: Syntax) -> list[Token]:
        """The words with which some cue may begin: a cheap look before the dear ones."""
        lemmas, forms = self.lemmas, self.forms
        tied = {t.i - 1 for t in s.p.doc if t.pos_ == "PRON" and t.text.startswith("-")}
        return [
            t
            for t, lemma in zip(s.p.doc, s.p.lemmas, strict=True)
            if lemma in lemmas or t.lower_ in forms or (t.i in tied and self._inverted(t) is not None)
        ]

    def verb(self, s: Syntax, t: Token) -> Cue | None:
        """The verb cue that `t` heads: "dire", "faire savoir"."""
        doc = s.p.doc
        lemma = s.lemma(t)
        if t.pos_ not in ("VERB", "AUX"):
            form = self.mistagged.get(t.lower_)
            if form is not None and not _may_be_verb(t, self.openers):
                form = None
            form = form or self._inverted(t)
            if form is None:
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

    def _inverted(self, t: Token) -> str | None:
        """The verb cue of a form tied to a pronoun by a hyphen, whatever the tagger took it for ("soupire-t-elle")."""
        if t.i + 1 >= len(t.doc) or t.pos_ in ("VERB", "AUX", "PUNCT"):
            return None
        pronoun, lemma = t.doc[t.i + 1], t.lower_ + "r"
        return lemma if pronoun.pos_ == "PRON" and pronoun.text.startswith("-") and lemma in self.verbs else None

    def noun(self, s: Syntax, t: Token) -> Cue | None:
        """The cue noun that `t` heads: "annonce", "mise en garde"."""
        after = s.p.doc[t.i + 1 :]
        for cue in self.nouns.get(s.lemma(t), ()) if t.pos_ == "NOUN" else ():
            tail = cue.words[1:]
            if [k.lower_ for k in after[: len(tail)]] == list(tail):
                return cue
        return None

    def preposition(self, s: Syntax, i: int) -> tuple[Cue, int] | None:
        """The prepositional cue that begins at token `i`, and the token after it."""
        doc, lemmas = s.p.doc, s.p.lemmas
        for cue in self.prepositions.get(doc[i].lower_.replace("’", "'"), ()):
            end = i + len(cue.words)
            if end > len(doc):
                continue
            for j in range(i + 1, end):
                word = cue.words[j - i]
                if word != lemmas[j] and word != doc[j].lower_.replace("’", "'"):
                    break
            else:
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
    prepositions = _by_first(kinds["preposition"])
    verbs, nouns = _by_first(kinds["verb"]), _by_first(kinds["noun"])
    return Cues(
        verbs=verbs,
        nouns=nouns,
        prepositions=prepositions,
        told=frozenset(words["told_prepositions"]),
        resume=frozenset(words["pronouns"]),
        mistagged=dict(words["mistagged"]),
        openers=frozenset(words["complementizers"]),
        lemmas=frozenset((*verbs, *nouns)),
        forms=frozenset((*prepositions, *(k.replace("'", "’") for k in prepositions), *words["mistagged"])),
    )


def _may_be_verb(t: Token, openers: frozenset[str]) -> bool:
    """Whether a form that the tagger took for another word can be a verb: after a noun or comma, with
    an object, an adverb, a clause or an infinitive behind it; after a quotation also before a name."""
    if t.i == 0 or t.i + 1 >= len(t.doc):
        return False
    before, after = t.nbor(-1), t.nbor(1)
    if before.pos_ not in ("NOUN", "PROPN", "ADJ", "PUNCT") and before.lower_ != "ci":
        return False
    if after.text == ",":
        return t.pos_ != "NOUN" or _past_brackets(t)
    if after.pos_ == "PROPN" and before.text == "," and t.i > 1 and t.nbor(-2).text in CLOSE | BOTH:
        return True
    if after.pos_ == "ADP" and before.pos_ != "PROPN":
        return any(morph(k, "VerbForm") == "Inf" for k in t.doc[t.i + 2 : t.i + 5])
    return (
        morph(after, "VerbForm") == "Inf"
        or after.pos_ in ("DET", "ADP", "ADV", "SCONJ", "AUX", "NUM")
        or after.lower_ in openers
    )


def _past_brackets(t: Token) -> bool:
    """Whether an infinitive stands behind a phrase in commas right after the word ("annonce, via un communiqué, avoir
    pris …")."""
    closing = next((k for k in t.doc[t.i + 2 : t.i + BRACKET] if k.text == ","), None)
    return closing is not None and closing.i + 1 < len(t.doc) and morph(closing.nbor(), "VerbForm") == "Inf"


def _by_first(cues: list[Cue]) -> dict[str, tuple[Cue, ...]]:
    found: dict[str, list[Cue]] = {}
    for c in cues:
        found.setdefault(c.words[0], []).append(c)
    return {k: tuple(sorted(v, key=lambda c: -len(c.words))) for k, v in found.items()}
